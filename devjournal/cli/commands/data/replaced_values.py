"""Formats a value that a merge replaced: its place, both values, and when each was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from devjournal.domain.dates.days import IsoWeek, stored_day
from devjournal.domain.merge.column import Column
from devjournal.domain.merge.row_merge import ReplacedValue
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.storage.schema.document_shape import table_columns
from devjournal.storage.transfer.merged_rows import MergedRows

_NAMING_COLUMNS = ("title", "name", "role", "text", "day", "first")
"""The columns that can name a row. The first of them that a row has is used."""


def replaced_line(replaced: ReplacedValue, merged: MergedRows, zone: tzinfo | None) -> str:
    """Return the line about a replaced value: its place, both values, and when each was written."""
    kept, other = (quoted_value(replaced, value, merged) for value in (replaced.kept, replaced.other))
    times = _times(replaced.kept_at, replaced.other_at, zone)
    place = f"{row_name(replaced.table, replaced.row, merged)}, {spaced(replaced.column)}"
    return f"{place}: kept {kept} of {times[0]}; {other} of {times[1]} gave way."


def _times(first: str, second: str, zone: tzinfo | None) -> tuple[str, str]:
    """Return two times in the user's zone: to the minute if they differ by then, or else in full."""
    short = [f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M}" for at in (first, second)]
    if short[0] != short[1] or first == second:
        return short[0], short[1]
    full = [f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d %H:%M:%S.%f}" for at in (first, second)]
    return full[0], full[1]


def row_name(table: str, row: Mapping[str, Any], merged: MergedRows) -> str:
    """Return a row's kind and name: `week 2026-W48`, `gap “Design”`."""
    if "monday" in row:
        day = stored_day(row["monday"])
        return f"week {IsoWeek.of(day)}" if day is not None else "week"
    if table == "awareness":
        return f"what {_title('person', row['person'], merged)} knows of {_title('gap', row['gap'], merged)}"
    if table == "bet":
        return f"bet on {_title('gap', row['gap'], merged)}"
    column = _naming_column(row)
    return f"{spaced(table)} {quoted(one_line(str(row[column])), 60)}" if column else spaced(table)


def _naming_column(row: Mapping[str, Any]) -> str:
    """Return the column that names a row; empty for a row without a name, such as a page choice."""
    return next((name for name in (*_NAMING_COLUMNS, "kind") if name in row), "")


def row_title(table: str, row: Mapping[str, Any], merged: MergedRows) -> str:
    """Return a row's name without its kind: `2026-W48`, `Design`."""
    if "monday" in row:
        return str(row_name(table, row, merged).removeprefix("week "))
    column = _naming_column(row)
    return str(row[column]) if column else row_name(table, row, merged)


MERGE_FIELDS = ("kind", "what", "field", "kept", "kept_at", "other", "other_at")
SYNC_FIELDS = ("kind", "what", "field", "kept", "other", "from")
"""The JSON keys of a replaced value in the result of an import and of a sync."""


def replaced_as_json(replaced: ReplacedValue, merged: MergedRows, fields: Sequence[str]) -> dict[str, str]:
    """Return a replaced value for JSON, with the keys `fields`."""
    values = {
        "kind": spaced(replaced.table),
        "what": row_title(replaced.table, replaced.row, merged),
        "field": replaced.column,
        "kept": value_as_text(replaced, replaced.kept, merged),
        "kept_at": replaced.kept_at,
        "other": value_as_text(replaced, replaced.other, merged),
        "other_at": replaced.other_at,
        "from": replaced.machine,
    }
    return {name: values[name] for name in fields}


def value_as_text(replaced: ReplacedValue, value: Any, merged: MergedRows) -> str:
    """Return a value for JSON: a text unchanged, anything else in words."""
    if value is None or (isinstance(value, str) and not _column(replaced).table):
        return value or ""
    return quoted_value(replaced, value, merged).strip("“”")


def quoted_value(replaced: ReplacedValue, value: Any, merged: MergedRows) -> str:
    """Return a value quoted for a line."""
    if value is None or value == "":
        return "nothing"
    if table := _column(replaced).table:
        return _title(table, value, merged)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return quoted(one_line(value), 10_000) if isinstance(value, str) else str(value)


def _column(replaced: ReplacedValue) -> Column:
    return table_columns()[replaced.table][replaced.column]


def _title(table: str, uid: str, merged: MergedRows) -> str:
    """Return the title of a referenced row."""
    target = next((row for row in merged.rows[table] if row["uid"] == merged.renamed.get(uid, uid)), None)
    if target is None:
        return "something that is gone"
    if "monday" in target:
        return row_name(table, target, merged)
    return quoted(one_line(str(next(target[name] for name in _NAMING_COLUMNS if name in target))), 60)


def spaced(name: str) -> str:
    """Return the name of a table or column with spaces for its underscores."""
    return name.replace("_", " ")
