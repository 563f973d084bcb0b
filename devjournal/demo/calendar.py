"""When the invented weeks were: the last one is the running week, and Christmas is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from devjournal.domain.dates.days import FIRST_YEAR, LAST_YEAR, IsoWeek
from devjournal.errors import RuleViolation

WEEKS = 78
"""How many weeks the story has, the running one included: a year and a half."""

BREAK = 2
"""Weeks off at Christmas: the one with the 25th of December in it, and the next."""

_ROOM = 2
"""Years between today and the ends of the calendar that the story and what it has ahead can need."""


class StoryCalendar:
    """Turns the weeks of the story, counted from 0, into days. What is counted beyond the last is still to come."""

    def __init__(self, today: date, zone: tzinfo | None) -> None:
        """Let the story end in the week of `today`.

        Raises:
            RuleViolation: a journal's calendar does not reach that far.
        """
        if not FIRST_YEAR + _ROOM <= today.year <= LAST_YEAR - _ROOM:
            raise RuleViolation(
                f"The demo needs some room around today, and {today.year} is at the end of a journal's calendar; "
                "set DEVJOURNAL_NOW to another year, or take it out."
            )
        self.this = IsoWeek.of(today)
        self._zone = zone
        self._off = frozenset(_christmas(today.year)) - {self.this}
        self._past = self._weeks_back()

    def week(self, number: int) -> IsoWeek:
        """Return the week that a week of the story was."""
        if number < WEEKS:
            return self._past[number]
        iso = self.this
        for _ in range(number - WEEKS + 1):
            iso = self._step(iso, 1)
        return iso

    def day(self, number: int, day: int) -> date:
        """Return a day of a week of the story; 0 is its Monday, 7 the Monday after."""
        return self.week(number).monday + timedelta(days=day)

    def moment(self, number: int, day: int, hour: int, minute: int = 0) -> datetime:
        """Return a time on such a day."""
        return self.at(self.day(number, day), hour, minute)

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a time on a day."""
        return datetime.combine(day, time(hour, minute), self._zone)

    def breaks(self) -> Iterator[tuple[date, date]]:
        """Yield the first and the last day of each Christmas break in the story, and of the next one if it is near."""
        first, last = self._past[0], self.this.shift(NEAR)
        weeks = sorted(iso for iso in self._off if first < iso <= last)
        for iso in weeks:
            if iso.shift(-1) not in weeks:
                end = iso.shift(1) if iso.shift(1) in weeks else iso
                yield iso.monday, end.friday

    def _weeks_back(self) -> list[IsoWeek]:
        weeks = [self.this]
        while len(weeks) < WEEKS:
            weeks.append(self._step(weeks[-1], -1))
        return weeks[::-1]

    def _step(self, iso: IsoWeek, by: int) -> IsoWeek:
        iso = iso.shift(by)
        while iso in self._off:
            iso = iso.shift(by)
        return iso


NEAR = 8
"""Within so many weeks days off are marked ahead."""


def _christmas(year: int) -> Iterator[IsoWeek]:
    """Yield the weeks off at Christmas in the years that the story can touch."""
    for each in range(year - _ROOM, year + 2):
        first = IsoWeek.of(date(each, 12, 25))
        yield from (first.shift(n) for n in range(BREAK))
