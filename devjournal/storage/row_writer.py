"""The only inserts, updates and deletes of rows, with stamps and removal marks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from devjournal.errors import NotFound
from devjournal.storage.core import field_logs
from devjournal.storage.core.record_times import after_last_row, after_page_rows, after_talks
from devjournal.storage.core.rows import first_row, id_of, ids_of, indexed_row
from devjournal.storage.core.uids import random_uid
from devjournal.storage.schema.marks import RemovedRow
from devjournal.storage.schema.stamps import later_change, later_than
from devjournal.storage.schema.tables import REFERENCES, EntryRow, Row, TextConflictRow, columns


class RowWriter(ABC):
    """Writes rows inside a transaction of the caller. Merges rely on the stamps."""

    def __init__(self) -> None:
        """Give new rows random uids."""
        self._new_uid: Callable[[], str] = random_uid

    @property
    @abstractmethod
    def stamp(self) -> str:
        """The current time as stored: UTC, ISO 8601 with microseconds."""

    def moment(self) -> str:
        """Return the current stamp, or a stamp after a talk that was recorded in this second.

        So a write after a 1:1 counts as later than the 1:1, even if the clock stands still.
        """
        return after_talks(self.stamp)

    def moment_after_page(self) -> str:
        """Return the current stamp, or a stamp after every row of a page that was written in this second."""
        return after_page_rows(self.stamp)

    def insert(self, table: type[Row], values: Mapping[str, Any], uid: str = "", after: str = "") -> int:
        """Add a row with its uid and stamps, no earlier than `after`. Return its local ID.

        If the natural `uid` is taken, by a person who was renamed, the row gets a random uid.
        """
        if uid and id_of(table, table.uid == uid) is not None:
            uid = ""
        stamp, uid = max(after, after_last_row(table, self.moment())), uid or self._new_uid()
        row = {**values, "uid": uid, "created_at": stamp, "updated_at": stamp}
        same = RemovedRow.uid == uid
        removal = first_row(RemovedRow.select(RemovedRow.removed_at, RemovedRow.seen).where(same))
        if removal is not None:
            at, seen = removal
            RemovedRow.delete().where(same).execute()
            row["updated_at"] = later_than(at, stamp)  # otherwise a merge would keep it removed
            row |= field_logs.readded_stamps(row["updated_at"], seen, columns(table), is_new=table is EntryRow)
        return int(table.insert(row).execute())

    def update(self, table: type[Row], row_id: int, values: Mapping[str, Any]) -> bool:
        """Change a row, its stamp and its log if a value differs. Return whether any value did."""
        names = list(values)
        fields = [getattr(table, name) for name in names]
        query = table.select(*fields, table.created_at, table.updated_at, table.changed).where(table.id == row_id)
        *old, created, updated, log = indexed_row(query)
        differing = [name for name, value in zip(names, old, strict=True) if value != values[name]]
        if not differing:
            return False
        stamp = later_change(updated, self.moment(), {name: values[name] for name in differing})
        changed = field_logs.log_write(log, created, updated, differing, stamp)
        table.update({**values, "updated_at": stamp, "changed": changed}).where(table.id == row_id).execute()
        return True

    def upsert(self, table: type[Row], where: Any, values: Mapping[str, Any], uid: str) -> None:
        """Change the row that matches a condition; if no row does, add one with a natural `uid`."""
        row_id = id_of(table, where)
        if row_id is None:
            self.insert(table, values, uid)
        else:
            self.update(table, row_id, values)

    def follow(self, table: type[Row], row_id: int, values: Mapping[str, Any]) -> None:
        """Change a row because another row changed. Its stamp and log stay, because nobody wrote in it."""
        query = table.select(*(getattr(table, name) for name in values)).where(table.id == row_id)
        if indexed_row(query) != tuple(values.values()):
            table.update(values).where(table.id == row_id).execute()

    def delete(self, table: type[Row], row_id: int) -> None:
        """Remove a row and the rows that need it, record their uids as removed, and clear other references to it."""
        for referring, references in REFERENCES.items():
            for column, target in references.items():
                if target is table:
                    self._release(referring, column, row_id)
        fields = (table.uid, table.created_at, table.updated_at, table.changed)
        uid, created, updated, log = indexed_row(table.select(*fields).where(table.id == row_id))
        stamp = later_than(updated, self.stamp)  # otherwise a merge would bring it back
        tombstone = {"uid": uid, "table_name": table._meta.table_name, "removed_at": stamp}
        tombstone["seen"] = field_logs.seen_writes(log, created, updated)
        RemovedRow.insert(tombstone).on_conflict("REPLACE").execute()
        table.delete().where(table.id == row_id).execute()
        for conflict in ids_of(TextConflictRow, TextConflictRow.row_uid == uid):
            self.delete(TextConflictRow, conflict)

    def _release(self, table: type[Row], column: str, row_id: int) -> None:
        """Clear the references of a table's rows to a row, each with its own stamp for merges.

        Rows whose reference must not be null are removed.
        """
        for referring_id in ids_of(table, getattr(table, column) == row_id):
            if table._meta.fields[column].null:
                self.update(table, referring_id, {column: None})
            else:
                self.delete(table, referring_id)

    def must_exist(self, table: type[Row], row_id: int, noun: str) -> None:
        """Check that a row exists.

        Raises:
            NotFound: the row does not exist.
        """
        if id_of(table, table.id == row_id) is None:
            raise NotFound(f"There is no {noun} {row_id}; see `devjournal {noun} list`.")
