"""The ritual: the three moments of a week, each a day and an hour; what a day asks for follows from them."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from devjournal.domain.dates.days import DAY_NAMES, DAYS, FRIDAY, WEDNESDAY
from devjournal.domain.dates.weekday import MONDAY


class Moment(NamedTuple):
    """A day of the week and a time on it, in the local zone."""

    day: int
    """As `date.weekday` counts: 0 is Monday."""
    at: time

    @property
    def name(self) -> str:
        """The day's name."""
        return DAY_NAMES[self.day]

    def __str__(self) -> str:
        """Return the moment as it is written: `Fri 16:00`."""
        return f"{DAYS[self.day]} {self.at:%H:%M}"


class Ritual(NamedTuple):
    """When a week asks for its goal, its check-in and its recap."""

    goal: Moment = Moment(MONDAY, time(9))
    check_in: Moment = Moment(WEDNESDAY, time(12))
    recap: Moment = Moment(FRIDAY, time(16))

    @property
    def in_order(self) -> bool:
        """Whether each moment is on a later day of the ISO week than the one before; a ritual has to be."""
        return self.goal.day < self.check_in.day < self.recap.day


DEFAULT_RITUAL = Ritual()
"""Monday morning, Wednesday lunch, Friday afternoon: the method's own (`docs/method.md`)."""
