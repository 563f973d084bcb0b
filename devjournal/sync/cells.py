"""Rows as flat cells for the engine: `gap/UID/title` holds the title of a gap.

A field with its column's empty value has no cell, except `created_at`, which shows that the row exists. A cell holds a
text, number, flag or null. JSON columns are stored as text. A tombstone (`removed`) or a merge note (`hidden`) is one
cell, `TABLE/UID/row`, with the whole row as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from devjournal.domain.merge.column import Column
from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import HIDDEN, REMOVED, Shape
from devjournal.storage.core.json_column import to_compact_json

Cells = dict[str, Any]
"""Values by `TABLE/UID/FIELD`."""

_JSON_KINDS = frozenset({"json", "log", "note"})
_WHOLE_ROW = "row"
"""Field name of the only cell of a tombstone or a note."""


def cells_of_row(table: str, row: Mapping[str, Any], shape: Shape) -> Cells:
    """Return the cells of a row."""
    prefix = f"{table}/{row['uid']}"
    if table in (REMOVED, HIDDEN):
        return {f"{prefix}/{_WHOLE_ROW}": to_compact_json(row)}
    cells: Cells = {}
    for name, kind, empty in _fields(tuple(shape[table].items())):
        value = row[name]
        if value != empty or name == "created_at":
            cells[f"{prefix}/{name}"] = to_compact_json(value) if kind in _JSON_KINDS and value is not None else value
    return cells


def cell_keys(table: str, uid: str, shape: Shape) -> list[str]:
    """Return the key of every cell that a row can have."""
    names = (_WHOLE_ROW,) if table in (REMOVED, HIDDEN) else shape[table]
    return [f"{table}/{uid}/{name}" for name in names]


def row_from_cells(table: str, uid: str, cells: Mapping[str, Any], shape: Shape) -> Row | None:
    """Return a row built from its cells; `None` if they do not hold it.

    Raises:
        ValueError: the cell of a JSON column is not JSON.
    """
    prefix = f"{table}/{uid}"
    if table in (REMOVED, HIDDEN):
        whole_row = cells.get(f"{prefix}/{_WHOLE_ROW}")
        return None if whole_row is None else json.loads(whole_row)
    if f"{prefix}/created_at" not in cells:
        return None
    row: Row = {"uid": uid}
    for name, kind, empty in _fields(tuple(shape[table].items())):
        key = f"{prefix}/{name}"
        value = cells.get(key, empty)
        if key in cells and kind in _JSON_KINDS and value is not None:
            value = json.loads(value)
        row[name] = value
    return row


def rows_of_cells(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the table and uid of each row that has a cell among these keys, each row once.

    Raises:
        ValueError: a key does not have the form `TABLE/UID/FIELD`.
    """
    prefixes = dict.fromkeys(key.rpartition("/")[0] for key in keys)
    return [(table, uid) for table, uid in (prefix.split("/") for prefix in prefixes)]


@cache
def _fields(columns: tuple[tuple[str, Column], ...]) -> tuple[tuple[str, str, Any], ...]:
    """Return name, kind and empty value of each field of a table."""
    fields = []
    for name, column in columns:
        if name == "uid":
            continue
        if name == "changed":
            empty: Any = {}
        elif column.default:
            empty = column.default_value
        elif column.nullable:
            empty = None
        else:
            empty = {"flag": False, "number": 0, "json": {}}.get(column.kind, "")
        fields.append((name, column.kind, empty))
    return tuple(fields)
