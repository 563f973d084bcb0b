"""The crosshair of People. It stays on its person and gap while rows and columns change."""

from __future__ import annotations

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
        """Apply to another view: same person and gap, or the nearest ones."""
        self.view = view
        self._stand(view.person_at(self._person_id, self.row), view.gap_at(self._gap_id, self.column))

    def await_person(self, person: Person) -> None:
        """Move to a person in the next view."""
        self._person_id = person.id

    def await_gap(self, gap_id: int) -> None:
        """Move to a gap in the next view."""
        self._gap_id = gap_id

    def go_to_gap(self, gap_id: int) -> None:
        """Move to the column of a visible gap."""
        if self.view is not None:
            self._stand(self.row, self.view.gap_at(gap_id, self.column))

    def move(self, across: int, down: int) -> bool:
        """Move by columns and rows, limited to the view; return whether it moved."""
        if self.view is None or not self.view.people:
            return False
        row = max(0, min(self.row + down, len(self.view.people) - 1))
        column = max(0, min(self.column + across, len(self.view.gaps) - 1))
        if (row, column) == (self.row, self.column):
            return False
        self._stand(row, column)
        return True

    def _stand(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        self._person_id = self.person.id if self.person is not None else None
        self._gap_id = self.gap.id if self.gap is not None else None
