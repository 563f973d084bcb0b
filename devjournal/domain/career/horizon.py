"""Horizons: a role, and when to be in it. There may be several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from devjournal.domain.text.user_text import pluralized
from devjournal.errors import UsageError

MAX_MONTHS = 600
"""The most months of a horizon, fifty years; more is a typing error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """A role to be in, so many months after the day it was set. A retired horizon is history."""

    role: str
    months: int
    why: str = ""
    set_on: date
    retired_on: date | None = None
    statement: str = ""
    """The opening sentence of its case."""
    id: int = 0

    @property
    def by(self) -> date:
        """The day to be in the role. In a month without that day, it is the month's last day."""
        from dateutil.relativedelta import relativedelta  # only journals with a horizon need it

        return self.set_on + relativedelta(months=self.months)

    def left(self, today: date) -> str:
        """Return the time left in words: `11 months left`, `3 weeks left`, `today`, `2 months ago`."""
        first, last = min(today, self.by), max(today, self.by)
        if first == last:
            return "today"
        months, days = _months_between(first, last), (last - first).days
        if months:
            span = pluralized(months, "month")
        else:
            span = pluralized(days // 7, "week") if days >= 14 else pluralized(days, "day")
        return f"{span} ago" if today > self.by else f"{span} left"


def _months_between(first: date, last: date) -> int:
    """Return how many months can be added to `first` without passing `last`, in calendar months."""
    from dateutil.relativedelta import relativedelta

    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (first + relativedelta(months=months) > last)


def check_months(months: int) -> None:
    """Check the number of months.

    Raises:
        UsageError: the number is not from 1 to 600.
    """
    if not 1 <= months <= MAX_MONTHS:
        raise UsageError(f"{months} months is out of range; a horizon is 1 to {MAX_MONTHS} months out.")
