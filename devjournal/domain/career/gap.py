"""Gaps: what is missing between now and the horizon, and when a gap is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.text.user_text import pluralized

STALLED_AFTER = 6
"""Weeks without a move after which a gap counts as stalled."""

MAX_IN_WORK = 3
"""The most gaps in work in one column before a warning. The warning blocks nothing."""

MAX_NEEDED = 1000
"""The greatest `needed`; more is a typing error."""


class Area(StrEnum):
    """The three questions of career development."""

    SKILLS = "skills"
    EXPERIENCE = "experience"
    BRAND = "brand"


QUESTIONS = {
    Area.SKILLS: "Do I know the right things?",
    Area.EXPERIENCE: "Have I done the right things?",
    Area.BRAND: "Do others know I've done the right things?",
}
"""The question of each area."""


class Step(StrEnum):
    """The two steps: master the role, then build the next one."""

    CURRENT = "current"
    NEXT = "next"

    @property
    def role(self) -> str:
        """The role that the step is for: `current role`."""
        return f"{self} role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is missing, how often is enough, and how far it has come.

    `evidence` and `needed` are the measure as shown: the entries that name the gap, and how many are enough. For a
    brand gap with named people they are the people who know, and the people who should.
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
    moved_on: date | None = None
    """The last day that evidence, somebody who knows, or a weekly goal moved it; None if nothing did."""
    parked_on: date | None = None
    parked_why: str = ""
    private: bool = False
    """Whether no page, letter or case names or counts it."""
    claim: str = ""
    """The claim in a case, in past tense; empty for the title."""
    id: int = 0
    uid: str = field(default="", compare=False)
    """Identifies the gap in every copy of the journal, and in snapshots of the board."""

    @property
    def shown(self) -> bool:
        """Whether the evidence reaches what is needed. Only the user closes a gap."""
        return self.evidence >= self.needed

    @property
    def measure(self) -> str:
        """The evidence, out of what is needed: `2 of 3`."""
        return f"{self.evidence} of {self.needed}"

    @property
    def goals_in_words(self) -> str:
        """The number of weekly goals and of hits: `4 goals, 2 hit`."""
        return f"{pluralized(self.goals, 'goal')}, {self.hits} hit" if self.goals else "no goal yet"

    @property
    def open(self) -> bool:
        """Whether the gap is not closed."""
        return self.closed_on is None

    @property
    def parked(self) -> bool:
        """Whether the gap is set aside: open, but not in work."""
        return self.open and self.parked_on is not None

    @property
    def on_board(self) -> bool:
        """Whether the gap is neither closed nor parked."""
        return self.open and not self.parked

    @property
    def last_moved(self) -> date | None:
        """The day it last moved, or was opened."""
        days = [day for day in (self.opened_on, self.moved_on) if day is not None]
        return max(days, default=None)

    def still_for(self, today: date, away: AbstractSet[date]) -> int:
        """Return how many whole weeks it has not moved, without away weeks, given by their Mondays."""
        since = self.last_moved
        if since is None or since >= today:
            return 0
        first = since - timedelta(days=since.weekday())
        passed = (today - since).days // 7
        return passed - sum(first < monday <= first + timedelta(weeks=passed) for monday in away)

    def stalled(self, today: date, away: AbstractSet[date]) -> bool:
        """Return whether it is on the board, not shown, and has not moved for six weeks."""
        return self.on_board and not self.shown and self.still_for(today, away) >= STALLED_AFTER


class NewGap(NamedTuple):
    """A gap to add, as an imported list gives it."""

    area: Area
    title: str
    why: str = ""
    needed: int = 1
    step: Step = Step.CURRENT


class GapReferences(NamedTuple):
    """The number of rows that refer to a gap."""

    entries: int = 0
    goals: int = 0
    people: int = 0

    @property
    def removal_note(self) -> str:
        """The consequences of removing the gap, to follow its name: `; 2 entries stay`."""
        stays = [
            *([pluralized(self.entries, "entry", "entries")] if self.entries else []),
            *([pluralized(self.goals, "weekly goal")] if self.goals else []),
        ]
        parts = []
        if stays:
            single = self.entries + self.goals == 1
            parts.append(f"{' and '.join(stays)} {'stays' if single else 'stay'}, without a gap")
        if self.people:
            parts.append(f"what {pluralized(self.people, 'person', 'people')} should know of it goes, too")
        return "".join(f"; {part}" for part in parts)


def least_proven_first(gaps: Iterable[Gap]) -> list[Gap]:
    """Return the gaps on the board, lowest share of `needed` first."""
    standing = (gap for gap in gaps if gap.on_board)
    return sorted(standing, key=lambda gap: (gap.evidence / gap.needed, -gap.needed, gap.title))


def bets_first(gaps: Iterable[Gap], bets: Collection[int]) -> list[Gap]:
    """Return the gaps with the quarter's bets, given by ID, first. Both groups keep the order of `gaps`."""
    return sorted(gaps, key=lambda gap: gap.id not in bets)
