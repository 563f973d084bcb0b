"""Reviews in the app: the timeline, changes of the board, interrupted walks, the year letter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.reviews.review_draft import GapDecision
from devjournal.domain.week.due import ReviewKind
from devjournal.exports.letter import render
from devjournal.storage import Journal
from devjournal.tui import theme
from devjournal.tui.widgets.glyphs import ASCII
from tests.frozen_clock import FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, WIDE, AppSession, run_app
from tests.tui.conftest import Snap

QUARTERLY, MONTHLY = ReviewKind.QUARTERLY, ReviewKind.MONTHLY
SIZES = (WIDE, MIDDLE, NARROW)
DUE = datetime(2026, 12, 8, 10)
"""The quarterly review has been due since yesterday."""

DESIGN, FAILURE, ESTIMATE = "Write a design others can run", "Design for failure", "Estimate a quarter in public"
GROW = "Ran a hiring loop"
INCIDENT, MENTOR, MEETUP = "Run an incident end to end", "Mentor a first design", "Speak at a meetup"


def live(journal: Journal, clock: FrozenClock) -> None:
    """Fill a year with reviews: two quarters in which gaps moved, were closed, added and parked."""
    gaps, reviews, entries = journal.gaps, journal.reviews, journal.entries

    def at(day: str) -> None:
        clock.set(datetime.fromisoformat(f"{day}T17:00"))

    at("2025-12-01")
    journal.horizons.set("Staff engineer", 36, "To decide how we build.")
    design, failure = gaps.add(Area.SKILLS, DESIGN).id, gaps.add(Area.SKILLS, FAILURE, needed=5).id
    estimate, incident = gaps.add(Area.SKILLS, ESTIMATE, needed=4).id, gaps.add(Area.EXPERIENCE, INCIDENT, needed=5).id
    meetup = gaps.add(Area.BRAND, MEETUP).id
    at("2026-03-06")
    reviews.add(QUARTERLY, course="One gap at a time.")
    at("2026-05-08")
    reviews.skip(MONTHLY)
    for day, gap in (("2026-05-20", incident), ("2026-06-01", incident), ("2026-06-02", estimate)):
        at(day)
        entries.add("It was done, and others saw it", day=journal.today, gap=gap)
    at("2026-06-08")
    reviews.add(QUARTERLY, skills="I can write, and not yet estimate.")
    at("2026-07-08")
    reviews.add(MONTHLY, course="Fewer things.")
    at("2026-08-20")
    entries.add("The design was run by the other team", day=journal.today, gap=design)
    gaps.close(design)
    for gap in (incident, incident, failure):
        entries.add("Led it, and wrote it up", day=journal.today, gap=gap)
    gaps.park(meetup, "wrong audience")
    gaps.add(Area.EXPERIENCE, MENTOR, needed=3)
    at("2026-09-07")
    held = reviews.add(
        QUARTERLY, bets=(failure, incident), horizon="Still.", course="Three bets: failure design, a second team, eyes."
    )
    at("2026-10-01")
    reviews.add_remark(held.id, "The second team came by itself.")
    at("2026-11-06")
    reviews.add(MONTHLY, skills="Estimating is late.")
    at("2026-11-20")
    entries.add("Failure table with the team", day=journal.today, gap=failure)
    clock.set(datetime(2026, 11, 27, 16, 30))


@pytest.fixture(scope="session")
def lived_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year in a file, which is never changed."""
    path = tmp_path_factory.mktemp("reviews") / "journal.db"
    clock = FrozenClock()
    with Journal(path, clock) as journal:
        live(journal, clock)
    return path


@pytest.fixture
def lived(lived_file: Path, tmp_path: Path, clock: FrozenClock) -> Iterator[Journal]:
    """A copy of that file, open on its Friday."""
    path = tmp_path / "lived" / "journal.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(lived_file, path)
    with Journal(path, clock) as journal:
        yield journal


@pytest.fixture
def due(lived: Journal, clock: FrozenClock) -> Journal:
    """The same, on the day after the quarterly review became due."""
    clock.set(DUE)
    return lived


