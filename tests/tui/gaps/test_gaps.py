"""The gap board in the app: cards moved, closed and removed; horizons; filters; crowded columns; two windows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from devjournal.tui import theme
from devjournal.tui.gaps.board import Board
from devjournal.tui.gaps.screen import GapsScreen
from devjournal.tui.widgets.glyphs import ASCII
from tests.counting import queries
from tests.frozen_clock import FrozenClock
from tests.sample import fill, fill_board, fill_people
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import OpenCopy, Snap
from tests.tui.days import WEEK

TODAY = date(2026, 11, 27)
HOSTILE = "Ann\x1b[31m\u202e[bold]<b>|" + "日" * 90 + "\nline"


def fill_all(journal: Journal, clock: FrozenClock) -> None:
    """Fill a journal with the sample's weeks, people and board."""
    for part in (fill, fill_people, fill_board):
        part(journal, clock)


@pytest.fixture
def full(open_copy: OpenCopy) -> Journal:
    """The sample journal with its whole board, open on its Friday."""
    return open_copy(fill_all)


def crowd(journal: Journal, count: int = 300) -> None:
    """Fill a column with gaps that have long and hostile texts."""
    with journal.transaction("crowd"):
        for n in range(count):
            title = "long " * 100 if n == 0 else HOSTILE if n == 1 else f"Gap number {n}"
            journal.gaps.add(Area.EXPERIENCE, title, needed=1000 if n == 2 else 3, why=HOSTILE if n == 1 else "")
        for n in range(4):
            journal.gaps.add(Area.BRAND, f"Known {n}")
        for n, months in enumerate((12, 24, 36, 600)):
            journal.horizons.set("A role with a long name, " * 8 if n == 0 else f"Role {n}", months, HOSTILE)


def titles(journal: Journal, area: Area) -> list[str]:
    """Return the titles of a column's open gaps, in order."""
    return [gap.title for gap in journal.gaps.list() if gap.area is area and gap.open]


def board(at: AppSession) -> Board:
    """Return the board on the screen."""
    return at.app.screen.query_one(Board)


def under(at: AppSession) -> Gap:
    """Return the gap under the cursor."""
    screen = at.app.screen
    assert isinstance(screen, GapsScreen)
    assert screen.gap is not None, f"no gap under the cursor: {board(at).key}"
    return screen.gap


# Looks.


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_the_board_looks_as_it_did(full: Journal, snap: Snap, size: Size) -> None:
    async with run_app(full, size) as at:
        await at.press("3", "l")
        snap("gaps-normal", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_an_empty_board_invites(journal: Journal, snap: Snap, size: Size) -> None:
    async with run_app(journal, size) as at:
        await at.press("3")
        snap("gaps-empty", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_a_crowded_board_looks_as_it_did(journal: Journal, snap: Snap, size: Size) -> None:
    crowd(journal)
    async with run_app(journal, size) as at:
        await at.press("3", "l", "j", "j", "j", "j", "j", "j", "j")
        snap("gaps-crowded", at)


async def test_ascii_and_light_look_as_they_did(full: Journal, snap: Snap) -> None:
    async with run_app(full, MIDDLE, glyphs=ASCII) as at:
        await at.press("3", "l")
        snap("gaps-ascii", at)
    async with run_app(full, WIDE, theme=theme.LIGHT) as at:
        await at.press("3", "l")
        snap("gaps-light", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [MIDDLE, NARROW, (100, 24), (72, 16), SMALLEST])
async def test_a_resized_board_looks_like_one_opened_at_that_size(full: Journal, size: Size) -> None:
    async with run_app(full, WIDE) as at:
        await at.press("3", "l")
        await at.resize(size)
        picture = at.picture.described()
    async with run_app(full, size) as at:
        await at.press("3", "l")
        assert at.picture.described() == picture


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, (40, 14), SMALLEST])
async def test_a_crowd_stays_inside_the_screen(journal: Journal, size: Size) -> None:
    crowd(journal, 40)
    async with run_app(journal, size) as at:
        await at.press("3", "l", "end")
        assert under(at).title == "Gap number 39"
        for line in at.lines:
            assert len(line) <= size[0]
        assert "\x1b" not in at.text
        assert "more ↑" in at.text
        await at.press("home")
        assert "more ↓" in at.text
        assert "long long" in at.text
        assert "…" in at.text


