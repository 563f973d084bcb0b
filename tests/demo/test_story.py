"""The invented journal as it stands on any day: sound, consistent, and asking for what the day asks for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from devjournal.demo import fill
from devjournal.demo.calendar import WEEKS
from devjournal.domain.case.case import make_case
from devjournal.domain.case.holes import HoleKind, find_holes
from devjournal.domain.copies.health_check import Severity
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import Due
from devjournal.domain.week.week import State, state_of
from devjournal.errors import NotFound, RuleViolation
from devjournal.exports.transfer.document import loads
from devjournal.storage import Journal
from devjournal.storage.health.doctor import examine
from devjournal.storage.schema.document_shape import OPTIONAL_TABLES, table_columns
from tests.demo.demo_journal import FRIDAY, exported, open_demo

DAYS = (
    *("2026-11-23T00:10", "2028-02-29T16:30", "2026-12-23T12:00", "1972-06-01T08:00"),  # Monday to Thursday,
    *("2027-01-01T12:00", "2026-11-28T16:30", "2021-01-03T23:50"),  # and on, the last ones in a week 53
    *("2027-01-04T09:00", "2197-12-28T16:30"),  # after a week 53, and a Thursday afternoon of the last year
)

ASKED = {0: [Due.GOAL], 2: [Due.CHECK_IN], 4: [Due.RECAP], 5: [Due.RECAP], 6: [Due.RECAP]}
"""What a day of the running week asks for, beside the monthly review."""

COACHING = "Coach a new hire"

STANDS = {
    "Find the real problem first": (9, 8, "closed"),
    "Call a month right": (7, 6, "shown"),
    "Hold the price": (6, 6, "shown"),
    "Run a pipeline review": (5, 5, "shown"),
    "Plan a territory for a team": (1, 3, "parked"),
    "Close a six-figure deal alone": (3, 2, "closed"),
    "Win back a customer": (1, 2, "stalled"),
    COACHING: (10, 10, "shown"),
    "Present to the board": (3, 3, "shown"),
    "Lead the hiring for a team": (4, 4, "shown"),
    "Carry a budget": (0, 2, ""),
    "Trusted for my numbers": (3, 3, "closed"),
    "Asked to coach": (2, 2, "shown"),
    "Named for a team": (1, 4, ""),
}
"""How far every gap has come on the Monday of the running week, and what is to be said of it."""


@pytest.mark.slow
@pytest.mark.parametrize("moment", DAYS)
def test_any_day(moment: str, tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    with open_demo(file, moment) as journal:
        standing, now = journal.status(), journal.now
        weekday = standing.today.weekday()

        assert list(standing.due) == [*ASKED.get(weekday, []), Due.MONTHLY_REVIEW]
        assert standing.this.has_goal is (weekday > 0)
        assert (standing.last_lesson is not None) is (weekday == 0), "the lesson waits for Monday"
        assert (standing.this.on_track is not None) is (weekday > 2)
        assert (standing.state, standing.streak, journal.longest_streak()) == (State.OPEN, 14, 23)

        on_thursday = weekday > 3 or (weekday, now.hour) > (3, 12)  # the day's entry is evidence
        assert gaps_of(journal) == {**STANDS, **({COACHING: (11, 10, "shown")} if on_thursday else {})}

        assert all(entry.day <= standing.today for entry in journal.entries.all())
        assert all(person.next_on is None or person.next_on > standing.today for person in journal.people.list())
        assert_lived_but_for_christmas(journal)
        assert_off_ahead(journal)
        with pytest.raises(NotFound, match="nothing to undo"):
            journal.undo()
    assert latest_stamp(file) <= now.timestamp()
    assert [finding for finding in examine(file, now) if finding.health is Severity.WRONG] == []


def gaps_of(journal: Journal) -> dict[str, tuple[int, int, str]]:
    """Return how far every gap has come."""
    today, away = journal.today, journal.away.mondays()
    progress = {}
    for gap in journal.gaps.list():
        states = {"closed": not gap.open, "parked": gap.parked, "stalled": gap.stalled(today, away), "shown": gap.shown}
        progress[gap.title] = (gap.evidence, gap.needed, next((word for word, holds in states.items() if holds), ""))
    return progress


def assert_lived_but_for_christmas(journal: Journal) -> None:
    """Check that there are as many weeks as the story has, and two more for each Christmas, with nothing in them."""
    first, this, away = journal.first_week(), IsoWeek.of(journal.today), journal.away.mondays()
    assert first is not None
    years = range(first.monday.year, this.monday.year + 1)
    christmas = [iso for year in years for iso in christmas_of(year) if first < iso < this]
    for iso in christmas:
        assert state_of(iso, journal.weeks.get(iso), away, journal.today) is State.AWAY
        assert journal.entries.of_week(iso) == ()
    assert (this.monday - first.monday).days // 7 + 1 - len(christmas) == WEEKS


def christmas_of(year: int) -> tuple[IsoWeek, IsoWeek]:
    """Return the two weeks off."""
    first = IsoWeek.of(date(year, 12, 25))
    return first, first.shift(1)


def assert_off_ahead(journal: Journal) -> None:
    """Check that days off are marked ahead, once: Christmas where it is near, and another week elsewhere."""
    (ahead,) = (span for span in journal.away.list() if span.first > journal.today)
    near = [IsoWeek.of(journal.today).shift(n) for n in range(1, 9)]
    assert IsoWeek.of(ahead.first) in near
    assert ("Christmas" in ahead.note) is any(iso in near for iso in christmas_of(journal.today.year))


def latest_stamp(file: Path) -> float:
    """Return the time of the last change of any row."""
    with closing(sqlite3.connect(file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%updated_at%'")]
        stamps = [database.execute(f"SELECT max(updated_at) FROM {name}").fetchone()[0] for name in tables]
    return max(datetime.fromisoformat(stamp).timestamp() for stamp in filter(None, stamps))


@pytest.mark.slow
def test_the_same_moment_gives_the_same_journal(friday: Journal, tmp_path: Path) -> None:
    document = exported(friday)
    loads(document, table_columns(), friday.transfer.version, OPTIONAL_TABLES)
    with open_demo(tmp_path / "again.db", FRIDAY) as again:
        assert exported(again) == document


@pytest.mark.slow
def test_a_seed_changes_the_incidental_and_nothing_else(friday: Journal, tmp_path: Path) -> None:
    with open_demo(tmp_path / "other.db", FRIDAY, seed=2) as other:
        texts, others = ({(entry.day, entry.text) for entry in each.entries.all()} for each in (friday, other))
        assert texts - others
        assert others - texts
        assert len(texts ^ others) < 0.2 * len(texts)
        assert gaps_of(friday) == gaps_of(other)
        assert friday.weeks.marks() == other.weeks.marks()


@pytest.mark.parametrize("year", [1970, 2199])
def test_it_needs_room_in_the_calendar(year: int, tmp_path: Path) -> None:
    with pytest.raises(RuleViolation, match=str(year)):
        fill(tmp_path / "demo.db", datetime(year, 6, 1, 12).astimezone())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_page_was_brought_to_the_latest_talks(friday: Journal) -> None:
    pages = friday.pages.handed_over()
    assert len(pages) == 10
    assert {page.name for page in pages} == {"Dorota Lis"}
    raised = [topic.text for topic in friday.topics.open() if topic.raised_in is not None]
    assert raised == ["A date with Graham about the second team"]


@pytest.mark.slow
def test_reviews_have_their_snapshots_and_bets(friday: Journal) -> None:
    reviews = friday.reviews.list()
    assert [len(review.bets) for review in reviews if review.bets] == [3] * 5
    counts = [sum(gap.shown for gap in friday.reviews.snapshot(review.id).gaps) for review in reversed(reviews)]
    assert counts == sorted(counts), "what was shown once stays so"
    assert counts[0] == 0
    assert [deferral.until for deferral in friday.reviews.deferrals()] == [None]


@pytest.mark.slow
@pytest.mark.parametrize("moment", [FRIDAY, "2026-11-23T00:10"])
def test_the_case_lacks_two_proofs_and_has_a_hole_of_each_kind(moment: str, tmp_path: Path) -> None:
    with open_demo(tmp_path / "journal.db", moment) as journal:
        data = journal.cases.find()
    case = make_case(data)
    assert [hole.kind for hole in find_holes(case, data.people)] == list(HoleKind), "each kind once"
    assert [claim.gap.title for claim in case.claims if not claim.shown] == ["Win back a customer", "Carry a budget"]
    assert (case.horizon.role, bool(case.horizon.statement)) == ("Sales manager", True)
    assert all(claim.gap.claim for claim in case.proven)
    assert all(claim.quotes for claim in case.proven)


@pytest.mark.slow
def test_drafts_wait_that_are_in_nothing_else(tmp_path: Path) -> None:
    with open_demo(tmp_path / "journal.db", FRIDAY) as journal:
        waiting = journal.drafts.waiting()
        entries = {entry.text for entry in journal.entries.all()}
    assert len(waiting) == 5
    assert {draft.source.partition(" ")[0] for draft in waiting} == {"ics", "inbox"}
    assert not entries & {draft.text for draft in waiting}
    assert all(draft.day <= date(2026, 11, 27) for draft in waiting)
