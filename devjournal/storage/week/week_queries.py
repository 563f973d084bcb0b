"""Queries for weeks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from peewee import fn

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import CATCH_UP, Goal, LessonAnswer, Outcome, PlanStep, State, Week, WeekMark, state_of
from devjournal.errors import NotFound
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import ascending, dicts, raw_rows, select_all, tuples, value_of
from devjournal.storage.schema.tables import PlanStepRow, WeekRow
from devjournal.storage.store import Store


class WeekQueries:
    """Reads weeks by `IsoWeek`."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @cached_until_write
    def get(self, iso: IsoWeek) -> Week:
        """Return a week; an empty week if it has no data."""
        with self._store.reading():
            return self._get(iso)

    def between(self, first: IsoWeek, last: IsoWeek) -> dict[IsoWeek, Week]:
        """Return the weeks with data of their own, without their plans, by week, oldest first."""
        with self._store.reading():
            return {week.iso: week for week in self.select(WeekRow.monday.between(first.monday, last.monday))}

    @cached_until_write
    def of_gap(self, gap: int) -> tuple[Week, ...]:
        """Return the weeks whose goal has this gap, without their plans, oldest first."""
        with self._store.reading():
            return tuple(self.select((WeekRow.gap == gap) & (WeekRow.goal != "")))

    def select(self, where: Any) -> Iterator[Week]:
        """Yield the weeks that match a condition, without their plans; inside `Store.reading`."""
        yield from map(_week, dicts(select_all(WeekRow).where(where).order_by(WeekRow.monday)))

    @cached_until_write
    def marks(self) -> dict[date, WeekMark]:
        """Return the mark of every week with data, by its Monday, oldest first."""
        with self._store.reading():
            marks = map(mark_of, raw_rows(WeekRow.select(*MARK).order_by(WeekRow.monday)))
            return {mark.monday: mark for mark in marks}

    @cached_until_write
    def unanswered_lesson(self) -> Week | None:
        """Return the week with the newest unanswered lesson of the last 13 weeks.

        Later weeks do not hide the lesson, whether they have a goal or not. A lesson that was kept for an earlier week
        counts as unanswered again if the user did not say whether it helped.
        """
        this = IsoWeek.of(self._store.today)
        with self._store.reading():
            recent = WeekRow.monday.between(this.shift(-CATCH_UP).monday, this.monday)
            earlier = WeekRow.lesson_week.is_null() | (WeekRow.lesson_week < this.monday)
            kept_earlier = (WeekRow.lesson_answer == LessonAnswer.KEEP.value) & earlier
            unanswered = (WeekRow.lesson != "") & (WeekRow.lesson_answer.is_null() | kept_earlier)
            return _last(recent & unanswered)

    def lesson_before(self, iso: IsoWeek) -> Week | None:
        """Return the week whose unanswered lesson is asked about before the goal of `iso`.

        None if that goal is set, unless it was set before the lesson was written.
        """
        lesson = self.unanswered_lesson()
        return lesson if lesson is not None and lesson.iso < iso and self._still_open(iso, lesson.iso) else None

    def unrecapped(self, today: date, away: AbstractSet[date], *, weeks: int = CATCH_UP) -> tuple[Week, ...]:
        """Return the past weeks with a goal and no recap, oldest first; `weeks` is how many weeks to look back."""
        this = IsoWeek.of(today)
        earlier = self.between(this.shift(-weeks), this.shift(-1)).values()
        return tuple(week for week in earlier if state_of(week.iso, week, away, today) is State.UNRECAPPED)

    @cached_until_write
    def missed_goal_before(self, iso: IsoWeek) -> Week | None:
        """Return the last week with a goal before `iso` if that goal was missed, and can be carried on in `iso`.

        None if `iso` has a goal, unless that goal was set before the recap of the missed week.
        """
        with self._store.reading():
            earlier = (
                (WeekRow.monday < iso.monday) & (WeekRow.goal != "") & (WeekRow.monday >= iso.shift(-CATCH_UP).monday)
            )
            monday = WeekRow.select(fn.MAX(WeekRow.monday)).where(earlier).scalar()
            week = self._get(IsoWeek(monday)) if monday is not None else None
        if week is None or week.outcome is not Outcome.MISSED:
            return None
        return week if self._still_open(iso, week.iso) else None

    def _still_open(self, iso: IsoWeek, earlier: IsoWeek) -> bool:
        """Return whether a question of an earlier week is asked before the goal of `iso`.

        It is until `iso` has a goal. It is after that, too, if the earlier week was changed after the goal was set.
        """
        with self._store.reading():
            columns = (WeekRow.monday, WeekRow.goal, WeekRow.carried, WeekRow.outcome, WeekRow.updated_at)
            rows = tuples(WeekRow.select(*columns).where(WeekRow.monday.in_([iso.monday, earlier.monday])))
            by_monday = {row[0]: row[1:] for row in rows}
        goal, carried, outcome, changed_at = by_monday.get(iso.monday, ("", 0, None, ""))
        return not goal or (outcome is None and not carried and changed_at < by_monday[earlier.monday][-1])

    def step_number(self, iso: IsoWeek, step_id: int) -> int:
        """Return the number of a step in its week's plan, counted from 1.

        Raises:
            NotFound: the step was removed.
        """
        number = next((n for n, step in enumerate(self.get(iso).plan, 1) if step.id == step_id), None)
        if number is None:
            raise NotFound("That step has been removed.")
        return number

    @cached_until_write
    def lesson_in_use(self, iso: IsoWeek) -> Week | None:
        """Return the week whose lesson is in use in `iso`, answered or not."""
        with self._store.reading():
            answers = WeekRow.lesson_answer.in_([LessonAnswer.APPLIED.value, LessonAnswer.KEEP.value])
            return _last((WeekRow.lesson_week == iso.monday) & answers)

    def goals(self) -> tuple[Goal, ...]:
        """Return the goal and skill of every week with a goal, latest first."""
        with self._store.reading():
            columns = WeekRow.select(WeekRow.monday, WeekRow.goal, WeekRow.skill)
            rows = raw_rows(columns.where((WeekRow.goal != "") | (WeekRow.skill != "")).order_by(WeekRow.monday.desc()))
            return tuple(Goal(date.fromisoformat(monday), goal, skill) for monday, goal, skill in rows)

    def skills(self) -> tuple[str, ...]:
        """Return the skills of all weeks, most recently used first."""
        with self._store.reading():
            newest_first = WeekRow.select(WeekRow.skill).where(WeekRow.skill != "").group_by(WeekRow.skill)
            rows = tuples(newest_first.order_by(fn.MAX(WeekRow.monday).desc()))
            return tuple(skill for (skill,) in rows)

    def _get(self, iso: IsoWeek) -> Week:
        row = next(iter(dicts(select_all(WeekRow).where(WeekRow.monday == iso.monday))), None)
        if row is None:
            return Week(iso=iso)
        fields = (PlanStepRow.text, PlanStepRow.done_on, PlanStepRow.id)
        steps = PlanStepRow.select(*fields).where(PlanStepRow.week == row["id"])
        ordered = tuples(steps.order_by(*ascending(PlanStepRow, PlanStepRow.position)))
        return _week(row, (PlanStep(text=text, done_on=done, id=step_id) for text, done, step_id in ordered))


