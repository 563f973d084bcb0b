"""The state of the journal today: what `status` prints and the Week screen shows first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import Due
from devjournal.domain.week.streak import PendingStreak
from devjournal.domain.week.week import State, Week, state_of


class HasAny(NamedTuple):
    """Which features the journal uses. Hints on how to begin with a feature go away once it is used."""

    entries: bool = False
    plans: bool = False
    evidence: bool = False
    aims: bool = False
    """Whether any goal has a gap."""
    awareness: bool = False
    talks: bool = False
    notes: bool = False
    """Whether any talk has notes of the year before."""
    topics: bool = False


NOTHING = HasAny()
"""Nothing is used yet."""


class Status(NamedTuple):
    """This week and last week, what is due, the streak, and the waiting lesson."""

    today: date
    this: Week
    last: Week
    away: frozenset[date]
    due: tuple[Due, ...]
    streak: int
    last_lesson: Week | None
    """The week with the newest unanswered lesson of the last 13 weeks."""
    lesson_in_use: Week | None = None
    """The week whose lesson is in use in this week."""
    unrecapped: tuple[IsoWeek, ...] = ()
    """Past weeks among the last 13 with a goal and no recap, oldest first."""
    pending_streak: PendingStreak | None = None
    """The streak that last week's missing recap would still save."""

    @property
    def state(self) -> State:
        """The state of this week."""
        return state_of(self.this.iso, self.this, self.away, self.today)

    @property
    def week_to_recap(self) -> Week:
        """The week of a recap without `--week`: last week while only its recap is due, else this week."""
        return self.last if Due.LAST_RECAP in self.due and Due.RECAP not in self.due else self.this
