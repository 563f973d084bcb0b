"""The span of a summary: since the last 1:1 was recorded, or from a day to a day."""

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
"""How far back a page goes without a recorded 1:1."""

LAST = "last"
"""The value of `--since` for the last 1:1."""

_BACK = re.compile(r"([1-9]\d{0,4})([wm])", re.ASCII)


class PageKind(StrEnum):
    """The purpose of a page."""

    ONE_TO_ONE = "1:1"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_OF = {PageKind.MONTH: 1, PageKind.QUARTER: 3, PageKind.YEAR: 12}
"""How many months a check-in, a review and a self-review look back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `first` to `last`, both included; or everything written after a moment, whatever its day."""

    first: date
    last: date
    after: str | None = None
    """When the last 1:1 was recorded, as stored. If it is set, only what was written later counts."""
    bounded: bool = False
    """Whether `last` was given: then later days do not count."""
    since_last: bool = False
    """Whether it is the default span: since the last 1:1, or four weeks."""

    def takes(self, day: date, written_at: str) -> bool:
        """Return whether something of a day, written at a moment, is in the span."""
        if self.after is None:
            return self.first <= day <= self.last
        return written_at > self.after and not (self.bounded and day > self.last)


def recap_day(week: Week) -> date:
    """Return the day by which a recapped week counts: that of its recap, for a late one the week's Friday."""
    return min(week.recapped_on or week.iso.friday, week.iso.friday)


def since_record(recorded_at: str, now: datetime, until: date | None) -> Span:
    """Return the span of everything written since a 1:1 was recorded."""
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
    """Return the first day if no 1:1 was recorded."""
    return last - timedelta(weeks=WEEKS_BACK)


def months_back(last: date, months: int) -> date:
    """Return the day so many months earlier. A month without that day gives its last day."""
    from dateutil.relativedelta import relativedelta  # only a span of months needs it

    return last - relativedelta(months=months)


def parse_since(text: str, today: date, last: date) -> date | None:
    """Parse `last` (None), a date, or a span back from `last` such as `8w` or `3m`.

    Raises:
        UsageError: the text is no such span, or begins before a journal can.
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
    except (OverflowError, ValueError):  # before year 1
        first = date.min
    if first.year < FIRST_YEAR:
        raise UsageError(f"{quoted(text)} goes back to before {FIRST_YEAR}; write a shorter span.")
    return first
