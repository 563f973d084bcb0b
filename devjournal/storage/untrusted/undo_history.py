"""Copies the valid steps of an untrusted file's undo history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from devjournal.storage.core.undo import EMPTY_MARK, MARK_COLUMNS
from devjournal.storage.schema.document_shape import table_name
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.untrusted.cell_values import is_stamp

_COLUMNS = {table_name(table): frozenset(table._meta.sorted_field_names) for table in ROWS}
_STEP = ("id", "what", "at", "undone")
_CHANGE = ("id", "step", "table_name", "row_id", "before", "after")
_TABLES = {"undo_step": _STEP, "undo_change": _CHANGE}


def copy_history(
    source: sqlite3.Connection, target: sqlite3.Connection, file_columns: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, int | None, str, str]]:
    """Copy the undo steps. Yield each fault as table, row ID, empty column and reason.

    Undo is sequential: an invalid step blocks all steps before it, so they are left out, too.
    """
    target.execute("DELETE FROM undo_change")
    target.execute("DELETE FROM undo_step")
    for table, columns in _TABLES.items():
        if not set(columns) <= set(file_columns.get(table, ())):
            yield (table, None, "", "is missing, or has another schema")
            return
    try:
        steps = source.execute(f"SELECT {', '.join(_STEP)} FROM undo_step ORDER BY id").fetchall()
        changes = source.execute(f"SELECT {', '.join(_CHANGE)} FROM undo_change ORDER BY id").fetchall()
    except sqlite3.DatabaseError as error:
        yield ("undo_step", None, "", f"is damaged ({error})")
        return
    valid_changes: dict[Any, list[tuple[Any, ...]]] = {
        step: [] for step, name, at, undone in map(_decoded_row, steps) if _is_step(name, at, undone)
    }
    for change in map(_decoded_row, changes):
        step = change[1]
        if _is_change(change):
            valid_changes.get(step, []).append(change)
        else:
            valid_changes.pop(step, None)
    invalid = [step for step, *_ in steps if not valid_changes.get(step)]
    for step in invalid:
        yield ("undo_step", step, "", "cannot be undone, and blocks the steps before it")
    orphans = {change[1] for change in changes} - {step for step, *_ in steps}
    if orphans:
        yield ("undo_change", None, "", "has changes without a step")
    for step in map(_decoded_row, steps):
        if step[0] > max(invalid, default=0):
            target.execute("INSERT INTO undo_step VALUES (?, ?, ?, ?)", step)
            target.executemany("INSERT INTO undo_change VALUES (?, ?, ?, ?, ?, ?)", valid_changes[step[0]])


def _decoded_row(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_decoded(value) if isinstance(value, bytes) else value for value in row)


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ""


def _is_step(name: Any, at: Any, undone: Any) -> bool:
    return isinstance(name, str) and name != "" and isinstance(at, str) and is_stamp(at) and undone in (0, 1)


def _is_change(change: Sequence[Any]) -> bool:
    """Return whether a change has a valid state before and after it."""
    _, _, table, row_id, before, after = change
    if table in MARK_COLUMNS:
        return all(row in (None, EMPTY_MARK) or _is_merge_row(row, table) for row in (before, after))
    columns = _COLUMNS.get(table)
    if columns is None or type(row_id) is not int or (before is None and after is None):
        return False
    return all(row is None or _is_row(row, columns) for row in (before, after))


def _is_merge_row(text: Any, table: str) -> bool:
    """Return whether a text is a valid row of a tombstone or merge table, as JSON."""
    try:
        row = json.loads(text)
        json.loads(row.get("note") or row.get("seen") or EMPTY_MARK)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return False
    if row.keys() != set(MARK_COLUMNS[table]) or row["table_name"] not in _COLUMNS:
        return False
    return "removed_at" not in row or is_stamp(str(row["removed_at"]))


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
