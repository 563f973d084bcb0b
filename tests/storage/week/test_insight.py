"""The long view in the file."""

from __future__ import annotations

from datetime import date

from devjournal.domain.calendar.insight import Tally
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer, Outcome, WeekKind
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.generated_years import fill_years

THIS = IsoWeek(date(2026, 11, 23))


def test_an_empty_journal_has_no_history(journal: Journal) -> None:
    history = journal.history()
    assert (history.records, history.first, history.kinds) == ({}, None, ())


def test_a_record_holds_what_the_week_does(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(THIS, "Explain it", skill="Design")
    journal.weeks.recap(THIS, Outcome.MISSED, better=True, lesson="Halve it")
    clock.move(days=5)
    journal.weeks.answer_lesson(LessonAnswer.KEEP)
    record = journal.history().records[THIS.monday]
    assert record.mark == journal.weeks.marks()[THIS.monday]
    assert (record.skill, record.lesson, record.answer) == ("Design", "Halve it", LessonAnswer.KEEP)


def test_the_count_begins_with_the_first_week_that_holds_anything(journal: Journal) -> None:
    journal.entries.add("Before any goal", day=date(2026, 11, 2))
    journal.away.add(date(2026, 11, 9), date(2026, 11, 13))
    history = journal.history()
    assert history.first == date(2026, 11, 2)
    assert history.kinds == (WeekKind.NONE, WeekKind.AWAY, WeekKind.NONE, WeekKind.OPEN)


def test_marks_and_records_say_the_same_over_years(journal: Journal) -> None:
    fill_years(journal, 2)
    history = journal.history()
    assert history.marks == journal.weeks.marks()
    assert list(history.records) == sorted(history.records)
    assert history.all_time.weeks == 104
    assert history.last(13) != Tally()


def test_entries_are_counted_per_day(journal: Journal) -> None:
    for day in (23, 25, 25, 29, 30):
        journal.entries.add("Something", day=date(2026, 11, day))
    assert journal.entries.per_day(THIS.monday, THIS.sunday) == {
        date(2026, 11, 23): 1,
        date(2026, 11, 25): 2,
        date(2026, 11, 29): 1,
    }
