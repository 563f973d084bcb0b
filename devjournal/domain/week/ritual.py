"""The ritual: the three moments of a week, each a day and an hour. They decide what is due when."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from devjournal.domain.dates.days import DAY_NAMES, DAYS, FRIDAY, WEDNESDAY
from devjournal.domain.dates.weekday import MONDAY


class Moment(NamedTuple):
    """A weekday and a time, in local time."""

    day: int
    """As in `date.weekday`: 0 is Monday."""
    at: time

    @property
    def name(self) -> str:
        """The name of the day."""
        return DAY_NAMES[self.day]

    def __str__(self) -> str:
        """Return the moment as text: `Fri 16:00`."""
        return f"{DAYS[self.day]} {self.at:%H:%M}"


class Ritual(NamedTuple):
    """When a week asks for its goal, its check-in and its recap."""

    goal: Moment = Moment(MONDAY, time(9))
    check_in: Moment = Moment(WEDNESDAY, time(12))
    recap: Moment = Moment(FRIDAY, time(16))

    @property
    def in_order(self) -> bool:
        """Whether each moment is on a later day of the ISO week than the one before, as a ritual requires."""
        return self.goal.day < self.check_in.day < self.recap.day


DEFAULT_RITUAL = Ritual()
"""Monday morning, Wednesday noon, Friday afternoon: the defaults of the method (`docs/method.md`)."""
