"""The whole journal as plain rows: out for an export, and in for an import or a merge."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from devjournal.domain.bring.batch import Arrival, Batch
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.errors import RuleViolation
from devjournal.storage.core import undo
from devjournal.storage.schema.document_shape import Rows, name_of, table_columns
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.storage.schema.tables import ROWS, Row
from devjournal.storage.store import Store
from devjournal.storage.transfer.combined import Combined
from devjournal.storage.transfer.raw_rows import RawRows
from devjournal.storage.transfer.row_codec import in_order, insert, put_marks, values_of

if TYPE_CHECKING:  # only a sync pays for these
    from devjournal.storage.transfer.in_step import Becoming, CombinedPart, Step, Stepped

Made = TypeVar("Made", bound=Combined)
MadeOfPart = TypeVar("MadeOfPart", bound="CombinedPart")


class Transfer:
    """Takes every row out, and puts every row into an empty journal."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    @property
    def version(self) -> int:
        """The version of the tables and columns."""
        return len(MIGRATIONS)

    def rows(self) -> Rows:
        """Return every row of every table, sorted so that two exports of one journal are the same."""
        with self._store.snapshot():
            rows = RawRows(self._store).rows()
        for table, found in rows.items():
            rows[table] = sorted(found, key=_uid) if table in (REMOVED, HIDDEN) else in_order(found)
        if not rows[HIDDEN]:
            return rows
        from devjournal.domain.merge.journal_state import owned  # only a journal that was merged pays for it

        return owned(rows, table_columns())

    def is_empty(self) -> bool:
        """Say whether the journal holds nothing at all."""
        with self._store.reading():
            return not any(table.select(table.id).exists() for table in ROWS)

    def load(self, rows: Rows) -> int:
        """Put the rows of a document, checked by `exports.document`, into this empty journal; return how many.

        Raises:
            RuleViolation: the journal is not empty.
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        with self._store.writing("import"), undo.from_elsewhere(self._store.database):
            if not self.is_empty():
                raise RuleViolation(
                    "This journal is not empty; add --merge to make one of both, or name a new one with --file."
                )
            ids: dict[type[Row], dict[str, int]] = {}
            for table in ROWS:
                name = name_of(table)
                ordered = sorted(rows[name], key=lambda row: str(row["created_at"]))
                ids[table] = {row["uid"]: insert(table, values_of(table, row, ids)) for row in ordered}
            for beside in MARKS:
                put_marks(beside, rows[name_of(beside)])
            return sum(len(rows[name_of(table)]) for table in ROWS)

    def preview(self, batch: Batch) -> Arrival:
        """Return what a batch of another program's texts would add, and add nothing."""
        from devjournal.storage.transfer.bring import preview  # only an import pays for it

        return preview(self._store, batch)

    def bring(self, batch: Batch) -> Arrival:
        """Add what is new of a batch of another program's texts, in one step of undo; return what that was.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.storage.transfer.bring import bring

        return bring(self._store, batch)

    def merge(self, theirs: Rows, combine: Callable[[Rows, Rows], Made], what: str) -> tuple[Made, int]:
        """Put what `combine` makes of this journal's rows and of theirs in its place; return both what it made and
        how many rows it added, changed or took out.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.domain.copies.copies import CopyReason  # only a merge pays for these
        from devjournal.storage.transfer.apply_merge import apply_merged_rows

        with self._store.writing(what), self._store.keeping.kept(CopyReason.MERGE, self._store.database):
            combined = combine(self.rows(), theirs)
            with undo.from_elsewhere(self._store.database):
                changed = apply_merged_rows(self._store, combined.rows, combined.renamed)
            return combined, changed

    def in_step(self, combine: Callable[[RawRows], MadeOfPart], what: str, *, first: bool) -> Stepped[MadeOfPart]:
        """Put what `combine` makes of this journal's rows in their place.

        Before the `first` time a copy of the journal is made, as before a merge.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.storage.transfer.in_step import bring_in_step  # only a sync pays for it

        return bring_in_step(self._store, combine, what, first=first)

    def raw(self) -> RawRows:
        """Return every row as the file keeps it."""
        with self._store.snapshot():
            return RawRows(self._store)

    def last_step(self) -> Step | None:
        """Return the last step that is not undone, by its number and its time: what follows holds what is here now."""
        from devjournal.storage.transfer.in_step import last_step

        return last_step(self._store)

    def becoming_of(self, step: Step) -> Becoming:
        """Return what became of a step that was here."""
        from devjournal.storage.transfer.in_step import becoming_of

        return becoming_of(self._store, step)


def _uid(row: dict[str, Any]) -> str:
    return str(row["uid"])
