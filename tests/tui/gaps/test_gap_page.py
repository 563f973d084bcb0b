"""A gap's page in the app: evidence is added, removed and moved; links; goals, people and talks."""

from __future__ import annotations

import webbrowser
from datetime import UTC, date, datetime

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.tui.gaps.page.screen import GapPage
from devjournal.tui.gaps.screen import GapsScreen
from devjournal.tui.widgets.rows import RowPane
from tests.frozen_clock import FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap
from tests.tui.gaps.test_gaps import HOSTILE, full

__all__ = ["full"]

TODAY = date(2026, 11, 27)
LEAD = "Lead a design across two teams"


class Browser(webbrowser.BaseBrowser):
    """A browser that records links."""

    def __init__(self, *, works: bool = True) -> None:
        super().__init__("test")
        self.opened: list[str] = []
        self.works = works

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(url)
        return self.works


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A browser that opens nothing."""
    recording = Browser()
    monkeypatch.setattr(webbrowser, "get", lambda: recording)
    return recording


def row(at: AppSession) -> str:
    """Return the row under the cursor."""
    pane = at.focused
    assert isinstance(pane, RowPane)
    assert pane.row is not None
    return "".join(text for text, _ in pane.row.lines[0])


def lead_id(journal: Journal) -> int:
    return next(gap.id for gap in journal.gaps.list() if gap.title == LEAD)


async def down_to(at: AppSession, text: str) -> None:
    """Press down until the row under the cursor contains `text`."""
    for _ in range(40):
        if text in row(at):
            return
        await at.press("down")
    raise AssertionError(f"no row holds {text!r}:\n{at.text}")


async def to_lead(at: AppSession) -> None:
    await at.press("3", "l", "j", "enter")


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_the_page_looks_as_it_did(full: Journal, clock: FrozenClock, snap: Snap, size: Size) -> None:
    clock.move(days=-20)
    full.conversations.log("Priya Nair", day=date(2026, 11, 7), kind=TalkKind.ROLE_MODEL, year_before=LEAD)
    clock.move(days=20)
    async with run_app(full, size) as at:
        await to_lead(at)
        snap("gap-page", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW, SMALLEST])
async def test_an_empty_and_an_overfull_page(journal: Journal, snap: Snap, size: Size) -> None:
    gap = journal.gaps.add(Area.BRAND, "long " * 100, why=HOSTILE * 3).id
    async with run_app(journal, size) as at:
        await at.press("3", "l", "l", "enter")
        snap("gap-page-empty", at)
        await at.press("escape")
        with journal.transaction("much"):
            for n in range(60):
                journal.entries.add(HOSTILE if n % 9 == 0 else f"entry {n}", day=TODAY, gap=gap, link=HOSTILE)
                journal.people.add(f"{HOSTILE} {n}")
                journal.people.should_know(f"{HOSTILE} {n}", gap)
        at.app.screen.refresh_data()  # type: ignore[attr-defined]
        await at.press("enter", "tab", "end")
        snap("gap-page-crowded", at)
        assert "\x1b" not in at.text


@pytest.mark.slow
async def test_tab_and_arrows_go_through_the_lists_in_order(full: Journal) -> None:
    for size in (WIDE, NARROW, SMALLEST):
        async with run_app(full, size) as at:
            await to_lead(at)
            lists = []
            for _ in range(3):
                lists.append(at.focus)
                await at.press("tab")
            assert lists == ["evidence", "goals", "known"]
            assert at.focus == "evidence", "round again"
            await at.press("shift+tab")
            assert at.focus == "known"
            await at.press("home", "up")
            assert at.focus == "goals"
            await at.press("up")
            assert at.focus == "evidence"
            assert row(at).startswith("Sat 7 Nov"), "its last row"


async def test_an_entry_becomes_evidence_and_is_taken_off(full: Journal) -> None:
    gap = lead_id(full)
    entry = next(entry for entry in reversed(full.entries.all()) if entry.gap is None)
    before, count = len(full.entries.of_gap(gap)), len(full.entries.all())
    async with run_app(full) as at:
        await to_lead(at)
        await at.press("p")
        assert "Which entry is evidence?" in at.text
        await down_to(at, entry.text[:20])
        await at.press("enter")
        assert len(full.entries.of_gap(gap)) == before + 1
        assert "Evidence now" in at.toasts[0]
        await at.press("u")
        assert len(full.entries.of_gap(gap)) == before
        await at.press("home", "x")
        assert len(full.entries.of_gap(gap)) == before - 1
        assert "It stays in its week" in at.toasts[0]
        assert len(full.entries.all()) == count
        await at.press("u")
        assert len(full.entries.of_gap(gap)) == before


@pytest.mark.slow
async def test_an_entry_changes_its_gap_from_the_page_and_from_the_week(full: Journal) -> None:
    gap = lead_id(full)
    async with run_app(full) as at:
        await to_lead(at)
        await at.press("end", "home", "e")
        assert "Edit the entry" in at.text
        assert at.focus == "text"
        await at.press("tab", "tab", "tab", "tab", "home", "enter", "ctrl+s")
        assert len(full.entries.of_gap(gap)) == 1
        assert full.gaps.get(gap).evidence == 1
        await at.press("1", "tab", "tab", "e", "tab", "tab", "tab", "tab")
        assert at.focus == "gap"
        picker = at.focused
        assert isinstance(picker, RowPane)
        await down_to(at, LEAD)
        await at.press("enter", "ctrl+s")
        assert full.gaps.get(gap).evidence == 2


@pytest.mark.slow
async def test_adding_evidence_editing_and_closing_from_the_page(full: Journal) -> None:
    gap = lead_id(full)
    async with run_app(full) as at:
        await to_lead(at)
        await at.press("a")
        await at.write("One more")
        await at.press("ctrl+s")
        assert "3 of 3" in at.text
        assert "✓ shown, close it?" in at.text
        await at.press("E")
        await at.write(" again")
        await at.press("ctrl+s")
        assert full.gaps.get(gap).title == LEAD + " again"
        await at.press("d")
        assert "closed today" in at.text
        assert not full.gaps.get(gap).open
        await at.press("g")
        assert "It is closed" in at.toasts[0]
        await at.press("a")
        await at.write("Also after it was closed")
        await at.press("ctrl+s")
        assert len(full.entries.of_gap(gap)) == 4
        await at.press("d", "escape")
        assert isinstance(at.app.screen, GapsScreen)
        assert at.app.screen.gap is not None
        assert at.app.screen.gap.id == gap


async def test_enter_on_a_goal_opens_its_week(full: Journal) -> None:
    async with run_app(full) as at:
        await to_lead(at)
        await at.press("tab", "enter")
        assert "Week 45" in at.text
        await at.press("3")
        assert isinstance(at.app.screen, GapPage), "the tab is as it was left"
        await at.press("3")
        assert isinstance(at.app.screen, GapsScreen), "and its own key leads to the board"


async def test_a_link_is_opened_with_a_message(full: Journal, browser: Browser) -> None:
    async with run_app(full) as at:
        await to_lead(at)
        await down_to(at, "link")
        assert "o open link" in at.footer
        await at.press("o")
        assert browser.opened == ["https://example.com/pr/4711"]
        assert at.toasts == ["Opened in the browser: “https://example.com/pr/4711”"]
        browser.works = False
        await at.press("o")
        assert "The browser did not open it." in at.text
        assert "https://example.com/pr/4711" in at.text, "the address is there to be copied"
        await at.press("space")
        assert "The browser did not" not in at.text


@pytest.mark.slow
@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "PR 12", "https://a\x1b[2J", ""])
async def test_nothing_but_the_web_and_mail_is_opened(journal: Journal, browser: Browser, link: str) -> None:
    gap = journal.gaps.add(Area.SKILLS, "x").id
    journal.entries.add("y", day=TODAY, gap=gap, link=link)
    async with run_app(journal) as at:
        await at.press("3", "enter", "o")
        assert browser.opened == []
        reason = "Only http, https and mailto links are opened" if link else "This entry has no link"
        assert at.toasts[0].startswith(reason)
        assert "\x1b" not in at.toasts[0]


async def test_a_missing_browser_is_reported(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    address = f"{'mara-' * 30}lind@example.com"
    monkeypatch.setattr(webbrowser, "get", missing)
    gap = journal.gaps.add(Area.SKILLS, "x").id
    journal.entries.add("y", day=TODAY, gap=gap, link=f"mailto:{address}")
    async with run_app(journal, (60, 20)) as at:
        await at.press("3", "enter", "o")
        assert "No browser could be started (could not locate runnable" in at.text
        assert f"mailto:{address}" in "".join(at.text.split()), "all of it"


async def test_a_page_closes_if_its_gap_is_removed_elsewhere(full: Journal, clock: FrozenClock) -> None:
    async with run_app(full) as at:
        await to_lead(at)
        with Journal(full.path, clock) as other:
            other.gaps.remove(lead_id(full))
        at.app.look()
        await at.pilot.pause()
        await at.pilot.pause()
        assert isinstance(at.app.screen, GapsScreen)
        assert at.toasts == ["Removed: “Lead a design across two teams”. Its entries stay in their weeks."]


async def test_the_page_lists_the_talks_that_name_the_gap(full: Journal) -> None:
    full.conversations.log("Priya Nair", day=TODAY, kind=TalkKind.ROLE_MODEL, year_before=f"{LEAD.upper()}\nMore")
    async with run_app(full) as at:
        await to_lead(at)
        assert "Mentioned in  1 talk" in at.text
        assert "Priya Nair" in at.text
        assert "Who knows  1 of 4" in at.text


@pytest.mark.slow
async def test_days_and_weeks_of_other_years_are_aligned(full: Journal, clock: FrozenClock) -> None:
    lead = lead_id(full)
    days = (date(2025, 8, 4), date(2025, 12, 15), date(2026, 2, 9))
    for day in days:
        clock.set(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
        full.weeks.set_goal(IsoWeek.of(day), "An old goal", skill="Design", gap=lead)
        full.entries.add("An old entry", day=day, gap=lead)
        person = full.people.add(f"Old {day.month}")
        full.people.knows(person.name, lead, day)
    clock.set(datetime(2026, 11, 27, 9, tzinfo=UTC))
    async with run_app(full, (120, 60)) as at:
        await to_lead(at)
        for text in ("An old goal", "An old entry", "since"):
            places = [line.index(text) for line in at.lines if text in line]
            assert len(places) >= len(days)
            assert len(set(places)) == 1, at.text
