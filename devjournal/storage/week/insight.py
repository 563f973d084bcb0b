"""The data of the Calendar, read in one query."""

from __future__ import annotations

from datetime import date
from typing import Any

from devjournal.domain.calendar.insight import History, WeekRecord
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import raw_rows
from devjournal.storage.schema.tables import WeekRow
from devjournal.storage.store import Store
from devjournal.storage.week.week_queries import MARK, mark_of

_ANSWERS = {answer.value: answer for answer in LessonAnswer}


class Insight:
    """Reads the history of all weeks."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @cached_until_write
    def history(self, today: date, first: IsoWeek | None, away: frozenset[date]) -> History:
        """Return the history up to a day, from the first week with data."""
        return History(
            records=self.records(), away=away, today=today, first=first.monday if first is not None else None
        )

    def records(self) -> dict[date, WeekRecord]:
        """Return the record of every week with data, by its Monday, oldest first."""
        with self._store.reading():
            fields = (WeekRow.skill, WeekRow.lesson, WeekRow.lesson_answer, WeekRow.lesson_helped, *MARK)
            records = map(_record, raw_rows(WeekRow.select(*fields).order_by(WeekRow.monday)))
            return {record.mark.monday: record for record in records}


def _record(row: tuple[Any, ...]) -> WeekRecord:
    """Return the record of a row as SQLite returns it. Converting no column twice keeps years of weeks fast."""
    skill, lesson, answer, helped, *mark = row
    return WeekRecord(
        mark_of(tuple(mark)), skill, lesson, _ANSWERS.get(answer), None if helped is None else bool(helped)
    )
