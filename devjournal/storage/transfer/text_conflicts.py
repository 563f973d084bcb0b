"""The texts that gave way in merges, in the file; they go with their rows."""

from __future__ import annotations

from collections.abc import Iterable

from devjournal.domain.merge.text_conflict import NewTextConflict, TextConflict
from devjournal.errors import NotFound
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import as_made, as_objects, select_all, tuples
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.document_shape import name_of
from devjournal.storage.schema.tables import ROWS, EntryRow, TextConflictRow, WeekRow
from devjournal.storage.store import Store


class TextConflicts:
    """Adds, lists and settles texts that gave way."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    def add_all(self, conflicts: Iterable[NewTextConflict]) -> int:
        """Keep texts that gave way, each once, also where it is settled; return how many are new."""
        added = 0
        with self._store.writing("texts that gave way"):
            for new in conflicts:
                uid = natural_uid("text-conflict", f"{new.table} {new.row_uid} {new.field} {new.other}")
                if TextConflictRow.select(TextConflictRow.id).where(TextConflictRow.uid == uid).exists():
                    continue
                values = {"table_name": new.table, "row_uid": new.row_uid, "field": new.field, "other": new.other}
                beside = {"other_at": new.other_at, "machine": new.machine, "settled": False}
                self._store.insert(TextConflictRow, {**values, **beside}, uid)
                added += 1
        return added

    def waiting(self) -> tuple[TextConflict, ...]:
        """Return the texts that gave way and are not settled, the earliest first."""
        tables = {name_of(table): table for table in ROWS}
        waiting: list[TextConflict] = []
        with self._store.reading():
            rows = select_all(TextConflictRow).where(~TextConflictRow.settled).order_by(*as_made(TextConflictRow))
            for row in list(as_objects(rows)):
                table = tables.get(row.table_name)
                if table is None or row.field not in table._meta.fields:
                    continue
                texts = table.select(table.id, getattr(table, row.field)).where(table.uid == row.row_uid)
                for row_id, current in tuples(texts):
                    about = {"id": row.id, "table": row.table_name, "row": row_id, "field": row.field}
                    loser = {"other": row.other, "other_at": row.other_at, "machine": row.machine}
                    waiting.append(TextConflict(**about, current=str(current or ""), **loser))
        return tuple(waiting)

    @cached_until_write
    def count(self) -> int:
        """Return how many texts that gave way are not settled."""
        with self._store.reading():
            return int(TextConflictRow.select().where(~TextConflictRow.settled).count())

    def take(self, row_id: int) -> None:
        """Put a text that gave way in the place of what stands, and settle it, as one step of undo.

        Raises:
            NotFound: there is no such text, or its row is gone.
        """
        found = next((one for one in self.waiting() if one.id == row_id), None)
        if found is None:
            raise NotFound(f"There is no text {row_id} that gave way.")
        table = next(table for table in ROWS if name_of(table) == found.table)
        with self._store.writing("taking of a text that gave way"):
            self._store.update(table, found.row, {found.field: found.other})
            if table is WeekRow and found.field == "goal":
                same = (EntryRow.week == found.row) & (EntryRow.text == found.current)
                for (entry,) in list(tuples(EntryRow.select(EntryRow.id).where(same))):
                    self._store.follow(EntryRow, entry, {"text": found.other})
            self._store.update(TextConflictRow, row_id, {"settled": True})

    def settle(self, row_id: int) -> None:
        """Say that a text which gave way can go.

        Raises:
            NotFound: there is no such text.
        """
        with self._store.writing("settling of a text that gave way"):
            if not TextConflictRow.select(TextConflictRow.id).where(TextConflictRow.id == row_id).exists():
                raise NotFound(f"There is no text {row_id} that gave way.")
            self._store.update(TextConflictRow, row_id, {"settled": True})
