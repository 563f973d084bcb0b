"""Applies a sync to the file: one undo step with the changes of other machines."""

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
from devjournal.storage.transfer.combined import Combined
from devjournal.storage.transfer.raw_rows import RawRows

Step = tuple[int, str]
"""The number and time of an undo step."""


class CombinedPart(Combined, Protocol):
    """Merges a part of a journal, or all of it."""

    @property
    def before(self) -> Rows | None:
        """The rows of the part, as stored; None for all of them."""


Made = TypeVar("Made", bound=CombinedPart)


@dataclass(frozen=True, slots=True)
class Stepped(Generic[Made]):
    """The result of a merge, and the file's state after it."""

    made: Made
    raw: RawRows
    version: int
    """The file's change counter, which changes when another program writes."""


class Becoming(Enum):
    """What became of a step."""

    HELD = auto()
    UNDONE = auto()
    ELSEWHERE = auto()
    """It is not in this journal, or was deleted because it is too old."""


def bring_in_step(store: Store, combine: Callable[[RawRows], Made], what: str, *, first: bool) -> Stepped[Made]:
    """Replace rows with what `combine` makes of them, in one undo step.

    Raises:
        JournalError: a row breaks a rule of the schema; nothing was written.
    """
    with store.writing(what):
        raw = RawRows(store)
        made = combine(raw)
        copy = store.keeping.kept(CopyReason.MERGE, store.database) if first else nullcontext()
        with copy, undo.from_elsewhere(store.database):
            if made.before is None or made.renamed:
                apply_merged_rows(store, made.rows, made.renamed, raw.rows())
                raw = RawRows(store)
            else:
                apply_merged_rows(store, made.rows, {}, made.before, raw.ids)
                raw.read_again(_keys(made.before) | _keys(made.rows))
        version = store.data_version()
    return Stepped(made, raw, version)


def _keys(rows: Rows) -> set[tuple[str, str]]:
    return {(table, row["uid"]) for table, table_rows in rows.items() for row in table_rows}


def last_step(store: Store) -> Step | None:
    """Return the number and time of the last step that is not undone."""
    with store.reading():
        step_row = store.database.execute_sql(
            "SELECT id, at FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return (step_row[0], step_row[1]) if step_row else None


def becoming_of(store: Store, step: Step) -> Becoming:
    """Return what became of a step.

    The next write deletes an undone step, which leaves a hole in the numbers.
    """
    number, at = step
    with store.reading():
        run = store.database.execute_sql
        step_row = run("SELECT at, undone FROM undo_step WHERE id = ?", (number,)).fetchone()
        if step_row is not None:
            return Becoming.ELSEWHERE if step_row[0] != at else Becoming.UNDONE if step_row[1] else Becoming.HELD
        oldest, steps = run("SELECT min(id), count(*) FROM undo_step").fetchone()
        last = run("SELECT seq FROM sqlite_sequence WHERE name = 'undo_step'").fetchone()
    is_known = last is not None and number <= last[0]
    is_forgotten = steps >= undo.KEPT and number < oldest
    return Becoming.UNDONE if is_known and not is_forgotten else Becoming.ELSEWHERE