@pytest.mark.slow
async def test_one_column_at_a_time_shows_the_counts_of_all(full: Journal) -> None:
    async with run_app(full, NARROW) as at:
        await at.press("3")
        assert "Skills 3" in at.text
        assert "Experience 3" in at.text
        assert "Brand 2" in at.text
        assert "Do I know the right things?" in at.text
        assert "Have I done" not in at.text
        await at.press("l")
        assert "Have I done the right things?" in at.text
        await at.click("Brand 2")
        assert "Do others know" in at.text


# Moving.


async def test_arrows_and_letters_move_through_the_cards(full: Journal) -> None:
    async with run_app(full) as at:
        await at.press("3")
        assert at.focus == "board"
        cards = []
        for key in ("j", "down", "l", "k", "right", "left", "h", "up", "up", "down", "home", "end"):
            await at.press(key)
            cards.append(board(at).key)
        names = [full.gaps.get(key[1]).title if key and key[0] == "gap" else "fold" for key in cards]
        assert names == [
            "Read a cost report",
            "Estimate a quarter in public",
            "Mentor somebody to their first design",
            "Lead a design across two teams",
            "Asked for as a mentor",
            "Lead a design across two teams",
            "Read a cost report",
            "Design for failure",
            "Design for failure",
            "Design for failure",
            "Design for failure",
            "fold",
        ]


async def test_a_key_repaints_only_the_cards_that_changed(full: Journal) -> None:
    async with run_app(full) as at:
        await at.press("3", "l")
        regions: list[tuple[int, ...]] = []
        widget = board(at)
        refresh = widget.refresh

        def recorded(*areas: object, **options: object) -> object:
            regions.extend(tuple(region) for region in areas if isinstance(region, tuple))
            return refresh(*areas, **options)  # type: ignore[arg-type]

        widget.refresh = recorded  # type: ignore[method-assign, assignment]
        await at.press("j")
        assert regions, "something was drawn"
        assert all(width <= 36 for _, _, width, _ in regions), "not a whole line"
        assert {x for x, _, _, _ in regions} == {38}
        assert len(regions) <= 12


@pytest.mark.slow
async def test_the_mouse_selects_opens_and_unfolds(full: Journal) -> None:
    async with run_app(full) as at:
        await at.press("3")
        await at.click("Asked for as a mentor")
        assert under(at).title == "Asked for as a mentor"
        await at.click("Have I done")
        assert board(at).column == 1
        await at.click("2 closed")
        assert "Write a test that fails first" in at.text
        await at.click("2 closed")
        assert "Write a test that fails first" not in at.text
        await at.click("Run an incident", times=2)
        assert "Who knows" in at.text


# Writing.


