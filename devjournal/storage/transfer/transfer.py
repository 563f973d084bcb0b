"""The whole journal as plain rows, for exports, imports and merges."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from devjournal.domain.bring.batch import Arrival, Batch
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.errors import RuleViolation
from devjournal.storage.core import undo
from devjournal.storage.schema.document_shape import Rows, table_columns, table_name
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.storage.schema.tables import ROWS, Row
from devjournal.storage.store import Store
from devjournal.storage.transfer.merged_rows import MergedRows
from devjournal.storage.transfer.raw_rows import RawRows
from devjournal.storage.transfer.row_codec import in_document_order, insert, replace_marks, values_of

if TYPE_CHECKING:  # only a sync needs them
    from devjournal.storage.transfer.apply_sync import AppliedMerge, MergedPart, Step, StepState

Merge = TypeVar("Merge", bound=MergedRows)
SyncMerge = TypeVar("SyncMerge", bound="MergedPart")


class Transfer:
    """Reads all rows, and writes all rows into an empty journal."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    @property
    def version(self) -> int:
        """The version of the schema."""
        return len(MIGRATIONS)

    def rows(self) -> Rows:
        """Return every row of every table, sorted so that equal journals export equal bytes."""
        with self._store.snapshot():
            rows = RawRows(self._store).rows()
        for table, table_rows in rows.items():
            rows[table] = sorted(table_rows, key=_uid) if table in (REMOVED, HIDDEN) else in_document_order(table_rows)
        if not rows[HIDDEN]:
            return rows
        from devjournal.domain.merge.journal_state import pin_displayed_values  # only a merged journal needs it

        return pin_displayed_values(rows, table_columns())

    def is_empty(self) -> bool:
        """Return whether the journal has no data."""
        with self._store.reading():
            return not any(table.select(table.id).exists() for table in ROWS)

    def load(self, rows: Rows) -> int:
        """Write the rows of a document, checked by `exports.transfer.document`, into this empty journal.

        Return the number of rows.

        Raises:
            RuleViolation: the journal is not empty.
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        with self._store.writing("import"), undo.merging(self._store.database):
            if not self.is_empty():
                raise RuleViolation(
                    "This journal is not empty; add --merge to make one of both, or name a new one with --file."
                )
            ids: dict[type[Row], dict[str, int]] = {}
            for table in ROWS:
                name = table_name(table)
                ordered = sorted(rows[name], key=lambda row: str(row["created_at"]))
                ids[table] = {row["uid"]: insert(table, values_of(table, row, ids)) for row in ordered}
            for mark_table in MARKS:
                replace_marks(mark_table, rows[table_name(mark_table)])
            return sum(len(rows[table_name(table)]) for table in ROWS)

    def preview(self, batch: Batch) -> Arrival:
        """Return what a batch of imported texts would add, and add nothing."""
        from devjournal.storage.transfer.bring import preview  # only an import needs it

        return preview(self._store, batch)

    def bring(self, batch: Batch) -> Arrival:
        """Add the new texts of a batch, in one undo step. Return them.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.storage.transfer.bring import bring

        return bring(self._store, batch)

    def merge(self, theirs: Rows, merge: Callable[[Rows, Rows], Merge], description: str) -> tuple[Merge, int]:
        """Replace the journal's rows with the merge of them and `theirs`, in one undo step.

        Return the merge and the number of changed rows. The journal is backed up before.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.domain.copies.copies import CopyReason  # only a merge needs them
        from devjournal.storage.transfer.apply_merge import apply_merged_rows

        with self._store.writing(description), self._store.auto_backup.copied(CopyReason.MERGE, self._store.database):
            result = merge(self.rows(), theirs)
            with undo.merging(self._store.database):
                changed = apply_merged_rows(self._store, result.rows, result.renamed)
            return result, changed

    def apply_sync(
        self, merge: Callable[[RawRows], SyncMerge], description: str, *, is_first: bool
    ) -> AppliedMerge[SyncMerge]:
        """Replace the journal's rows with their merge, in one undo step. Before the first sync, back up the journal.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.storage.transfer.apply_sync import apply_sync  # only a sync needs it

        return apply_sync(self._store, merge, description, is_first=is_first)

    def raw(self) -> RawRows:
        """Return all rows as SQLite stores them."""
        with self._store.snapshot():
            return RawRows(self._store)

    def last_step(self) -> Step | None:
        """Return the last undo step that is not undone."""
        from devjournal.storage.transfer.apply_sync import last_step

        return last_step(self._store)

    def step_state(self, step: Step) -> StepState:
        """Return what became of an undo step."""
        from devjournal.storage.transfer.apply_sync import step_state

        return step_state(self._store, step)


def _uid(row: dict[str, Any]) -> str:
    return str(row["uid"])
