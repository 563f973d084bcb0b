"""Days off, and which weeks they make away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from devjournal.errors import UsageError

AWAY_FROM = 3
"""The number of working days off, out of five, that makes a week away unless it is recapped (`docs/data-model.md`)."""

MAX_DAYS = 3660
"""The longest span in days, about ten years. A longer span is a typing error."""


class AwayDays(NamedTuple):
    """Days off from `first` to `last`, both included."""

    first: date
    last: date
    note: str = ""
    id: int = 0

    def __contains__(self, day: object) -> bool:
        """Return whether `day` is off."""
        return isinstance(day, date) and self.first <= day <= self.last


def away_around(spans: Iterable[AwayDays], day: date) -> AwayDays | None:
    """Return the span that holds `day`, up to the end of the spans that follow it without a working day between."""
    spans = sorted(spans)
    current = next((span for span in spans if day in span), None)
    if current is None:
        return None
    last = current.last
    for span in spans:
        if span.last > last and span.first <= _working_day_after(last):
            last = span.last
    return current._replace(last=last)


def _working_day_after(day: date) -> date:
    return day + timedelta(days=max(1, 7 - day.weekday()) if day.weekday() >= 4 else 1)


def check_span(first: date, last: date) -> None:
    """Check a span of days off.

    Raises:
        UsageError: it ends before it begins, or lasts more than ten years.
    """
    if last < first:
        raise UsageError(f"{last} is before {first}; give the first day off, then the last.")
    if (last - first).days >= MAX_DAYS:
        raise UsageError(f"{first} to {last} is more than ten years; mark a shorter span.")


def away_mondays(spans: Iterable[AwayDays]) -> frozenset[date]:
    """Return the Mondays of weeks that days off make away. A day in two spans counts once."""
    off: set[date] = set()
    for span in spans:
        length = (span.last - span.first).days + 1
        off.update(day for n in range(length) if (day := span.first + timedelta(days=n)).weekday() < 5)
    counts = Counter(day - timedelta(days=day.weekday()) for day in off)
    return frozenset(monday for monday, days in counts.items() if days >= AWAY_FROM)
