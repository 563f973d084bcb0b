"""The base class of repositories, which read, change and remove the rows of one table by ID."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Generic, TypeVar

from devjournal.errors import NotFound
from devjournal.storage.row_labels import row_label
from devjournal.storage.schema.tables import Row
from devjournal.storage.store import Store

Value = TypeVar("Value")


class Repository(ABC, Generic[Value]):
    """The rows of one table as values of the domain."""

    table: ClassVar[type[Row]]
    missing: ClassVar[str]
    """The error message for an ID that no row has; `{}` stands for the ID."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @abstractmethod
    def select(self, where: Any) -> Iterator[Value]:
        """Yield the values of the rows that match a condition; inside `Store.reading`."""

    def get(self, row_id: int) -> Value:
        """Return the value with this ID.

        Raises:
            NotFound: there is no such row.
        """
        with self._store.reading():
            return self._get(row_id)

    def remove(self, row_id: int) -> Value:
        """Remove a row, and return its value.

        Raises:
            NotFound: there is no such row.
        """
        with self._step("removal of", row_id):
            value = self._get(row_id)
            self._store.delete(self.table, row_id)
            return value

    def _get(self, row_id: int) -> Value:
        value = self._find(row_id)
        if value is None:
            raise NotFound(self.missing.format(row_id))
        return value

    def _find(self, row_id: int) -> Value | None:
        return next(self.select(self.table.id == row_id), None)

    def _step(self, action: str, row_id: int) -> AbstractContextManager[None]:
        """Hold a transaction that is one undo step on a row, named by the `action` (`removal of`) and the row."""
        return self._store.writing(f"{action} {row_label(self._store, self.table, row_id)}")

    def _update(self, row_id: int, values: Mapping[str, Any]) -> Value:
        """Change some columns of a row. Return its new value."""
        if values:
            self._store.update(self.table, row_id, values)
        return self._get(row_id)
