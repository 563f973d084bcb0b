"""The undo history of an untrusted file: steps that can still be undone or redone are copied."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from devjournal.storage.core.undo import BESIDE, NOTHING
from devjournal.storage.schema.document_shape import name_of
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.untrusted.cell_values import is_stamp

_COLUMNS = {name_of(table): frozenset(table._meta.sorted_field_names) for table in ROWS}
_STEP = ("id", "what", "at", "undone")
_CHANGE = ("id", "step", "table_name", "row_id", "before", "after")
_TABLES = {"undo_step": _STEP, "undo_change": _CHANGE}


def bring_history(
    source: sqlite3.Connection, saved: sqlite3.Connection, there: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int | None, str, str]]:
    """Copy the undo steps. Yield the faults as table, row, no column, and reason.

    A step that cannot be undone hides those before it, so they are left out, too.
    """
    saved.execute("DELETE FROM undo_change")
    saved.execute("DELETE FROM undo_step")
    for table, columns in _TABLES.items():
        if not set(columns) <= set(there.get(table, ())):
            yield (table, None, "", "is not there, or not as devjournal makes it")
            return
    try:
        steps = source.execute(f"SELECT {', '.join(_STEP)} FROM undo_step ORDER BY id").fetchall()
        changes = source.execute(f"SELECT {', '.join(_CHANGE)} FROM undo_change ORDER BY id").fetchall()
    except sqlite3.DatabaseError as error:
        yield ("undo_step", None, "", f"is damaged ({error})")
        return
    sound: dict[Any, list[tuple[Any, ...]]] = {
        step: [] for step, what, at, undone in map(_texts, steps) if _is_step(what, at, undone)
    }
    for change in map(_texts, changes):
        step = change[1]
        if _is_change(change):
            sound.get(step, []).append(change)
        else:
            sound.pop(step, None)
    bad = [step for step, *_ in steps if not sound.get(step)]
    for step in bad:
        yield ("undo_step", step, "", "cannot be undone, nor what was done before it")
    orphans = {change[1] for change in changes} - {step for step, *_ in steps}
    if orphans:
        yield ("undo_change", None, "", "holds changes of no step")
    for step in map(_texts, steps):
        if step[0] > max(bad, default=0):
            saved.execute("INSERT INTO undo_step VALUES (?, ?, ?, ?)", step)
            saved.executemany("INSERT INTO undo_change VALUES (?, ?, ?, ?, ?, ?)", sound[step[0]])


def _texts(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_decoded(value) if isinstance(value, bytes) else value for value in row)


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ""


def _is_step(what: Any, at: Any, undone: Any) -> bool:
    return isinstance(what, str) and what != "" and isinstance(at, str) and is_stamp(at) and undone in (0, 1)


def _is_change(change: Sequence[Any]) -> bool:
    """Return whether a change can be undone and redone."""
    _, _, table, row_id, before, after = change
    if table in BESIDE:
        return all(mark in (None, NOTHING) or _is_mark(mark, table) for mark in (before, after))
    columns = _COLUMNS.get(table)
    if columns is None or type(row_id) is not int or (before is None and after is None):
        return False
    return all(row is None or _is_row(row, columns) for row in (before, after))


def _is_mark(text: Any, table: str) -> bool:
    """Return whether a text is valid for a table beside the rows."""
    try:
        mark = json.loads(text)
        json.loads(mark.get("note") or mark.get("seen") or NOTHING)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return False
    if mark.keys() != set(BESIDE[table]) or mark["table_name"] not in _COLUMNS:
        return False
    return "removed_at" not in mark or is_stamp(str(mark["removed_at"]))


def _is_row(text: Any, columns: frozenset[str]) -> bool:
    try:
        row = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return False
    if not isinstance(row, dict) or not {"id", "uid", "updated_at"} <= row.keys() <= columns:
        return False
    return is_stamp(str(row["updated_at"])) and all(
        value is None or type(value) in (str, int) for value in row.values()
    )
