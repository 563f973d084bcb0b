"""Days off in the file."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.away import AwayDays
from devjournal.errors import InvalidText, NotFound, RuleViolation, UsageError
from devjournal.storage import Journal
from tests.storage import raw

FIRST, LAST = date(2026, 12, 21), date(2026, 12, 31)


def test_days_off_are_kept_as_they_were_given(journal: Journal) -> None:
    span = journal.away.add(FIRST, LAST, " skiing \n")
    assert span == AwayDays(id=1, first=FIRST, last=LAST, note=" skiing")
    assert journal.away.list() == (span,)
    assert journal.away.mondays() == {FIRST, date(2026, 12, 28)}
    assert (journal.first_week(), journal.last_week()) == (IsoWeek.of(FIRST), IsoWeek.of(LAST))


def test_no_days_off(journal: Journal) -> None:
    assert journal.away.list() == ()
    assert journal.away.mondays() == frozenset()
    assert journal.first_week() is journal.last_week() is None


def test_the_earliest_first_and_no_span_twice(journal: Journal) -> None:
    for first, last in ((LAST, LAST), (FIRST, LAST), (FIRST, FIRST)):
        journal.away.add(first, last)
    with pytest.raises(RuleViolation):
        journal.away.add(FIRST, LAST, "again")
    assert [span.id for span in journal.away.list()] == [3, 2, 1]
    assert journal.last_week() == IsoWeek.of(LAST)


def test_what_cannot_be_days_off(journal: Journal) -> None:
    with pytest.raises(UsageError):
        journal.away.add(LAST, FIRST)
    with pytest.raises(UsageError):
        journal.away.add(FIRST, date(2046, 1, 1))
    with pytest.raises(InvalidText, match=r"^The note"):
        journal.away.add(FIRST, LAST, "a\0b")
    assert journal.away.list() == ()


def test_days_off_are_taken_back(journal: Journal) -> None:
    spans = [journal.away.add(FIRST, FIRST), journal.away.add(FIRST, LAST)]
    assert journal.away.remove(1) == spans[0]
    assert journal.away.list() == (spans[1],)
    assert [table for table, _ in raw.removed(journal.path)] == ["away"]
    for missing in (1, 0, -1, 3, 2**63):
        with pytest.raises(NotFound):
            journal.away.remove(missing)
    assert journal.away.add(FIRST, FIRST).id == 3
