"""A time zone as calendars read it (RFC 5545, VTIMEZONE): the offsets in force, and when they change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from devjournal.domain.dates.days import DAYS

_YEARS = 28
"""Years to examine: after 28 years the same dates have the same weekdays again."""

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class _Change(NamedTuple):
    """A change of the UTC offset."""

    local: datetime
    """The local time at that moment, before the change."""
    before: timedelta
    """The UTC offset before the change."""
    after: timedelta
    name: str
    """The zone's name after the change, such as CET."""


def render_zone(zone: ZoneInfo, now: datetime) -> Timezone:
    """Return the VTIMEZONE of a zone, from the year before `now` on.

    Changes with a yearly rule are written as rules. Others, such as those by the moon, are listed by date.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    first = datetime(now.year - 1, 1, 1, tzinfo=UTC)
    start = first.astimezone(zone)
    offset = start.utcoffset() or timedelta()
    changes = _changes(zone, first)
    if not changes:
        changes = [_Change(start.replace(tzinfo=None), offset, offset, start.tzname() or zone.key)]
    kinds = sorted(changes, key=lambda change: (change[1:], change.local))
    for (before, after, name), same in groupby(kinds, key=lambda change: change[1:]):
        part = TimezoneDaylight() if after > before else TimezoneStandard()
        times = [change.local for change in same]
        part.add("dtstart", times[0])
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        if rule := _rule(times):
            part.add("rrule", rule)
        else:
            for moment in times[1:]:
                part.add("rdate", moment)
        component.add_component(part)
    return component


def _changes(zone: ZoneInfo, first: datetime) -> list[_Change]:
    """Return the changes in all examined years, oldest first."""
    days = [first + _DAY * number for number in range(366 * _YEARS)]
    return [
        _between(zone, day, following)
        for day, following in pairwise(days)
        if following.year < first.year + _YEARS and _offset(zone, day) != _offset(zone, following)
    ]


def _between(zone: ZoneInfo, early: datetime, late: datetime) -> _Change:
    """Return the change between two moments in UTC with different offsets."""
    before = _offset(zone, early)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        early, late = (middle, late) if _offset(zone, middle) == before else (early, middle)
    late = late.replace(microsecond=0)
    name = late.astimezone(zone).tzname() or zone.key
    return _Change((late + before).replace(tzinfo=None), before, _offset(zone, late), name)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _rule(times: Sequence[datetime]) -> dict[str, object] | None:
    """Return the yearly rule of some changes, or None."""
    first = times[0]
    yearly = [moment.year for moment in times] == [*range(first.year, first.year + _YEARS)]
    if not yearly or len({(moment.month, moment.weekday(), moment.time()) for moment in times}) > 1:
        return None
    day = DAYS[first.weekday()][:2].upper()
    rule: dict[str, object] = {"freq": "YEARLY", "bymonth": first.month}
    if all((moment + 7 * _DAY).month != moment.month for moment in times):
        return {**rule, "byday": f"-1{day}"}
    earliest, latest = min(moment.day for moment in times), max(moment.day for moment in times)
    if latest - earliest != 6:
        return None
    if earliest % 7 == 1:
        return {**rule, "byday": f"{earliest // 7 + 1}{day}"}
    return {**rule, "byday": day, "bymonthday": [*range(earliest, latest + 1)]}
