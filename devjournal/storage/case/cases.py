"""The data of a case. Private rows are not read."""

from __future__ import annotations

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.case.case import CaseData
from devjournal.domain.week.entry import Entry
from devjournal.errors import NotFound
from devjournal.storage.career.gaps import Gaps
from devjournal.storage.career.horizons import Horizons
from devjournal.storage.career.people import People
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.schema.tables import EntryRow
from devjournal.storage.store import Store
from devjournal.storage.week.entries import Entries


class Cases:
    """Reads the case for a role."""

    def __init__(self, store: Store, horizons: Horizons, gaps: Gaps, people: People, entries: Entries) -> None:
        """Work on one open file."""
        self._store = store
        self._horizons = horizons
        self._gaps = gaps
        self._people = people
        self._entries = entries

    def find(self, horizon: int | None = None) -> CaseData:
        """Return the data of the case for a horizon, by ID; None is the nearest.

        Raises:
            NotFound: there is no such horizon, or no current one.
        """
        with self._store.reading():
            return self._data(self._current_horizon(horizon))

    def can_be_made(self) -> bool:
        """Return whether there is a current horizon."""
        return bool(self._horizons.current())

    def _data(self, horizon: Horizon) -> CaseData:
        gaps = tuple(gap for gap in self._gaps.shareable() if not gap.private)
        shared = {gap.id for gap in gaps}
        return CaseData(
            horizon=horizon,
            today=self._store.today,
            gaps=gaps,
            entries=tuple(entry for entry in self._evidence() if entry.gap in shared),
            people=self._people.list(),
            awareness=tuple(record for record in self._people.awareness() if record.gap in shared),
        )

    @cached_until_write
    def _evidence(self) -> tuple[Entry, ...]:
        """Return the entries that have a gap and are not private."""
        return tuple(self._entries.select(EntryRow.gap.is_null(False) & ~EntryRow.private))

    def _current_horizon(self, row_id: int | None) -> Horizon:
        current = self._horizons.current()
        if row_id is None:
            if not current:
                raise NotFound("A case needs a horizon; set one with `devjournal horizon ROLE --in MONTHS`.")
            return current[0]
        match = next((horizon for horizon in current if horizon.id == row_id), None)
        if match is None:
            raise NotFound(f"No horizon {row_id} stands; see `devjournal horizon`.")
        return match