@pytest.mark.slow
async def test_a_gap_is_added_to_the_column_with_the_cursor(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("3", "l", "n")
        assert "A new gap in Experience" in at.text
        await at.press("ctrl+s")
        assert "Needed: something specific" in at.text
        await at.write("Speak at the guild")
        await at.press("tab")
        await at.write("4")
        await at.press("ctrl+s")
        assert [(gap.title, gap.needed, gap.area) for gap in journal.gaps.list()] == [
            ("Speak at the guild", 4, Area.EXPERIENCE)
        ]
        assert under(at).title == "Speak at the guild"
        await at.press("n")
        await at.write("Another")
        await at.press("tab", "tab", "n", "tab", "b", "ctrl+s")
        assert under(at) == journal.gaps.get(2)
        assert (under(at).step, under(at).area) == (Step.NEXT, Area.BRAND)
        await at.press("e")
        await at.write(" one")
        await at.press("ctrl+s")
        assert journal.gaps.get(2).title == "Another one"


async def test_the_form_of_a_gap_asks_for_the_chosen_area(journal: Journal) -> None:
    async with run_app(journal, MIDDLE) as at:
        await at.press("3", "n")
        assert "A new gap in Skills  Do I know the right things?" in at.text
        await at.write("Known")
        await at.press("tab", "tab", "tab", "tab", "b")
        assert "A new gap in Brand  Do others know I've done the right things?" in at.text
        assert "What should others know?" in at.text
        assert "How many people should know?" in at.text
        await at.press("escape", "n")
        assert "A new gap in Brand" in at.text, "the draft comes back with its area"
        await at.press("ctrl+r")
        assert "A new gap in Skills" in at.text


@pytest.mark.slow
@pytest.mark.parametrize("number", ["", "-1", "1001", "x", "１", "99999999999999999999"])
async def test_an_invalid_number_is_refused(journal: Journal, number: str) -> None:
    journal.gaps.add(Area.SKILLS, "x", needed=3)
    async with run_app(journal) as at:
        await at.press("3", "e", "tab", "backspace")
        await at.write(number)
        await at.press("ctrl+s")
        assert "Needed: a number from 1 to 1000." in at.text
        assert at.focus == "needed"
        assert journal.gaps.get(1).needed == 3


async def test_cards_are_moved_by_letters_and_by_shift_and_arrows(full: Journal) -> None:
    first, second, third = titles(full, Area.EXPERIENCE)
    async with run_app(full) as at:
        await at.press("3", "l", "J")
        assert titles(full, Area.EXPERIENCE) == [second, first, third]
        assert under(at).title == first, "the cursor stays on its card"
        await at.press("shift+down", "J")
        assert titles(full, Area.EXPERIENCE) == [second, third, first]
        await at.press("K", "shift+up", "shift+up")
        assert titles(full, Area.EXPERIENCE) == [first, second, third]
        await at.press("L")
        assert titles(full, Area.BRAND)[0] == first
        assert under(at).title == first
        await at.press("L", "shift+left", "H")
        assert titles(full, Area.SKILLS)[0] == first
        assert not any(" in work in " in toast for toast in at.toasts), "it is shown, not in work"
        await at.press("u", "u", "u")
        assert titles(full, Area.EXPERIENCE) == [first, second, third]
    with Journal(full.path, FrozenClock()) as again:
        assert titles(again, Area.EXPERIENCE) == [first, second, third], "the order is in the file"


@pytest.mark.slow
async def test_a_sorted_board_says_why_a_card_does_not_move(full: Journal) -> None:
    before = titles(full, Area.SKILLS)
    async with run_app(full) as at:
        await at.press("3", "s")
        assert "least proven" in at.text
        assert under(at).title == "Read a cost report"
        await at.press("J")
        assert "Sorted by least proven" in at.toasts[0]
        assert titles(full, Area.SKILLS) == before
        await at.press("s")
        assert "longest untouched" in at.text
        await at.press("s")
        assert "sorted" not in at.text


async def test_a_card_moves_among_those_that_the_filter_shows(journal: Journal) -> None:
    for n, step in enumerate((Step.NEXT, Step.CURRENT, Step.CURRENT, Step.NEXT, Step.CURRENT)):
        journal.gaps.add(Area.SKILLS, f"{step} {n}", step=step)
    async with run_app(journal) as at:
        await at.press("3", "f", "tab", "n")
        assert "filter: next role" in at.text
        assert "current" not in [line.strip() for line in at.lines]
        await at.press("J")
        assert titles(journal, Area.SKILLS) == ["current 1", "current 2", "next 3", "next 0", "current 4"]
        await at.press("escape")
        assert "filter: next role" not in at.text


@pytest.mark.slow
async def test_a_filter_by_text_reports_no_matches(full: Journal) -> None:
    async with run_app(full) as at:
        await at.press("3", "f")
        await at.write("design")
        await at.press("enter")
        assert "1 of 3 open" in at.text
        assert "Read a cost report" not in at.text
        await at.press("f", "escape")
        assert "1 of 3 open" in at.text, "esc leaves it as it is"
        await at.press("f")
        await at.write(" [b]zzz")
        await at.press("enter")
        assert "No matches. esc shows all" in at.text
        assert at.footer.strip().startswith("n new"), "what cannot be done is not shown"
        await at.press("escape")
        assert "Read a cost report" in at.text


async def test_a_shown_gap_is_closed_folded_unfolded_and_reopened(full: Journal) -> None:
    async with run_app(full) as at:
        await at.press("3", "l")
        assert "✓ shown" in at.text
        await at.press("d")
        assert at.toasts == ["Closed: Run an incident end to end. u brings it back."]
        assert "› 4 closed" in at.text
        assert under(at).title == "Lead a design across two teams"
        await at.press("u")
        assert "› 3 closed" in at.text
        await at.press("home", "d", "end", "enter", "down")
        assert under(at).title == "Run an incident end to end"
        assert "d reopen" in at.footer
        await at.press("J")
        assert "A closed gap stays where it is" in at.toasts[0]
        await at.press("g")
        assert "It is closed" in at.toasts[0]
        await at.press("d")
        assert at.toasts == ["Open again: Run an incident end to end. u takes that back."]
        assert under(at).title == "Run an incident end to end"
        assert full.gaps.get(under(at).id).open


async def test_a_parked_gap_is_folded_out_of_work_and_taken_up_again(full: Journal) -> None:
    ids = {title: row_id for row_id, title in full.gaps.titles().items()}
    full.gaps.park(ids["Lead a design across two teams"], "Next year")
    async with run_app(full) as at:
        await at.press("3", "l")
        assert "› 1 parked, 3 closed" in at.text
        assert "2 open" in at.text, "it is not among those that stand there"
        await at.press("end", "enter", "down")
        assert under(at).title == "Lead a design across two teams"
        assert "parked today" in at.text
        assert "d take up" in at.footer
        await at.press("J")
        assert at.toasts == ["A parked gap stays where it is; d takes it up again."]
        await at.press("g")
        assert at.toasts == ["It is parked; d takes it up again."]
        await at.press("enter")
        assert "parked today: “Next year”" in at.text
        await at.press("escape", "d")
        assert at.toasts == ["Taken up again: Lead a design across two teams. u takes that back."]
        assert under(at).on_board
        assert " 3 closed" in at.text
        assert "parked" not in at.text
        await at.press("u")
        assert " 1 parked, 3 closed" in at.text


async def test_a_removal_says_its_effects_first_and_removes_nothing_else(full: Journal) -> None:
    gap = next(gap for gap in full.gaps.list() if gap.title == "Lead a design across two teams")
    entries = len(full.entries.all())
    async with run_app(full) as at:
        await at.press("3", "l", "j", "x")
        assert "Remove this gap?" in at.text
        assert "2 entries and 1 weekly goal stay, without a gap" in " ".join(at.text.split())
        await at.press("escape")
        assert gap.id in full.gaps.titles()
        await at.press("x", "x")
        assert gap.id not in full.gaps.titles()
        assert at.toasts[0].startswith("Removed: Lead a design across two teams; 2 entries")
        assert len(full.entries.all()) == entries
        await at.press("u")
        assert full.gaps.get(gap.id) == gap
        assert len(full.entries.of_gap(gap.id)) == 2


async def test_a_gap_that_nothing_refers_to_is_removed_at_once(journal: Journal) -> None:
    journal.gaps.add(Area.SKILLS, "x")
    async with run_app(journal) as at:
        await at.press("3", "x")
        assert at.toasts == ["Removed: x. u brings it back."]
        assert journal.gaps.list() == ()
        await at.press("x", "e", "d", "g", "enter", "J")
        assert "No gap here." in at.text


async def test_evidence_and_the_weeks_goal_begin_from_the_card(full: Journal) -> None:
    lead = next(gap for gap in full.gaps.list() if gap.title == "Lead a design across two teams")
    async with run_app(full) as at:
        await at.press("3", "l", "j", "a")
        await at.write("A third design, agreed")
        await at.press("ctrl+s")
        assert full.entries.of_gap(lead.id)[-1].text == "A third design, agreed"
        assert full.gaps.get(lead.id).shown
        assert "3 of 3" in at.text
        await at.press("g", "ctrl+s")
        assert full.weeks.get(WEEK).gap == lead.id


@pytest.mark.slow
async def test_the_fourth_gap_in_work_warns_once_and_is_not_blocked(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("3")
        warnings = []
        for n in range(5):
            await at.press("n")
            await at.write(f"gap {n}")
            await at.press("ctrl+s")
            warnings.append("in work" in "".join(at.toasts))
            at.app.clear_notifications()
        assert warnings == [False, False, False, True, False]
        assert len(journal.gaps.list()) == 5


async def test_a_gap_stands_still_for_six_weeks_and_away_weeks_do_not_count(
    journal: Journal, clock: FrozenClock
) -> None:
    clock.move(weeks=-7)
    journal.gaps.add(Area.SKILLS, "Still")
    clock.move(weeks=7)
    async with run_app(journal) as at:
        await at.press("3")
        assert "◌ still for 7 weeks" in at.text
        journal.away.add(TODAY - timedelta(days=18), TODAY - timedelta(days=7), "Two weeks")
        at.app.screen.refresh_data()  # type: ignore[attr-defined]
        await at.pilot.pause()
        assert "still for" not in at.text
        journal.entries.add("moved", day=TODAY, gap=1)


# Horizons.


@pytest.mark.slow
async def test_horizons_are_set_edited_and_removed_above_the_board(journal: Journal) -> None:
    async with run_app(journal) as at:
        await at.press("3")
        assert "Where do you want to be in 12, 24 or 36 months?" in at.text
        await at.press("O")
        await at.fill(role="Staff engineer", months="36", why="To decide how we build.")
        await at.press("ctrl+s")
        assert "Staff engineer  by November 2029 · 36 months left of 36" in at.text
        assert "To decide how we build." in at.text
        await at.press("O", "n")
        await at.fill(role="Senior engineer", months="12")
        await at.press("ctrl+s")
        assert at.where("Senior engineer")[1] < at.where("Staff engineer")[1], "the nearest first"
        await at.press("O", "e")
        await at.write(" of things")
        await at.press("ctrl+s")
        assert [horizon.role for horizon in journal.horizons.current()] == [
            "Senior engineer of things",
            "Staff engineer",
        ]
        assert journal.horizons.history() == ()
        await at.press("O", "n")
        await at.fill(role="Manager", months="36")
        await at.press("ctrl+s")
        assert [horizon.role for horizon in journal.horizons.history()] == ["Staff engineer"]
        await at.press("O")
        assert "Before" in at.text
        assert "Staff engineer" in at.text
        await at.press("down", "x")
        assert "Removed: the horizon “Manager”; the gaps stay." in at.toasts[0]
        assert [horizon.months for horizon in journal.horizons.current()] == [12]
        await at.press("u")
        assert len(journal.horizons.current()) == 2


@pytest.mark.slow
@pytest.mark.parametrize(("months", "error"), [("", "a number of months"), ("0", "1 to 600"), ("601", "1 to 600")])
async def test_months_out_of_range_are_refused(journal: Journal, months: str, error: str) -> None:
    async with run_app(journal) as at:
        await at.press("3", "O")
        await at.fill(role="R", months=months)
        await at.press("ctrl+s")
        assert error in at.text
        assert journal.horizons.current() == ()


async def test_once_most_of_the_role_is_shown_the_board_says_so(journal: Journal) -> None:
    journal.gaps.add(Area.SKILLS, "one")
    journal.gaps.add(Area.SKILLS, "two", step=Step.NEXT)
    async with run_app(journal) as at:
        await at.press("3")
        assert "current 0 of 1 shown   next 0 of 1 shown" in at.text
        await at.press("a")
        await at.write("done")
        await at.press("ctrl+s")
        assert "current 1 of 1 shown" in at.text
        assert "time for the second step" in at.text
        for size in (MIDDLE, NARROW):
            await at.resize(size)
            assert "Time for the second step." in at.text or "time for the second step." in at.text


# Two windows.


async def test_two_windows_move_the_same_card(full: Journal, clock: FrozenClock) -> None:
    first, second, third = titles(full, Area.EXPERIENCE)
    moved = next(gap for gap in full.gaps.list() if gap.title == first)
    async with run_app(full) as at:
        await at.press("3", "l")
        with Journal(full.path, clock) as other:
            other.gaps.move(moved.id, Area.SKILLS, 99)
            await at.press("J")
            assert titles(full, Area.EXPERIENCE) == [second, third], "it stays where the other window put it"
            assert titles(full, Area.SKILLS)[-1] == first
            assert under(at).title == first
            assert board(at).column == 0, "the cursor goes with its card"
            await at.press("K")
            assert titles(other, Area.SKILLS)[-2] == first
            other.gaps.remove(moved.id)
            await at.press("J")
            assert at.toasts == ["That gap has been removed."]
            assert under(at).id != moved.id


@pytest.mark.slow
async def test_a_form_keeps_what_another_window_changed(full: Journal, clock: FrozenClock) -> None:
    lead = next(gap for gap in full.gaps.list() if gap.title == "Lead a design across two teams")
    async with run_app(full) as at:
        await at.press("3", "l", "j", "e")
        await at.write(" twice")
        with Journal(full.path, clock) as other:
            other.gaps.edit(lead.id, needed=7, area=Area.BRAND)
        await at.press("ctrl+s")
        edited = full.gaps.get(lead.id)
        assert (edited.title, edited.area) == ("Lead a design across two teams twice", Area.BRAND)
        await at.press("e")
        await at.write(" mine")
        with Journal(full.path, clock) as other:
            other.gaps.edit(lead.id, title="Theirs")
        await at.press("ctrl+s")
        assert full.gaps.get(lead.id).title == "Lead a design across two teams twice mine / Theirs"
        assert "both texts are kept" in at.toasts[0]


# Goals for gaps.


@pytest.mark.slow
async def test_a_hit_on_a_brand_goal_asks_who_knows_now(full: Journal) -> None:
    mentor = next(gap for gap in full.gaps.list() if gap.title == "Asked for as a mentor")
    full.weeks.set_goal(WEEK, "Ask Mara", skill="Brand", gap=mentor.id)
    async with run_app(full) as at:
        await at.press("r", "m")
        assert "Who knows now?" not in at.text
        await at.press("shift+tab", "h", "y")
        await at.write("It came up by itself")
        await at.press("tab", "tab", "space", "ctrl+s")
        assert full.weeks.get(WEEK).outcome is Outcome.HIT
        current = full.gaps.get(mentor.id)
        assert (current.evidence, current.needed) == (mentor.evidence + 1, mentor.needed)
        await at.press("u")
        assert full.weeks.get(WEEK).outcome is None
        assert full.gaps.get(mentor.id).evidence == mentor.evidence


async def test_the_goal_form_says_how_many_weeks_went_to_each_gap(full: Journal) -> None:
    async with run_app(full) as at:
        await at.press("3", "g", "tab", "tab")
        assert "8 weeks, 5 hit" in at.text
        assert "no week yet" in at.text
        await at.press("home")
        assert "none: it counts as mastering the current role" in at.text
        assert "optional, least proven first" in at.text


async def test_the_bets_of_the_quarter_are_offered_first(full: Journal) -> None:
    ids = {title: row_id for row_id, title in full.gaps.titles().items()}
    full.reviews.add(ReviewKind.QUARTERLY, bets=(ids["Run an incident end to end"], ids["Read a cost report"]))
    full.gaps.park(ids["Read a cost report"])
    async with run_app(full) as at:
        await at.press("g", "tab", "tab", "home", "down", "space")
        assert "optional, bets first" in at.text
        assert "Run an incident end to end  a bet, 3 of 3" in at.text
        assert "Read a cost report" not in at.text, "a parked gap is not offered"
        await at.press("ctrl+s")
    assert full.weeks.get(WEEK).gap == ids["Run an incident end to end"]


# Speed.


@pytest.mark.slow
async def test_a_board_of_300_gaps_needs_no_more_queries_than_one_of_three(journal: Journal) -> None:
    async def count() -> int:
        async with run_app(journal) as at:
            with queries(journal) as statements:
                await at.press("3")
            return len(statements)

    crowd(journal, 3)
    of_three = await count()
    crowd(journal)
    assert await count() <= of_three, "how long it takes is in benchmarks/"


@pytest.mark.slow
async def test_moving_a_card_among_300_writes_two_rows(journal: Journal) -> None:
    crowd(journal)
    async with run_app(journal) as at:
        await at.press("3", "l", "j", "j", "j")
        screen = at.app.screen
        assert isinstance(screen, GapsScreen)
        for _ in range(9):
            with queries(journal) as statements:
                screen.action_carry(0, 1)
            rows = {query.partition("WHERE")[2] for query in statements if query.startswith('UPDATE "gap"')}
            assert len(rows) == 2, "not 300 rows"
        assert titles(journal, Area.EXPERIENCE).index("Gap number 3") == 12
