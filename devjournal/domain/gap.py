"""Gaps: what is missing between now and the horizon, and when one is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Area(StrEnum):
    """The three questions of career development."""

    SKILLS = "skills"
    EXPERIENCE = "experience"
    BRAND = "brand"


class Step(StrEnum):
    """The two steps: master the role, then build the next one."""

    CURRENT = "current"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is missing, how often is enough, and how far it has come.

    `evidence` and `needed` are the measure as it is shown: entries that name the gap of the times that are
    enough, and for a brand gap people who know of the people who should, where any are named.
    """

    area: Area
    title: str
    step: Step = Step.CURRENT
    why: str = ""
    needed: int = 1
    evidence: int = 0
    goals: int = 0
    hits: int = 0
    position: int = 0
    opened_on: date | None = None
    closed_on: date | None = None
    id: int = 0

    @property
    def shown(self) -> bool:
        """Whether its evidence reaches what is needed. Only its owner closes it."""
        return self.evidence >= self.needed


def least_proven_first(gaps: Iterable[Gap]) -> list[Gap]:
    """Return the open gaps, those with the smallest share of what is needed first."""
    still_open = (gap for gap in gaps if gap.closed_on is None)
    return sorted(still_open, key=lambda gap: (gap.evidence / gap.needed, -gap.needed, gap.title))
