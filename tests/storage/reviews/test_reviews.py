"""Reviews in the file: snapshots that stay frozen, remarks, bets, and what is due."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.reviews.board_diff import ChangeKind, board_diff
from devjournal.domain.reviews.review import Remark, Review
from devjournal.domain.reviews.snapshot import Snapshot
from devjournal.domain.week.due import Deferral, Due, NextReview, ReviewKind
from devjournal.errors import InvalidText, NotFound, RuleViolation, UsageError
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
STAMP = "2026-11-27T00:00:00.000000Z"
MONTHLY, QUARTERLY = ReviewKind


def add(journal: Journal, table: str, **values: object) -> None:
    """Add a row by SQL alone, as another program may."""
    count = raw.query(journal.path, f"SELECT count(*) FROM {table}")[0][0]
    row = {"uid": f"{table}{count}".ljust(36, "x"), "created_at": STAMP, "updated_at": STAMP, **values}
    marks = ", ".join("?" * len(row))
    raw.query(journal.path, f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())


@pytest.fixture
def three(journal: Journal) -> Journal:
    """A journal with three gaps, a horizon, and a first quarterly review."""
    journal.horizons.set("Lead", 12)
    journal.gaps.add(Area.SKILLS, "Tracing", needed=2)
    journal.gaps.add(Area.EXPERIENCE, "Incident", needed=3)
    journal.gaps.add(Area.BRAND, "Known")
    journal.reviews.add(QUARTERLY, skills="One\n", course="Three bets", bets=(2, 1))
    return journal


# what is due


def test_nothing_is_due_without_a_horizon(journal: Journal) -> None:
    assert journal.reviews.anchors() == (None, None, None)
    add(journal, "review", kind="monthly", day="2020-01-01")
    add(journal, "horizon", role="Lead", months=12, set_on="2020-01-01", retired_on="2020-06-01")
    assert journal.reviews.anchors() == (None, None, None)
    assert journal.review_days() is None
    assert journal.reviews.next(MONTHLY) is None
    assert Due.MONTHLY_REVIEW not in journal.status().due
    with pytest.raises(RuleViolation, match="without a horizon"):
        journal.reviews.skip(MONTHLY)


def test_the_first_horizon_counts_and_the_last_reviews(journal: Journal, clock: FrozenClock) -> None:
    add(journal, "horizon", role="Lead", months=12, set_on="2026-01-31", retired_on="2026-06-01")
    add(journal, "horizon", role="Head", months=24, set_on="2026-03-01")
    first = date(2026, 1, 31)
    assert journal.reviews.anchors() == (first, None, None)
    assert journal.review_days() == (date(2026, 2, 28), date(2026, 4, 30))
    for kind, day in (("quarterly", "2026-05-05"), ("quarterly", "2026-04-04"), ("monthly", "2026-11-01")):
        add(journal, "review", kind=kind, day=day)
    assert journal.reviews.anchors() == (first, date(2026, 11, 1), date(2026, 5, 5))
    assert journal.review_days() == (date(2026, 12, 1), date(2026, 8, 5))
    assert journal.status().due == (Due.GOAL, Due.QUARTERLY_REVIEW)
    clock.move(days=4)
    assert journal.status().due == (Due.GOAL, Due.MONTHLY_REVIEW, Due.QUARTERLY_REVIEW)
    clock.move(days=-1)
    assert journal.status().due == (Due.GOAL, Due.QUARTERLY_REVIEW)


def test_a_review_that_is_held_is_due_no_more_and_a_quarterly_one_serves_for_the_month(
    journal: Journal, clock: FrozenClock
) -> None:
    journal.horizons.set("Lead", 12)
    clock.move(days=100)
    assert journal.status().due[1:] == (Due.MONTHLY_REVIEW, Due.QUARTERLY_REVIEW)
    journal.reviews.add(MONTHLY)
    assert journal.status().due[1:] == (Due.QUARTERLY_REVIEW,)
    assert journal.undo() == "monthly review of 2027-03-07"
    journal.reviews.add(QUARTERLY)
    assert journal.status().due == (Due.GOAL,)
    assert journal.review_days() == (date(2027, 4, 7), date(2027, 6, 7))


def test_a_horizon_that_is_changed_in_the_middle_moves_nothing(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12)
    clock.move(days=31)
    journal.reviews.put_off(MONTHLY)
    before = journal.review_days()
    journal.horizons.set("Head of design", 12)
    assert journal.review_days() == before


def test_what_is_due_is_put_off_by_a_week_again_and_again(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12)
    with pytest.raises(RuleViolation, match=r"^The monthly review is not due before 2026-12-27\.$"):
        journal.reviews.put_off(MONTHLY)
    clock.move(days=30)
    for until in (date(2027, 1, 3), date(2027, 1, 10)):
        assert Due.MONTHLY_REVIEW in journal.status().due
        assert journal.reviews.put_off(MONTHLY) == until
        assert Due.MONTHLY_REVIEW not in journal.status().due
        with pytest.raises(RuleViolation, match=f"not due before {until}"):
            journal.reviews.put_off(MONTHLY)
        clock.move(days=7)
    assert journal.reviews.deferrals() == (Deferral(MONTHLY, date(2026, 12, 27), date(2027, 1, 10)),)
    assert journal.undo() == "putting off of the monthly review"
    assert journal.reviews.next(MONTHLY) == NextReview(date(2026, 12, 27), date(2027, 1, 3))


def test_what_is_skipped_is_next_counted_from_its_day(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12)
    clock.move(days=33)
    journal.reviews.put_off(MONTHLY)
    clock.move(days=7)
    assert journal.reviews.skip(MONTHLY) == NextReview(date(2027, 1, 27), date(2027, 1, 27))
    assert journal.reviews.deferrals() == (Deferral(MONTHLY, date(2026, 12, 27), None),)
    clock.move(days=100)
    assert journal.reviews.skip(MONTHLY).due == date(2027, 4, 27), "one skip is enough after a long silence"
    assert len(journal.reviews.deferrals()) == 4
    assert journal.undo() == "skipping of the monthly review"
    assert len(journal.reviews.deferrals()) == 1


def test_the_last_day_of_a_journal_is_said_in_words(journal: Journal, clock: FrozenClock) -> None:
    clock.set(clock.moment.replace(year=2199, month=9, day=30))
    journal.horizons.set("Lead", 12)
    clock.set(clock.moment.replace(month=12, day=30))
    with pytest.raises(RuleViolation, match="up to 2199"):
        journal.reviews.put_off(QUARTERLY)
    assert journal.reviews.skip(QUARTERLY).due == date(2200, 3, 30)


# what is kept


def test_a_review_is_kept_as_it_was_held(three: Journal) -> None:
    review = Review(kind=QUARTERLY, day=FRIDAY, skills="One", course="Three bets", bets=(2, 1), id=1)
    assert three.reviews.get(1) == review
    assert three.reviews.list() == (review,)
    assert three.reviews.bets() == (2, 1)
    assert three.reviews.snapshot(1) == three.reviews.now()
    assert [gap.title for gap in three.reviews.snapshot(1).gaps] == ["Tracing", "Incident", "Known"]
    assert three.reviews.remove(1) == review
    assert three.reviews.list() == ()
    three.undo()
    assert three.reviews.get(1) == review


def test_frozen_means_frozen(three: Journal, clock: FrozenClock) -> None:
    frozen, text = three.reviews.snapshot(1), raw.query(three.path, "SELECT snapshot FROM review")
    clock.move(days=1)
    three.gaps.edit(1, title="Other", needed=9, area=Area.BRAND)
    three.entries.add("Led one", day=three.today, gap=2)
    three.gaps.park(2)
    three.gaps.remove(3)
    three.horizons.set("Head", 12)
    three.reviews.add_remark(1, "Much changed")
    assert three.reviews.snapshot(1) == frozen
    assert raw.query(three.path, "SELECT snapshot FROM review") == text
    changes = board_diff(frozen, three.reviews.now(), timedelta(days=1)).by_kind()
    assert [change.gap.title for change in changes[ChangeKind.DROPPED]] == ["Incident", "Known"]


def test_a_remark_is_added_with_its_day(three: Journal, clock: FrozenClock) -> None:
    clock.move(days=4)
    remark = three.reviews.add_remark(1, "The second team said yes \n")
    assert remark == Remark(day=date(2026, 12, 1), text="The second team said yes", id=1)
    assert three.reviews.list()[0].remarks == (remark,)
    assert three.undo() == "remark on quarterly review of 2026-11-27"
    three.redo()
    with pytest.raises(NotFound):
        three.reviews.add_remark(9, "x")
    for wrong in (" ", "a\0"):
        with pytest.raises(InvalidText, match="The remark"):
            three.reviews.add_remark(1, wrong)


def test_bets_are_those_of_the_last_quarterly_review(three: Journal, clock: FrozenClock) -> None:
    clock.move(days=1)
    three.reviews.add(MONTHLY)
    assert three.reviews.bets() == (2, 1)
    three.gaps.remove(2)
    assert three.reviews.bets() == (1,)
    assert three.reviews.get(1).bets == (1,)
    three.reviews.add(QUARTERLY)
    assert three.reviews.bets() == ()
    for wrong, error in (((1, 3, 99), NotFound), ((1, 2, 3, 4), UsageError)):
        with pytest.raises(error):
            three.reviews.add(QUARTERLY, bets=wrong)
    with pytest.raises(UsageError, match="no bets"):
        three.reviews.add(MONTHLY, bets=(1,))
    assert len(three.reviews.list()) == 3


def test_two_machines_mean_the_same_bet_and_the_same_deferral(three: Journal, clock: FrozenClock) -> None:
    uids = [uid for (uid,) in raw.query(three.path, "SELECT uid FROM bet ORDER BY position")]
    three.reviews.remove(1)
    three.undo()
    assert [uid for (uid,) in raw.query(three.path, "SELECT uid FROM bet ORDER BY position")] == uids
    assert [uid[14] for uid in uids] == ["5", "5"], "version 5"
    clock.move(days=40)
    three.reviews.put_off(MONTHLY)
    three.undo()
    first = raw.query(three.path, "SELECT uid FROM removed WHERE table_name = 'deferral'")
    three.reviews.skip(MONTHLY)
    assert raw.query(three.path, "SELECT uid FROM deferral") == first


def test_what_cannot_be_kept_is_refused_whole(three: Journal) -> None:
    with pytest.raises(InvalidText, match="The answer"):
        three.reviews.add(MONTHLY, brand="a\0")
    for missing in (three.reviews.get, three.reviews.snapshot, three.reviews.remove):
        for row_id in (0, 2, 2**63):
            with pytest.raises(NotFound):
                missing(row_id)
    assert len(three.reviews.list()) == 1


@pytest.mark.parametrize("snapshot", ["{}", "7", "[" * 900 + "]" * 900, '{"version": 1, "gaps": [null]}'])
def test_a_snapshot_of_another_program_is_an_empty_board(journal: Journal, snapshot: str) -> None:
    add(journal, "review", kind="monthly", day="2026-01-01", snapshot=snapshot)
    assert journal.reviews.snapshot(1) == Snapshot()


def test_an_empty_board_has_a_snapshot_too(journal: Journal) -> None:
    journal.reviews.add(MONTHLY)
    assert journal.reviews.snapshot(1) == Snapshot()
    stored = raw.query(journal.path, "SELECT snapshot FROM review")[0][0]
    assert json.loads(stored) == {"version": 1, "counted_until": "", "horizons": [], "gaps": []}


def test_evidence_since_a_review(three: Journal, clock: FrozenClock) -> None:
    def add_all(*rows: tuple[int, int | None]) -> None:
        for days, gap in rows:
            three.entries.add(f"{days}", day=FRIDAY + timedelta(days=days), gap=gap)

    def since(review: Review | None) -> dict[int, list[str]]:
        evidence = three.reviews.evidence_since(review)
        return {gap: [entry.text for entry in entries] for gap, entries in evidence.items()}

    first = three.reviews.list()[0]
    add_all((-3, 1), (0, 1), (2, 2), (3, 1), (3, None))
    assert since(first) == {1: ["0", "3"], 2: ["2"]}, "it was held before the first entry"
    clock.set(datetime(2026, 12, 1, 10))
    add_all((4, 1))
    clock.move(hours=1)
    second = three.reviews.add(MONTHLY)
    assert since(second) == {}, "what was written on its day before it is counted there"
    clock.move(hours=1)
    add_all((4, 2), (3, 1), (5, 1))
    assert since(second) == {1: ["3", "5"], 2: ["4"]}
    assert {gap: len(texts) for gap, texts in since(None).items()} == {1: 6, 2: 2}


def test_gaps_are_known_by_their_uid(three: Journal) -> None:
    by_uid = three.reviews.gap_ids()
    assert {gap.title: by_uid[gap.uid] for gap in three.reviews.snapshot(1).gaps} == {
        "Tracing": 1,
        "Incident": 2,
        "Known": 3,
    }
    gap = three.gaps.get(1)
    assert replace(gap, uid="") == gap
