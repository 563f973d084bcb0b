"""Dates as people write them in notes: `2026-03-14`, `14 March 2026`, `March 2026`, `Q2 2026`, `2026-W11`.

Month names are English. A number alone, and a day and month as two numbers, are ambiguous and not parsed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from devjournal.domain.dates.days import DAY_NAMES, FIRST_DAY, LAST_DAY, MONTH_NAMES
from devjournal.domain.text.user_text import quoted
from devjournal.errors import UsageError

_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES) + "|sept"
_MONTH = rf"(?P<month>{_NAMES})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_SHORT_YEAR = r"['’](?P<short>\d\d)"
_TO = r"\s*[-–—]\s*"
"""What separates the ends of a span. Its first end counts."""

_PATTERNS = tuple(
    re.compile(rf"(?<![\w./-]){pattern}(?:(?=T\d\d)|(?![\w/]|[.-]\d))", re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})[-/.](?P<number>\d\d?)[-/.](?P<day>\d\d?)",
        r"(?P<day>\d\d?)\.\s?(?P<number>\d\d?)\.\s?(?P<year>\d{4})",
        rf"{_DAY}\.?(?:\s+of)?[\s-]+{_MONTH},?[\s-]*{_YEAR}",
        rf"{_MONTH}[\s-]+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}[\s-]+{_MONTH}[\s-]+{_DAY}",
        rf"{_DAY}{_TO}\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY}{_TO}\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_MONTH}{_TO}(?:{_NAMES})\b\.?,?\s+{_YEAR}",
        rf"{_YEAR}[\s-]*W(?:eek\s*)?(?P<week>\d\d?)",
        rf"(?:W|week\s+|CW\s*|KW\s*)(?P<week>\d\d?),?[\s/-]+{_YEAR}",
        rf"{_YEAR}[\s/-]*Q(?P<quarter>[1-4])",
        rf"Q(?P<quarter>[1-4])[,']?[\s/-]*{_YEAR}",
        rf"H(?P<half>[12])[,']?[\s/-]*{_YEAR}",
        rf"{_MONTH},?[\s/-]*{_YEAR}",
        rf"{_YEAR}[\s/-]+{_MONTH}",
        rf"{_YEAR}-(?P<number>\d\d)",
        rf"{_YEAR}\.(?P<number>0[1-9]|1[0-2])",
        rf"(?P<number>0?[1-9]|1[0-2])/{_YEAR}",
        rf"{_MONTH}\s*{_SHORT_YEAR}",
        rf"Q(?P<quarter>[1-4])\s*{_SHORT_YEAR}",
    )
)
_IN_YEAR = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"{_DAY}\.?(?:\s+of)?[\s-]+{_MONTH}",
        rf"{_MONTH}[\s-]+{_DAY}",
        r"(?:W|week\s+)(?P<week>\d\d?)",
        r"Q(?P<quarter>[1-4])",
        _MONTH,
    )
)
"""Forms that need a year from a heading above."""

_YEAR_ALONE = re.compile(rf"{_YEAR}(?![\w/.-])")
_WEEKDAY = re.compile(rf"^(?:{'|'.join(f'{name}|{name[:3]}' for name in DAY_NAMES)})\b[.,]?\s+", re.IGNORECASE)
_AROUND = " \t*_`~[]():,–—-|"


class WrittenDate(NamedTuple):
    """A date in a text: its first day, and its position."""

    day: date
    start: int
    end: int


def find_date(text: str) -> WrittenDate | None:
    """Return the first date in a text that names its year. A year alone counts only at the start.

    Raises:
        UsageError: the date does not exist, or a journal does not accept it.
    """
    matches = [match for pattern in _PATTERNS if (match := pattern.search(text))]
    match = min(matches, key=lambda candidate: (candidate.start(), -candidate.end()), default=None)
    if match is None:
        lead = len(text) - len(text.lstrip(_AROUND))
        match = _YEAR_ALONE.match(text, lead)
    return None if match is None else WrittenDate(_day(match, _year(match)), *match.span())


def date_alone(text: str, year: int | None = None) -> date | None:
    """Return the day of a text that has only a date and perhaps a weekday; `year` comes from a heading above.

    Raises:
        UsageError: the date does not exist.
    """
    stripped = _WEEKDAY.sub("", text.strip(_AROUND))
    written = find_date(stripped)
    if written is not None and not (stripped[: written.start] + stripped[written.end :]).strip(_AROUND):
        return written.day
    if year is None:
        return None
    match = next((match for pattern in _IN_YEAR if (match := pattern.fullmatch(stripped))), None)
    return None if match is None else _day(match, year)


def _year(match: re.Match[str]) -> int:
    parts = match.groupdict()
    return int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"])


def _day(match: re.Match[str], year: int) -> date:
    parts = match.groupdict()
    month = int(parts.get("number") or 0)
    if parts.get("month"):
        month = next(at for at, name in enumerate(MONTH_NAMES, 1) if name[:3].lower() == parts["month"][:3].lower())
    if parts.get("quarter"):
        month = int(parts["quarter"]) * 3 - 2
    if parts.get("half"):
        month = int(parts["half"]) * 6 - 5
    try:
        if parts.get("week"):
            day = date.fromisocalendar(year, int(parts["week"]), 1)
        else:
            day = date(year, month or 1, int(parts.get("day") or 1))
    except ValueError as error:
        raise UsageError(f"{quoted(match[0])} is no day of the calendar") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageError(f"{quoted(match[0])} is not between {FIRST_DAY.year} and {LAST_DAY.year}")
    return day
