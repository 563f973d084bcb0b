"""The third column: the page of the row under the cursor, as `enter` would open it."""

from __future__ import annotations

import pytest
from textual import events

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from devjournal.tui.reading.previewing import Preview
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import WIDE, AppSession, Size, run_app
from tests.tui.days import MONDAY, WEEK, later
from tests.tui.states import HUGE

FIRST_WITH_ROOM, LAST_WITHOUT = (174, 40), (173, 40)


@pytest.fixture
def lived(journal: Journal, clock: FrozenClock) -> Journal:
    """Last week with a lesson, this week with two entries (one is evidence), and a 1:1."""
    clock.set(later(MONDAY, -1))
    gap = journal.gaps.add(Area.SKILLS, "Design for failure", why="Nights are short enough.").id
    journal.gaps.add(Area.SKILLS, "Read a profile", why="Guessing is slow.")
    journal.weeks.set_goal(WEEK.shift(-1), "Draw the failure table", skill="Operations")
    journal.weeks.recap(WEEK.shift(-1), Outcome.MISSED, better=True, note="Two rows of nine.", lesson="Ask Ines first.")
    clock.set(FRIDAY)
    journal.weeks.set_goal(WEEK, "Rehearse a rollback", skill="Operations", gap=gap)
    journal.people.add("Maria Lopez", relation=Relation.MANAGER)
    journal.entries.add("Rolled back in four minutes.", day=FRIDAY.date(), gap=gap, link="https://example.org/r")
    journal.entries.add("Wrote to Ines.", day=MONDAY.date())
    journal.conversations.log("Maria Lopez", day=MONDAY.date(), kind=TalkKind.ONE_TO_ONE, notes="Show it to Tom, too.")
    return journal


def third(at: AppSession) -> str:
    """Return the text of the third column; "" if there is none."""
    regions = [pane.region for pane in at.app.screen.query(Preview)]
    column = regions[0]
    return "\n".join(line[column.x : column.right].rstrip() for line in at.lines[column.y : column.bottom]).strip()


async def test_the_week_before_is_shown_beside_the_question(lived: Journal) -> None:
    async with run_app(lived, HUGE) as at:
        assert third(at).startswith("Week 47")
        for text in ("Draw the failure table", "missed, better", "Two rows of nine.", "Ask Ines first."):
            assert text in third(at)


async def test_the_preview_shows_the_entry_under_the_cursor_with_its_gap(lived: Journal) -> None:
    async with run_app(lived, HUGE) as at:
        at.app.screen.focus_row("entry", lived.entries.all()[0].id)  # type: ignore[attr-defined]
        await at.settle()
        assert "Wrote to Ines." in third(at)
        assert "Design for failure" not in third(at)
        await at.press("k")
        for text in ("Friday, 27 November 2026", "https://example.org/r", "Design for failure", "Nights are short"):
            assert text in third(at)


async def test_a_removed_entry_disappears_from_the_preview(lived: Journal) -> None:
    async with run_app(lived, HUGE) as at:
        at.app.screen.focus_row("entry", lived.entries.all()[0].id)  # type: ignore[attr-defined]
        await at.press("x")
        assert "Wrote to Ines." not in third(at)
        await at.press("u")
        assert "Wrote to Ines." in at.text


@pytest.mark.parametrize(("key", "text"), [("2", "Rolled back in four minutes."), ("6", "Show it to Tom, too.")])
async def test_other_screens_have_a_preview_too(lived: Journal, key: str, text: str) -> None:
    async with run_app(lived, HUGE) as at:
        await at.press(key)
        assert text in third(at)


async def test_the_preview_follows_the_cursor_of_the_board(lived: Journal) -> None:
    async with run_app(lived, HUGE) as at:
        await at.press("3")
        first = third(at)
        await at.press("j")
        second = third(at)
        assert {first.split("\n")[0], second.split("\n")[0]} == {"Design for failure", "Read a profile"}


@pytest.mark.slow
@pytest.mark.parametrize(("size", "there"), [(FIRST_WITH_ROOM, True), (LAST_WITHOUT, False), (WIDE, False)], ids=str)
async def test_the_preview_is_shown_only_if_there_is_room(lived: Journal, size: Size, there: bool) -> None:
    async with run_app(lived, HUGE) as at:
        for key in "123456":
            await at.pilot.resize_terminal(*HUGE)
            await at.press(key)
            await at.pilot.resize_terminal(*size)
            await at.settle()
            previews = at.app.screen.query(Preview)
            assert all((pane.id in at.app.screen._placed._regions) is there for pane in previews)  # type: ignore[attr-defined]


async def test_a_long_page_is_scrolled_by_the_wheel_and_never_takes_the_keys(lived: Journal) -> None:
    gap = lived.gaps.list()[0].id
    for number in range(40):
        lived.entries.add(f"Evidence number {number}.", day=FRIDAY.date(), gap=gap)
    async with run_app(lived, HUGE) as at:
        await at.press("3")
        while "more lines" not in third(at):
            await at.press("j")
        top = third(at)
        assert top.split("\n")[0] == "Design for failure"
        column = at.app.screen.query_one(Preview)
        await at.pilot._post_mouse_events([events.MouseScrollDown], "#preview", button=0)
        await at.settle()
        assert third(at) != top
        assert not column.can_focus


async def test_a_text_of_somebody_else_names_its_author(lived: Journal) -> None:
    gap = lived.gaps.list()[0].id
    lived.entries.add("You stayed calm.", day=FRIDAY.date(), gap=gap, said_by=lived.people.list()[0].id)
    async with run_app(lived, HUGE) as at:
        await at.press("2")
        assert "said by Maria Lopez" in third(at)
