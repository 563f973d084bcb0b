"""Checks the form of the notes that a merge keeps in the table `hidden` (`settling`). Malformed notes are ignored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from devjournal.domain.merge.column import Column
from devjournal.domain.merge.field_log import COMMON


def fits(note: Any, columns: Mapping[str, Column]) -> bool:
    """Return whether a note has the form that a merge writes about a row of a table with these columns."""
    if not isinstance(note, dict):
        return False
    return all(name in _FORMS and _FORMS[name](note[name], note, columns) for name in note)


def completed(row: Mapping[str, Any], columns: Mapping[str, Column]) -> dict[str, Any]:
    """Return the row in a note, with values for columns that are newer than the note."""
    return {**{name: column.default_value for name, column in columns.items() if column.default}, **row}


def _row(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    required = {name for name, column in columns.items() if not column.default} - {"uid"}
    if not isinstance(value, dict) or not required <= set(value) <= set(columns) - {"uid"}:
        return False
    log = value.get("changed")
    is_log = log is None or (isinstance(log, dict) and _texts(list(log.values())))
    return is_log and _texts([value["created_at"], value["updated_at"]])


def _fields(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    return isinstance(value, dict) and all(
        name in columns and name not in COMMON and isinstance(entry, list) and len(entry) == 3 and _texts(entry[:2])
        for name, entry in value.items()
    )


def _times(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    return isinstance(value, dict) and set(value) <= set(columns) and _texts(list(value.values()))


def _marks(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    if "row" in note:
        return _texts(value)
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and _texts(value[1])


def _cleared(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    return isinstance(value, str) if "row" in note else _pair(value, note, columns)


def _pair(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    return _texts(value) and len(value) == 2


def _time(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    return isinstance(value, str)


def _mark(value: Any, note: Mapping[str, Any], columns: Mapping[str, Column]) -> bool:
    if not isinstance(value, dict) or set(value) != {"uid", "table_name", "removed_at", "seen"}:
        return False
    seen = value["seen"]
    is_log = seen is None or (isinstance(seen, dict) and _texts(list(seen.values())))
    return is_log and _texts([value["uid"], value["table_name"], value["removed_at"]])


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_FORMS: dict[str, Callable[[Any, Mapping[str, Any], Mapping[str, Column]], bool]] = {
    **{"row": _row, "fields": _fields, "at": _times, "marks": _marks, "cleared": _cleared},
    **{"under": _pair, "made": _time, "removed": _mark},
}
