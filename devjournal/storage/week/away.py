"""Away days in the file."""

from __future__ import annotations

from datetime import date

from peewee import fn

from devjournal.domain.dates.days import span_in_full
from devjournal.domain.text.user_text import clean
from devjournal.domain.week.away import AwayDays, away_mondays, check_span
from devjournal.errors import NotFound, RuleViolation
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import as_made, tuples
from devjournal.storage.schema.tables import AwayRow
from devjournal.storage.step_names import called
from devjournal.storage.store import Store


class Away:
    """Marks days off, past and future."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @cached_until_write
    def list(self) -> tuple[AwayDays, ...]:
        """Return every span, earliest first."""
        with self._store.reading():
            rows = AwayRow.select(AwayRow.first, AwayRow.last, AwayRow.note, AwayRow.id)
            ordered = tuples(rows.order_by(*as_made(AwayRow, AwayRow.first, AwayRow.last)))
            return tuple(AwayDays(first=f, last=t, note=n, id=i) for f, t, n, i in ordered)

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
            same = AwayRow.select().where((AwayRow.first == first) & (AwayRow.last == last))
            if same.exists():
                raise RuleViolation(f"{span_in_full(first, last)} is already marked as away.")
            row_id = self._store.insert(AwayRow, {"first": first, "last": last, "note": note})
        return AwayDays(first=first, last=last, note=note, id=row_id)

    def remove(self, row_id: int) -> AwayDays:
        """Remove the mark of a span. Return the span.

        Raises:
            NotFound: there is no such span.
        """
        with self._store.writing(f"removal of {called(self._store, AwayRow, row_id)}"):
            days_off = next((span for span in self.list() if span.id == row_id), None)
            if days_off is None:
                raise NotFound(f"There are no away days {row_id}; see `devjournal away list`.")
            self._store.delete(AwayRow, row_id)
        return days_off

    @cached_until_write
    def first_day(self) -> date | None:
        """Return the first day off."""
        with self._store.reading():
            day: date | None = AwayRow.select(fn.MIN(AwayRow.first)).scalar()
            return day

    @cached_until_write
    def last_day(self) -> date | None:
        """Return the last day off."""
        with self._store.reading():
            day: date | None = AwayRow.select(fn.MAX(AwayRow.last)).scalar()
            return day
