"""Horizons: a role to be in, and when. Several stand at once, each further out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from devjournal.domain.text import counted
from devjournal.errors import UsageError

MOST_MONTHS = 600
"""The furthest horizon, fifty years; one further out is a slip of the pen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """A role to be in so many months from the day it was set; a retired one is history."""

    role: str
    months: int
    why: str = ""
    set_on: date
    retired_on: date | None = None
    id: int = 0

    @property
    def by(self) -> date:
        """The day it is meant for; the end of a short month stands for a day that it lacks."""
        from dateutil.relativedelta import relativedelta  # only who has a horizon pays for it

        return self.set_on + relativedelta(months=self.months)

    def left(self, today: date) -> str:
        """Return what is left in words: `11 months left`, `3 weeks left`, `reached 2 months ago`."""
        from dateutil.relativedelta import relativedelta

        past = today > self.by
        span = relativedelta(max(today, self.by), min(today, self.by))
        months = span.years * 12 + span.months
        words = counted(months, "month") if months else counted(span.days // 7, "week") if span.days >= 14 else ""
        words = words or counted(span.days, "day")
        if today == self.by:
            return "today"
        return f"{words} ago" if past else f"{words} left"


def check_months(months: int) -> None:
    """Check how far out a horizon is.

    Raises:
        UsageError: it is not from 1 to 600 months.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise UsageError(f"{months} months is out of range; a horizon is 1 to {MOST_MONTHS} months out.")
