"""Away days in the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import clean
from devjournal.domain.week.away import AwayDays, away_mondays, check_span
from devjournal.errors import RuleViolation
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import ascending, id_of, tuples
from devjournal.storage.repository import Repository
from devjournal.storage.schema.tables import AwayRow


class Away(Repository[AwayDays]):
    """Marks days off, past and future."""

    table = AwayRow
    missing = "There are no away days {}; see `devjournal away list`."

    @cached_until_write
    def list(self) -> tuple[AwayDays, ...]:
        """Return every span, earliest first."""
        with self._store.reading():
            return tuple(self.select(AwayRow.id > 0))

    @cached_until_write
    def mondays(self) -> frozenset[date]:
        """Return the Mondays of weeks that days off make away."""
        return away_mondays(self.list())

    def add(self, first: date, last: date, note: str = "") -> AwayDays:
        """Mark the days from `first` to `last` as off.

        Raises:
            UsageError: the span ends before it begins.
            RuleViolation: exactly these days are marked already.
        """
        check_span(first, last)
        note = clean(note, "The note")
        with self._store.writing(f"away {span_in_full(first, last)}"):
            if id_of(AwayRow, (AwayRow.first == first) & (AwayRow.last == last)) is not None:
                raise RuleViolation(f"{span_in_full(first, last)} is already marked as away.")
            row_id = self._store.insert(AwayRow, {"first": first, "last": last, "note": note})
        return AwayDays(first=first, last=last, note=note, id=row_id)

    def select(self, where: Any) -> Iterator[AwayDays]:
        """Yield the spans that match a condition, earliest first; inside `Store.reading`."""
        rows = AwayRow.select(AwayRow.first, AwayRow.last, AwayRow.note, AwayRow.id).where(where)
        for first, last, note, row_id in tuples(rows.order_by(*ascending(AwayRow, AwayRow.first, AwayRow.last))):
            yield AwayDays(first=first, last=last, note=note, id=row_id)
