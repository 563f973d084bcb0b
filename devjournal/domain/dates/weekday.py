"""The first weekday of a calendar's columns, by locale. Weeks themselves are always ISO weeks."""

from __future__ import annotations

from datetime import date, timedelta

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
"""The first weekdays in use, as in `date.weekday`."""

_ON_SUNDAY = (
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH "
    "PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
)
_ON_SATURDAY = "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY"
"""Territories by `firstDay` of the Unicode CLDR; all others begin on Monday."""


def first_weekday(locale_name: str) -> int:
    """Return the first weekday of a locale such as `en_US.UTF-8`."""
    language, _, suffix = locale_name.replace("-", "_").partition("_")
    territory = suffix[:2] if language.isalpha() and not suffix[2:3].isalnum() else ""
    if territory in _ON_SUNDAY.split():
        return SUNDAY
    return SATURDAY if territory in _ON_SATURDAY.split() else MONDAY


def rows_of_month(day: date, first: int) -> list[tuple[date, ...]]:
    """Return rows of seven days that cover the month of `day`; each row begins on weekday `first`."""
    start = day.replace(day=1)
    start -= timedelta(days=(start.weekday() - first) % 7)
    rows: list[tuple[date, ...]] = []
    while not rows or (start.year, start.month) == (day.year, day.month):
        rows.append(tuple(start + timedelta(days=n) for n in range(7)))
        start += timedelta(days=7)
    return rows
