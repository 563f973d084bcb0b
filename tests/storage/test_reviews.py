"""From which days reviews are counted."""

from __future__ import annotations

from datetime import date

from devjournal.domain.due import Due
from devjournal.storage import Journal
from tests.still import StillClock
from tests.storage import raw

STAMP = "2026-11-27T00:00:00.000000Z"


def add(journal: Journal, table: str, **values: object) -> None:
    """Add a row by SQL alone, since there is no command for it yet."""
    count = raw.query(journal.path, f"SELECT count(*) FROM {table}")[0][0]
    row = {"uid": f"{table}{count}".ljust(36, "x"), "created_at": STAMP, "updated_at": STAMP, **values}
    marks = ", ".join("?" * len(row))
    raw.query(journal.path, f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())


def test_nothing_is_due_without_a_horizon(journal: Journal) -> None:
    assert journal.reviews.anchors() == (None, None, None)
    add(journal, "review", kind="monthly", day="2020-01-01")
    add(journal, "horizon", role="Lead", months=12, set_on="2020-01-01", retired_on="2020-06-01")
    assert journal.reviews.anchors() == (None, None, None)
    assert journal.review_days() is None
    assert Due.MONTHLY_REVIEW not in journal.standing().due


def test_the_first_horizon_counts_and_the_last_reviews(journal: Journal, clock: StillClock) -> None:
    add(journal, "horizon", role="Lead", months=12, set_on="2026-01-31", retired_on="2026-06-01")
    add(journal, "horizon", role="Head", months=24, set_on="2026-03-01")
    first = date(2026, 1, 31)
    assert journal.reviews.anchors() == (first, None, None)
    assert journal.review_days() == (date(2026, 2, 28), date(2026, 4, 30))
    for kind, day in (("quarterly", "2026-05-05"), ("quarterly", "2026-04-04"), ("monthly", "2026-11-01")):
        add(journal, "review", kind=kind, day=day)
    assert journal.reviews.anchors() == (first, date(2026, 11, 1), date(2026, 5, 5))
    assert journal.review_days() == (date(2026, 12, 1), date(2026, 8, 5))
    assert journal.standing().due == (Due.GOAL, Due.QUARTERLY_REVIEW)
    clock.move(days=4)
    assert journal.standing().due == (Due.GOAL, Due.MONTHLY_REVIEW, Due.QUARTERLY_REVIEW)
    clock.move(days=-1)
    assert journal.standing().due == (Due.GOAL, Due.QUARTERLY_REVIEW)
