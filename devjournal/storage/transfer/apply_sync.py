"""Applies the merge of a sync to the journal's file, in one undo step, and tells later whether that step was undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, Protocol, TypeVar

from devjournal.domain.copies.copies import CopyReason
from devjournal.storage.core import undo
from devjournal.storage.schema.document_shape import Rows
from devjournal.storage.store import Store
from devjournal.storage.transfer.apply_merge import apply_merged_rows
from devjournal.storage.transfer.merged_rows import MergedRows
from devjournal.storage.transfer.raw_rows import RawRows

Step = tuple[int, str]
"""The number and time of an undo step."""


class MergedPart(MergedRows, Protocol):
    """The result of a merge of the whole journal, or of a part of it."""

    @property
    def before(self) -> Rows | None:
        """The merged part as stored before; `None` if the whole journal was merged."""


Merge = TypeVar("Merge", bound=MergedPart)


@dataclass(frozen=True, slots=True)
class AppliedMerge(Generic[Merge]):
    """A merge, and the journal after it."""

    merge: Merge
    rows: RawRows
    data_version: int
    """SQLite's `data_version` after the merge. It changes if another program writes."""


class StepState(Enum):
    """What became of an undo step."""

    APPLIED = auto()
    UNDONE = auto()
    UNKNOWN = auto()
    """The step is not in this journal, or was deleted because of its age."""


def apply_sync(
    store: Store, merge: Callable[[RawRows], Merge], description: str, *, is_first: bool
) -> AppliedMerge[Merge]:
    """Replace the journal's rows with their merge, in one undo step. Before the first sync, back up the journal.

    Raises:
        JournalError: a row breaks a rule of the schema; nothing was written.
    """
    with store.writing(description):
        rows = RawRows(store)
        result = merge(rows)
        backup = store.auto_backup.copied(CopyReason.MERGE, store.database) if is_first else nullcontext()
        with backup, undo.merging(store.database):
            if result.before is None or result.renamed:
                apply_merged_rows(store, result.rows, result.renamed, rows.rows())
                rows = RawRows(store)
            else:
                apply_merged_rows(store, result.rows, {}, result.before, rows.ids)
                rows.read_again(_keys(result.before) | _keys(result.rows))
        data_version = store.data_version()
    return AppliedMerge(result, rows, data_version)


def _keys(rows: Rows) -> set[tuple[str, str]]:
    return {(table, row["uid"]) for table, table_rows in rows.items() for row in table_rows}


def last_step(store: Store) -> Step | None:
    """Return the last undo step that is not undone."""
    with store.reading():
        step_row = store.database.execute_sql(
            "SELECT id, at FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return (step_row[0], step_row[1]) if step_row else None


def step_state(store: Store, step: Step) -> StepState:
    """Return what became of a step.

    The next write after an undo deletes the undone step. Such a step is known by its missing number.
    """
    number, at = step
    with store.reading():
        run = store.database.execute_sql
        step_row = run("SELECT at, undone FROM undo_step WHERE id = ?", (number,)).fetchone()
        if step_row is not None:
            return StepState.UNKNOWN if step_row[0] != at else StepState.UNDONE if step_row[1] else StepState.APPLIED
        oldest, steps = run("SELECT min(id), count(*) FROM undo_step").fetchone()
        last = run("SELECT seq FROM sqlite_sequence WHERE name = 'undo_step'").fetchone()
    was_made_here = last is not None and number <= last[0]
    is_expired = steps >= undo.MAX_STEPS and number < oldest
    return StepState.UNDONE if was_made_here and not is_expired else StepState.UNKNOWN
