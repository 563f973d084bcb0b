"""The words that the invented journal is written down in: weeks as they were lived, before they have a date."""

from __future__ import annotations

from dataclasses import dataclass, field

from devjournal.demo.plan import Missing
from devjournal.domain.week import LessonAnswer, Outcome

MON, TUE, WED, THU, FRI = range(5)
"""Days of a week; what comes later counts on, so that 7 is the Monday after."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """An entry of a week's day."""

    day: int
    text: str
    gap: Missing | None = None
    link: str = ""
    private: bool = False
    maybe: bool = False
    """Whether it is incidental: another seed may leave it out."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Wednesday's answer; `smaller` is what the goal was made into."""

    on_track: bool = True
    adjust: str = ""
    smaller: str = ""


ON = CheckIn()
"""On track, without a word."""


def off(adjust: str, *, smaller: str = "") -> CheckIn:
    """Return the check-in of a week that is off track."""
    return CheckIn(False, adjust, smaller)


@dataclass(frozen=True, slots=True)
class Recap:
    """Friday's answer, or that of another day."""

    outcome: Outcome
    better: bool | None = None
    note: str = ""
    lesson: str = ""
    day: int = FRI


def hit(note: str = "", *, better: bool = True, lesson: str = "", day: int = FRI) -> Recap:
    """Return the recap of a goal that was reached."""
    return Recap(Outcome.HIT, better, note, lesson, day)


def missed(lesson: str, note: str = "", *, better: bool = False, day: int = FRI) -> Recap:
    """Return the recap of a goal that was not."""
    return Recap(Outcome.MISSED, better, note, lesson, day)


def off_sick(note: str) -> Recap:
    """Return the recap of a week off that nobody had planned."""
    return Recap(Outcome.AWAY, note=note)


APPLIED, KEEP, NOT_RELEVANT = LessonAnswer.APPLIED, LessonAnswer.KEEP, LessonAnswer.NOT_RELEVANT
"""What Monday said to the lesson before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """A week: what was meant, and what became of it. One without a goal and a recap was a quiet one."""

    skill: str = ""
    goal: str = ""
    gap: Missing | None = None
    plan: tuple[str, ...] = ()
    ticked: int | None = None
    """How many steps were done, from the first on; None is all of them."""
    check_in: CheckIn | None = None
    recap: Recap | None = None
    answer: LessonAnswer | None = None
    """What was said on Monday to the lesson of the last recap."""
    carried: int = 0
    """How many weeks in a row the goal was taken on from a miss."""
    entries: tuple[Wrote, ...] = field(default=())


QUIET = Lived()
"""A week in which nothing was written."""
