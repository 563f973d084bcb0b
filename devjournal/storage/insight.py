"""What the weeks add up to, read in one query."""

from __future__ import annotations

from datetime import date

from devjournal.domain.insight import Record
from devjournal.domain.week import LessonAnswer, Mark, Outcome
from devjournal.storage.rows import tuples
from devjournal.storage.store import Store
from devjournal.storage.tables import WeekRow

_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
_ANSWERS = {answer.value: answer for answer in LessonAnswer}


class Insight:
    """Reads the long view."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

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
            rows = tuples(WeekRow.select(*fields).order_by(WeekRow.monday))
            return {
                monday: Record(
                    Mark(monday, bool(goal), _OUTCOMES.get(outcome), better, given, gap),
                    skill,
                    lesson,
                    _ANSWERS.get(answer),
                )
                for monday, goal, outcome, better, given, gap, skill, lesson, answer in rows
            }
