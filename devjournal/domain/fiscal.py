"""Fiscal quarters: how they are named where the year begins in another month than January."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

JANUARY = 1


class FiscalQuarter(NamedTuple):
    """A quarter of a fiscal year; a year that does not begin in January is known by the one it ends in."""

    year: int
    number: int
    """1 to 4."""
    fiscal: bool = False
    """Whether its year is not the calendar's."""

    @property
    def name(self) -> str:
        """Its name within the year: `Q3`."""
        return f"Q{self.number}"

    def __str__(self) -> str:
        """Return it with its year: `Q3 2026`, or `Q3 FY2027`."""
        return f"{self.name} {'FY' if self.fiscal else ''}{self.year}"


def quarter_of(day: date, first_month: int = JANUARY) -> FiscalQuarter:
    """Return the quarter that a day is in; the fiscal year begins with `first_month`, 1 to 12."""
    months = (day.month - first_month) % 12
    ends_later = first_month > JANUARY and day.month >= first_month
    return FiscalQuarter(day.year + ends_later, months // 3 + 1, first_month > JANUARY)
