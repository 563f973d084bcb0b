"""The week: its goal and plan, check-in, recap, and the state derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from devjournal.domain.dates.days import IsoWeek
from devjournal.errors import RuleViolation

CATCH_UP = 13
"""How many weeks a forgotten recap is asked for: a quarter. Older weeks can be recapped in the Calendar."""


class Outcome(StrEnum):
    """The outcome of a week, as recapped."""

    HIT = "hit"
    MISSED = "missed"
    AWAY = "away"


class LessonAnswer(StrEnum):
    """What became of a lesson on the Monday after."""

    APPLIED = "applied"
    NOT_RELEVANT = "not-relevant"
    KEEP = "keep"


class State(StrEnum):
    """The state of a week, derived and never stored. A week without a recap never counts as missed."""

    HIT = "hit"
    MISSED = "missed"
    AWAY = "away"
    OPEN = "open"
    UNRECAPPED = "unrecapped"
    NONE = "none"


class WeekKind(StrEnum):
    """The kind of a week: its state, with misses that made better as a kind of their own."""

    HIT = "hit"
    BETTER = "missed, better"
    MISSED = "missed"
    AWAY = "away"
    OPEN = "open"
    UNRECAPPED = "no recap"
    NONE = "nothing"


def kind_of(state: State, better: bool | None) -> WeekKind:
    """Return the kind of a week in this state."""
    if state is State.MISSED and better:
        return WeekKind.BETTER
    return _KINDS[state]


_KINDS = {
    State.HIT: WeekKind.HIT,
    State.MISSED: WeekKind.MISSED,
    State.AWAY: WeekKind.AWAY,
    State.OPEN: WeekKind.OPEN,
    State.UNRECAPPED: WeekKind.UNRECAPPED,
    State.NONE: WeekKind.NONE,
}


class PlanStep(NamedTuple):
    """One step of a week's plan; `done_on` is the day it was ticked."""

    text: str
    done_on: date | None = None
    id: int = 0

    @property
    def done(self) -> bool:
        """Whether it is ticked."""
        return self.done_on is not None


class Week(NamedTuple):
    """Everything about a week. In an empty week, texts are empty and other values None."""

    iso: IsoWeek
    skill: str = ""
    goal: str = ""
    gap: int | None = None
    on_track: bool | None = None
    adjustment: str = ""
    checked_in_on: date | None = None
    outcome: Outcome | None = None
    better: bool | None = None
    note: str = ""
    lesson: str = ""
    lesson_answer: LessonAnswer | None = None
    recapped_on: date | None = None
    first_goal: str = ""
    """The first wording of a goal that was made smaller during the week."""
    carried: int = 0
    """How many weeks in a row the goal was carried on after a miss."""
    plan: tuple[PlanStep, ...] = ()
    lesson_helped: bool | None = None
    """Whether the lesson helped in the week in which it was in use; None without an answer."""
    lesson_week: IsoWeek | None = None
    """The week into which *keep* took the lesson."""

    @property
    def monday(self) -> date:
        """The date of its Monday, which identifies it."""
        return self.iso.monday

    @property
    def has_goal(self) -> bool:
        """Whether a goal is set."""
        return bool(self.goal)

    @property
    def lesson_in_use(self) -> bool:
        """Whether the lesson is in use and not yet answered."""
        return self.lesson_week is not None and self.lesson_answer is LessonAnswer.KEEP

    @property
    def steps_done(self) -> int:
        """How many steps of the plan are ticked."""
        return sum(step.done for step in self.plan)


class Goal(NamedTuple):
    """The goal of a week, by which lists name it."""

    monday: date
    goal: str
    skill: str


class WeekMark(NamedTuple):
    """The fields of a week that its state, the streak and the strip need."""

    monday: date
    has_goal: bool
    outcome: Outcome | None = None
    better: bool | None = None
    recapped_on: date | None = None
    gap: int | None = None


class HasOutcome(Protocol):
    """The fields from which a state is derived: a `Week` or a `WeekMark`."""

    @property
    def has_goal(self) -> bool:
        """Whether a goal is set."""

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of the recap, or None."""


def state_of(iso: IsoWeek, week: HasOutcome | None, away: AbstractSet[date], today: date) -> State:
    """Return the state of a week; `week` is None for an empty week, `away` holds Mondays."""
    if week is not None and week.outcome is not None:
        return State(week.outcome.value)
    if iso.monday in away:
        return State.AWAY
    if today in iso:
        return State.OPEN
    if week is not None and week.has_goal and iso.monday < today:
        return State.UNRECAPPED
    return State.NONE


def unrecapped(marks: Mapping[date, WeekMark], away: AbstractSet[date], today: date) -> tuple[IsoWeek, ...]:
    """Return the past weeks among the last 13 with a goal and no recap, oldest first."""
    this = IsoWeek.of(today)
    weeks = ((iso, marks.get(iso.monday)) for iso in (this.shift(-back) for back in range(CATCH_UP, 0, -1)))
    return tuple(iso for iso, mark in weeks if state_of(iso, mark, away, today) is State.UNRECAPPED)


def require_begun(week: Week, today: date, what: str = "a recap") -> None:
    """Check that a week can hold `what`.

    Raises:
        RuleViolation: the week has not begun.
    """
    if week.monday > today:
        raise RuleViolation(f"Week {week.iso} has not happened yet. It can hold a goal, not {what}.")


def check_recap(week: Week, outcome: Outcome, today: date) -> None:
    """Check that a week can be recapped with this outcome.

    Raises:
        RuleViolation: the week has not begun, or a hit or a miss has no goal.
    """
    require_begun(week, today)
    if outcome is not Outcome.AWAY and not week.has_goal:
        raise RuleViolation(f"Week {week.iso} has no goal to recap; set one with `devjournal goal`.")


def require_check_in(week: Week, today: date) -> None:
    """Check that a week can be checked in on.

    Raises:
        RuleViolation: the week has not begun, or has no goal.
    """
    require_begun(week, today, "a check-in")
    if not week.has_goal:
        raise RuleViolation(f"Week {week.iso} has no goal to check in on; set one with `devjournal goal`.")


def lesson_comes(iso: IsoWeek, today: date, start: str) -> str:
    """Return when the lesson of a week is asked about: on `start`, the day of the goal, or with the next goal."""
    return f"will wait for you on {start}" if IsoWeek.of(today) == iso else "comes before your next goal"


def skill_key(skill: str) -> str:
    """Return the key under which spellings of a skill are equal."""
    return " ".join(skill.split()).casefold()
