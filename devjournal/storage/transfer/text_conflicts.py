"""The texts that merges replaced (`text_conflict`). They are removed with their rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from devjournal.domain.merge.text_conflict import NewTextConflict, TextConflict
from devjournal.errors import NotFound
from devjournal.storage.core.rows import ascending, dicts, id_of, ids_of, select_all, tuples, value_of
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.document_shape import table_name
from devjournal.storage.schema.tables import ROWS, EntryRow, TextConflictRow, WeekRow
from devjournal.storage.store import Store


class TextConflicts:
    """Adds, lists and settles replaced texts."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    def add_all(self, conflicts: Iterable[NewTextConflict]) -> int:
        """Store replaced texts, each once, even a settled one. Return how many are new."""
        added = 0
        with self._store.writing("texts that gave way"):
            for new in conflicts:
                uid = natural_uid("text-conflict", f"{new.table} {new.row_uid} {new.field} {new.other}")
                if id_of(TextConflictRow, TextConflictRow.uid == uid) is not None:
                    continue
                values: dict[str, Any] = {
                    "table_name": new.table,
                    "row_uid": new.row_uid,
                    "field": new.field,
                    "other": new.other,
                }
                values |= {"other_at": new.other_at, "machine": new.machine, "settled": False}
                self._store.insert(TextConflictRow, values, uid)
                added += 1
        return added

    def waiting(self) -> tuple[TextConflict, ...]:
        """Return the unsettled texts, earliest first."""
        tables = {table_name(table): table for table in ROWS}
        waiting: list[TextConflict] = []
        with self._store.reading():
            rows = select_all(TextConflictRow).where(~TextConflictRow.settled).order_by(*ascending(TextConflictRow))
            for row in list(dicts(rows)):
                table = tables.get(row["table_name"])
                if table is None or row["field"] not in table._meta.fields:
                    continue
                texts = table.select(table.id, getattr(table, row["field"])).where(table.uid == row["row_uid"])
                for row_id, current in tuples(texts):
                    current_row = {"table": row["table_name"], "row": row_id, "current": str(current or "")}
                    waiting.append(value_of(TextConflict, row, **current_row))
        return tuple(waiting)

    def restore(self, row_id: int) -> None:
        """Replace the current text with the replaced one, and settle the conflict, in one undo step.

        Raises:
            NotFound: there is no such text, or its row was removed.
        """
        conflict = next((text for text in self.waiting() if text.id == row_id), None)
        if conflict is None:
            raise NotFound(f"There is no text {row_id} that gave way.")
        table = next(table for table in ROWS if table_name(table) == conflict.table)
        with self._store.writing("taking of a text that gave way"):
            self._store.update(table, conflict.row, {conflict.field: conflict.other})
            if table is WeekRow and conflict.field == "goal":
                same = (EntryRow.week == conflict.row) & (EntryRow.text == conflict.current)
                for entry in ids_of(EntryRow, same):
                    self._store.follow(EntryRow, entry, {"text": conflict.other})
            self._store.update(TextConflictRow, row_id, {"settled": True})

    def settle(self, row_id: int) -> None:
        """Settle a replaced text by keeping the current one.

        Raises:
            NotFound: there is no such text.
        """
        with self._store.writing("settling of a text that gave way"):
            if id_of(TextConflictRow, TextConflictRow.id == row_id) is None:
                raise NotFound(f"There is no text {row_id} that gave way.")
            self._store.update(TextConflictRow, row_id, {"settled": True})