def gap_id(journal: Journal, title: str) -> int:
    """Return a gap by its title."""
    return next(row_id for row_id, gap_title in journal.gaps.titles().items() if gap_title == title)


async def begin(at: AppSession) -> None:
    """Begin or continue the due review."""
    await at.press("5", "enter")


# The timeline.


@pytest.mark.slow
async def test_it_looks_as_it_did(lived: Journal, snap: Snap) -> None:
    async with run_app(lived) as at:
        await at.press("5")
        for size in SIZES:
            await at.resize(size)
            snap("reviews", at)
        await at.press("down", "down", "enter")
        for size in SIZES:
            await at.resize(size)
            snap("reviews-page", at)
        await at.press("escape", "Y")
        await at.resize(WIDE)
        snap("reviews-letter", at)


async def test_it_looks_as_it_did_in_other_inks(lived: Journal, snap: Snap) -> None:
    async with run_app(lived, theme=theme.LIGHT) as at:
        await at.press("5")
        snap("reviews-light", at)
    async with run_app(lived, MIDDLE, glyphs=ASCII) as at:
        await at.press("5")
        snap("reviews-ascii", at)


@pytest.mark.slow
async def test_without_a_horizon_reviews_ask_for_one(journal: Journal, snap: Snap) -> None:
    async with run_app(journal) as at:
        await at.press("5")
        for size in SIZES:
            await at.resize(size)
            snap("reviews-empty", at)
        await at.resize(WIDE)
        await at.press("O")
        await at.fill(role="Staff engineer", months="24")
        await at.press("ctrl+s")
        assert journal.horizons.current()[0].role == "Staff engineer"
        assert "holds a review" in at.text
        assert "next: monthly, Sun 27 Dec" in at.text


async def test_keys_to_another_review_or_year_are_shown_if_there_is_one(sample: Journal) -> None:
    sample.horizons.set("Staff engineer", 36)
    sample.reviews.add(MONTHLY)
    async with run_app(sample, WIDE) as at:
        await at.press("5")
        assert "November, first monthly review" in at.text
        for key in ("enter", "escape", "Y"):
            assert "[ ]" not in at.footer
            await at.press(key)
        assert "The year letter" in at.text
        assert "[ ]" not in at.footer
    sample.reviews.add(QUARTERLY)
    async with run_app(sample, WIDE) as at:
        await at.press("5")
        assert "[ ] review" in at.footer


