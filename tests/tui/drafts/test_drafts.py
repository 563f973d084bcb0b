"""The page of drafts: two keys per draft, suggested gaps first, and nothing kept unasked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from textual._compositor import Compositor, LayoutUpdate
from textual.geometry import Region
from textual.geometry import Size as GeometrySize

from devjournal.domain.capture.draft import Draft, DraftState, NewDraft
from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.tui.drafts.screen import DraftsPage
from devjournal.tui.widgets.rows import RowPane
from tests.counting import queries
from tests.frozen_clock import FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import Snap

LARGE: Size = (200, 60)
TODAY = date(2026, 11, 27)
INCIDENT = "Ran the incident of the payment queue, and wrote its timeline"
REVIEW = "Reviewed the design of the importer with both teams.\n\nThe batch is split: see https://example.org/notes"
LUNCH = "Lunch with Tomas [bold]and[/bold] \x1b[31mAna"
COMMITS = "api: 3 commits\n- Split the batch\n- Log the queue depth\n- Measure the planner"


def add_gaps(journal: Journal) -> None:
    journal.gaps.add(Area.SKILLS, "Incident command", needed=4)
    journal.gaps.add(Area.EXPERIENCE, "Lead a design review", why="The staff role decides there", needed=3)
    journal.gaps.add(Area.BRAND, "Known for writing", needed=2)


def add_drafts(journal: Journal) -> None:
    journal.drafts.add_all(
        [
            NewDraft("text", "1", date(2026, 11, 25), REVIEW, "https://example.org/notes", "text notes.md"),
            NewDraft("git", "2", date(2026, 11, 26), COMMITS, source="git api"),
            NewDraft("text", "3", TODAY, INCIDENT, source="inbox 2026-11-27 on the train.md"),
            NewDraft("ics", "4", TODAY, LUNCH, source="ics work.ics, 3 times"),
        ]
    )


@pytest.fixture
def journal(journal: Journal) -> Journal:
    """A journal with three gaps and four drafts."""
    add_gaps(journal)
    add_drafts(journal)
    return journal


@pytest.fixture
def other(journal: Journal, clock: FrozenClock) -> Iterator[Journal]:
    """The same journal, opened by another program."""
    with Journal(journal.path, clock) as other_journal:
        yield other_journal


def row(at: AppSession) -> str:
    """Return the row under the cursor."""
    pane = at.focused
    assert isinstance(pane, RowPane)
    assert pane.row is not None
    return "".join(text for text, _ in pane.row.lines[0])


def waiting(journal: Journal) -> list[str]:
    return [draft.text for draft in journal.drafts.waiting()]


@pytest.mark.slow
@pytest.mark.parametrize("size", [LARGE, WIDE, MIDDLE, NARROW, SMALLEST])
async def test_the_page(journal: Journal, size: Size, snap: Snap) -> None:
    async with run_app(journal, size=size) as at:
        await at.press("D")
        snap("drafts", at)
        await at.press("j", "k")
        snap("drafts-gap", at)
        await at.press("escape", "X")
        snap("drafts-none", at)


async def test_a_draft_is_kept_with_two_keys_and_the_gap_of_its_words(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D", "k", "enter")
        await at.press("j", "k", "k")
        entries = {entry.text: entry for entry in journal.entries.all()}
        titles = journal.gaps.titles()
        assert titles[entries[REVIEW].gap or 0] == "Lead a design review"
        assert titles[entries[INCIDENT].gap or 0] == "Incident command"
        assert (entries[REVIEW].day, entries[REVIEW].link) == (date(2026, 11, 25), "https://example.org/notes")
        assert waiting(journal) == [COMMITS, LUNCH]
        assert f"Kept as evidence: “{INCIDENT[:39]}" in at.text


async def test_without_a_suggestion_no_gap_comes_first(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D", "end", "k", "k")
        (entry,) = journal.entries.all()
        assert (entry.text, entry.gap) == (LUNCH, None)


async def test_any_gap_can_be_chosen_and_esc_chooses_none(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D", "k", "escape")
        assert waiting(journal)[0] == REVIEW
        assert at.focus == "waiting"
        await at.press("k", "down", "down", "enter")
        (entry,) = journal.entries.all()
        assert entry.gap is not None
        assert journal.gaps.get(entry.gap).title != "Lead a design review"


async def test_without_gaps_one_key_keeps(tmp_path: Path, clock: FrozenClock) -> None:
    with Journal(tmp_path / "other" / "journal.db", clock) as journal:
        add_drafts(journal)
        async with run_app(journal) as at:
            await at.press("D", "k", "k")
            assert [entry.gap for entry in journal.entries.all()] == [None, None]


async def test_dropped_is_dropped_and_comes_back_by_undo(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D", "x")
        assert waiting(journal)[0] == COMMITS
        assert row(at).startswith("Thu 26 Nov")
        await at.press("u")
        assert waiting(journal)[0] == REVIEW
        await at.press("X")
        assert waiting(journal) == []
        assert journal.entries.all() == ()
        assert "There are no drafts." in at.text
        await at.press("u")
        assert len(waiting(journal)) == 4
        await at.press("j", "x")
        assert len(waiting(journal)) == 3


@pytest.mark.slow
async def test_a_draft_is_edited_before_it_is_kept(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D", "j", "j", "e")
        await at.write(", alone")
        await at.press("ctrl+s")
        (entry,) = journal.entries.all()
        assert entry.text == f"{INCIDENT}, alone"
        assert entry.gap == next(gap.id for gap in journal.gaps.list() if gap.title == "Incident command")
        assert INCIDENT not in waiting(journal)
        await at.press("u")
        assert journal.entries.all() == ()
        assert INCIDENT in waiting(journal)


@pytest.mark.slow
async def test_a_draft_edited_here_and_kept_elsewhere_becomes_an_entry(journal: Journal, other: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D", "e")
        await at.write(" And more.")
        other.drafts.drop(other.drafts.waiting()[0].id)
        await at.press("ctrl+s")
        assert [entry.text for entry in journal.entries.all()] == [f"{REVIEW} And more."]
        assert "your words are kept as a new entry" in at.text


async def test_a_message_says_that_a_draft_was_kept_elsewhere(journal: Journal, other: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("D")
        other.drafts.drop(other.drafts.waiting()[0].id)
        await at.press("x")
        assert "is dropped already" in at.text
        assert len(waiting(journal)) == 3


async def test_the_whole_text_is_read(journal: Journal) -> None:
    async with run_app(journal, size=NARROW) as at:
        await at.press("D", "enter")
        assert "The batch is split" in at.text
        await at.press("enter")
        await at.press("end", "enter")
        assert "[bold]and[/bold] ␛[31mAna" in at.text


@pytest.mark.slow
@pytest.mark.parametrize(("key", "tab"), [("1", "week"), ("3", "gaps"), ("6", "one_to_one")])
async def test_it_opens_from_every_screen_and_leads_back(journal: Journal, key: str, tab: str) -> None:
    async with run_app(journal) as at:
        await at.press(key, "D")
        assert isinstance(at.app.screen, DraftsPage)
        await at.press("D")
        assert (at.app.current_mode, len(at.app.screen_stack)) == (tab, 1)
        await at.press("D", "1")
        assert (at.app.current_mode, len(at.app.screen_stack)) == ("week", 1)


async def test_fast_keys_keep_the_right_drafts(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.rush("D", "j", "j", "k", "k", "x")
        titles = journal.gaps.titles()
        assert [(entry.text, titles[entry.gap or 0]) for entry in journal.entries.all()] == [
            (INCIDENT, "Incident command"),
        ]
        assert waiting(journal) == [REVIEW, COMMITS]


async def test_nothing_counts_before_it_is_kept(journal: Journal) -> None:
    async with run_app(journal) as at:
        assert "Lunch" not in at.text
        for key in ("2", "3", "4", "5", "6"):
            await at.press(key)
            assert "Lunch" not in at.text
    assert [draft.state for draft in journal.drafts.waiting()] == [DraftState.WAITING] * 4
    assert journal.entries.all() == ()
    assert all(gap.evidence == 0 for gap in journal.gaps.list())


async def test_the_recap_says_how_many_wait(journal: Journal) -> None:
    journal.weeks.set_goal(IsoWeek.of(TODAY), "Run an incident", skill="Incidents")
    async with run_app(journal) as at:
        await at.press("r")
        assert "4 drafts wait (D)" in at.text


async def test_keys_typed_before_the_exit_are_written(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.rush("D", "x", "x", "k", "enter", "q")
        assert waiting(journal) == [LUNCH]
        assert [entry.text for entry in journal.entries.all()] == [INCIDENT]


async def test_the_next_draft_is_shown_before_the_write_and_counted_after_it(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames: list[str] = []
    async with run_app(journal) as at:
        await at.press("D")
        drop = journal.drafts.drop

        def watched(row_id: int) -> Draft:
            frames.append(at.text)
            return drop(row_id)

        monkeypatch.setattr(journal.drafts, "drop", watched)
        await at.press("x")
        frames.append(at.text)
    before, after = frames
    assert "4 wait" in before
    assert "Dropped" not in before
    assert "3 wait" in after
    assert "Dropped: “Reviewed the design" in after
    for text in frames:
        assert text.count("api: 3 commits") == 2, "in its row, and beside it"
        assert "Wed 25 Nov" not in text


async def test_five_hundred_drafts_cost_no_reading_and_one_layout_a_key(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [NewDraft("text", f"many {n}", TODAY, f"Draft {n} on incidents", source="text") for n in range(500)]
    journal.drafts.add_all(many)
    layouts: list[int] = []
    place = DraftsPage.place_blocks

    def counted(page: DraftsPage, size: GeometrySize) -> Mapping[str, Region]:
        layouts.append(1)
        return place(page, size)

    async with run_app(journal) as at:
        await at.press("D")
        monkeypatch.setattr(DraftsPage, "place_blocks", counted)
        costs = {}
        for key in ("j", "k", "enter", "x"):
            layouts.clear()
            with queries(journal) as statements:
                await at.press(key)
            readings = [
                query for query in statements if query.startswith('SELECT * FROM "draft"') and "waiting" in query
            ]
            costs[key] = (len(layouts), len(readings))
        assert costs == {"j": (1, 0), "k": (1, 0), "enter": (1, 0), "x": (1, 0)}
        assert at.focus == "waiting"


async def test_no_key_paints_the_whole_window(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: list[str] = []
    paint = Compositor.render_full_update

    def counted(compositor: Compositor, simplify: bool = False) -> LayoutUpdate:
        whole.append(key)
        return paint(compositor, simplify)

    async with run_app(journal) as at:
        await at.press("D", "x", "u")
        monkeypatch.setattr(Compositor, "render_full_update", counted)
        for key in ("j", "k", "enter", "x", "k", "escape"):
            await at.press(key)
    assert whole == []
