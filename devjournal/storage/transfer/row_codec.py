"""Converts rows between the file and a document: references by local ID or uid, days as dates or texts."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from peewee import IntegrityError

from devjournal.errors import JournalError
from devjournal.storage.core.rows import dicts
from devjournal.storage.schema.document_shape import JSON_COLUMNS, table_name
from devjournal.storage.schema.marks import HiddenRow, RemovedRow
from devjournal.storage.schema.tables import REFERENCES, Row


def _sorted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object with sorted keys, so that equal journals export equal bytes."""
    return dict(sorted(pairs))


def parse_json(text: str) -> Any:
    """Return the value of a JSON column with sorted keys, so that equal journals export equal bytes."""
    return json.loads(text, object_pairs_hook=_sorted)


def parse_log(text: str | None) -> Any:
    """Return the value of a row's log column; most rows were never changed."""
    return {} if text == "{}" else None if text is None else json.loads(text)


def marks_of(table: type[RemovedRow | HiddenRow]) -> list[dict[str, Any]]:
    """Return the tombstones or notes, in the order of a document."""
    column = "seen" if table is RemovedRow else "note"
    rows = list(dicts(table.select().order_by(table.uid)))
    for row in rows:
        row[column] = parse_log(row[column])
    return rows


def put_marks(
    table: type[RemovedRow | HiddenRow], rows: list[dict[str, Any]], before: list[dict[str, Any]] | None = None
) -> None:
    """Replace the tombstones or notes `before` with these.

    Raises:
        JournalError: a row breaks a rule of the schema.
    """
    column = "seen" if table is RemovedRow else "note"
    there = {row["uid"]: row for row in (marks_of(table) if before is None else before)}
    new_rows = {row["uid"]: row for row in rows}
    for uid in sorted(uid for uid, row in there.items() if new_rows.get(uid) != row):
        table.delete().where(table.uid == uid).execute()
    for uid in sorted(uid for uid, row in new_rows.items() if there.get(uid) != row):
        insert(table, {**new_rows[uid], column: _text(new_rows[uid][column])})


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in the order of a document."""
    return sorted(rows, key=_order)


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return a row's sort key in a document: its day or week, then its creation."""
    day = next((row[name] for name in ("monday", "first", "day", "set_on", "week") if name in row), "")
    return (day, row.get("position", 0), row["created_at"], row.get("text", ""), row["uid"])


def values_of(table: type[Row], row: dict[str, Any], ids: dict[type[Row], dict[str, int]]) -> dict[str, Any]:
    """Return a document's row as stored, with local IDs for its references."""
    values = dict(row)
    for column, other in REFERENCES.get(table, {}).items():
        values[column] = None if row[column] is None else ids[other][row[column]]
    for column in JSON_COLUMNS.get(table_name(table), ()):
        values[column] = json.dumps(row[column], ensure_ascii=False, sort_keys=True)
    values["changed"] = _text(row["changed"])
    return values


@cache
def _insertion(table: type[Row | RemovedRow | HiddenRow], names: tuple[str, ...]) -> str:
    """Return an insert statement to reuse for thousands of rows: building it costs Peewee more than SQLite the row."""
    columns = ", ".join(f'"{table._meta.fields[name].column_name}"' for name in names)
    return f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({", ".join("?" * len(names))})'


def insert(table: type[Row | RemovedRow | HiddenRow], values: dict[str, Any]) -> int:
    """Add a row unchanged, with its stamps. Return its local ID.

    Raises:
        JournalError: it breaks a rule of the schema.
    """
    meta = table._meta
    parameters = [meta.fields[name].db_value(value) for name, value in values.items()]
    try:
        return int(meta.database.execute_sql(_insertion(table, tuple(values)), parameters).lastrowid)
    except (IntegrityError, OverflowError) as error:
        raise JournalError(
            f"The {table_name(table)} {values['uid']} breaks a rule of the journal ({error}); nothing was written."
        ) from error
