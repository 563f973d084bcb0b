"""Horizons: a role to be in, and when. Several stand at once, each further out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from devjournal.domain.text.user_text import pluralized
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
    statement: str = ""
    """Its owner's own sentence in front of a case for it."""
    id: int = 0

    @property
    def by(self) -> date:
        """The day it is meant for; the end of a short month stands for a day that it lacks."""
        from dateutil.relativedelta import relativedelta  # only who has a horizon pays for it

        return self.set_on + relativedelta(months=self.months)

    def left(self, today: date) -> str:
        """Return the time left in words: `11 months left`, `3 weeks left`, `today`, `2 months ago`."""
        first, last = min(today, self.by), max(today, self.by)
        if first == last:
            return "today"
        months, days = _months_between(first, last), (last - first).days
        if months:
            words = pluralized(months, "month")
        else:
            words = pluralized(days // 7, "week") if days >= 14 else pluralized(days, "day")
        return f"{words} ago" if today > self.by else f"{words} left"


def _months_between(first: date, last: date) -> int:
    """Return how many months can be added to `first` without passing `last`; short months count as months do."""
    from dateutil.relativedelta import relativedelta

    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (first + relativedelta(months=months) > last)


def check_months(months: int) -> None:
    """Check how far out a horizon is.

    Raises:
        UsageError: it is not from 1 to 600 months.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise UsageError(f"{months} months is out of range; a horizon is 1 to {MOST_MONTHS} months out.")
