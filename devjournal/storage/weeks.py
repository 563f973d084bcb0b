"""Weeks in the file: goal, plan, check-in, recap and lesson, and the evidence that a hit leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from typing import Any, Final

from peewee import fn

from devjournal.domain.dates import IsoWeek
from devjournal.domain.text import clean, required
from devjournal.domain.week import (
    CATCH_UP,
    LessonAnswer,
    Mark,
    Outcome,
    PlanStep,
    State,
    Week,
    check_check_in,
    check_recap,
    state_of,
)
from devjournal.errors import NotFound, Refused, UsageError
from devjournal.storage.kept import kept
from devjournal.storage.rows import named, stored, tuples
from devjournal.storage.store import Store, natural_uid
from devjournal.storage.tables import EntryRow, GapRow, PlanStepRow, WeekRow


class Keep(Enum):
    """Stands for a value that is left as it is, where None means something."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class Weeks:
    """Reads and changes weeks, each known by its `IsoWeek`."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    # reading

    @kept
    def get(self, iso: IsoWeek) -> Week:
        """Return a week; an empty one where nothing was written about it."""
        with self._store.reading():
            return self._get(iso)

    def between(self, first: IsoWeek, last: IsoWeek) -> dict[IsoWeek, Week]:
        """Return the weeks that hold anything of their own, without their plans, by week, oldest first."""
        with self._store.reading():
            rows = WeekRow.select().where(WeekRow.monday.between(first.monday, last.monday))
            weeks = (_week(row, ()) for row in named(rows.order_by(WeekRow.monday)))
            return {week.iso: week for week in weeks}

    @kept
    def of_gap(self, gap: int) -> tuple[Week, ...]:
        """Return the weeks whose goal aimed at a gap, without their plans, oldest first."""
        with self._store.reading():
            rows = WeekRow.select().where((WeekRow.gap == gap) & (WeekRow.goal != "")).order_by(WeekRow.monday)
            return tuple(_week(row, ()) for row in named(rows))

    def select(self, where: Any) -> Iterator[Week]:
        """Yield the weeks that a condition on their rows takes, without their plans; inside `Store.reading`."""
        for row in named(WeekRow.select().where(where).order_by(WeekRow.monday)):
            yield _week(row, ())

    @kept
    def marks(self) -> dict[date, Mark]:
        """Return what every written week leaves in the long view, by its Monday, oldest first."""
        with self._store.reading():
            fields = (
                WeekRow.monday,
                WeekRow.goal != "",
                WeekRow.outcome,
                WeekRow.better,
                WeekRow.recapped_on,
                WeekRow.gap,
            )
            marks = map(_mark, stored(WeekRow.select(*fields).order_by(WeekRow.monday)))
            return {mark.monday: mark for mark in marks}

    @kept
    def unanswered_lesson(self) -> Week | None:
        """Return the last recapped week where it left a lesson that is not answered yet.

        A week that was away and left no lesson does not hide the one before it.
        """
        with self._store.reading():
            told = (WeekRow.outcome != Outcome.AWAY.value) | (WeekRow.lesson != "")
            recapped = WeekRow.outcome.is_null(False)
            rows = WeekRow.select().where(recapped & told).order_by(WeekRow.monday.desc()).limit(1)
            week = next((_week(row, ()) for row in named(rows)), None)
        return week if week is not None and week.lesson and week.lesson_answer is None else None

    def unrecapped(self, today: date, away: AbstractSet[date], *, weeks: int = CATCH_UP) -> tuple[Week, ...]:
        """Return the weeks of the last `weeks` that are over, have a goal and wait for their recap, oldest first."""
        this = IsoWeek.of(today)
        found = self.between(this.shift(-weeks), this.shift(-1)).values()
        return tuple(week for week in found if state_of(week.iso, week, away, today) is State.UNRECAPPED)

    @kept
    def left_over(self, iso: IsoWeek) -> Week | None:
        """Return the last week with a goal before `iso`, where it was missed: its goal may be taken on."""
        with self._store.reading():
            earlier = (
                (WeekRow.monday < iso.monday) & (WeekRow.goal != "") & (WeekRow.monday >= iso.shift(-CATCH_UP).monday)
            )
            monday = WeekRow.select(fn.MAX(WeekRow.monday)).where(earlier).scalar()
            week = self._get(IsoWeek(monday)) if monday is not None else None
        return week if week is not None and week.outcome is Outcome.MISSED else None

    def step_number(self, iso: IsoWeek, step_id: int) -> int:
        """Return where a step stands in its week's plan, counted from 1.

        Raises:
            NotFound: it was removed.
        """
        found = (n for n, step in enumerate(self.get(iso).plan, 1) if step.id == step_id)
        number = next(found, None)
        if number is None:
            raise NotFound("That step was removed meanwhile.")
        return number

    @kept
    def lesson_in_use(self) -> Week | None:
        """Return the newest week whose lesson was answered *applied* or *keep*."""
        with self._store.reading():
            used = WeekRow.lesson_answer.in_([LessonAnswer.APPLIED.value, LessonAnswer.KEEP.value])
            rows = WeekRow.select().where(used).order_by(WeekRow.monday.desc()).limit(1)
            return next((_week(row, ()) for row in named(rows)), None)

    def skills(self) -> tuple[str, ...]:
        """Return the skills that weeks went to, the latest used first."""
        with self._store.reading():
            used = WeekRow.select(WeekRow.skill).where(WeekRow.skill != "").group_by(WeekRow.skill)
            rows = tuples(used.order_by(fn.MAX(WeekRow.monday).desc()))
            return tuple(skill for (skill,) in rows)

    @kept
    def first(self) -> date | None:
        """Return the Monday of the first week that holds a goal or a recap."""
        with self._store.reading():
            day: date | None = WeekRow.select(fn.MIN(WeekRow.monday)).where(_HOLDS).scalar()
            return day

    @kept
    def final(self) -> date | None:
        """Return the Monday of the last week that holds a goal or a recap."""
        with self._store.reading():
            day: date | None = WeekRow.select(fn.MAX(WeekRow.monday)).where(_HOLDS).scalar()
            return day

    # the goal and its plan

    def set_goal(
        self,
        iso: IsoWeek,
        goal: str,
        *,
        skill: str | None = None,
        gap: int | Keep | None = KEEP,
        plan: Sequence[str] | None = None,
        carried: int | None = None,
        smaller: bool = False,
    ) -> Week:
        """Set or change a week's goal; what is None or `KEEP` stays. A step that stays in the plan keeps its tick.

        `carried` says how many weeks in a row it was carried on from a miss. A goal that is made `smaller` on the
        way keeps its first wording readable.

        Raises:
            InvalidText: the goal or a step is empty, or a text cannot be kept.
            UsageError: the week has no skill yet and none is given.
            NotFound: there is no such gap.
        """
        values: dict[str, Any] = {"goal": required(goal, "The goal")}
        if skill is not None:
            values["skill"] = required(skill, "The skill")
        steps = None if plan is None else [required(step, "A step of the plan") for step in plan]
        with self._store.writing(f"goal of {iso}"):
            before = self._get(iso)
            if "skill" not in values and not before.skill:
                raise UsageError("A goal needs its skill; name it with --skill.")
            if carried is not None:
                values["carried"] = carried
            if smaller and before.goal not in ("", values["goal"]):
                values["first_goal"] = before.first_goal or before.goal
            if gap is not KEEP:
                if gap is not None:
                    self._store.must_exist(GapRow, gap, "gap")
                values["gap"] = gap
            self._write(iso, values)
            if steps is not None:
                self._replace_plan(iso, steps)
            return self._settle(before)

    def clear_goal(self, iso: IsoWeek) -> Week:
        """Take a week's goal away, with its skill, gap, plan and check-in; return the week as it was.

        Raises:
            NotFound: there is no goal.
            Refused: the week is recapped as a hit or a miss, which a goal belongs to.
        """
        with self._store.writing(f"removal of the goal of {iso}"):
            before = self._get(iso)
            if not before.has_goal:
                raise NotFound(f"Week {iso} has no goal.")
            if before.outcome in (Outcome.HIT, Outcome.MISSED):
                raise Refused(f"Week {iso} is recapped; its goal stays with its recap.")
            self._replace_plan(iso, ())
            row_id = self._row_id(iso)
            if row_id is not None and before.outcome is None:
                self._store.delete(WeekRow, row_id)  # nothing is left that the week would hold
            else:
                nothing = {"goal": "", "skill": "", "gap": None, "first_goal": "", "carried": 0}
                self._write(iso, {**nothing, "on_track": None, "checked_in_on": None, "adjustment": ""})
            return before

    def add_step(self, iso: IsoWeek, text: str) -> Week:
        """Add a step at the end of a week's plan.

        Raises:
            InvalidText: the text is empty or cannot be kept.
            Refused: the week has no goal that a plan could belong to.
        """
        text = required(text, "The step")
        with self._store.writing(f"step for the plan of {iso}"):
            week = self._get(iso)
            if not week.has_goal:
                raise Refused(f"Week {iso} has no goal to plan for; set one with `devjournal goal`.")
            week_id = self._row_id(iso)
            last = PlanStepRow.select(fn.MAX(PlanStepRow.position)).where(PlanStepRow.week == week_id).scalar()
            self._insert_step(week_id, (last or 0) + 1, text, None)
            return self._get(iso)

    def edit_step(self, iso: IsoWeek, number: int, text: str) -> Week:
        """Change the text of step `number`, counted from 1.

        Raises:
            InvalidText: the text is empty or cannot be kept.
            UsageError, NotFound: there is no such step.
        """
        text = required(text, "The step")
        with self._store.writing(f"change of step {number} of {iso}"):
            step = self._step(iso, number)
            self._store.update(PlanStepRow, step.id, {"text": text})
            return self._get(iso)

    def tick(self, iso: IsoWeek, number: int, done: bool) -> PlanStep:
        """Tick step `number`, counted from 1, or take its tick away; return the step.

        Raises:
            UsageError, NotFound: there is no such step.
        """
        with self._store.writing(f"{'tick of' if done else 'tick taken from'} step {number} of {iso}"):
            step = self._step(iso, number)
            if step.done != done:
                self._store.update(PlanStepRow, step.id, {"done_on": self._store.today if done else None})
            return self._step(iso, number)

    def remove_step(self, iso: IsoWeek, number: int) -> PlanStep:
        """Remove step `number`, counted from 1, and return it; those after it move up.

        Raises:
            UsageError, NotFound: there is no such step.
        """
        with self._store.writing(f"removal of step {number} of {iso}"):
            step = self._step(iso, number)
            self._store.delete(PlanStepRow, step.id)
            for position, later in enumerate(self._get(iso).plan, 1):
                self._store.update(PlanStepRow, later.id, {"position": position})
            return step

    # check-in, recap, lesson

    def check_in(self, iso: IsoWeek, on_track: bool, adjustment: str | None = None) -> Week:
        """Answer Wednesday's question; an adjustment that is None stays.

        Raises:
            Refused: the week has not begun or has no goal.
            InvalidText: the adjustment cannot be kept.
        """
        values: dict[str, Any] = {"on_track": on_track}
        if adjustment is not None:
            values["adjustment"] = clean(adjustment, "The adjustment")
        with self._store.writing(f"check-in of {iso}"):
            before = self._get(iso)
            check_check_in(before, self._store.today)
            self._write(iso, {**values, "checked_in_on": before.checked_in_on or self._store.today})
            return self._get(iso)

    def recap(
        self,
        iso: IsoWeek,
        outcome: Outcome,
        *,
        better: bool | None = None,
        note: str | None = None,
        lesson: str | None = None,
    ) -> Week:
        """Answer Friday's question; what is None stays as it is.

        A hit on a goal that names a gap leaves an entry there as evidence, once; another outcome takes it away.
        A lesson whose words change waits for an answer again.

        Raises:
            Refused: the week has not begun, or has no goal to hit or miss.
            UsageError: a week off is called better or not better.
            InvalidText: a text cannot be kept.
        """
        if outcome is Outcome.AWAY and better is not None:
            raise UsageError("A week off is neither better nor not better; leave that out.")
        values: dict[str, Any] = {"outcome": outcome.value}
        if note is not None:
            values["note"] = clean(note, "The note")
        if lesson is not None:
            values["lesson"] = clean(lesson, "The lesson")
        with self._store.writing(f"recap of {iso}"):
            before = self._get(iso)
            check_recap(before, outcome, self._store.today)
            if better is not None or outcome is Outcome.AWAY:
                values["better"] = better
            if values.get("lesson", before.lesson) != before.lesson:
                values["lesson_answer"] = None
            if before.outcome is None:
                values.update(recapped_on=self._store.today, recapped_at=self._store.moment())
            self._write(iso, values)
            return self._settle(before)

    def answer_lesson(self, answer: LessonAnswer, of: IsoWeek | None = None) -> Week:
        """Answer a lesson, by default the one of the last recapped week; return its week.

        Raises:
            NotFound: no lesson waits for an answer, or the week `of` has none.
        """
        with self._store.writing("answer to a lesson"):
            week = self.unanswered_lesson() if of is None else self._get(of)
            if week is None or not week.lesson:
                raise NotFound("No lesson waits for an answer.")
            self._write(week.iso, {"lesson_answer": answer.value})
            return self._get(week.iso)

    # inside a transaction

    def _get(self, iso: IsoWeek) -> Week:
        row = next(iter(named(WeekRow.select().where(WeekRow.monday == iso.monday))), None)
        if row is None:
            return Week(iso=iso)
        fields = (PlanStepRow.text, PlanStepRow.done_on, PlanStepRow.id)
        steps = PlanStepRow.select(*fields).where(PlanStepRow.week == row.id)
        ordered = tuples(steps.order_by(PlanStepRow.position, PlanStepRow.id))
        return _week(row, (PlanStep(text=text, done_on=done, id=step_id) for text, done, step_id in ordered))

    def _row_id(self, iso: IsoWeek) -> int | None:
        found: int | None = WeekRow.select(WeekRow.id).where(WeekRow.monday == iso.monday).scalar()
        return found

    def _write(self, iso: IsoWeek, values: dict[str, Any]) -> None:
        row_id = self._row_id(iso)
        if row_id is None:
            uid = natural_uid("week", iso.monday.isoformat())
            self._store.insert(WeekRow, {**_EMPTY, "monday": iso.monday, **values}, uid)
        else:
            self._store.update(WeekRow, row_id, values)

    def _step(self, iso: IsoWeek, number: int) -> PlanStep:
        plan = self._get(iso).plan
        if number < 1:
            raise UsageError(f"Step {number} is out of range; steps are counted from 1.")
        if number > len(plan):
            raise NotFound(f"Week {iso} has no step {number}; see `devjournal plan list`.")
        return plan[number - 1]

    def _insert_step(self, week_id: int | None, position: int, text: str, done_on: date | None) -> None:
        values = {"week": week_id, "position": position, "text": text, "done_on": done_on}
        self._store.insert(PlanStepRow, values)

    def _replace_plan(self, iso: IsoWeek, texts: Sequence[str]) -> None:
        """Write the plan anew; a step whose words stay keeps its row, and so its tick."""
        left = list(self._get(iso).plan)
        week_id = self._row_id(iso)
        for position, text in enumerate(texts, 1):
            same = next((step for step in left if step.text == text), None)
            if same is None:
                self._insert_step(week_id, position, text, None)
            else:
                left.remove(same)
                self._store.update(PlanStepRow, same.id, {"position": position})
        for step in left:
            self._store.delete(PlanStepRow, step.id)

    def _settle(self, before: Week) -> Week:
        """Bring the evidence of the week's recap in line with what the week says now, and return the week.

        What its owner did to the entry stays: one that was removed is not left again by an edit of the recap, and
        one that was reworded keeps its words.
        """
        week = self._get(before.iso)
        week_id = self._row_id(week.iso)
        proves = week.gap if week.outcome is Outcome.HIT else None
        proved = before.gap if before.outcome is Outcome.HIT else None
        fields = (EntryRow.id, EntryRow.text, EntryRow.gap)
        found = next(iter(tuples(EntryRow.select(*fields).where(EntryRow.week == week_id))), None)
        if found is None:
            if proves is not None and proves != proved:
                self._leave_evidence(week, week_id, proves)
            return week
        entry_id, text, gap = found
        if proves is None:
            if not (proved is None and before.outcome is week.outcome is Outcome.HIT):  # or its gap was removed
                self._store.delete(EntryRow, entry_id)
            return week
        changes: dict[str, Any] = {"text": week.goal} if text == before.goal else {}
        if gap == proved:
            changes["gap"] = proves
        if changes:
            self._store.update(EntryRow, entry_id, changes)
        return week

    def _leave_evidence(self, week: Week, week_id: int | None, gap: int) -> None:
        day = min(self._store.today, week.iso.sunday)
        values = {"day": day, "text": week.goal, "link": "", "gap": gap, "week": week_id, "private": False}
        self._store.insert(EntryRow, values, natural_uid("evidence", week.monday.isoformat()))


_HOLDS = (WeekRow.goal != "") | WeekRow.outcome.is_null(False)
"""Whether a row holds something, also where another program left an empty one."""

_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("skill", "goal", "adjustment", "note", "lesson", "first_goal"), ""),
    "carried": 0,
}


_OUTCOMES: dict[str | None, Outcome | None] = {None: None, **{outcome.value: outcome for outcome in Outcome}}


def _mark(row: tuple[Any, ...]) -> Mark:
    monday, goal, outcome, better, given, gap = row
    return Mark(
        date.fromisoformat(monday),
        bool(goal),
        _OUTCOMES[outcome],
        None if better is None else bool(better),
        None if given is None else date.fromisoformat(given),
        gap,
    )


def _week(row: Any, plan: Iterable[PlanStep]) -> Week:
    return Week(
        iso=IsoWeek(row.monday),
        skill=row.skill,
        goal=row.goal,
        gap=row.gap,
        on_track=row.on_track,
        adjustment=row.adjustment,
        checked_in_on=row.checked_in_on,
        outcome=Outcome(row.outcome) if row.outcome else None,
        better=row.better,
        note=row.note,
        lesson=row.lesson,
        lesson_answer=LessonAnswer(row.lesson_answer) if row.lesson_answer else None,
        recapped_on=row.recapped_on,
        first_goal=row.first_goal,
        carried=row.carried,
        plan=tuple(plan),
    )
