"""The goals of earlier weeks as Monday needs them: which skills were used, and what was aimed at with one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Goal, Outcome, WeekMark

SHOWN = 3
"""How many earlier goals at a skill stand beside the form."""


class PastGoal(NamedTuple):
    """A goal of an earlier week, and what became of it."""

    iso: IsoWeek
    goal: str
    skill: str
    gap: int | None = None
    outcome: Outcome | None = None
    better: bool | None = None


def past_goals(goals: Iterable[Goal], marks: Mapping[date, WeekMark], before: IsoWeek) -> tuple[PastGoal, ...]:
    """Return the goals of the weeks before one, the latest first."""
    found = []
    for goal in goals:
        mark = marks.get(goal.monday)
        if goal.goal and goal.monday < before.monday and mark is not None:
            found.append(PastGoal(IsoWeek(goal.monday), goal.goal, goal.skill, mark.gap, mark.outcome, mark.better))
    return tuple(found)


def skills_of(past: Sequence[PastGoal]) -> tuple[str, ...]:
    """Return the skills that were used, each in its latest spelling, the latest first."""
    spelled: dict[str, str] = {}
    for goal in past:
        spelled.setdefault(_key(goal.skill), goal.skill)
    return tuple(spelled.values())


def completed(skills: Sequence[str], typed: str) -> str:
    """Return the skill that begins as what is typed, upper and lower case being one; an empty text for none."""
    start = typed.casefold()
    if not start.strip():
        return ""
    return next((skill for skill in skills if skill.casefold().startswith(start) and len(skill) > len(typed)), "")


def resembling(skills: Sequence[str], typed: str) -> str:
    """Return a skill that what is typed goes on from, as `negotiations` from `Negotiation`; an empty text for none."""
    words = _key(typed)
    near = (skill for skill in skills if len(_key(skill)) > _STEM and words.startswith(_key(skill)))
    return next((skill for skill in near if _key(skill) != words), "")


_STEM = 3
"""Characters of a skill beyond which a longer word may be the same skill."""


def known_spelling(skills: Sequence[str], typed: str) -> str:
    """Return a skill as it was spelled before, where it was used; else as it is typed."""
    return next((skill for skill in skills if _key(skill) == _key(typed)), typed)


def usual_skill(past: Sequence[PastGoal], gap: int) -> str:
    """Return the skill that most goals for a gap were about, the latest of equals; an empty text for none."""
    used = [goal.skill for goal in past if goal.gap == gap]
    counts = Counter(map(_key, used))
    return max(used, key=lambda skill: counts[_key(skill)], default="")


def at_skill(past: Sequence[PastGoal], skill: str) -> tuple[PastGoal, ...]:
    """Return the last goals at a skill, the latest first."""
    return tuple(goal for goal in past if skill.strip() and _key(goal.skill) == _key(skill))[:SHOWN]


def _key(skill: str) -> str:
    return " ".join(skill.casefold().split())
