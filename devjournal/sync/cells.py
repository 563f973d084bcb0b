"""A journal as flat cells, one a field and one for each removal: `gap/UID/title` holds a title.

A field that holds nothing has no cell. Cells hold texts, numbers, flags and null; what is nested is JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import HIDDEN, REMOVED, Shape

Cells = dict[str, Any]
"""Values by `TABLE/UID/FIELD`."""

_NESTED = frozenset({"json", "log", "note"})
_WHOLE = "row"
"""The one field of a row that stands beside the others: a removal, or what a merge keeps."""


def row_key(table: str, uid: str) -> str:
    """Return what the keys of a row's cells begin with."""
    return f"{table}/{uid}"


def cells_of_row(table: str, row: Mapping[str, Any], shape: Shape) -> Cells:
    """Return the cells of one row."""
    start = row_key(table, row["uid"])
    if table in (REMOVED, HIDDEN):
        return {f"{start}/{_WHOLE}": _json(row)}
    cells: Cells = {}
    for name, kind, nothing in _fields(tuple(shape[table].items())):
        value = row[name]
        if value != nothing or name == "created_at":
            cells[f"{start}/{name}"] = _json(value) if kind in _NESTED and value is not None else value
    return cells


def keys_of_row(table: str, uid: str, shape: Shape) -> list[str]:
    """Return the key of every cell that a row may have."""
    start = row_key(table, uid)
    names = (_WHOLE,) if table in (REMOVED, HIDDEN) else shape[table]
    return [f"{start}/{name}" for name in names]


def row_of_cells(table: str, uid: str, cells: Mapping[str, Any], shape: Shape) -> Row | None:
    """Return the row whose cells are among these; None where there is none.

    Raises:
        ValueError: what should be JSON is none.
    """
    start = row_key(table, uid)
    if table in (REMOVED, HIDDEN):
        whole = cells.get(f"{start}/{_WHOLE}")
        return None if whole is None else json.loads(whole)
    if f"{start}/created_at" not in cells:
        return None
    row: Row = {"uid": uid}
    for name, kind, nothing in _fields(tuple(shape[table].items())):
        key = f"{start}/{name}"
        value = cells.get(key, nothing) if nothing is not None else cells.get(key)
        if key in cells and kind in _NESTED and value is not None:
            value = json.loads(value)
        row[name] = value
    return row


def row_names(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the table and the uid of every row that these cells are of, each once.

    Raises:
        ValueError: a key is none of ours.
    """
    starts = dict.fromkeys(key.rpartition("/")[0] for key in keys)
    return [(table, uid) for table, uid in (start.split("/") for start in starts)]


@cache
def _fields(columns: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, Any], ...]:
    """Return the fields of a table, the kind of each, and what it holds where it holds nothing."""
    fields = []
    for name, described in columns:
        kind, _, default = described.partition("=")
        bare = kind.removesuffix("?")
        if name == "uid":
            continue
        if name == "changed":
            nothing: Any = {}
        elif default:
            nothing = json.loads(default)
        elif kind.endswith("?"):
            nothing = None
        else:
            nothing = {"flag": False, "number": 0, "json": {}}.get(bare, "")
        fields.append((name, bare, nothing))
    return tuple(fields)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
