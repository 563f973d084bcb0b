"""Days and ISO weeks: counting and formatting. A week is identified by the date of its Monday."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR = 1970
LAST_YEAR = 2199
"""The years that a journal accepts; other years are typing errors."""

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date.fromisocalendar(LAST_YEAR, 52, 7)
"""The days that a journal accepts: each has a year and an ISO year in range."""

FIRST_MONDAY, LAST_MONDAY = FIRST_DAY - timedelta(days=FIRST_DAY.weekday()), LAST_DAY - timedelta(days=6)
"""The weeks that a journal accepts, by their Mondays: those with a day in range."""

LAST_STORED_DAY = date(LAST_YEAR, 12, 31)
"""The last day in existing files: earlier versions accepted it."""

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

WEDNESDAY, FRIDAY = 2, 4
"""The days of the check-in and of the recap, as in `date.weekday`."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class IsoWeek(NamedTuple):
    """An ISO 8601 week, Monday to Sunday."""

    monday: date

    @classmethod
    def of(cls, day: date) -> IsoWeek:
        """Return the week of `day`."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=6)

    @property
    def friday(self) -> date:
        """The day of the recap."""
        return self.monday + timedelta(days=FRIDAY)

    @property
    def year(self) -> int:
        """The ISO year, which is the year of the week's Thursday."""
        return self.monday.isocalendar().year

    @property
    def number(self) -> int:
        """The number in the ISO year, 1 to 53."""
        return self.monday.isocalendar().week

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days, Monday first."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    def shift(self, weeks: int) -> IsoWeek:
        """Return the week `weeks` later, or earlier if the number is negative."""
        return IsoWeek(self.monday + timedelta(weeks=weeks))

    def year_before(self) -> IsoWeek:
        """Return the week with the same number a year earlier, or that year's last week."""
        year = self.year - 1
        return IsoWeek(date.fromisocalendar(year, min(self.number, weeks_in_year(year)), 1))

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is in this week."""
        return isinstance(day, date) and self.monday <= day <= self.sunday

    def __str__(self) -> str:
        """Return the week as text: `2026-W48`."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02d}"


def weeks_in_year(year: int) -> int:
    """Return the number of ISO weeks in a year: 52 or 53. 28 December is always in the last one (ISO 8601)."""
    return date(year, 12, 28).isocalendar().week


def month_above(iso: IsoWeek) -> int:
    """Return the month, 1 to 12, whose first day is in the week, or 0."""
    if iso.number == 1:
        return 1
    first = next((day for day in iso.days if day.day == 1), None)
    return first.month if first is not None and first.year == iso.year else 0


def iso_day(text: str) -> date | None:
    """Return the day of `YYYY-MM-DD`, or None if a journal does not accept it."""
    day = stored_day(text)
    return None if day is None else in_range(day)


def stored_day(text: str) -> date | None:
    """Return the day of `YYYY-MM-DD`, or None if no file or document may hold it."""
    if not _DAY.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_MONDAY <= day <= LAST_STORED_DAY else None


def in_range(day: date) -> date | None:
    """Return a day, or None if a journal does not accept it."""
    return day if FIRST_DAY <= day <= LAST_DAY else None


def as_iso(day: date | None) -> str | None:
    """Return a day as ISO 8601; None stays None."""
    return None if day is None else day.isoformat()


def day_in_row(day: date, today: date | None = None) -> str:
    """Return a day for a row: `Fri 27 Nov`; with its year if that differs from `today`'s."""
    words = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return words if today is None or day.year == today.year else f"{words} {day.year}"


def day_and_month(day: date, today: date) -> str:
    """Return a day without its weekday: `4 Dec`; with its year if that differs from `today`'s."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def month_and_year(day: date) -> str:
    """Return a day's month with its year: `November 2026`."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def day_in_full(day: date) -> str:
    """Return a day with its year: `27 November 2026`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def span_in_full(first: date, last: date) -> str:
    """Return a span of days for a heading: `23 – 29 November 2026`. A shared month or year appears once."""
    if first == last:
        return day_in_full(first)
    start = str(first.day)
    if first.year != last.year:
        start = day_in_full(first)
    elif first.month != last.month:
        start = f"{first.day} {MONTH_NAMES[first.month - 1]}"
    return f"{start} – {day_in_full(last)}"


def span_in_row(first: date, last: date) -> str:
    """Return a span of days for a row: `21 – 31 Dec`, `28 Dec – 3 Jan`, or `Fri 27 Nov` for one day."""
    if first == last:
        return day_in_row(first)
    end = f"{last.day} {MONTHS[last.month - 1]}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {end}"
    return f"{first.day} {MONTHS[first.month - 1]} – {end}"


def days_ago(day: date, today: date) -> str:
    """Return an age in words: `today`, `yesterday`, `6 days ago`, `5 weeks ago`, `8 months ago`, `2 years ago`."""
    days = (today - day).days
    if days < 0:
        return f"on {day_in_row(day)}"
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 14:
        return f"{days} days ago"
    if days < 70:
        return f"{days // 7} weeks ago"
    if days < 730:
        return f"{round(days / 30.44)} months ago"
    return f"{days // 365} years ago"
