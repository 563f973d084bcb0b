"""Weeks in the file: goal, plan, check-in, recap and lesson."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import clean, quoted, required
from devjournal.domain.week.week import LessonAnswer, Outcome, PlanStep, Week, check_recap, require_check_in
from devjournal.errors import NotFound, RuleViolation, UsageError
from devjournal.storage.core.rows import id_of
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.tables import GapRow, PlanStepRow, WeekRow
from devjournal.storage.week import evidence, plans
from devjournal.storage.week.week_queries import WeekQueries


class Unset(Enum):
    """Stands for a value that is not passed, where None has a meaning."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET


class Weeks(WeekQueries):
    """Reads and changes weeks by `IsoWeek`."""

    # the goal and its plan

    def set_goal(
        self,
        iso: IsoWeek,
        goal: str,
        *,
        skill: str | None = None,
        gap: int | Unset | None = UNSET,
        plan: Sequence[str] | None = None,
        carried: int | None = None,
        smaller: bool = False,
    ) -> Week:
        """Set or change a week's goal; None or `UNSET` leaves a value unchanged.

        A step with an unchanged text keeps its tick. `carried` is the number of weeks in a row over which the goal was
        carried on after a miss. If the goal is made `smaller` during the week, its first text is stored, too.

        Raises:
            InvalidText: the goal or a step is empty, or a text cannot be stored.
            UsageError: the week has no skill yet, and no skill is given.
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
            if gap is not UNSET:
                if gap is not None:
                    self._store.must_exist(GapRow, gap, "gap")
                values["gap"] = gap
            row_id = self._write(iso, values)
            if steps is not None:
                plans.replace(self._store, row_id, before.plan, steps)
            return self._with_evidence(row_id, before)

    def clear_goal(self, iso: IsoWeek) -> Week:
        """Remove a week's goal with its skill, gap, plan and check-in. Return the week as it was.

        Raises:
            NotFound: there is no goal.
            RuleViolation: the week is recapped as a hit or a miss, which needs its goal.
        """
        with self._store.writing(f"removal of the goal of {iso}"):
            before = self._get(iso)
            if not before.has_goal:
                raise NotFound(f"Week {iso} has no goal.")
            if before.outcome in (Outcome.HIT, Outcome.MISSED):
                raise RuleViolation(f"Week {iso} is recapped; its goal stays with its recap.")
            row_id = self._row_id(iso)
            plans.replace(self._store, row_id, before.plan, ())
            if row_id is not None and before.outcome is None:
                self._store.delete(WeekRow, row_id)  # the row would be empty
            else:
                no_goal = {"goal": "", "skill": "", "gap": None, "first_goal": "", "carried": 0}
                self._write(iso, {**no_goal, "on_track": None, "checked_in_on": None, "adjustment": ""})
            return before

    def add_step(self, iso: IsoWeek, text: str) -> Week:
        """Add a step at the end of a week's plan.

        Raises:
            InvalidText: the text is empty or cannot be stored.
            RuleViolation: the week has no goal.
        """
        text = required(text, "The step")
        with self._store.writing(f"step for the plan of {iso}"):
            week = self._get(iso)
            if not week.has_goal:
                raise RuleViolation(f"Week {iso} has no goal to plan for; set one with `devjournal goal`.")
            plans.append(self._store, self._row_id(iso), text)
            return self._get(iso)

    def edit_step(self, iso: IsoWeek, number: int, text: str) -> Week:
        """Change the text of step `number`, counted from 1.

        Raises:
            InvalidText: the text is empty or cannot be stored.
            UsageError, NotFound: there is no such step.
        """
        text = required(text, "The step")
        with self._store.writing(lambda: f"change of step {quoted(step.text)} of {iso}"):
            step = self._step(iso, number)
            self._store.update(PlanStepRow, step.id, {"text": text})
            return self._get(iso)

    def tick(self, iso: IsoWeek, number: int, done: bool) -> PlanStep:
        """Tick or untick step `number`, counted from 1. Return the step.

        Raises:
            UsageError, NotFound: there is no such step.
        """
        action = "tick of" if done else "tick taken from"
        with self._store.writing(lambda: f"{action} step {quoted(step.text)} of {iso}"):
            step = self._step(iso, number)
            if step.done != done:
                self._store.update(PlanStepRow, step.id, {"done_on": self._store.today if done else None})
            return self._step(iso, number)

    def remove_step(self, iso: IsoWeek, number: int) -> PlanStep:
        """Remove step `number`, counted from 1, and return it. Later steps move up.

        Raises:
            UsageError, NotFound: there is no such step.
        """
        with self._store.writing(lambda: f"removal of step {quoted(step.text)} of {iso}"):
            step = self._step(iso, number)
            self._store.delete(PlanStepRow, step.id)
            plans.renumber(self._store, self._get(iso).plan)
            return step

    # check-in, recap, lesson

    def check_in(self, iso: IsoWeek, on_track: bool, adjustment: str | None = None) -> Week:
        """Store a check-in. An adjustment of None changes nothing.

        Raises:
            RuleViolation: the week has not begun or has no goal.
            InvalidText: the adjustment cannot be stored.
        """
        values: dict[str, Any] = {"on_track": on_track}
        if adjustment is not None:
            values["adjustment"] = clean(adjustment, "The adjustment")
        with self._store.writing(f"check-in of {iso}"):
            before = self._get(iso)
            require_check_in(before, self._store.today)
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
        """Store a recap; None leaves a value unchanged.

        A hit on a goal with a gap adds an entry as evidence for the gap, once. Another outcome removes that entry. If
        the text of a lesson changes, the lesson is unanswered again.

        Raises:
            RuleViolation: the week has not begun, or has no goal to hit or miss.
            UsageError: an away week is given as better or not better.
            InvalidText: a text cannot be stored.
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
                values |= {"lesson_answer": None, "lesson_helped": None, "lesson_week": None}
            if before.outcome is None:
                values.update(recapped_on=self._store.today, recapped_at=self._store.moment())
            return self._with_evidence(self._write(iso, values), before)

    def answer_lesson(
        self,
        answer: LessonAnswer,
        of: IsoWeek | None = None,
        *,
        into: IsoWeek | None = None,
        helped: bool | None = None,
    ) -> Week:
        """Answer a lesson, by default the newest unanswered one. Return its week.

        *Keep* takes the lesson `into` a week, by default the current week. With `helped`, or if no lesson is
        unanswered, the answer is about the lesson in use.

        Raises:
            NotFound: no lesson is unanswered, or the week `of` has none.
            UsageError: `helped` is given for a lesson that was not applied.
        """
        if helped is not None and answer is not LessonAnswer.APPLIED:
            raise UsageError("Only a lesson that was applied can have helped; leave that out.")
        with self._store.writing("answer to a lesson"):
            week = self._week_of_lesson(answer, helped) if of is None else self._get(of)
            if week is None or not week.lesson:
                raise NotFound("No lesson is waiting for an answer.")
            values: dict[str, Any] = {"lesson_answer": answer.value, "lesson_helped": helped}
            if answer is LessonAnswer.KEEP:
                values["lesson_week"] = (into or IsoWeek.of(self._store.today)).monday
            self._write(week.iso, values)
            return self._get(week.iso)

    def _week_of_lesson(self, answer: LessonAnswer, helped: bool | None) -> Week | None:
        """Return the week whose lesson an answer is about."""
        unanswered, in_use = self.unanswered_lesson(), self.lesson_in_use(IsoWeek.of(self._store.today))
        if in_use is None or answer is LessonAnswer.KEEP or not (in_use.lesson_in_use or unanswered is None):
            return unanswered
        return in_use if unanswered is None or helped is not None else unanswered

    # inside a transaction

    def _row_id(self, iso: IsoWeek) -> int | None:
        return id_of(WeekRow, WeekRow.monday == iso.monday)

    def _write(self, iso: IsoWeek, values: dict[str, Any]) -> int:
        """Write values of a week. If it has no row, add one. Return the ID of the row."""
        row_id = self._row_id(iso)
        if row_id is None:
            uid = natural_uid("week", iso.monday.isoformat())
            return self._store.insert(WeekRow, {**_EMPTY, "monday": iso.monday, **values}, uid)
        self._store.update(WeekRow, row_id, values)
        return row_id

    def _step(self, iso: IsoWeek, number: int) -> PlanStep:
        return plans.step_of(self._get(iso), number)

    def _with_evidence(self, row_id: int, before: Week) -> Week:
        """Update the evidence of a week's recap. Return the week."""
        week = self._get(before.iso)
        evidence.sync_evidence(self._store, row_id, before, week)
        return week


_EMPTY: dict[str, Any] = {
    **dict.fromkeys(("skill", "goal", "adjustment", "note", "lesson", "first_goal"), ""),
    "carried": 0,
}