@pytest.mark.slow
async def test_the_comparison_follows_the_cursor(lived: Journal) -> None:
    async with run_app(lived) as at:
        await at.press("5")
        assert "November against July" in at.text
        await at.press("left_square_bracket")
        assert "Q3 against Q2  7 September 2026 and 8 June 2026" in at.text
        rows = [at.where(heading)[1] for heading in ("Closed  1", "Moved  2", "Still  1", "New  1", "Dropped  1")]
        assert rows == sorted(rows)
        for text in ("closed in August", "2 → 4 of 5", "1 → 1 of 4", "“wrong audience”", "0 of 3"):
            assert text in at.text
        assert "compared" in at.lines[at.where("Jun ")[1]]
        await at.press("space")
        assert "Today against Q3  27 November 2026 and 7 September 2026" in at.text
        assert "1 → 2 of 5" in at.text
        await at.press("space", "left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert "Q1, the first" in at.text
        await at.press("full_stop")
        assert "November" in at.lines[3]


async def test_frozen_means_frozen(lived: Journal, clock: FrozenClock) -> None:
    quarterly = next(review for review in lived.reviews.list() if review.kind is QUARTERLY)
    with Journal(lived.path, clock) as other:
        async with run_app(lived) as at:
            await at.press("5", "left_square_bracket", "enter")
            before = [line[:56].rstrip() for line in at.lines[3:-1]]
            assert "1 → 2 of 5" in at.text, "since then"
            other.gaps.edit(gap_id(other, ESTIMATE), title="Something else", needed=9)
            other.gaps.remove(gap_id(other, MENTOR))
            other.horizons.set("Painter", 12)
            at.app.look()
            await at.settle()
            assert [line[:56].rstrip() for line in at.lines[3:-1]] == before
            for text in ("Dropped", "removed", "Painter", "2028, unchanged"):
                assert text in at.text
            await at.press("x", "x")
            assert quarterly not in lived.reviews.list()
            assert at.focus == "timeline", "its page went with it"
            await at.press("u")
            assert quarterly in lived.reviews.list()


async def test_a_remark_keeps_its_day_and_a_review_that_is_removed_comes_back(lived: Journal) -> None:
    async with run_app(lived) as at:
        await at.press("5", "left_square_bracket", "e")
        await at.write("I see it differently now.")
        await at.press("ctrl+s")
        held = next(review for review in lived.reviews.list() if review.kind is QUARTERLY)
        assert [remark.text for remark in held.remarks][-1] == "I see it differently now."
        assert str(held.remarks[-1].day) == "2026-11-27"
        await at.press("enter", "end")
        await at.press("tab", "end")
        assert "27 November 2026" in at.text
        await at.press("escape", "x", "escape")
        assert held in lived.reviews.list()
        await at.press("x", "x")
        assert held not in lived.reviews.list()
        assert at.toasts == ["Removed: the quarterly review of 2026-09-07. u brings it back."]
        await at.press("u")
        assert held in lived.reviews.list()


@pytest.mark.slow
async def test_two_windows_that_finish_one_walk_make_one_review(due: Journal, clock: FrozenClock) -> None:
    before = len(due.reviews.list())
    with Journal(due.path, clock) as other:
        async with run_app(due) as at:
            await begin(at)
            await at.fill(text="Still, and nearer.")
            await at.press("ctrl+s")
            draft = other.review_drafts.get(QUARTERLY)
            assert draft is not None
            other.review_drafts.save(replace(draft, answers=replace(draft.answers, course="One bet at a time.")))
            other.review_drafts.finish(QUARTERLY)
            assert "2 of 6 Skills" in at.text
            await at.fill(text="Only this window knows.")
            await at.press("ctrl+s")
            held = due.reviews.list()[0]
            assert len(due.reviews.list()) == before + 1
            assert due.review_drafts.get(QUARTERLY) is None
            assert (held.horizon, held.course) == ("Still, and nearer.", "One bet at a time.")
            assert [remark.text for remark in held.remarks] == ["Only this window knows."]
            message = "Finished in another window: the quarterly review of 2026-12-08."
            assert at.toasts[-1] == f"{message} Your words are added to it as a remark."
            await at.press("u")
            assert not due.reviews.list()[0].remarks


@pytest.mark.slow
async def test_a_walk_dropped_by_another_window_keeps_all_answers(due: Journal, clock: FrozenClock) -> None:
    with Journal(due.path, clock) as other:
        async with run_app(due) as at:
            await begin(at)
            await at.fill(text="Still, and nearer.")
            await at.press("ctrl+s")
            other.review_drafts.drop(QUARTERLY)
            await at.fill(text="I can estimate.")
            await at.press("ctrl+s")
            draft = due.review_drafts.get(QUARTERLY)
            assert draft is not None
            assert (draft.answers.horizon, draft.answers.skills) == ("Still, and nearer.", "I can estimate.")


@pytest.mark.slow
async def test_a_new_gap_names_its_talk_only_in_the_app(due: Journal, clock: FrozenClock) -> None:
    anneke = "Anneke of the North"
    due.people.add(anneke, relation=Relation.ROLE_MODEL)
    due.conversations.log(anneke, day=date(2026, 11, 9), kind=TalkKind.ROLE_MODEL, year_before=GROW, private=True)
    grow = due.gaps.add(Area.EXPERIENCE, GROW, needed=3)
    origin = "from a talk with Anneke of the North, 9 November 2026"
    async with run_app(due) as at:
        await begin(at)
        await at.press("ctrl+s", "ctrl+s")
        assert at.lines[at.where(GROW)[1] + 1].strip() == f"new, {origin}"
        await at.press("escape")
        due.entries.add("Sat in at an interview", day=due.today, gap=grow.id)
        await at.press("enter")
        assert f"new, {origin}; 1 new" in at.text
        await at.resize(NARROW)
        shortened = at.lines[at.where(GROW)[1] + 1].strip()
        assert shortened == "new, from a talk with Anneke of…, 9 November 2026; 1 new", "the name gives way"
        await at.resize(WIDE)
        await at.press("escape", "3")
        await at.click(GROW, times=2)
        assert origin in at.text
        await at.press("5", "enter", *["ctrl+s"] * 4)
        assert at.lines[at.where(GROW)[1] + 1].rstrip().endswith(origin)
        clock.move(days=40)
        await at.press("n", "k", "enter", "ctrl+s", "ctrl+s")
        assert GROW in at.text
        assert origin not in at.text, "it was new in the review before"
    held = due.reviews.list()[0]
    assert anneke not in json.dumps(due.reviews.snapshot(held.id).as_json())
    assert anneke not in render(due.years.findings(2026))


# Due reviews.


@pytest.mark.slow
async def test_a_due_review_is_put_off_or_skipped_on_reviews_and_on_week(due: Journal) -> None:
    async with run_app(due) as at:
        assert "Quarterly review" in at.text
        assert "Monthly review" not in at.text, "the quarterly one serves as that month's"
        await at.press("V", "p")
        assert due.reviews.next(QUARTERLY).asked.isoformat() == "2026-12-15"  # type: ignore[union-attr]
        assert at.toasts == ["Put off to Tue 15 Dec: the quarterly review. u takes it back."]
        await at.press("u", "5")
        assert "quarterly, due  " in at.text
        await at.press("S")
        assert due.reviews.next(QUARTERLY).due.isoformat() == "2027-03-07"  # type: ignore[union-attr]
        assert "quarterly, skipped" in at.text
        await at.press("1", "V", "s", "V")
        assert "No review is due; 5 shows when the next one is." in at.toasts
        await at.resize(MIDDLE)
        assert "due  V" not in at.text
        await at.press("u")
        assert "Monthly review due  V" in at.text
        await at.press("V", "enter")
        assert "1 of 4 Skills  monthly review" in at.text


# The walk.


@pytest.mark.slow
async def test_every_step_of_a_walk_looks_as_it_did(due: Journal, snap: Snap) -> None:
    async with run_app(due) as at:
        await begin(at)
        for step in range(1, 7):
            for size in SIZES:
                await at.resize(size)
                snap(f"reviews-step-{step}", at)
            await at.resize(WIDE)
            await at.press("ctrl+s")
        snap("reviews-held", at)


@pytest.mark.slow
async def test_every_step_of_a_monthly_walk_looks_as_it_did(lived: Journal, clock: FrozenClock, snap: Snap) -> None:
    clock.set(datetime(2026, 11, 27, 16, 30))
    async with run_app(lived) as at:
        await at.press("5", "n", "end", "enter")
        for step in range(1, 5):
            if step == 2:
                await at.press("tab", "p")
                await at.write("The team is one now")
            for size in SIZES:
                await at.resize(size)
                snap(f"reviews-monthly-step-{step}", at)
            await at.resize(WIDE)
            await at.press("ctrl+s")
        snap("reviews-monthly-held", at)
        assert "27 November against 6 November" in at.text, "both are called November"


@pytest.mark.slow
async def test_a_walk_becomes_a_review_and_shows_what_it_changed(due: Journal) -> None:
    before = due.gaps.list()
    async with run_app(due) as at:
        await begin(at)
        await at.fill(text="Two years are left.")
        await at.press("ctrl+s", "tab")
        assert at.focus == "gaps"
        await at.press("k")  # keeps "design for failure"
        await at.press("a", *"6")  # changes the number of "estimating" to six
        await at.press("tab", "tab", "tab")
        assert at.focus == "new", "the last gap was adjusted"
        await at.write("Read a contract\nSpeak French")
        await at.press("ctrl+s", "tab", "c", "p")
        await at.write("nobody has time")
        assert due.gaps.list() == before, "nothing changes before the end"
        await at.press("ctrl+s", "ctrl+s", "f2")
        assert "4 of 6 Brand" in at.text
        await at.press("ctrl+s", "ctrl+s", "space", "down", "space", "down", "space", "down", "space")
        assert "3 bets at most" in at.text
        await at.go_to("text")
        await at.write("Failure, and French.")
        await at.press("ctrl+s")
        assert "Q4 against Q3  8 December 2026 and 7 September 2026" in at.text
        for text in ("let go in December", "“nobody has time”", "Read a contract", "1 → 2 of 5"):
            assert text in at.text
        held = due.reviews.list()[0]
        assert (held.horizon, held.course) == ("Two years are left.", "Failure, and French.")
        titles = due.gaps.titles()
        assert [titles[gap] for gap in held.bets] == ["Read a contract", "Speak French", FAILURE]
        assert due.gaps.get(gap_id(due, ESTIMATE)).needed == 6
        assert due.gaps.get(gap_id(due, MENTOR)).parked_why == "nobody has time"
        await at.press("3")
        assert "a bet" in at.text
        await at.press("u", "5")
        assert "at step 6 of 6" in at.text
        assert due.gaps.list() == before
        await at.press("enter", "ctrl+s")
        assert due.reviews.list()[0].course == "Failure, and French.", "it was taken up as it was left"


@pytest.mark.slow
async def test_a_new_gap_says_how_often_is_enough_with_the_checks_of_its_form(due: Journal, clock: FrozenClock) -> None:
    def planned() -> dict[str, int]:
        draft = due.review_drafts.get(QUARTERLY)
        assert draft is not None
        return {planned.new.title: planned.new.needed for planned in draft.answers.new}

    async with run_app(due) as at:
        await begin(at)
        await at.press("ctrl+s")
        for line, reason in (
            ("Speak French, 0", "In “Speak French, 0”: a number from 1 to 1000 is needed."),
            ("Speak French, 1001", "In “Speak French, 1001”: a number from 1 to 1000 is needed."),
            (", 3", "In “, 3”: something specific is needed before the comma."),
        ):
            await at.fill(new=line)
            await at.press("ctrl+s")
            assert reason in at.text
            assert at.focus == "new"
            assert not planned()
            await at.press(*["backspace"] * len(line))
        await at.write("Speak French, 3\nListen, then speak\nSell 1,000 units\nRead a contract,12")
        await at.press("ctrl+s", "f2")
        typed = {"Speak French": 3, "Listen, then speak": 1, "Sell 1,000 units": 1, "Read a contract": 12}
        assert planned() == typed
        assert "Read a contract, 12" in at.text, "it is read again as it was written"
        with Journal(due.path, clock) as other:
            draft = other.review_drafts.get(QUARTERLY)
            assert draft is not None
            french, *rest = draft.answers.new
            five = replace(french, new=french.new._replace(needed=5))
            other.review_drafts.save(replace(draft, answers=replace(draft.answers, new=(five, *rest))))
        await at.go_to("new")
        await at.press("backspace", "3", *["ctrl+s"] * 4)
        assert planned() == {**typed, "Speak French": 5, "Read a contract": 13}
        assert "new, skills, 0 of 13" in at.text
        await at.press("ctrl+s")
    needed = {gap.title: gap.needed for gap in due.gaps.list()}
    assert needed.items() >= {**typed, "Speak French": 5, "Read a contract": 13}.items()


@pytest.mark.slow
async def test_a_walk_is_continued_by_another_app_with_its_draft(
    due: Journal, lived_file: Path, clock: FrozenClock
) -> None:
    async with run_app(due) as at:
        await begin(at)
        await at.press("ctrl+s")
        await at.fill(text="Half an answer")
        await at.go_to("gaps")
        await at.press("down", "a", *"7")
        await at.press("escape")
        assert "quarterly, at step 2 of 6" in at.text
        assert "Begun on Tue 8 Dec, left at step 2 of 6." in at.text
    clock.move(days=2)
    async with run_app(due) as at:
        await at.press("5", "n")
        assert "taken up at step 2 of 6" in at.text
        await at.press("enter")
        assert "2 of 6 Skills" in at.text
        assert "Your draft is back." in at.text
        assert "Half an answer" in at.text
        assert "adjust" in at.lines[at.where(ESTIMATE)[1]]
        await at.press("ctrl+s")
        draft = due.review_drafts.get(QUARTERLY)
        assert draft is not None
        decided = draft.answers.decided(due.gaps.get(gap_id(due, ESTIMATE)).uid)
        assert decided is not None
        assert decided.choice is GapDecision.ADJUST
        assert decided.now is not None
        assert (decided.now.needed, decided.now.title) == (7, ESTIMATE)
        await at.press("escape", "x", "x")
        assert due.review_drafts.get(QUARTERLY) is None
        await at.press("u")
        assert due.review_drafts.get(QUARTERLY) == draft


@pytest.mark.slow
async def test_the_horizon_is_changed_in_the_middle(due: Journal) -> None:
    async with run_app(due) as at:
        await begin(at)
        await at.press("c")
        await at.write(" of platforms")
        await at.press("tab", *"48", "ctrl+s")
        assert [(horizon.role, horizon.months) for horizon in due.horizons.current()] == [
            ("Staff engineer of platforms", 48)
        ]
        due.horizons.edit(due.horizons.current()[0].id, role="Painter", months=48, why="")
        await at.press(*["ctrl+s"] * 5)
        assert "Painter  by December 2029" in at.text
        assert "before: Staff engineer by December 2028" in at.text
        assert due.reviews.snapshot(due.reviews.list()[0].id).horizons[0].role == "Painter"
        await at.press(*"u" * 2)
        assert due.review_drafts.get(QUARTERLY) is not None


async def test_the_comparison_names_the_changed_horizons(due: Journal, clock: FrozenClock) -> None:
    director, chief = due.horizons.set("Director", 60), due.horizons.set("Chief", 96)
    due.reviews.add(QUARTERLY)
    clock.move(days=100)
    due.horizons.edit(director.id, role="Head", months=72, why="")
    due.horizons.edit(chief.id, role=chief.role, months=96, why="Because.")
    async with run_app(due, MIDDLE) as at:
        await at.press("5")
        comparison = [line[28:].strip() for line in at.lines]
        assert "Staff engineer  by December 2028, unchanged" in comparison
        assert "Head  by December 2032" in comparison
        assert "Chief  by December 2034" in comparison
        assert "before: Director by December 2031" in comparison
        assert "enter begins it, P puts it off, S skips it." in comparison


@pytest.mark.slow
async def test_with_several_horizons_the_step_asks_which_to_change(
    due: Journal, clock: FrozenClock, snap: Snap
) -> None:
    staff = due.horizons.current()[0]
    director = due.horizons.set("Director", 60, "To choose the people.")

    def standing() -> list[tuple[str, int, str]]:
        return [(horizon.role, horizon.months, horizon.why) for horizon in due.horizons.current()]

    async with run_app(due) as at:
        await begin(at)
        assert "Which one?" not in at.text
        await at.press("c")
        assert at.focus == "which"
        for label in ("a Staff engineer by December 2028", "b Director by December 2031"):
            assert label in at.text
        assert "in place of Staff engineer by December 2028" in at.text
        await at.press("b")
        assert at.focus == f"role_{director.id}"
        assert "in place of Director by December 2031" in at.text
        for size in (NARROW, MIDDLE, WIDE):
            await at.resize(size)
            snap("reviews-step-1-several", at)
        await at.write(" of platforms")
        await at.press("escape", "enter")
        assert "Your draft is back." in at.text
        assert "Director of platforms" in at.text
        await at.go_to("which")
        await at.press("a", "tab", *"60", "ctrl+s")
        assert "Another horizon has this number of months." in at.text
        assert at.focus == f"months_{director.id}"
        await at.press(*"72", "ctrl+s")
        assert "2 of 6 Skills" in at.text
        assert standing() == [
            ("Staff engineer", 60, "To decide how we build."),
            ("Director of platforms", 72, "To choose the people."),
        ]
        assert [horizon.id for horizon in due.horizons.current()] == [staff.id, director.id]
        assert not due.horizons.history()
        await at.press("f2", "c", "b")
        with Journal(due.path, clock) as other:
            other.horizons.set("Apprentice", 1)
            other.horizons.edit(director.id, role="Head", months=72, why="")
        await at.write(", one day")
        await at.press("ctrl+s")
        assert standing()[0][0] == "Apprentice", "the nearest is not the one that was shown"
        assert standing()[2][0] == "Director of platforms, one day / Head"
        assert at.toasts[-1] == "It has been changed elsewhere: both texts are kept."


@pytest.mark.slow
async def test_a_monthly_look_over_an_empty_board(journal: Journal) -> None:
    journal.horizons.set("Lead", 12)
    async with run_app(journal, NARROW) as at:
        await at.press("5", "n", "down", "enter")
        assert "1 of 4 Skills" in at.text
        assert "What becomes" not in at.text
        await at.press("ctrl+s", "ctrl+s", "ctrl+s")
        await at.write("Find the first gap")
        await at.press("ctrl+s")
        assert journal.reviews.list()[0].course == "Find the first gap"
        assert "monthly" in at.text
        await at.press("enter")
        assert "The board was empty." in at.text


@pytest.mark.slow
async def test_three_hundred_gaps_stay_usable(due: Journal) -> None:
    with due.transaction("many"):
        for n in range(300):
            due.gaps.add(Area.SKILLS, f"Skill {n:03d}", needed=3)
    due.gaps.park(gap_id(due, "Skill 007"), "later")
    async with run_app(due, MIDDLE) as at:
        await begin(at)
        await at.press("ctrl+s", "tab", "end")
        assert "Skill 299" in at.text
        await at.press("p")
        await at.write("not now")
        await at.press("shift+tab", "home", "pagedown", "pageup")
        assert FAILURE in at.text
        await at.press("ctrl+s", "ctrl+s", "ctrl+s", "ctrl+s", "end", "space", "ctrl+s")
        held = due.reviews.list()[0]
        assert due.gaps.get(gap_id(due, "Skill 299")).parked_why == "not now"
        assert len(held.bets) == 1
        await at.press("tab", "pagedown")
        assert "more lines" in at.text


@pytest.mark.slow
async def test_changes_elsewhere_are_kept_or_reported(due: Journal, clock: FrozenClock) -> None:
    with Journal(due.path, clock) as other:
        async with run_app(due) as at:
            await begin(at)
            await at.press("ctrl+s", "tab", "c")
            other.gaps.remove(gap_id(other, FAILURE))
            draft = other.review_drafts.get(QUARTERLY)
            assert draft is not None
            await at.press("shift+tab")
            await at.write("Mine")
            other.review_drafts.save(replace(draft, answers=replace(draft.answers, skills="Theirs", brand="Known")))
            await at.press("ctrl+s")
            assert at.toasts == ["It has been changed elsewhere: both texts are kept."]
            now = due.review_drafts.get(QUARTERLY)
            assert now is not None
            assert (now.answers.skills, now.answers.brand) == ("Mine\n\nTheirs", "Known")
            await at.press("ctrl+s")
            assert "Known" in at.text
            await at.press("ctrl+s", "ctrl+s", "ctrl+s")
            assert at.toasts == ["“Design for failure” has been removed, so it is left out."]
            assert due.reviews.list()[0].skills == "Mine\n\nTheirs"


@pytest.mark.slow
async def test_an_adjustment_that_cannot_be_is_refused_at_its_gap(due: Journal) -> None:
    async with run_app(due) as at:
        await begin(at)
        await at.press("ctrl+s", "tab", "a", *"many", "tab", "tab", "tab")
        assert at.focus == "gaps"
        await at.press("p", *"why not", "ctrl+s")
        assert "Needed: a number from 1 to 1000." in at.text
        assert at.focus == "needed"
        assert due.review_drafts.get(QUARTERLY).step == 2  # type: ignore[union-attr]


# The year letter.


async def test_the_letter_is_read_turned_and_written(lived: Journal, tmp_path: Path) -> None:
    async with run_app(lived) as at:
        await at.press("5", "Y")
        assert "The year 2026" in at.text
        await at.press("left_square_bracket")
        assert "The year 2026" in at.text, "nothing was written in a week before"
        await at.press("right_square_bracket", "w")
        await at.press("ctrl+u")
        await at.write(str(tmp_path / "letter.md"))
        await at.press("enter")
        assert (tmp_path / "letter.md").read_text(encoding="utf-8") == render(lived.years.findings(2026))
        await at.press("escape")
        assert at.focus == "timeline"
