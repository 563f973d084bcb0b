"""The search: results while typing, the jump to a result, and the way back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.domain.week.due import ReviewKind
from devjournal.errors import FileBusy
from devjournal.storage import Journal
from devjournal.storage.search.search import Search as Index
from devjournal.tui.gaps.page.screen import GapPage
from devjournal.tui.kit.finder import MAX_RESULTS
from devjournal.tui.one_to_one.screen import OneToOneScreen
from devjournal.tui.people.screen import PeopleScreen
from devjournal.tui.reviews.screen import ReviewsScreen
from devjournal.tui.search.dialog import Search, paragraph_lines
from devjournal.tui.verbs import SCREENS
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.glyphs import ASCII, UNICODE
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.lines import line_text, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.rows import RowPane
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.sample import fill, fill_board, fill_people
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap, Stage
from tests.tui.days import WEEK
from tests.tui.states import State

TODAY = FRIDAY.date()


def everything(journal: Journal, clock: FrozenClock) -> None:
    """Fill a journal with a text of every kind."""
    fill(journal, clock)
    fill_people(journal, clock)
    fill_board(journal, clock)
    journal.topics.add("Ask for a retry budget", private=True)
    journal.topics.done(journal.topics.add("A seat in the platform review").id)
    journal.entries.add(f"{'Rollback after rollback ' * 9}until it held; 設計 [b]x[/b]", day=TODAY - timedelta(700))
    journal.entries.add("Line one\x1b[31m\nand a secret \u202eline", day=TODAY, private=True)


@pytest.fixture
def full(stage: Stage) -> Journal:
    """A copy of that journal, open on its Friday."""
    return stage(State(everything, FRIDAY))


async def look_for(at: AppSession, text: str) -> None:
    """Open the search, type a query, and wait for its results."""
    await at.press("/")
    await at.write(text)
    await answered(at)


async def answered(at: AppSession) -> None:
    """Wait for the results of the latest query."""
    await at.app.workers.wait_for_complete()
    await at.settle()


def row_of(at: AppSession) -> tuple[str, object]:
    """Return the hit under the cursor."""
    pane = at.focused
    assert isinstance(pane, RowPane)
    assert pane.row is not None
    return pane.row.kind, pane.row.value


@pytest.mark.slow
async def test_the_search_finds_while_typing_and_marks_matches(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        await at.press("/")
        assert "Everything you wrote" in at.text
        await at.write("roll")
        await answered(at)
        assert "4 hits" in at.text
        x, y = at.where("rollback.")
        assert at.picture.look(x, y).ink == "bold here"
        assert at.picture.look(x - 2, y).ink == "text"
        await at.write("back surprise")
        await answered(at)
        assert "1 match" in at.text
        assert "entry     26 Nov 2026  Rollback rehearsed: 4 minutes, one surprise" in at.text
        await at.write(" (AND")
        await answered(at)
        assert "Nothing found. Fewer words" in at.text
        assert "hits" not in at.text
        for _ in range(len("rollback surprise (AND")):
            await at.pilot.press("backspace")
        await answered(at)
        assert "Everything you wrote" in at.text


@pytest.mark.slow
async def test_hostile_texts_are_shown_as_they_are(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await look_for(at, "secret line")
        assert "entry     27 Nov 2026  ∗ Line one␛[31m↵and a secret \ufffdline" in at.text
        await at.press("escape")
        await look_for(at, "設計")
        line = next(line for line in at.lines if "held; 設計 [b]x[/b]" in line)
        assert "…" in line.partition("設計")[0], "cut around the hit"


PLACES: list[tuple[str, str, Callable[[AppSession], object], object]] = [
    ("rehearsed rollback", "Week 48", lambda at: at.focus, "hero"),
    ("backoff retry", "Week 48", row_of, ("step", 52)),
    ("backoff jitter", "Week 48", row_of, ("entry", 32)),
    ("Winter", "Week 52", lambda at: at.focus, "hero"),
    ("estimated migration", "Week 46", row_of, ("entry", 36)),
    ("flame graph read", "Read a flame graph", lambda at: type(at.app.screen), GapPage),
    ("follow it", "Lead a design across two teams", lambda at: type(at.app.screen), GapPage),
    ("decide how we build", "Staff engineer", lambda at: at.focus, "board"),
    ("Tomas", "Director of platform", lambda at: _people(at).crosshair.row, 1),
    ("napkin", "Half an hour, and she drew it", row_of, ("talk", 4)),
    ("retry budget", "Ask for a retry budget", lambda at: _bring(at).key, "private:topic:1"),
]


def _people(at: AppSession) -> PeopleScreen:
    assert isinstance(at.app.screen, PeopleScreen)
    return at.app.screen


def _bring(at: AppSession) -> ItemList:
    assert isinstance(at.app.screen, OneToOneScreen)
    assert isinstance(at.focused, ItemList)
    return at.focused


@pytest.mark.slow
async def test_enter_goes_to_the_place_of_a_hit(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        for text, screen_text, get_place, place in PLACES:
            await look_for(at, text)
            assert isinstance(at.app.screen, Search)
            await at.press("enter")
            await at.settle()
            assert screen_text in at.text, text
            assert get_place(at) == place, text
            assert not at.toasts, text
        await look_for(at, "seat in the platform")
        await at.press("enter")
        await at.settle()
        assert at.toasts == ["That topic is done; `devjournal topic list --all` shows it."]


@pytest.mark.slow
async def test_a_review_and_its_remark_lead_to_that_review(full: Journal) -> None:
    first = full.reviews.add(ReviewKind.MONTHLY, course="Fewer meetings than marbles")
    full.reviews.add_remark(first.id, "The marbles were counted wrong: quaggas")
    full.reviews.add(ReviewKind.QUARTERLY, course="Something else")
    async with run_app(full, WIDE) as at:
        for text in ("marbles than", "quagga"):
            await at.press("1")
            await look_for(at, text)
            await at.press("enter")
            await at.settle()
            assert isinstance(at.app.screen, ReviewsScreen)
            assert at.app.screen.review is not None
            assert at.app.screen.review.id == first.id


async def test_a_hit_is_chosen_by_arrows_and_by_mouse(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await look_for(at, "Thursday")
        dialog = at.app.screen
        await at.press("down", "down", "up", "pagedown", "pageup", "down")
        assert at.focus == "place", "the field keeps the focus"
        await at.write(" drill")
        await answered(at)
        lines = [line for line in at.lines if "goal" in line]
        assert lines[0].startswith("  ▌"), "another answer begins at its best"
        await at.click(lines[1].strip()[:24])
        assert at.app.screen is dialog
        assert at.focus == "place"
        await at.click(lines[2].strip()[:24], times=2)
        await at.settle()
        week = at.app.screen
        assert isinstance(week, WeekScreen)
        assert str(week.iso) in lines[2]


@pytest.mark.slow
async def test_esc_returns_to_the_screen_before(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("down", "down")
        before = at.picture.rows, row_of(at)
        await look_for(at, "design")
        await at.press("escape")
        assert (at.picture.rows, row_of(at)) == before
        for number, (name, _) in enumerate(SCREENS, 1):
            await at.press(str(number))
            screen = at.app.screen
            await at.press("/")
            assert isinstance(at.app.screen, Search), name
            await at.press("escape")
            assert at.app.screen is screen
        await at.press("3", "enter", "/")
        assert isinstance(at.app.screen, Search), "on a card's page too"
        await at.write("flame")
        await at.press("enter")
        await answered(at)
        assert "Read a flame graph" in at.text
        await at.press("escape")
        assert at.focus == "board", "one page at a time lies over the board"


async def test_in_a_form_the_key_of_the_search_is_a_letter(full: Journal) -> None:
    async with run_app(full, MIDDLE) as at:
        await at.press("a")
        await at.write("either/or")
        await at.press("ctrl+s")
    assert "either/or" in {entry.text for entry in full.entries.of_week(WEEK)}


async def test_typing_waits_for_no_answer(full: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    queries: list[str] = []
    begun, go_on = Event(), Event()
    find = Index.find

    def slow(self: Index, text: str, limit: int, *, typing: bool) -> tuple[SearchHit, ...]:
        queries.append(text)
        begun.set()
        assert go_on.wait(20)
        return find(self, text, limit, typing=typing)

    monkeypatch.setattr(Index, "find", slow)
    async with run_app(full, MIDDLE) as at:
        await at.press("/")
        await at.rush("j", workers=False)
        assert await asyncio.to_thread(begun.wait, 20)
        await at.rush(*"itter", workers=False)
        assert "jitter" in at.text, "while the first letter is still looked for"
        await at.rush("enter", workers=False)
        assert isinstance(at.app.screen, Search), "it goes once there is an answer"
        go_on.set()
        await answered(at)
        assert queries == ["j", "jitter"], "what was typed on meanwhile is not looked for"
        assert row_of(at) == ("entry", 32)


async def test_a_key_after_enter_waits_for_the_result_and_goes_to_its_screen(
    full: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, find = Event(), Index.find

    def slow(self: Index, text: str, limit: int, *, typing: bool) -> tuple[SearchHit, ...]:
        assert go_on.wait(20)
        return find(self, text, limit, typing=typing)

    monkeypatch.setattr(Index, "find", slow)
    async with run_app(full, MIDDLE) as at:
        await at.press("/")
        await at.rush(*"jitter", workers=False)
        asyncio.get_running_loop().call_later(0.1, go_on.set)
        await at.rush("enter", "e")
        assert "Edit the entry" in at.text


async def test_an_unreadable_file_is_reported(full: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    find, held = Index.find, [True]

    def busy(self: Index, text: str, limit: int, *, typing: bool) -> tuple[SearchHit, ...]:
        if held:
            raise FileBusy("The journal is held by another program; try again when it is done.")
        return find(self, text, limit, typing=typing)

    monkeypatch.setattr(Index, "find", busy)
    async with run_app(full, MIDDLE) as at:
        await look_for(at, "jitter")
        assert "held by another program" in at.text
        await at.press("enter")
        assert isinstance(at.app.screen, Search)
        held.clear()
        await at.write("s")
        await at.press("backspace")
        await answered(at)
        assert "1 match" in at.text


async def test_the_search_shows_the_best_hits(full: Journal) -> None:
    with full.transaction("many"):
        for n in range(MAX_RESULTS + 5):
            full.entries.add(f"Needle {n}", day=TODAY)
    async with run_app(full, MIDDLE) as at:
        await look_for(at, "needle")
        assert f"the best {MAX_RESULTS}" in at.text
        await at.press(*["pagedown"] * 9)
        assert at.text.count("Needle") > 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "size"),
    [
        *(("search-hits", "design", size) for size in (WIDE, MIDDLE, NARROW, SMALLEST)),
        *(("search-nothing", "nowhere", size) for size in (MIDDLE, NARROW)),
        ("search-begun", "", MIDDLE),
    ],
)
async def test_the_search_matches_its_snapshot(full: Journal, snap: Snap, name: str, text: str, size: Size) -> None:
    async with run_app(full, size) as at:
        await look_for(at, text)
        snap(name, at)


async def test_the_search_matches_its_snapshot_in_ascii(full: Journal, snap: Snap) -> None:
    async with run_app(full, MIDDLE, glyphs=ASCII) as at:
        await look_for(at, "rollback")
        snap("search-ascii", at)
        assert "…" not in at.text


@pytest.mark.slow
async def test_a_new_size_and_a_long_text(full: Journal) -> None:
    async with run_app(full, WIDE) as at:
        await look_for(at, "held")
        for size in (SMALLEST, (30, 8), NARROW, WIDE):
            await at.resize(size)
            if size[1] > 10:
                assert "held" in at.text.split("entry")[1]
        await at.paste("word " * 20_000)
        await answered(at)
        assert "Nothing found" in at.text


@pytest.mark.slow
async def test_the_paragraph_of_a_hit_is_shown_whole(full: Journal) -> None:
    talk = (
        "First what was agreed, at some length, so that a line of the list cannot hold it: the retry budget is theirs."
    )
    full.entries.add(f"Another paragraph.\n\n{talk} The quokka stays ours.\n\nAnd a third one.", day=TODAY)
    async with run_app(full, WIDE) as at:
        await look_for(at, "quokka")
        pane = at.app.screen.query_one("#preview", Pane)
        assert " ".join(line_text(line) for line in pane.lines).strip() == f"{talk} The quokka stays ours."
        x, y = at.where("quokka stays ours.")
        assert at.picture.look(x, y).ink == "bold here"
        assert at.picture.look(x + len("quokka "), y).ink == "text"
        await at.write(" stays nowhere")
        await answered(at)
        assert not any(line_text(line).strip() for line in pane.lines)


async def test_the_place_in_a_long_paragraph_is_in_sight(full: Journal) -> None:
    full.entries.add("word " * 400 + "quokka" + " word" * 400, day=TODAY)
    async with run_app(full, MIDDLE) as at:
        await look_for(at, "quokka")
        preview = at.app.screen.query_one("#preview", Pane)
        assert any("quokka" in line_text(line) for line in preview.lines)
        assert line_text(preview.lines[0]).startswith("…")
        assert line_text(preview.lines[-1]).endswith("…")
    async with run_app(full, SMALLEST) as at:
        await look_for(at, "quokka")
        assert not at.app.screen.query_one("#preview", Pane).display


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 20), st.integers(2, 60), st.integers(2, 6))
def test_any_place_of_any_paragraph_is_in_sight(text: str, at: int, length: int, width: int, max_lines: int) -> None:
    begin, end = min(at, len(text)), min(at + length, len(text))
    hit = SearchHit(kind=HitKind.ENTRY, id=1, day=TODAY, text=text, spans=((begin, end),) if end > begin else ())
    lines = paragraph_lines(hit, width, max_lines, UNICODE)
    assert len(lines) <= max_lines
    assert all(width_of(line) <= width for line in lines)
