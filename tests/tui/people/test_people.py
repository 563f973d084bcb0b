"""People in the app: moving in the matrix, changing cells, people and talks."""

from __future__ import annotations

import re
from datetime import date

import pytest

from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.career.person import Awareness, Person, Relation, TalkKind
from devjournal.storage import Journal
from devjournal.tui import app
from devjournal.tui.people.matrix import Matrix
from devjournal.tui.people.screen import PeopleScreen
from devjournal.tui.widgets.cell_grid import changed_cells
from devjournal.tui.widgets.glyphs import ASCII
from tests.frozen_clock import FrozenClock
from tests.sample import fill, fill_people
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app
from tests.tui.conftest import OpenCopy, Snap

TODAY = date(2026, 11, 27)
HOSTILE = "Ann\x1b[31m\u202e[bold]<b>|" + "日" * 90 + "\nline"


def fill_peopled(journal: Journal, clock: FrozenClock) -> None:
    """Fill a journal with the sample's weeks and people."""
    fill(journal, clock)
    fill_people(journal, clock)


@pytest.fixture
def peopled(open_copy: OpenCopy) -> Journal:
    """The sample journal with six people, open on its Friday."""
    return open_copy(fill_peopled)


def crowd(journal: Journal) -> None:
    """Add thirty people and forty gaps that somebody should know, with long and hostile texts."""
    with journal.transaction("crowd"):
        for n in range(30):
            name = HOSTILE if n == 0 else f"Somebody with a rather long name, the {n}th"
            journal.people.add(name, role=HOSTILE if n % 3 == 0 else "", relation=list(Relation)[n % 5])
        for n in range(40):
            title = "long " * 100 if n == 0 else HOSTILE if n == 1 else f"Gap number {n}"
            gap = journal.gaps.add(list(Area)[n % 3], title)
            for person in journal.people.list()[n % 4 :: 7]:
                journal.people.should_know(person.name, gap.id)


def screen(at: AppSession) -> PeopleScreen:
    """Return the screen."""
    assert isinstance(at.app.screen, PeopleScreen)
    return at.app.screen


def here(at: AppSession) -> tuple[Person, Gap]:
    """Return the person and the gap under the crosshair."""
    person, gap = screen(at).person, screen(at).gap
    assert person is not None
    assert gap is not None
    return person, gap


def recorded(journal: Journal, person: Person, gap: Gap) -> Awareness | None:
    """Return what the file says of a person and a gap."""
    return next((mark for mark in journal.people.awareness() if (mark.person, mark.gap) == (person.id, gap.id)), None)


# Moving, and changing cells.


async def test_arrows_and_letters_move_the_crosshair_and_stop_at_the_ends(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4")
        assert [person.name for person in here(at)[:1]] == ["Mara Lind"]
        assert here(at)[1].title == "Seen by the Platform leads"
        await at.press("j", "l", "down", "right")
        assert here(at)[0].name == "Ines Okoye"
        assert here(at)[1].title == "Run an incident end to end"
        await at.press("k", "up", "up", "h", "left", "left")
        assert here(at)[0].name == "Mara Lind"
        assert here(at)[1].title == "Seen by the Platform leads"
        await at.press("end", "pagedown")
        assert here(at)[0].name == "Lena Fuchs"
        assert here(at)[1].title == "Design for failure"
        await at.press("home", "pageup", "]")
        assert here(at)[0].name == "Tomas Reyes"
        await at.press("[", "[")
        assert here(at)[0].name == "Mara Lind"


async def test_space_steps_from_empty_to_should_know_to_knows_to_empty(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "j", "l")
        person, gap = here(at)
        assert (person.name, gap.title) == ("Tomas Reyes", "Asked for as a mentor")
        assert recorded(peopled, person, gap) is None
        await at.press("space")
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id)
        assert "[○]" in at.lines[at.where("Tomas Reyes")[1]]
        assert "1 of 5" in at.lines[at.where("Tomas Reyes")[1]]
        await at.press("space")
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id, known_on=TODAY)
        assert "knows since 27 Nov" in at.text
        await at.press("space")
        assert recorded(peopled, person, gap) is None
        await at.press("u")
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id, known_on=TODAY)


