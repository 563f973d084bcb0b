"""Each screen at 200 columns and 60 rows, on a journal with content of every kind."""

from __future__ import annotations

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.sample import fill, fill_board, fill_people, fill_topics
from tests.tui.app_session import run_app
from tests.tui.conftest import Snap, Stage
from tests.tui.states import HUGE, State

SCREENS = {
    "calendar": ("2",),
    "gaps": ("3",),
    "gap-page": ("3", "enter"),
    "people": ("4",),
    "reviews": ("5",),
    "one-to-one": ("6",),
    "search": ("/", "=rollback"),
    "form-goal": ("]", "g"),
}
"""Keys that lead to each screen."""


def everything(journal: Journal, clock: FrozenClock) -> None:
    """Fill a journal with content for every screen."""
    fill(journal, clock)
    fill_people(journal, clock)
    fill_board(journal, clock)
    fill_topics(journal, clock)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCREENS)
async def test_the_largest_screen_looks_as_it_did(stage: Stage, snap: Snap, name: str) -> None:
    async with run_app(stage(State(everything, FRIDAY)), HUGE) as at:
        for key in SCREENS[name]:
            await (at.write(key[1:]) if key.startswith("=") else at.press(key))
        await at.app.workers.wait_for_complete()
        await at.settle()
        snap(f"largest-{name}", at)
