"""What a sync does to the file: one step that brings it in step with the copies of other machines."""

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
"""The number of a step of undo, and its time."""


class CombinedPart(Combined, Protocol):
    """What a merge makes of a part of a journal, or of all of it."""

    @property
    def before(self) -> Rows | None:
        """The rows of the part, as the file keeps them; None stands for all of them."""


Made = TypeVar("Made", bound=CombinedPart)


@dataclass(frozen=True, slots=True)
class Stepped(Generic[Made]):
    """What a merge made, and the file after it."""

    made: Made
    raw: RawRows
    version: int
    """Of the file; it changes when another program writes to it."""


class Becoming(Enum):
    """What became of a step."""

    HELD = auto()
    UNDONE = auto()
    ELSEWHERE = auto()
    """It is not in this journal, or so long ago that it is forgotten."""


def bring_in_step(store: Store, combine: Callable[[RawRows], Made], what: str, *, first: bool) -> Stepped[Made]:
    """Put what `combine` makes of the rows in their place, as one step of undo.

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
    return {(table, row["uid"]) for table, found in rows.items() for row in found}


def last_step(store: Store) -> Step | None:
    """Return the number and the time of the last step that is not undone."""
    with store.reading():
        found = store.database.execute_sql(
            "SELECT id, at FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return (found[0], found[1]) if found else None


def becoming_of(store: Store, step: Step) -> Becoming:
    """Return what became of a step that was here.

    A step that was undone is dropped by the next write: then there is a hole where it was.
    """
    number, at = step
    with store.reading():
        run = store.database.execute_sql
        found = run("SELECT at, undone FROM undo_step WHERE id = ?", (number,)).fetchone()
        if found is not None:
            return Becoming.ELSEWHERE if found[0] != at else Becoming.UNDONE if found[1] else Becoming.HELD
        oldest, steps = run("SELECT min(id), count(*) FROM undo_step").fetchone()
        last = run("SELECT seq FROM sqlite_sequence WHERE name = 'undo_step'").fetchone()
    is_known = last is not None and number <= last[0]
    is_forgotten = steps >= undo.KEPT and number < oldest
    return Becoming.UNDONE if is_known and not is_forgotten else Becoming.ELSEWHERE