@pytest.mark.slow
async def test_brand_gaps_are_measured_by_who_knows(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "j")
        _, gap = here(at)
        assert (gap.evidence, gap.needed) == (2, 4)
        assert "brand · 2 of 4" in at.text
        await at.press("space")
        assert "brand · 3 of 4" in at.text
        assert peopled.gaps.get(gap.id).evidence == 3


async def test_a_cleared_column_stays_until_the_screen_is_left(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4")
        for person in peopled.people.list():
            if any(mark.person == person.id and mark.gap == 1 for mark in peopled.people.awareness()):
                peopled.people.forget(person.name, 1)
        await at.press("end")
        assert here(at)[1].title == "Design for failure"
        await at.press("1", "4", "end")
        assert here(at)[1].title == "Lead a design across two teams"


async def test_a_cell_that_another_window_changed_is_shown_and_not_overwritten(
    peopled: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "CHECK_SECONDS", 3600)  # the app does not see the change before the key
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "j")
        person, gap = here(at)
        with Journal(peopled.path, FrozenClock()) as other:
            other.people.knows(person.name, gap.id, date(2026, 11, 1))
        await at.press("space")
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id, known_on=date(2026, 11, 1))
        assert at.toasts == ["It has been changed elsewhere; this is how it is now."]
        assert "[●]" in at.lines[at.where("Tomas Reyes")[1]]


@pytest.mark.slow
async def test_fast_keys_change_the_cell_that_they_moved_to(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4")
        await at.write("jl")
        await at.write(" j ")
        tomas, ines = (
            next(person for person in peopled.people.list() if person.name.startswith(n)) for n in ("Tomas", "Ines")
        )
        gap = here(at)[1]
        assert recorded(peopled, tomas, gap) is not None
        assert recorded(peopled, ines, gap) is None, "Ines knew, and the step after that is empty"


async def test_only_the_cells_that_changed_are_repainted(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "j", "l")
        matrix = at.app.screen.query_one(Matrix)
        before = list(matrix.lines)
        await at.press("space")
        changed = {y: changed_cells(old, new) for y, (old, new) in enumerate(zip(before, matrix.lines, strict=True))}
        cells = sum(end - start for spans in changed.values() for start, end in spans)
        assert 0 < cells <= 4, "the cell, and a digit of the count"


async def test_choosing_a_gap_makes_it_a_column(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "p")
        assert "What should Mara Lind know?" in at.text
        await at.press("enter")
        assert here(at)[1].title == "Read a cost report"
        assert recorded(peopled, *here(at)) is not None
        await at.press("p")
        assert at.toasts == ["Every open gap is already a column: space changes its cell."]


async def test_the_columns_scroll_sideways_and_the_names_stay(peopled: Journal) -> None:
    crowd(peopled)
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4")
        assert " → " in at.text
        names = [line[2:14] for line in at.lines[6:12]]
        await at.press("end")
        assert "← " in at.text
        assert " → " not in at.text
        assert [line[2:14] for line in at.lines[6:12]] == names
        assert "more ↓" in at.text
        await at.press(*["pagedown"] * 4)
        assert "more ↑" in at.text


# The mouse.


async def test_the_mouse_does_what_the_keys_do(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4")
        cell = at.lines[at.where("Mara Lind")[1]].index("[")
        await at.pilot.click(offset=(cell + 1, at.where("Ines Okoye")[1]))
        assert here(at)[0].name == "Ines Okoye"
        assert recorded(peopled, *here(at)) is None
        await at.pilot.click(offset=(cell + 1, at.where("Ines Okoye")[1]), times=2)
        assert recorded(peopled, *here(at)) is not None
        await at.click("Jon Aalto")
        assert here(at)[0].name == "Jon Aalto"
        await at.click("Run an")
        assert here(at)[1].title == "Run an incident end to end"
        await at.click("Priya Nair", times=2)
        assert "2 of 6" not in at.text
        assert "5 of 6" in at.text
        await at.click("everybody")
        assert "who knows what I have shown" in at.text


# People.


async def test_keys_to_another_person_are_shown_once_there_are_two(sample: Journal) -> None:
    sample.people.add("Mara Lind", relation=Relation.MANAGER)
    async with run_app(sample, MIDDLE) as at:
        await at.press("4")
        assert "[ ]" not in at.footer
        await at.press("enter")
        assert "[ ]" not in at.footer
    sample.people.add("Jonas Weir", relation=Relation.PEER)
    async with run_app(sample, MIDDLE) as at:
        await at.press("4")
        assert "[ ] person" in at.footer


async def test_the_first_person_is_invited_and_added(sample: Journal) -> None:
    async with run_app(sample, MIDDLE) as at:
        await at.press("4")
        assert "No people yet." in at.text
        assert at.footer.split()[:2] == ["n", "new"]
        await at.press("space", "enter", "e", "x", "m", "p", "j", "[")
        assert "No people yet." in at.text, "nothing to act on, and nothing happens"
        await at.press("n")
        await at.write("Mara Lind")
        await at.press("tab", "m")
        await at.write("Engineering manager")
        await at.fill(next="2026-12-03")
        await at.press("ctrl+s")
        assert sample.people.find("Mara Lind") == Person(
            id=1, name="Mara Lind", role="Engineering manager", relation=Relation.MANAGER, next_on=date(2026, 12, 3)
        )
        assert "Next 1:1 Thu 3 Dec" in at.text


@pytest.mark.slow
async def test_the_crosshair_goes_to_somebody_who_was_just_added(peopled: Journal) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "end", "n")
        await at.write("Noor")
        await at.press("tab", "p", "ctrl+s")
        assert here(at)[0].name == "Noor"


@pytest.mark.slow
async def test_a_form_refuses_invalid_answers(peopled: Journal) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "n", "ctrl+s")
        assert "Needed: a name." in at.text
        await at.write("Ines Okoye")
        await at.press("ctrl+s")
        assert "Needed: manager, sponsor, peer, role model or other." in at.text
        await at.press("p")
        await at.fill(next="soon")
        await at.press("ctrl+s")
        assert "“soon” is not a date" in at.text
        await at.press("ctrl+u")
        await at.press("ctrl+s")
        assert "is already in the journal" in at.text
        await at.press("left", "right")
        assert "is already in the journal" in at.text, "moving in it corrects nothing"
        await at.write("x")
        assert "is already in the journal" not in at.text
        await at.press("escape")
        assert len(peopled.people.list()) == 6


