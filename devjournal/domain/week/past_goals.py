"""Goals of earlier weeks, for the Monday form: skills in use, and goals at each skill."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Goal, Outcome, WeekMark

MAX_SHOWN = 3
"""The most earlier goals at a skill shown beside the form."""


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
    spelled: dict[str, str] = {}
    for goal in past:
        spelled.setdefault(_key(goal.skill), goal.skill)
    return tuple(spelled.values())


def completed(skills: Sequence[str], typed: str) -> str:
    """Return the skill that begins with the typed text, whatever its case; empty for none."""
    start = typed.casefold()
    if not start.strip():
        return ""
    return next((skill for skill in skills if skill.casefold().startswith(start) and len(skill) > len(typed)), "")


def resembling(skills: Sequence[str], typed: str) -> str:
    """Return a skill that the typed text begins with, such as `Negotiation` of `negotiations`; empty for none."""
    words = _key(typed)
    near = (skill for skill in skills if len(_key(skill)) > _STEM and words.startswith(_key(skill)))
    return next((skill for skill in near if _key(skill) != words), "")


_STEM = 3
"""The least characters of a skill of which a longer word may be a form."""


def known_spelling(skills: Sequence[str], typed: str) -> str:
    """Return a skill in its earlier spelling, or as typed if it is new."""
    return next((skill for skill in skills if _key(skill) == _key(typed)), typed)


def usual_skill(past: Sequence[PastGoal], gap: int) -> str:
    """Return the skill of most goals for a gap, the latest of equal ones; empty for none."""
    skills = [goal.skill for goal in past if goal.gap == gap]
    counts = Counter(map(_key, skills))
    return max(skills, key=lambda skill: counts[_key(skill)], default="")


def at_skill(past: Sequence[PastGoal], skill: str) -> tuple[PastGoal, ...]:
    """Return the last goals at a skill, latest first."""
    return tuple(goal for goal in past if skill.strip() and _key(goal.skill) == _key(skill))[:MAX_SHOWN]


def _key(skill: str) -> str:
    return " ".join(skill.casefold().split())
