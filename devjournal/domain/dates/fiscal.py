"""Fiscal quarters, and their names if the fiscal year does not begin in January."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek, weeks_in_year

JANUARY = 1

THURSDAY = 3
"""The weekday that decides the year and quarter of a week, as in `date.weekday`."""


class FiscalQuarter(NamedTuple):
    """A quarter of a fiscal year. A year that does not begin in January is named by the year it ends in."""

    year: int
    number: int
    """1 to 4."""
    fiscal: bool = False
    """Whether the fiscal year differs from the calendar year."""

    @property
    def name(self) -> str:
        """The name within the year: `Q3`."""
        return f"Q{self.number}"

    @property
    def year_name(self) -> str:
        """The name of the year: `2026`, or `FY2027`."""
        return f"{'FY' if self.fiscal else ''}{self.year}"

    def __str__(self) -> str:
        """Return the name with its year: `Q3 2026`, or `Q3 FY2027`."""
        return f"{self.name} {self.year_name}"


def quarter_of(day: date, first_month: int = JANUARY) -> FiscalQuarter:
    """Return the quarter of a day. The fiscal year begins with `first_month`, 1 to 12."""
    months = (day.month - first_month) % 12
    ends_later = first_month > JANUARY and day.month >= first_month
    return FiscalQuarter(day.year + ends_later, months // 3 + 1, first_month > JANUARY)


def start_of_quarter(day: date, first_month: int = JANUARY) -> date:
    """Return the first day of a day's quarter."""
    back = (day.month - first_month) % 3
    return date(day.year - (day.month <= back), (day.month - 1 - back) % 12 + 1, 1)


def weeks_of_quarter(iso: IsoWeek, first_month: int = JANUARY) -> tuple[FiscalQuarter, tuple[IsoWeek, ...]]:
    """Return the quarter of a week, and its weeks: usually 13, sometimes one fewer or more.

    The ISO year is divided after every 13 weeks. A fiscal year has no weeks of its own: a week belongs where its
    Thursday is.
    """
    if first_month == JANUARY:
        number = min(4, (iso.number - 1) // 13 + 1)
        first = IsoWeek(date.fromisocalendar(iso.year, (number - 1) * 13 + 1, 1))
        count = 13 if number < 4 else weeks_in_year(iso.year) - 39
        return FiscalQuarter(iso.year, number), tuple(first.shift(n) for n in range(count))
    quarter = quarter_of(iso.days[THURSDAY], first_month)
    near = (iso.shift(n) for n in range(-14, 15))
    return quarter, tuple(week for week in near if quarter_of(week.days[THURSDAY], first_month) == quarter)