async def test_a_person_is_edited_and_the_crosshair_stays_on_them(peopled: Journal) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "end", "pagedown", "e")
        assert "Edit Lena Fuchs" in at.text
        await at.write("-Berg")
        await at.press("tab", "s")
        await at.write("Guild lead")
        await at.press("ctrl+s")
        assert here(at)[0].name == "Lena Fuchs-Berg"
        assert here(at)[0].relation is Relation.SPONSOR
        view = screen(at).view
        assert view is not None
        assert view.people[1].name == "Lena Fuchs-Berg", "who decides comes first"


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=str)
async def test_a_quote_is_shown_with_its_person_and_its_gap(peopled: Journal, size: Size) -> None:
    tomas = peopled.people.find("Tomas Reyes")
    gap = peopled.gaps.list()[0]
    entry = peopled.entries.add("She traces well", day=TODAY, gap=gap.id, said_by=tomas.id)
    async with run_app(peopled, size) as at:
        await at.press("4")
        while here(at)[0].name != tomas.name:
            await at.press("j")
        await at.press("enter", "tab", "end")
        assert "and their words  1" in at.text
        assert "said She traces" in " ".join(at.text.split())
        await at.press("enter")
        assert f"said by {tomas.name}" in at.text
        await at.press("escape", "e")
        await at.write(", always")
        await at.press("ctrl+s")
        assert peopled.entries.get(entry.id).text == "She traces well, always"
        await at.press("escape", "3")
        await at.press("enter")
        assert f"{tomas.name}: She" in " ".join(at.text.split())
        await at.press("escape", "4", "enter", "tab", "end", "x")
        assert peopled.entries.said_by(tomas.id) == ()
        assert peopled.undo() is not None


