"""The cost of an event: one reading of the journal and one layout, for every key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import Any

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from devjournal.tui.app import LAZY_SCREENS
from devjournal.tui.kit.compositor import WholeCompositor
from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.manual_layout import PlacedLayout
from devjournal.tui.kit.screen import JournalScreen
from tests.frozen_clock import FrozenClock
from tests.sample import fill_board, fill_people, fill_topics
from tests.tui.app_session import MIDDLE, WIDE, AppSession, run_app

PAGES = ("gaps.page.screen", "case.screen", "drafts.screen", "letter.page", "reading.screen", "reviews.page")
"""Modules of the pages opened over the six screens."""


@dataclass
class Counts:
    """Readings and layouts since the last call of `take`."""

    readings: int = 0
    layouts: int = 0
    arranging: bool = False
    """Whether Textual is querying the layout, during which nothing may be computed."""

    def take(self) -> tuple[int, int]:
        """Return the number of readings and of layouts."""
        counts = self.readings, self.layouts
        self.readings = self.layouts = 0
        return counts


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Count the readings and layouts of every screen and page."""
    counted = Counts()

    def count(screen: type[JournalScreen], name: str, counter: str) -> None:
        before = screen.__dict__[name]

        @wraps(before)
        def counting(self: JournalScreen, *args: Any) -> Any:
            assert not counted.arranging, f"{type(self).__name__}.{name} while Textual arranges"
            setattr(counted, counter, getattr(counted, counter) + 1)
            return before(self, *args)

        monkeypatch.setattr(screen, name, counting)

    for screen in _screens():
        for name, counter in (("reload", "readings"), ("place_blocks", "layouts")):
            if name in screen.__dict__:
                count(screen, name, counter)
    arrange = PlacedLayout.arrange

    def arranged(self: PlacedLayout, *args: Any, **options: Any) -> Any:
        counted.arranging = True
        try:
            return arrange(self, *args, **options)
        finally:
            counted.arranging = False

    monkeypatch.setattr(PlacedLayout, "arrange", arranged)
    return counted


def _screens() -> Sequence[type[JournalScreen]]:
    for place in (*(path.rpartition(".")[0] for path in LAZY_SCREENS.values()), *PAGES):
        import_module(f"devjournal.tui.{place}")
    screens = [screen for screen in dict.fromkeys(_below(JournalScreen)) if "place_blocks" in screen.__dict__]
    assert len(screens) == len(LAZY_SCREENS) + 1 + len(PAGES)
    return screens


def _below(parent: type[JournalScreen]) -> list[type[JournalScreen]]:
    return [descendant for child in parent.__subclasses__() for descendant in (child, *_below(child))]


@pytest.fixture
def journal(sample: Journal, clock: FrozenClock) -> Journal:
    """A journal with content for every screen."""
    fill_people(sample, clock)
    fill_board(sample, clock)
    fill_topics(sample, clock)
    sample.reviews.add(ReviewKind.QUARTERLY, course="One gap at a time.")
    return sample


ONCE = (1, 1)
LAID_OUT = (0, 1)
NOTHING = (0, 0)
SCREENS = {"week": "1", "calendar": "2", "gaps": "3", "people": "4", "reviews": "5", "one_to_one": "6"}


async def cost(at: AppSession, counts: Counts, *keys: str) -> tuple[int, int]:
    """Press keys at once, and return the number of readings and of layouts."""
    counts.take()
    await at.rush(*keys)
    return counts.take()


async def test_a_start_is_one_reading_and_one_layout(journal: Journal, counts: Counts) -> None:
    async with run_app(journal):
        assert counts.take() == ONCE


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SCREENS if name != "week"])
async def test_a_screen_is_read_and_laid_out_once_when_it_is_opened(
    journal: Journal, counts: Counts, name: str
) -> None:
    async with run_app(journal) as at:
        assert await cost(at, counts, SCREENS[name]) == ONCE
        await at.press("1")
        assert max(await cost(at, counts, SCREENS[name])) <= 1, "opened again"
        await at.press("1")
        with journal.transaction("change"):
            journal.entries.add("Wrote to the platform leads", day=journal.today)
        assert await cost(at, counts, SCREENS[name]) == ONCE, "opened again, after something was written"


