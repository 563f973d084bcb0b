"""Maps the weeks of the story to ISO weeks: the last one is the current week, and Christmas weeks are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from devjournal.domain.dates.days import FIRST_YEAR, LAST_YEAR, IsoWeek
from devjournal.errors import RuleViolation

WEEKS = 78
"""The length of the story in weeks, including the current week."""

BREAK = 2
"""The length of the Christmas break in weeks, from the week of 25 December on."""

_MARGIN_YEARS = 2
"""The years that the story and its planned days may reach before and after today."""


class StoryCalendar:
    """Converts weeks of the story, counted from 0, to dates. Weeks from `WEEKS` on are in the future."""

    def __init__(self, today: date, zone: tzinfo | None) -> None:
        """Create the calendar of a story that ends in the week of `today`.

        Raises:
            RuleViolation: the story would leave the range of a journal's calendar.
        """
        if not FIRST_YEAR + _MARGIN_YEARS <= today.year <= LAST_YEAR - _MARGIN_YEARS:
            raise RuleViolation(
                f"The demo needs {_MARGIN_YEARS} years before and after today, "
                f"and {today.year} is at the end of a journal's calendar; "
                "set DEVJOURNAL_NOW to another year, or unset it."
            )
        self.current_week = IsoWeek.of(today)
        self._zone = zone
        self._off = frozenset(_christmas(today.year)) - {self.current_week}
        self._past = self._weeks_back()

    def week(self, number: int) -> IsoWeek:
        """Return the ISO week of a week of the story."""
        if number < WEEKS:
            return self._past[number]
        iso = self.current_week
        for _ in range(number - WEEKS + 1):
            iso = self._step(iso, 1)
        return iso

    def day(self, number: int, day: int) -> date:
        """Return the date of a day in a week of the story: 0 is Monday, 7 the next Monday."""
        return self.week(number).monday + timedelta(days=day)

    def moment(self, number: int, day: int, hour: int, minute: int = 0) -> datetime:
        """Return a time on a day in a week of the story."""
        return self.at(self.day(number, day), hour, minute)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a time on a date, in the story's zone."""
        return datetime.combine(day, time(hour, minute), self._zone)

    def breaks(self) -> Iterator[tuple[date, date]]:
        """Yield first and last day of each Christmas break in the story, and of a near future one."""
        first, last = self._past[0], self.current_week.shift(WEEKS_AHEAD)
        weeks = sorted(iso for iso in self._off if first < iso <= last)
        for iso in weeks:
            if iso.shift(-1) not in weeks:
                end = iso.shift(1) if iso.shift(1) in weeks else iso
                yield iso.monday, end.friday

    def _weeks_back(self) -> list[IsoWeek]:
        weeks = [self.current_week]
        while len(weeks) < WEEKS:
            weeks.append(self._step(weeks[-1], -1))
        return weeks[::-1]

    def _step(self, iso: IsoWeek, by: int) -> IsoWeek:
        iso = iso.shift(by)
        while iso in self._off:
            iso = iso.shift(by)
        return iso


WEEKS_AHEAD = 8
"""How many weeks ahead a Christmas break is marked."""


def _christmas(year: int) -> Iterator[IsoWeek]:
    """Yield the Christmas weeks of all years that the story may reach."""
    for christmas_year in range(year - _MARGIN_YEARS, year + 2):
        first = IsoWeek.of(date(christmas_year, 12, 25))
        yield from (first.shift(n) for n in range(BREAK))
