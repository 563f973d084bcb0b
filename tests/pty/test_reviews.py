"""A review that is cut off in the middle is taken up where it was left, with what was typed."""

from __future__ import annotations

import signal

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from tests.pty.conftest import Open


@pytest.mark.slow
def test_kill_9_in_the_middle_of_a_review_loses_no_step_and_nothing_that_was_typed(
    beside: Journal, open_app: Open
) -> None:
    beside.horizons.set("Staff engineer", 24)
    beside.gaps.add(Area.SKILLS, "Read a flame graph", needed=3)
    app = open_app(size=(100, 40))
    app.wait("It is Friday.")
    app.press("5", "n")
    app.wait("Which review?")
    app.press("up", "enter")
    app.wait("1 of 6 Horizon")
    app.press("tab", "Two years", "ctrl+s")
    app.wait("2 of 6 Skills")
    app.press("I can read one", "tab", "a", "5")
    app.wait("How many times is enough?", "adjust")
    app.watch(1.2)
    app.kill(signal.SIGKILL)
    assert app.ended() == -signal.SIGKILL

    again = open_app(size=(100, 40))
    again.wait("It is Friday.")
    again.press("5")
    again.wait("quarterly, at step 2 of 6")
    again.press("enter")
    again.wait("2 of 6 Skills", "Your draft is back.", "I can read one", "adjust")
    again.press(*["ctrl+s"] * 5)
    again.wait("the first", gone="of 6")
    assert beside.gaps.list()[0].needed == 5
    held = beside.reviews.list()[0]
    assert (held.kind, held.horizon, held.skills) == (ReviewKind.QUARTERLY, "Two years", "I can read one")
