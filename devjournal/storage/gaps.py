"""Gaps in the file, with what proves them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from devjournal.domain.gap import Area, Gap, Step
from devjournal.domain.text import clean, required
from devjournal.domain.week import Outcome
from devjournal.errors import NotFound, UsageError
from devjournal.storage.rows import named, tuples
from devjournal.storage.store import Store
from devjournal.storage.tables import AwarenessRow, EntryRow, GapRow, WeekRow

MOST_NEEDED = 1000
"""The highest `needed` there is; more times than that is a slip of the pen."""


class Gaps:
    """Adds and lists gaps."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    def add(self, area: Area, title: str, *, why: str = "", needed: int = 1, step: Step = Step.CURRENT) -> Gap:
        """Add a gap at the foot of its column.

        Raises:
            InvalidText: the title is empty or cannot be kept.
            UsageError: `needed` is out of its range.
        """
        if not 1 <= needed <= MOST_NEEDED:
            raise UsageError(f"Needed is {needed}; it is a number from 1 to {MOST_NEEDED}.")
        values = {"title": required(title, "The title"), "why": clean(why, "The why"), "needed": needed}
        with self._store.writing("new gap"):
            last = GapRow.select(fn.MAX(GapRow.position)).where(GapRow.area == area.value).scalar()
            place = {"area": area.value, "step": step.value, "position": (last or 0) + 1}
            row_id = self._store.insert(GapRow, {**values, **place, "opened_on": self._store.today})
            return self._get(row_id)

    def get(self, row_id: int) -> Gap:
        """Return one gap.

        Raises:
            NotFound: there is no such gap.
        """
        with self._store.reading():
            return self._get(row_id)

    def list(self) -> tuple[Gap, ...]:
        """Return every gap, closed ones too, in the order of the board."""
        with self._store.reading():
            return tuple(self._select(GapRow.id > 0))

    def titles(self) -> dict[int, str]:
        """Return the title of every gap by its ID."""
        with self._store.reading():
            return dict(tuples(GapRow.select(GapRow.id, GapRow.title)))

    def _get(self, row_id: int) -> Gap:
        gap = next(self._select(GapRow.id == row_id), None)
        if gap is None:
            raise NotFound(f"There is no gap {row_id}.")
        return gap

    def _select(self, where: Any) -> Iterator[Gap]:
        entries = _counts(EntryRow.select(EntryRow.gap, fn.COUNT(EntryRow.id)), EntryRow.gap)
        goals = _counts(WeekRow.select(WeekRow.gap, fn.COUNT(WeekRow.id)), WeekRow.gap)
        was_hit = WeekRow.outcome == Outcome.HIT.value
        hits = _counts(WeekRow.select(WeekRow.gap, fn.COUNT(WeekRow.id)).where(was_hit), WeekRow.gap)
        should = _counts(AwarenessRow.select(AwarenessRow.gap, fn.COUNT(AwarenessRow.id)), AwarenessRow.gap)
        knows = _counts(AwarenessRow.select(AwarenessRow.gap, fn.COUNT(AwarenessRow.known_on)), AwarenessRow.gap)
        rows = GapRow.select().where(where).order_by(GapRow.position, GapRow.id)
        for row in named(rows):
            brand = row.area == Area.BRAND.value
            yield Gap(
                id=row.id,
                area=Area(row.area),
                step=Step(row.step),
                title=row.title,
                why=row.why,
                needed=(should.get(row.id) if brand else None) or row.needed,
                evidence=(knows if brand else entries).get(row.id, 0),
                goals=goals.get(row.id, 0),
                hits=hits.get(row.id, 0),
                position=row.position,
                opened_on=row.opened_on,
                closed_on=row.closed_on,
            )


def _counts(query: Any, column: Any) -> dict[int, int]:
    rows = tuples(query.where(column.is_null(False)).group_by(column))
    return dict(rows)
