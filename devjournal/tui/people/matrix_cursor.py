"""The crosshair of People. It stays on its person and gap while rows and columns change."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Person
from devjournal.tui.people.data import PeopleView


class MatrixCursor:
    """Row and column, with the IDs of their person and gap."""

    def __init__(self) -> None:
        """Begin on the first person and the first gap."""
        self.view: PeopleView | None = None
        self.row = self.column = 0
        self._person_id: int | None = None
        self._gap_id: int | None = None

    @property
    def person(self) -> Person | None:
        """The person of the row."""
        return self.view.people[self.row] if self.view is not None and self.view.people else None

    @property
    def gap(self) -> Gap | None:
        """The gap of the column."""
        return self.view.gaps[self.column] if self.view is not None and self.view.gaps else None

    def show(self, view: PeopleView) -> None:
        """Take another view. The crosshair stays on its person and gap, or goes to the nearest ones."""
        self.view = view
        row = _index_of(self._person_id, view.people, self.row)
        self._set(row, _index_of(self._gap_id, view.gaps, self.column))

    def await_person(self, person: Person) -> None:
        """Go to a person when the next view is shown."""
        self._person_id = person.id

    def await_gap(self, gap_id: int) -> None:
        """Go to a gap when the next view is shown."""
        self._gap_id = gap_id

    def go_to_gap(self, gap_id: int) -> None:
        """Go to the column of a gap."""
        if self.view is not None:
            self._set(self.row, _index_of(gap_id, self.view.gaps, self.column))

    def move(self, across: int, down: int) -> bool:
        """Move by columns and rows, limited to the view; return whether it moved."""
        if self.view is None or not self.view.people:
            return False
        row, column = _limited(self.row + down, self.view.people), _limited(self.column + across, self.view.gaps)
        if (row, column) == (self.row, self.column):
            return False
        self._set(row, column)
        return True

    def _set(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        self._person_id = self.person.id if self.person is not None else None
        self._gap_id = self.gap.id if self.gap is not None else None


def _index_of(row_id: int | None, rows: Sequence[Person | Gap], fallback: int) -> int:
    """Return the index of the person or gap `row_id`; if it is gone, the index nearest to `fallback`."""
    return _limited(next((n for n, row in enumerate(rows) if row.id == row_id), fallback), rows)


def _limited(index: int, rows: Sequence[Person | Gap]) -> int:
    return max(0, min(index, len(rows) - 1))