async def test_a_removal_says_its_effects_first_and_removes_nothing_else(peopled: Journal) -> None:
    tomas = peopled.people.find("Tomas Reyes")
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "j", "x")
        assert "Remove this person?" in at.text
        assert "2 talks stay, without a name" in at.text
        assert "gaps goes, too" in at.text
        await at.press("escape")
        assert peopled.people.find("Tomas Reyes") == tomas
        await at.press("x", "x")
        assert [person.name for person in peopled.people.list()].count("Tomas Reyes") == 0
        assert at.toasts == ["Removed: “Tomas Reyes”. u brings them back."]
        assert len(peopled.conversations.all()) == 6
        await at.press("u")
        assert peopled.people.find("Tomas Reyes") == tomas
        assert len(peopled.conversations.with_person(tomas.id)) == 2
        assert sum(mark.person == tomas.id for mark in peopled.people.awareness()) == 4


async def test_a_person_without_references_is_removed_at_once(peopled: Journal) -> None:
    peopled.people.add("Zoe", relation=Relation.OTHER)
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "pagedown", "x")
        assert at.toasts == ["Removed: “Zoe”. u brings them back."]


# One person's page.


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_enter_opens_the_person_and_esc_comes_back(peopled: Journal, size: Size) -> None:
    async with run_app(peopled, size) as at:
        await at.press("4", "j", "enter")
        assert "What they know  1 of 4" in at.text
        assert "Talks  2" in at.text
        assert at.focus == "gaps"
        await at.press("j", "space")
        person = next(person for person in peopled.people.list() if person.name == "Tomas Reyes")
        gap = next(gap for gap in peopled.gaps.list() if gap.title == "Asked for as a mentor")
        assert recorded(peopled, person, gap) is not None
        assert "What they know  1 of 5" in at.text
        await at.press("]")
        assert "Ines Okoye" in at.text
        await at.press("[", "[", "escape")
        assert at.focus == "matrix"
        assert here(at)[0].name == "Mara Lind"
        assert here(at)[1].title == "Asked for as a mentor", "the crosshair is where the cursor was"


async def test_below_72_columns_cells_change_on_the_page_only(peopled: Journal) -> None:
    async with run_app(peopled, NARROW) as at:
        await at.press("4")
        before = peopled.people.awareness()
        await at.press("space", "right", "space")
        assert peopled.people.awareness() == before
        assert "toggle" not in at.footer
        await at.press("enter", "space")
        assert peopled.people.awareness() != before
        assert "toggle" in at.footer


@pytest.mark.slow
async def test_talks_are_read_edited_and_removed_on_the_page(peopled: Journal) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "j", "enter", "end", "down")
        assert at.focus == "log"
        await at.press("down")
        assert "12 Mar   1:1" in at.text
        assert at.text.count("Said: bring the numbers, then the story.") == 2, "in its row, and in full"
        await at.press("e")
        assert "The talk with Tomas Reyes" in at.text
        await at.write(" Twice.")
        await at.press("ctrl+s")
        tomas = peopled.people.find("Tomas Reyes")
        assert peopled.conversations.with_person(tomas.id)[1].notes == "Said: bring the numbers, then the story. Twice."
        await at.press("x")
        assert len(peopled.conversations.with_person(tomas.id)) == 1
        assert at.toasts == ["Removed: the talk of 12 March 2026. u brings it back."]
        await at.press("u")
        assert len(peopled.conversations.with_person(tomas.id)) == 2


# Since when a gap is known.


async def put_day(at: AppSession, day: str) -> None:
    """Type another day into the focused field."""
    await at.press("end", "ctrl+u")
    await at.write(day)


@pytest.mark.slow
async def test_the_day_since_when_a_gap_is_known_is_edited_on_the_page(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "enter")
        person, gap = here(at)
        assert (person.name, gap.title) == ("Mara Lind", "Seen by the Platform leads")
        assert "e day" in at.footer
        await at.press("e")
        assert "What Mara Lind knows" in at.text
        assert "Since when have they known?" in at.text
        await put_day(at, "2026-11-28")
        await at.press("ctrl+s")
        assert "That day has not come yet" in at.text
        await put_day(at, "soon")
        await at.press("ctrl+s")
        assert "“soon” is not a date" in at.text
        await put_day(at, "2026-11-20")
        await at.press("ctrl+s")
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id, known_on=date(2026, 11, 20))
        assert "knows since 20 Nov" in at.lines[at.where("Seen by the Platform leads")[1]]
        await at.press("u")
        undone = recorded(peopled, person, gap)
        assert undone is not None
        assert undone.known_on not in (None, date(2026, 11, 20))


