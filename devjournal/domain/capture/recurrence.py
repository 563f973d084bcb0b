"""Recurring events (RFC 5545): the days of a span on which an event takes place.

Only days count, so an event that recurs within a day counts as daily. Rules with parts that calendar apps do not write,
such as BYYEARDAY, are not followed: the event then counts on its first day only.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_MAX_DAYS = 20_000
"""The most days searched for the end of a rule with COUNT."""

_PARTS = {
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"),
    *("BYHOUR", "BYMINUTE", "BYSECOND"),
}
_WITHIN_A_DAY = ("HOURLY", "MINUTELY", "SECONDLY")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,9}", re.ASCII)
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?", re.ASCII)


class UnknownRule(Exception):
    """A rule with parts that are not followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A recurrence rule of iCalendar, reduced to whole days."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    """The number of each weekday in the month or year, and the weekday; 0 means every such weekday."""
    month_days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    week_start: int = 0


def parse_rule(text: str) -> Rule:
    """Parse the value of an RRULE.

    Raises:
        UnknownRule: the value is no rule, or has a part that is not followed.
    """
    parts = dict(_part(part) for part in text.strip().rstrip(";").split(";"))
    freq = parts.get("FREQ", "")
    if not parts.keys() <= _PARTS or freq not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", *_WITHIN_A_DAY):
        raise UnknownRule
    daily = freq in _WITHIN_A_DAY
    rule = Rule(
        freq="DAILY" if daily else freq,
        interval=1 if daily else _positive(parts.get("INTERVAL", "1")),
        count=_positive(parts["COUNT"]) if "COUNT" in parts and not daily else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        weekdays=_weekdays(parts.get("BYDAY", "")),
        month_days=frozenset(_numbers(parts.get("BYMONTHDAY", ""), -31, 31)),
        months=frozenset(_numbers(parts.get("BYMONTH", ""), 1, 12)),
        places=frozenset(_numbers(parts.get("BYSETPOS", ""), -366, 366)),
        week_start=DAYS.index(parts["WKST"]) if parts.get("WKST") in DAYS else 0,
    )
    numbered = any(place for place, _ in rule.weekdays)
    if (rule.places and rule.freq != "MONTHLY") or (numbered and rule.freq not in ("MONTHLY", "YEARLY")):
        raise UnknownRule
    return rule


def days_in(start: date, rule: Rule | None, first: date, last: date, excluded: Collection[date] = ()) -> list[date]:
    """Return the days from `first` to `last` on which an event takes place, without the `excluded` ones.

    The event begins on `start`.
    """
    end = min(last, rule.until or last) if rule is not None else last
    if rule is not None and rule.count is not None:
        end = min(end, _last_of(start, rule, end))
    span = range((max(first, start) - start).days, (end - start).days + 1)
    days = (start + timedelta(days=at) for at in span)
    return [day for day in days if (day == start or (rule and _matches(day, start, rule))) and day not in excluded]


def _last_of(start: date, rule: Rule, end: date) -> date:
    """Return the day on which a rule with COUNT ends, or `end` if that is earlier."""
    occurrences_left = rule.count or 0
    for at in range(min((end - start).days + 1, _MAX_DAYS)):
        day = start + timedelta(days=at)
        if at == 0 or _matches(day, start, rule):
            occurrences_left -= 1
            if occurrences_left <= 0:
                return day
    return end


def _matches(day: date, start: date, rule: Rule) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.freq == "DAILY":
        return (day - start).days % rule.interval == 0 and _by_day(day, rule)
    if rule.freq == "WEEKLY":
        weeks = (_week(day, rule) - _week(start, rule)).days // 7
        named = {weekday for _, weekday in rule.weekdays} or {start.weekday()}
        return weeks % rule.interval == 0 and day.weekday() in named
    months = (day.year - start.year) * 12 + day.month - start.month
    if rule.freq == "MONTHLY":
        return months % rule.interval == 0 and _in_month(day, start, rule)
    if (day.year - start.year) % rule.interval:
        return False
    if rule.months or rule.month_days:
        return _in_month(day, start, rule)
    if rule.weekdays:
        return _in_year(day, rule)
    return (day.month, day.day) == (start.month, start.day)


def _week(day: date, rule: Rule) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_start) % 7)


def _by_day(day: date, rule: Rule) -> bool:
    """Return whether a day matches the rule's weekdays and days of the month."""
    by_weekday = not rule.weekdays or day.weekday() in {weekday for _, weekday in rule.weekdays}
    return by_weekday and (not rule.month_days or not rule.month_days.isdisjoint((day.day, day.day - _length(day) - 1)))


def _in_month(day: date, start: date, rule: Rule) -> bool:
    if not rule.places:
        return _named_in_month(day, start, rule)
    matching_days = [at for at in range(1, _length(day) + 1) if _named_in_month(day.replace(day=at), start, rule)]
    if day.day not in matching_days:
        return False
    at = matching_days.index(day.day)
    return not rule.places.isdisjoint((at + 1, at - len(matching_days)))


def _named_in_month(day: date, start: date, rule: Rule) -> bool:
    if not rule.weekdays and not rule.month_days:
        return day.day == start.day
    ranks = (0, (day.day - 1) // 7 + 1, -((_length(day) - day.day) // 7 + 1))
    by_weekday = not rule.weekdays or any((place, day.weekday()) in rule.weekdays for place in ranks)
    month_days = (day.day, day.day - _length(day) - 1)
    return by_weekday and (not rule.month_days or not rule.month_days.isdisjoint(month_days))


def _in_year(day: date, rule: Rule) -> bool:
    at, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    ranks = (0, (at - 1) // 7 + 1, -((length - at) // 7 + 1))
    return any((place, day.weekday()) in rule.weekdays for place in ranks)


def _length(day: date) -> int:
    """Return the number of days in a day's month."""
    return monthrange(day.year, day.month)[1]


# parsing


def _part(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name.strip().upper(), value.strip().upper()


def _positive(text: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) < 1:
        raise UnknownRule
    return int(text)


def _numbers(text: str, lowest: int, highest: int) -> Iterator[int]:
    for part in text.split(",") if text else ():
        if not _NUMBER.fullmatch(part) or not lowest <= int(part) <= highest or not int(part):
            raise UnknownRule
        yield int(part)


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    matches = [_WEEKDAY.fullmatch(part) for part in text.split(",")] if text else []
    weekdays = tuple((int(match[1] or 0), DAYS.index(match[2])) for match in matches if match is not None)
    if len(weekdays) < len(matches):
        raise UnknownRule
    return weekdays


def _until(text: str) -> date:
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise UnknownRule
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise UnknownRule from error
