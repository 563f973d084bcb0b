"""What was read is kept until anybody writes."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import WeekMark
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock

THIS = IsoWeek.of(FRIDAY.date())
MONDAY = THIS.monday


def read(journal: Journal) -> dict[date, WeekMark]:
    """Read the marks, as often as it takes to have them from memory."""
    for _ in range(3):
        marks = journal.weeks.marks()
    return marks


def test_a_query_is_asked_once_until_something_is_written(journal: Journal) -> None:
    journal.weeks.set_goal(THIS, "Write", skill="Writing")
    statements: list[str] = []
    journal._store.database.connection().set_trace_callback(lambda sql: statements.append(sql))
    read(journal)
    assert len([sql for sql in statements if sql.startswith("SELECT")]) == 1


def test_a_write_of_our_own_is_read(journal: Journal) -> None:
    assert read(journal) == {}
    journal.weeks.set_goal(THIS, "Write", skill="Writing")
    assert read(journal) == {MONDAY: WeekMark(MONDAY, True)}
    assert journal.weeks.get(THIS).goal == "Write"
    journal.undo()
    assert read(journal) == {}
    assert not journal.weeks.get(THIS).has_goal


def test_the_write_of_another_program_is_read(journal: Journal, clock: FrozenClock) -> None:
    assert read(journal) == {}
    with Journal(journal.path, clock) as other:
        other.weeks.set_goal(THIS, "Write", skill="Writing")
    assert read(journal) == {MONDAY: WeekMark(MONDAY, True)}


def test_a_transaction_reads_what_it_has_written_and_nothing_of_it_stays_where_it_fails(journal: Journal) -> None:
    assert read(journal) == {}
    marks = []

    def write() -> None:
        with journal.transaction("a goal"):
            journal.weeks.set_goal(THIS, "Write", skill="Writing")
            marks.append(read(journal))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert marks == [{MONDAY: WeekMark(MONDAY, True)}]
    assert read(journal) == {}


def test_an_answer_can_be_changed_without_changing_the_next_one(journal: Journal) -> None:
    journal.weeks.set_goal(THIS, "Write", skill="Writing")
    read(journal).clear()
    assert read(journal) == {MONDAY: WeekMark(MONDAY, True)}
