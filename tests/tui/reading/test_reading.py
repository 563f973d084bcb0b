"""Reading pages in the app: what enter and `R` open, scrolling, and editing with `e`."""

from __future__ import annotations

import webbrowser

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, Size, run_app
from tests.tui.days import MONDAY, WEEK

LONG = " ".join(f"Sentence {number} says what happened then." for number in range(60))
LINES = "First this\n- then that\n\nAnd a second paragraph."


@pytest.fixture
def full(journal: Journal, clock: FrozenClock) -> Journal:
    """A week with a long entry, one of several lines, a gap, a talk and a recap."""
    clock.set(MONDAY)
    gap = journal.gaps.add(Area.SKILLS, "Design for failure", why=LINES).id
    journal.weeks.set_goal(WEEK, "Rehearse a rollback", skill="Operations", gap=gap, plan=["Ask Ines"])
    journal.entries.add(LONG, day=MONDAY.date(), gap=gap, link="https://example.org/r")
    journal.people.add("Maria Lopez", relation=Relation.MANAGER)
    clock.set(FRIDAY)
    journal.entries.add(LINES, day=FRIDAY.date(), private=True)
    journal.conversations.log("Maria Lopez", day=FRIDAY.date(), kind=TalkKind.ONE_TO_ONE, notes=LINES)
    journal.weeks.recap(WEEK, Outcome.MISSED, better=True, lesson="Ask earlier")
    return journal


@pytest.mark.slow
async def test_a_week_reads_through(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("R")
        assert "Week 48" in at.text
        lines = set(at.lines)
        for _ in range(200):
            await at.press("j")
            lines.update(at.lines)
        whole = "\n".join(lines)
        for text in ("Sentence 0", "Sentence 59", "- then that", "And a second paragraph.", "private", "Ask earlier"):
            assert text in whole
        assert "1:1 with Maria Lopez" in whole
        await at.press("[")
        assert "Week 47" in at.text
        assert "Nothing was written." in at.text
        await at.press("escape")
        assert at.focus == "hero"


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST], ids=str)
async def test_an_entry_is_read_whole_and_edited_from_there(full: Journal, size: Size) -> None:
    long = next(entry for entry in full.entries.all() if entry.text == LONG)
    async with run_app(full, size) as at:
        at.app.screen.focus_row("entry", long.id)  # type: ignore[attr-defined]
        await at.press("enter")
        assert "Sentence 0" in at.text
        lines = set(at.lines)
        for _ in range(120):
            await at.press("down")
            lines.update(at.lines)
        whole = " ".join("".join(lines).split())
        assert "Sentence 59" in whole
        assert "https://example.org/r" in whole
        await at.press("e")
        await at.write(" And more.")
        await at.press("ctrl+s")
        assert full.entries.get(long.id).text == f"{LONG} And more."
        await at.press(*["pagedown"] * 15)
        assert "more." in at.text
        await at.press("escape")
        assert at.focus == "entries"


async def test_a_page_down_is_a_page(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("R")
        before = [line for line in at.lines if "Sentence" in line]
        await at.press("pagedown")
        after = [line for line in at.lines if "Sentence" in line]
        assert before
        assert after
        assert not set(before[:-1]) & set(after), "a page goes on where the last one ended"


@pytest.mark.slow
async def test_a_gap_and_a_person_read_through(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        await at.press("3", "enter", "R")
        assert "- then that" in at.text
        assert "Sentence 0" in at.text
        await at.press("escape", "4", "R")
        assert "Maria Lopez" in at.text
        assert "And a second paragraph." in at.text
        await at.press("e")
        assert "The talk with Maria Lopez" in at.text


async def test_a_page_closes_when_its_subject_is_removed(full: Journal) -> None:
    entry = full.entries.all()[-1]
    async with run_app(full, WIDE) as at:
        at.app.screen.focus_row("entry", entry.id)  # type: ignore[attr-defined]
        await at.press("enter")
        assert "- then that" in at.text
        full.entries.remove(entry.id)
        at.app.screen.refresh_data()  # type: ignore[attr-defined]
        await at.settle()
        assert "How did it go" in at.text or "Missed" in at.text


async def test_another_screen_leaves_the_page(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        await at.press("R", "3", "1")
        assert at.focus == "hero"


async def test_a_link_is_opened_from_the_page(full: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Browser(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", lambda: Browser("still"))
    linked = next(entry for entry in full.entries.all() if entry.link)
    async with run_app(full, MIDDLE) as at:
        at.app.screen.read_page(f"entry:{linked.id}")  # type: ignore[attr-defined]
        await at.settle()
        assert "o open link" in at.lines[-1] or "o link" in at.lines[-1]
        await at.press("o")
        assert opened == [linked.link]
        unlinked = next(entry for entry in full.entries.all() if not entry.link)
        at.app.screen.read_page(f"entry:{unlinked.id}")  # type: ignore[attr-defined]
        await at.settle()
        assert "o link" not in at.lines[-1]
        await at.press("o")
        assert opened == [linked.link]
