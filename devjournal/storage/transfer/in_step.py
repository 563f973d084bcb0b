"""What a sync does to the file: one step that brings it in step with the copies of other machines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import TypeVar

from devjournal.domain.copies.copies import CopyReason
from devjournal.storage.core import undo
from devjournal.storage.schema.document_shape import Rows
from devjournal.storage.store import Store
from devjournal.storage.transfer.apply_merge import apply_merged_rows
from devjournal.storage.transfer.combined import Combined

Made = TypeVar("Made", bound=Combined)


def bring_in_step(
    store: Store, rows: Callable[[], Rows], combine: Callable[[Rows], Made], what: str, *, first: bool
) -> tuple[Made, int]:
    """Put what `combine` makes of the rows in their place, as one step of undo; return it and how many rows differ.

    Raises:
        JournalError: a row breaks a rule of the schema; nothing was written.
    """
    with store.writing(what):
        before = rows()
        made = combine(before)
        copy = store.keeping.kept(CopyReason.MERGE, store.database) if first else nullcontext()
        with copy, undo.from_elsewhere(store.database):
            return made, apply_merged_rows(store, made.rows, made.renamed, before)


def last_step(store: Store) -> tuple[int, str] | None:
    """Return the number and the time of the last step that is not undone."""
    with store.reading():
        found = store.database.execute_sql(
            "SELECT id, at FROM undo_step WHERE undone = 0 ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return (found[0], found[1]) if found else None


def holds_step(store: Store, step: tuple[int, str]) -> bool:
    """Say whether a step is here, at the same time, and not undone."""
    with store.reading():
        found = store.database.execute_sql("SELECT at FROM undo_step WHERE id = ? AND undone = 0", step[:1]).fetchone()
    return found is not None and found[0] == step[1]