async def test_clearing_the_day_means_that_they_do_not_know_yet(peopled: Journal) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "enter", "e")
        await put_day(at, "")
        await at.press("ctrl+s")
        person, gap = here(at)
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id)
        await at.press("e")
        await put_day(at, "yesterday")
        await at.press("ctrl+s")
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id, known_on=date(2026, 11, 26))


async def test_the_draft_of_a_day_is_kept_and_e_edits_the_row_that_fast_keys_moved_to(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "enter", "j", "j", "e")
        assert "Run an incident end to end" in at.text
        await put_day(at, "2026-11-1")
        await at.press("escape", "e", "end")  # typing replaces the day until the caret is moved
        await at.write("1")
        await at.press("ctrl+s")
        person, gap = here(at)
        assert gap.title == "Run an incident end to end"
        assert recorded(peopled, person, gap) == Awareness(person=person.id, gap=gap.id, known_on=date(2026, 11, 11))


async def test_an_unchanged_day_does_not_overwrite_another_windows(peopled: Journal) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "enter", "e")
        under = at.app.screen_stack[-2]
        assert isinstance(under, PeopleScreen)
        person, gap = under.person, under.gap
        assert person is not None
        assert gap is not None
        with Journal(peopled.path, FrozenClock()) as other:
            other.people.knows(person.name, gap.id, date(2026, 10, 1))
        await at.press("ctrl+s")
        mark = recorded(peopled, person, gap)
        assert mark is not None
        assert mark.known_on == date(2026, 10, 1)
        await at.press("e")
        with Journal(peopled.path, FrozenClock()) as other:
            other.people.remove(person.name)
        await put_day(at, "2026-10-02")
        await at.press("ctrl+s")
        assert "has been removed" in at.text, "the form stays, with what was typed"


@pytest.mark.slow
async def test_e_edits_the_person_on_an_empty_cell(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "j", "l", "enter")
        assert here(at)[1].title == "Asked for as a mentor"
        assert "e edit" in at.footer
        await at.press("e")
        assert "Edit Tomas Reyes" in at.text
        await at.press("escape", "k", "E")
        assert "Edit Tomas Reyes" in at.text
        await at.press("escape", "escape", "e")
        assert "Edit Tomas Reyes" in at.text, "on the matrix it is always the person's"


async def test_the_form_of_the_day_looks_as_it_did(peopled: Journal, snap: Snap) -> None:
    async with run_app(peopled, MIDDLE) as at:
        await at.press("4", "enter", "e")
        snap("people-known", at)


# Talks.


@pytest.mark.slow
async def test_a_1_to_1_is_logged_and_the_next_one_set(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "m")
        assert "A talk with Mara Lind" in at.text
        await at.write("She asks for a date.")
        await at.fill(next="2026-12-17", day="")
        await at.press("ctrl+s")
        mara = peopled.people.find("Mara Lind")
        talk = peopled.conversations.with_person(mara.id)[0]
        assert (talk.day, talk.kind, talk.notes, talk.private) == (
            TODAY,
            TalkKind.ONE_TO_ONE,
            "She asks for a date.",
            0,
        )
        assert mara.next_on == date(2026, 12, 17)
        assert "Next 1:1 Thu 17 Dec · last talk today" in at.text
        await at.press("u")
        assert len(peopled.conversations.with_person(mara.id)) == 1
        assert peopled.people.find("Mara Lind").next_on == date(2026, 12, 3), "one step takes all of it back"


async def test_a_1_to_1_without_a_next_day_clears_the_former_one(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "m", "ctrl+s")
        assert peopled.people.find("Mara Lind").next_on is None
        await at.press("u")
        assert peopled.people.find("Mara Lind").next_on == date(2026, 12, 3)


