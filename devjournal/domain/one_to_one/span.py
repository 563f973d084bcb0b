"""Which time a summary tells of: since the last 1:1 was recorded, or from a day to a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from devjournal.domain.dates.days import FIRST_YEAR
from devjournal.domain.dates.reading import examples, parse_day
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.week import Week
from devjournal.errors import UsageError

WEEKS_BACK = 4
"""How far back a page goes where no 1:1 was recorded yet."""

LAST = "last"
"""What `--since` calls the last 1:1."""

_BACK = re.compile(r"([1-9]\d{0,4})([wm])", re.ASCII)


class PageKind(StrEnum):
    """What a page is made for."""

    ONE_TO_ONE = "1:1"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_OF = {PageKind.MONTH: 1, PageKind.QUARTER: 3, PageKind.YEAR: 12}
"""How many months a check-in, a review and a self-review look back on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `first` to `last`, both included; or what was written after a moment, whatever day it is about."""

    first: date
    last: date
    after: str | None = None
    """When the last 1:1 was recorded, as the file keeps it: only what is later counts, and no day does."""
    bounded: bool = False
    """Whether `last` was asked for: then nothing that is about a later day counts."""
    since_last: bool = False
    """Whether it follows the last 1:1, or the four weeks that stand for it."""

    def takes(self, day: date, written: str) -> bool:
        """Say whether something about a day, and written at a moment, is told."""
        if self.after is None:
            return self.first <= day <= self.last
        return written > self.after and not (self.bounded and day > self.last)


def recap_day(week: Week) -> date:
    """Return the day that a recapped week is told by: the one of its recap, a late one by the week's Friday."""
    return min(week.recapped_on or week.iso.friday, week.iso.friday)


def since_record(recorded_at: str, now: datetime, until: date | None) -> Span:
    """Return the span of what was written since a 1:1 was recorded."""
    last = until or now.date()
    first = datetime.fromisoformat(recorded_at).astimezone(now.tzinfo).date()
    return Span(first=min(first, last), last=last, after=recorded_at, bounded=until is not None, since_last=True)


def since_day(first: date, today: date, until: date | None, *, since_last: bool = False) -> Span:
    """Return the span from a day on.

    Raises:
        UsageError: it would end before it begins.
    """
    last = until or today
    if first > last:
        raise UsageError(f"{first} is after {last}; a summary goes from an earlier day to a later one.")
    return Span(first=first, last=last, bounded=until is not None, since_last=since_last)


def weeks_back(last: date) -> date:
    """Return the day from which is told where no 1:1 was recorded."""
    return last - timedelta(weeks=WEEKS_BACK)


def months_back(last: date, months: int) -> date:
    """Return the day so many months earlier; the end of a short month stands for a day that it lacks."""
    from dateutil.relativedelta import relativedelta  # only a span of months pays for it

    return last - relativedelta(months=months)


def parse_since(text: str, today: date, last: date) -> date | None:
    """Read `last` (None), a date, or how far back from `last` as `8w` or `3m`; nothing is guessed.

    Raises:
        UsageError: it is none of these, or goes back further than a journal can.
    """
    if text == LAST:
        return None
    back = _BACK.fullmatch(text)
    if back is None:
        try:
            return parse_day(text, today)
        except UsageError as error:
            near = examples(today)
            raise UsageError(f"{quoted(text)} is not a span; write last, 8w, 3m, or a date like {near}.") from error
    number = int(back[1])
    try:
        first = last - timedelta(weeks=number) if back[2] == "w" else months_back(last, number)
    except (OverflowError, ValueError):  # before the year 1
        first = date.min
    if first.year < FIRST_YEAR:
        raise UsageError(f"{quoted(text)} goes back to before {FIRST_YEAR}; write a shorter span.")
    return first