def _last(where: Any) -> Week | None:
    """Return the last week that matches a condition, without its plan."""
    rows = select_all(WeekRow).where(where).order_by(WeekRow.monday.desc()).limit(1)
    return next(map(_week, dicts(rows)), None)


MARK = (
    WeekRow.monday,
    WeekRow.goal != "",
    WeekRow.outcome,
    WeekRow.better,
    WeekRow.recapped_on,
    WeekRow.gap,
)
"""The columns that `mark_of` reads."""

_OUTCOMES: dict[str | None, Outcome | None] = {None: None, **{outcome.value: outcome for outcome in Outcome}}


def mark_of(row: tuple[Any, ...]) -> WeekMark:
    """Return the mark of a week from a row as SQLite returns it: Peewee would be slow for years of weeks."""
    monday, goal, outcome, better, recapped_on, gap = row
    return WeekMark(
        date.fromisoformat(monday),
        bool(goal),
        _OUTCOMES[outcome],
        None if better is None else bool(better),
        None if recapped_on is None else date.fromisoformat(recapped_on),
        gap,
    )


def _week(row: Mapping[str, Any], plan: Iterable[PlanStep] = ()) -> Week:
    return value_of(
        Week,
        row,
        iso=IsoWeek(row["monday"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        lesson_answer=LessonAnswer(row["lesson_answer"]) if row["lesson_answer"] else None,
        lesson_week=IsoWeek.of(row["lesson_week"]) if row["lesson_week"] is not None else None,
        plan=tuple(plan),
    )
