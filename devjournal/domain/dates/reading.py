"""Parses typed days and weeks: a few exact forms, each with one meaning. Nothing else is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum

from devjournal.domain.dates.days import (
    DAY_NAMES,
    FIRST_DAY,
    FIRST_MONDAY,
    LAST_DAY,
    LAST_MONDAY,
    MONTH_NAMES,
    IsoWeek,
    in_range,
    iso_day,
)
from devjournal.domain.text.user_text import quoted
from devjournal.errors import UsageError


class Toward(Enum):
    """Which day a weekday, or a day without a year, means. Today counts as both."""

    LAST = "last"
    """The last such day or week, for the past."""
    NEXT = "next"
    """The next such day or week, for the future."""


def _spellings(name: str) -> Iterator[str]:
    """Yield the spellings of a day or month name: `Fri`, `Friday`, and both in lower case."""
    for spelling in (name[:3], name):
        yield from (spelling, spelling.lower())


_RELATIVE_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAYS = {spelling: at for at, name in enumerate(DAY_NAMES) for spelling in _spellings(name)}
_MONTHS = {spelling: at for at, name in enumerate(MONTH_NAMES, 1) for spelling in _spellings(name)}
_STEP = re.compile(r"([+-]\d{1,5})([dwm])", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2}) +([A-Za-z]+)", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]+) +(\d{1,2})", re.ASCII)
_WEEK = re.compile(r"(?:(\d{4})-)?W(\d\d)", re.ASCII)
_LEAP_YEARS = 8
"""The most years to the next or last 29 February."""


def parse_day(text: str, today: date, toward: Toward = Toward.LAST) -> date:
    """Parse a DATE: `2026-11-27`, `today`, `yesterday`, `tomorrow`, `fri`, `+3d`, `-2w`, `+1m`, `21 dec` or `dec 21`.

    Raises:
        UsageError: the text is no such date, or a journal does not accept the day.
    """
    day = _read_day(text, today, toward)
    if day is None:
        raise UsageError(f"{quoted(text)} is not a date; write one like {examples(today, toward)}.")
    return day


def parse_week(text: str, today: date, toward: Toward = Toward.LAST) -> IsoWeek:
    """Parse a WEEK: `2026-W48`, `W48` of the running ISO year, `this`, `last`, `next`, or a DATE in the week.

    Raises:
        UsageError: the text is no such week, or the year has no week of that number.
    """
    this = IsoWeek.of(today)
    named = {"this": 0, "last": -1, "next": 1}.get(text)
    match = _WEEK.fullmatch(text)
    if named is not None or match is not None:
        week = _numbered(int(match[1] or this.year), int(match[2])) if match else this.shift(named or 0)
        if week is None or not FIRST_MONDAY <= week.monday <= LAST_MONDAY:
            raise UsageError(f"There is no week {quoted(text)}; write one like {_week_examples(today)}.")
        return week
    day = _read_day(text, today, toward)
    if day is None:
        raise UsageError(f"{quoted(text)} is not a week; write one like {_week_examples(today)}.")
    return IsoWeek.of(day)


def examples(today: date, toward: Toward = Toward.LAST) -> str:
    """Return three examples of dates near today: `2026-11-26, wed or 20 nov`."""
    sign = -1 if toward is Toward.LAST else 1
    near, weekday, later = (_within(today + timedelta(days=sign * days)) for days in (1, 2, 7))
    month = MONTH_NAMES[later.month - 1][:3].lower()
    return f"{near.isoformat()}, {DAY_NAMES[weekday.weekday()][:3].lower()} or {later.day} {month}"


def _week_examples(today: date) -> str:
    this = IsoWeek.of(today)
    return f"{this}, last or {_within(today - timedelta(days=7)).isoformat()}"


def _within(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def _read_day(text: str, today: date, toward: Toward) -> date | None:
    if text in _RELATIVE_DAYS:
        return in_range(today + timedelta(days=_RELATIVE_DAYS[text]))
    if text in _WEEKDAYS:
        return in_range(_weekday(_WEEKDAYS[text], today, toward))
    if match := _STEP.fullmatch(text):
        return _stepped(today, int(match[1]), match[2])
    if match := _DAY_FIRST.fullmatch(text):
        return _without_year(int(match[1]), match[2], today, toward)
    if match := _MONTH_FIRST.fullmatch(text):
        return _without_year(int(match[2]), match[1], today, toward)
    return iso_day(text)


def _weekday(number: int, today: date, toward: Toward) -> date:
    if toward is Toward.LAST:
        return today - timedelta(days=(today.weekday() - number) % 7)
    return today + timedelta(days=(number - today.weekday()) % 7)


def _stepped(today: date, count: int, unit: str) -> date | None:
    """Return the day so many days, weeks or months away. A month without that day gives its last day."""
    try:
        if unit != "m":
            return in_range(today + timedelta(days=count * (7 if unit == "w" else 1)))
        from dateutil.relativedelta import relativedelta  # only a step of months needs it

        return in_range(today + relativedelta(months=count))
    except (OverflowError, ValueError):  # before year 1 or after year 9999
        return None


def _without_year(number: int, month: str, today: date, toward: Toward) -> date | None:
    """Return the last or the next such day, today included; None if no year has it."""
    if month not in _MONTHS:
        return None
    sign = -1 if toward is Toward.LAST else 1
    for years in range(_LEAP_YEARS + 1):
        try:
            day = date(today.year + sign * years, _MONTHS[month], number)
        except ValueError:
            continue
        if (day - today).days * sign >= 0:
            return in_range(day)
    return None


def _numbered(year: int, number: int) -> IsoWeek | None:
    try:
        return IsoWeek(date.fromisocalendar(year, number, 1))
    except ValueError:
        return None
