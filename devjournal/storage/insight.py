"""What the weeks add up to, read in one query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from devjournal.domain.dates import IsoWeek
from devjournal.domain.insight import History, Record
from devjournal.domain.week import LessonAnswer, Mark, Outcome
from devjournal.storage.kept import kept
from devjournal.storage.store import Store
from devjournal.storage.tables import WeekRow

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_ANSWERS = {answer.value: answer for answer in LessonAnswer}


class Insight:
    """Reads the long view."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    @kept
    def history(self, today: date, first: IsoWeek | None, away: frozenset[date]) -> History:
        """Return the long view of a day, counted from the first week that holds anything."""
        return History(
            records=self.records(), away=away, today=today, first=first.monday if first is not None else None
        )

    def records(self) -> dict[date, Record]:
        """Return what every written week leaves for the long view, by its Monday, oldest first."""
        with self._store.reading():
            fields = (
                WeekRow.monday,
                WeekRow.goal != "",
                WeekRow.outcome,
                WeekRow.better,
                WeekRow.recapped_on,
                WeekRow.gap,
                WeekRow.skill,
                WeekRow.lesson,
                WeekRow.lesson_answer,
            )
            query = WeekRow.select(*fields).order_by(WeekRow.monday)
            rows: Iterable[tuple[Any, ...]] = self._store.database.execute(query)
            return dict(map(_record, rows))


def _record(row: tuple[Any, ...]) -> tuple[date, Record]:
    """Return a row as SQLite gives it: years of them are read at once, so nothing is converted twice."""
    day, goal, outcome, better, given, gap, skill, lesson, answer = row
    monday = date.fromisoformat(day)
    mark = Mark(
        monday,
        bool(goal),
        _OUTCOMES.get(outcome),
        None if better is None else bool(better),
        None if given is None else date.fromisoformat(given),
        gap,
    )
    return monday, Record(mark, skill, lesson, _ANSWERS.get(answer))