@pytest.mark.slow
async def test_each_answer_of_a_role_model_becomes_a_gap_with_one_key(peopled: Journal) -> None:
    before = {gap.title for gap in peopled.gaps.list()}
    async with run_app(peopled, WIDE) as at:
        await at.press("4", *["j"] * 4, "m")
        assert "What were you doing 12 months before you got here?" in at.text
        await at.write("Wrote the migration plan\nRan the guild\nTook a sabbatical\nRead a cost report")
        await at.press("tab", "e", "b", "down", "s")
        assert "is a gap already" in at.text
        await at.press("ctrl+s")
        added = {gap.title: gap for gap in peopled.gaps.list() if gap.title not in before}
        assert {title: gap.area for title, gap in added.items()} == {
            "Wrote the migration plan": Area.EXPERIENCE,
            "Ran the guild": Area.BRAND,
        }
        assert all(gap.step is Step.NEXT for gap in added.values())
        assert added["Ran the guild"].why == "Priya Nair did this in the 12 months before (27 November 2026)."
        priya = peopled.people.find("Priya Nair")
        assert peopled.conversations.with_person(priya.id)[0].answers[2] == "Took a sabbatical"
        assert at.toasts == ["2 new gaps on the board. u takes back the talk and its gaps."]
        assert any("Ran" in line for line in at.lines[:9]), "a brand gap is a column at once"
        await at.press("u")
        assert {gap.title for gap in peopled.gaps.list()} == before


@pytest.mark.slow
async def test_an_answer_is_reworded_while_it_becomes_a_gap(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", *["j"] * 4, "m")
        await at.write("Ran the guild\nTook a sabbatical")
        await at.press("tab")
        assert "In your words?" not in at.text, "nothing is a gap yet"
        await at.press("b", "up")
        assert "In your words?" in at.text
        await at.press("enter")
        assert at.focus == "title"
        await at.press("ctrl+u")
        await at.write("Lead a guild")
        assert at.text.count("Lead a guild") == 2, "the list says it, too"
        await at.press("escape", "m")
        assert "Lead a guild" in at.text, "it is in the draft"
        await at.press("ctrl+s")
        assert [gap.title for gap in peopled.gaps.list()][-1] == "Lead a guild"
        priya = peopled.people.find("Priya Nair")
        assert peopled.conversations.with_person(priya.id)[0].answers == ("Ran the guild", "Took a sabbatical")


@pytest.mark.slow
async def test_a_private_talk_is_marked_and_leaves_no_trace_in_its_gaps(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "pagedown")
        assert "∗ private" in at.text
        await at.press("k", "m")
        await at.write("Left the team")
        await at.press("tab", "s")
        await at.fill(day="")
        await at.press("tab", "y", "ctrl+s")
        gap = next(gap for gap in peopled.gaps.list() if gap.title == "Left the team")
        assert gap.why == ""
        assert peopled.conversations.all()[0].private


@pytest.mark.slow
async def test_a_talk_on_a_future_day_is_refused(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "m")
        await at.fill(day="")
        await at.press("ctrl+u")
        await at.write("2026-11-28")
        await at.press("ctrl+s")
        assert "That day has not come yet" in at.text
        await at.press("escape", "m")
        assert "Your draft is back." in at.text


# Who to tell next.


async def test_deciders_who_do_not_know_what_is_shown_come_first(peopled: Journal) -> None:
    gap = next(gap for gap in peopled.gaps.list() if gap.title == "Read a cost report")
    for n in range(2):
        peopled.entries.add(f"Read report {n}", day=TODAY, gap=gap.id)
    for name, title in (("Mara Lind", "Asked for as a mentor"), ("Tomas Reyes", "Seen by the Platform leads")):
        known = next(gap for gap in peopled.gaps.list() if gap.title == title)
        peopled.people.knows(name, known.id, TODAY)
    async with run_app(peopled, (120, 50)) as at:
        await at.press("4")
        side_text = " ".join(" ".join(line[64:] for line in at.lines).split())
        assert "Mara Lind decides, and does not know of “Read a cost report” (next 1:1 Thu 3 Dec)." in side_text
        assert (
            side_text.index("Mara Lind decides")
            < side_text.index("Tomas Reyes decides")
            < side_text.index("Jon Aalto should")
        )
        await at.press("p", "enter", "space")
        side_text = " ".join(" ".join(line[64:] for line in at.lines).split())
        assert "Mara Lind decides" not in side_text


async def test_a_past_1_to_1_is_shown_as_due(peopled: Journal) -> None:
    peopled.people.edit("Mara Lind", next_on=date(2026, 11, 20))
    async with run_app(peopled, WIDE) as at:
        await at.press("4")
        x, y = at.where("1:1 was due Fri 20 Nov")
        assert at.picture.look(x, y).ink == "asks"


# Sizes and looks.


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW, SMALLEST])
async def test_hostile_and_long_texts_do_no_harm(peopled: Journal, size: Size) -> None:
    crowd(peopled)
    async with run_app(peopled, size) as at:
        await at.press("4")
        for keys in ((), ("end", "pagedown", "pagedown", "pagedown"), ("enter",), ("]", "[", "m"), ("escape", "x")):
            await at.press(*keys)
            assert not {"\x1b", "\u202e"} & set(at.text)


