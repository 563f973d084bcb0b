"""Where the journal stands today: what `status` prints and what the Week screen shows first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import Due
from devjournal.domain.week.streak import PendingStreak
from devjournal.domain.week.week import State, Week, state_of


class HasAny(NamedTuple):
    """What the journal holds any of: how the first one is made is told no more, once there is one."""

    entries: bool = False
    plans: bool = False
    evidence: bool = False
    aims: bool = False
    """Whether a goal ever aimed at a gap."""
    awareness: bool = False
    talks: bool = False
    notes: bool = False
    """Whether a talk has any."""
    topics: bool = False


NOTHING = HasAny()
"""Nothing was used yet."""


class Status(NamedTuple):
    """This week and last week, what is due, the streak, and the lesson that waits for an answer."""

    today: date
    this: Week
    last: Week
    away: frozenset[date]
    due: tuple[Due, ...]
    streak: int
    last_lesson: Week | None
    """The week with the newest lesson of the last 13 weeks that is not answered yet."""
    lesson_in_use: Week | None = None
    """The week whose lesson was taken into this one."""
    unrecapped: tuple[IsoWeek, ...] = ()
    """The weeks of the last 13 that are over, have a goal and wait for their recap, oldest first."""
    once: PendingStreak | None = None
    """The streak that last week's recap would still save, if that recap is missing."""

    @property
    def state(self) -> State:
        """The state of this week."""
        return state_of(self.this.iso, self.this, self.away, self.today)

    @property
    def recaps(self) -> Week:
        """The week that a recap without a week is about: last week while its recap is due and this one's is not."""
        return self.last if Due.LAST_RECAP in self.due and Due.RECAP not in self.due else self.this
