"""Goals of earlier weeks, for the Monday form: skills in use, and goals at each skill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Goal, Outcome, WeekMark, skill_key

MAX_SHOWN = 3
"""The most earlier goals at a skill shown beside the form."""


_MIN_STEM = 3
"""A skill with more characters than these may be the stem of a longer word."""


class PastGoal(NamedTuple):
    """A goal of an earlier week, and its outcome."""

    iso: IsoWeek
    goal: str
    skill: str
    gap: int | None = None
    outcome: Outcome | None = None
    better: bool | None = None


def past_goals(goals: Iterable[Goal], marks: Mapping[date, WeekMark], before: IsoWeek) -> tuple[PastGoal, ...]:
    """Return the goals of the weeks before a week, latest first."""
    earlier = []
    for goal in goals:
        mark = marks.get(goal.monday)
        if goal.goal and goal.monday < before.monday and mark is not None:
            earlier.append(PastGoal(IsoWeek(goal.monday), goal.goal, goal.skill, mark.gap, mark.outcome, mark.better))
    return tuple(earlier)


def skills_of(past: Sequence[PastGoal]) -> tuple[str, ...]:
    """Return the skills in use, each in its latest spelling, latest first."""
    spellings: dict[str, str] = {}
    for goal in past:
        spellings.setdefault(skill_key(goal.skill), goal.skill)
    return tuple(spellings.values())


def completed(skills: Sequence[str], typed: str) -> str:
    """Return the skill that begins with the typed text, whatever its case; empty for none."""
    start = typed.casefold()
    if not start.strip():
        return ""
    return next((skill for skill in skills if skill.casefold().startswith(start) and len(skill) > len(typed)), "")


def resembling(skills: Sequence[str], typed: str) -> str:
    """Return a skill that the typed text begins with, such as `Negotiation` of `negotiations`; empty for none."""
    typed_key = skill_key(typed)
    stems = (skill for skill in skills if len(skill_key(skill)) > _MIN_STEM and typed_key.startswith(skill_key(skill)))
    return next((skill for skill in stems if skill_key(skill) != typed_key), "")


def known_spelling(skills: Sequence[str], typed: str) -> str:
    """Return a skill in its earlier spelling, or as typed if it is new."""
    return next((skill for skill in skills if skill_key(skill) == skill_key(typed)), typed)


def usual_skill(past: Sequence[PastGoal], gap: int) -> str:
    """Return the skill of most goals for a gap, the latest of equal ones; empty for none."""
    skills = [goal.skill for goal in past if goal.gap == gap]
    counts = Counter(map(skill_key, skills))
    return max(skills, key=lambda skill: counts[skill_key(skill)], default="")


def at_skill(past: Sequence[PastGoal], skill: str) -> tuple[PastGoal, ...]:
    """Return the last goals at a skill, latest first."""
    return tuple(goal for goal in past if skill.strip() and skill_key(goal.skill) == skill_key(skill))[:MAX_SHOWN]