async def test_the_crosshair_survives_a_resize(peopled: Journal) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", "j", "l")
        for size in (MIDDLE, NARROW, SMALLEST, (30, 8), NARROW, WIDE):
            await at.resize(size)
        assert here(at)[0].name == "Tomas Reyes"
        assert "[·]" in at.lines[at.where("Tomas Reyes")[1]]
        await at.press("space")
        assert "[○]" in at.lines[at.where("Tomas Reyes")[1]]


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_people_look_as_they_did(peopled: Journal, snap: Snap, size: Size) -> None:
    async with run_app(peopled, size) as at:
        await at.press("4", "j", "l")
        snap("people", at)
        await at.press("enter")
        snap("people-page", at)


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_people_without_anybody_looks_as_it_did(sample: Journal, snap: Snap, size: Size) -> None:
    async with run_app(sample, size) as at:
        await at.press("4")
        snap("people-empty", at)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
async def test_a_crowd_looks_as_it_did(peopled: Journal, snap: Snap, size: Size) -> None:
    crowd(peopled)
    async with run_app(peopled, size) as at:
        await at.press("4", *["right"] * 12, "pagedown")
        snap("people-crowded", at)


async def test_ascii_and_light_look_as_they_did(peopled: Journal, snap: Snap) -> None:
    async with run_app(peopled, MIDDLE, glyphs=ASCII) as at:
        await at.press("4", "j")
        snap("people-ascii", at)
    async with run_app(peopled, MIDDLE, theme="devjournal-light") as at:
        await at.press("4", "j")
        snap("people-light", at)


async def test_the_form_of_a_talk_looks_as_it_did(peopled: Journal, snap: Snap) -> None:
    async with run_app(peopled, WIDE) as at:
        await at.press("4", *["j"] * 4, "m")
        await at.write("Wrote the migration plan\nRan the guild")
        await at.press("tab", "e")
        snap("people-talk", at)


async def test_days_of_other_years_are_aligned(peopled: Journal) -> None:
    tomas = peopled.people.find("Tomas Reyes")
    for n, day in enumerate((date(2025, 8, 4), date(2025, 11, 18), date(2026, 6, 2))):
        gap = peopled.gaps.add(Area.BRAND, f"Old title {n}")
        peopled.people.knows(tomas.name, gap.id, day)
        peopled.conversations.log(tomas.name, kind=TalkKind.ONE_TO_ONE, day=day, notes="An old talk")
    async with run_app(peopled, (120, 60)) as at:
        for keys in (("4", "j"), ("enter",)):
            await at.press(*keys)
            for pattern in (r"since", r"\w  +1:1"):
                matches = (re.search(pattern, line) for line in at.lines[3:])
                places = [match.end() for match in matches if match]
                assert len(places) >= 3, pattern
                assert len(set(places)) == 1, at.text


@pytest.mark.slow
async def test_joined_emoji_are_separated_in_names_and_titles(journal: Journal) -> None:
    family = "👩\u200d👩\u200d👧"
    gap = journal.gaps.add(Area.BRAND, f"Known {family}").id
    ana = journal.people.add(f"Ana {family}", relation=Relation.MANAGER)
    journal.people.should_know(ana.name, gap)
    for number, size in ((4, MIDDLE), (4, WIDE), (3, MIDDLE)):
        async with run_app(journal, size) as at:
            await at.press(str(number))
            assert "\u200d" not in at.text, f"screen {number}"
            await at.press("a")
            assert "\u200d" not in at.text, "the gaps of an entry"