@pytest.mark.parametrize("name", SCREENS)
async def test_on_every_screen_an_event_is_one_reading_and_one_layout_at_the_most(
    journal: Journal, counts: Counts, name: str
) -> None:
    async with run_app(journal) as at:
        await at.press(SCREENS[name])
        for key in ("down", "down", "up", "right", "left", "tab", "tab"):
            assert max(await cost(at, counts, key)) <= 1, key
        await at.press("a")
        assert await cost(at, counts, "escape") == NOTHING, "an empty form is left"
        await at.press("a")
        await at.write("Wrote to the platform leads")
        assert await cost(at, counts, "ctrl+s") == ONCE, "an entry is saved"
        assert await cost(at, counts, "u") == ONCE, "it is undone"
        assert await cost(at, counts, "question_mark") == NOTHING, "help is opened"
        assert await cost(at, counts, "escape") == NOTHING, "help is left"
        counts.take()
        await at.resize(MIDDLE)
        assert counts.take() == LAID_OUT, "a window that was never so large"
        await at.resize(WIDE)
        assert counts.take() == LAID_OUT, "the window as it was"


@pytest.mark.slow
async def test_a_tick_and_a_recap_are_one_reading_and_one_layout(journal: Journal, counts: Counts) -> None:
    async with run_app(journal) as at:
        assert await cost(at, counts, "space") == ONCE
        await at.press("r", "h", "n")
        assert await cost(at, counts, "ctrl+s") == ONCE
        assert journal.weeks.get(IsoWeek.of(journal.today)).outcome is Outcome.HIT


@pytest.mark.slow
async def test_another_programs_write_is_one_reading_and_one_layout(
    journal: Journal, clock: FrozenClock, counts: Counts
) -> None:
    async with run_app(journal) as at:
        counts.take()
        at.app.look()
        await at.settle()
        assert counts.take() == NOTHING
        with Journal(journal.path, clock) as other:
            other.entries.add("Written by another program", day=other.today)
        at.app.look()
        await at.settle()
        assert counts.take() == ONCE
        assert "Written by another program" in at.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "opens"),
    [
        (("3",), "enter"),
        (("3",), "C"),
        (("1",), "D"),
        (("1",), "R"),
        (("5",), "enter"),
        (("5",), "Y"),
    ],
)
async def test_a_page_over_a_screen_is_read_and_laid_out_once(
    journal: Journal, counts: Counts, keys: Sequence[str], opens: str
) -> None:
    async with run_app(journal) as at:
        await at.press(*keys)
        below = at.app.screen
        assert await cost(at, counts, opens) == ONCE
        assert at.app.screen is not below
        for key in ("down", "up"):
            assert max(await cost(at, counts, key)) <= 1, key
        assert await cost(at, counts, "escape") == NOTHING
        assert at.app.screen is below


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect every layout and every painting of the whole window."""
    calls: list[str] = []
    for name in ("reflow", "render_full_update"):
        before = getattr(WholeCompositor, name)

        def counting(self: WholeCompositor, *args: Any, before: Any = before, name: str = name, **options: Any) -> Any:
            calls.append(name)
            return before(self, *args, **options)

        monkeypatch.setattr(WholeCompositor, name, counting)
    return calls


async def test_a_start_is_laid_out_and_painted_whole_once(journal: Journal, frames: list[str]) -> None:
    async with run_app(journal):
        assert sorted(frames) == ["reflow", "render_full_update"]


@pytest.mark.parametrize("key", ["a", "g", "r"])
async def test_a_form_is_laid_out_and_painted_whole_once(journal: Journal, frames: list[str], key: str) -> None:
    async with run_app(journal) as at:
        frames.clear()
        await at.rush(key)
        assert isinstance(at.app.screen, DraftedScreen)
        assert sorted(frames) == ["reflow", "render_full_update"]


@pytest.mark.parametrize("key", ["2", "3", "4", "5", "6"])
async def test_a_screen_is_laid_out_and_painted_whole_once_when_it_is_opened_first(
    journal: Journal, frames: list[str], key: str
) -> None:
    async with run_app(journal) as at:
        frames.clear()
        await at.rush(key)
        assert sorted(frames) == ["reflow", "render_full_update"]


async def test_a_question_that_is_answered_is_one_reading_and_one_layout(journal: Journal, counts: Counts) -> None:
    gap = journal.gaps.list()[0]
    async with run_app(journal) as at:
        await at.press("3", "x")
        assert await cost(at, counts, "y") == ONCE
        assert gap.id not in [other.id for other in journal.gaps.list()]
