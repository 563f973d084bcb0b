"""Converts rows between the file and a document, which has uids instead of local IDs, and days as texts."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from peewee import IntegrityError

from devjournal.errors import JournalError
from devjournal.storage.core.json_column import to_compact_json, to_json
from devjournal.storage.core.rows import dicts
from devjournal.storage.schema.document_shape import JSON_COLUMNS, table_name
from devjournal.storage.schema.marks import HiddenRow, RemovedRow
from devjournal.storage.schema.tables import REFERENCES, Row


def _sorted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object with sorted keys."""
    return dict(sorted(pairs))


def parse_json(text: str) -> Any:
    """Return the value of a JSON column with sorted keys, so that equal journals export equal bytes."""
    return json.loads(text, object_pairs_hook=_sorted)


def parse_log(text: str | None) -> Any:
    """Return the value of a row's log column; most rows were never changed."""
    return {} if text == "{}" else None if text is None else json.loads(text)


def read_marks(table: type[RemovedRow | HiddenRow]) -> list[dict[str, Any]]:
    """Return the tombstones or merge notes, in the order of a document."""
    column = "seen" if table is RemovedRow else "note"
    rows = list(dicts(table.select().order_by(table.uid)))
    for row in rows:
        row[column] = parse_log(row[column])
    return rows


def replace_marks(
    table: type[RemovedRow | HiddenRow], rows: list[dict[str, Any]], before: list[dict[str, Any]] | None = None
) -> None:
    """Replace the tombstones or merge notes with `rows`. `before` are the present ones, if they were read already.

    Raises:
        JournalError: a row breaks a rule of the schema.
    """
    column = "seen" if table is RemovedRow else "note"
    old_rows = {row["uid"]: row for row in (read_marks(table) if before is None else before)}
    new_rows = {row["uid"]: row for row in rows}
    for uid in sorted(uid for uid, row in old_rows.items() if new_rows.get(uid) != row):
        table.delete().where(table.uid == uid).execute()
    for uid in sorted(uid for uid, row in new_rows.items() if old_rows.get(uid) != row):
        insert(table, {**new_rows[uid], column: _log_text(new_rows[uid][column])})


def _log_text(value: Any) -> str | None:
    return None if value is None else to_compact_json(value)


def in_document_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in the order of a document."""
    return sorted(rows, key=_order)


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return a row's sort key in a document: its day or week, then its creation."""
    day = next((row[name] for name in ("monday", "first", "day", "set_on", "week") if name in row), "")
    return (day, row.get("position", 0), row["created_at"], row.get("text", ""), row["uid"])


def values_of(table: type[Row], row: dict[str, Any], ids: dict[type[Row], dict[str, int]]) -> dict[str, Any]:
    """Return a document's row as the file stores it; `ids` are the local IDs of references by table and uid."""
    values = dict(row)
    for column, other in REFERENCES.get(table, {}).items():
        values[column] = None if row[column] is None else ids[other][row[column]]
    for column in JSON_COLUMNS.get(table_name(table), ()):
        values[column] = to_json(row[column])
    values["changed"] = _log_text(row["changed"])
    return values


@cache
def _insertion(table: type[Row | RemovedRow | HiddenRow], names: tuple[str, ...]) -> str:
    """Return an insert statement, cached because Peewee takes longer to build it than SQLite to run it."""
    columns = ", ".join(f'"{table._meta.fields[name].column_name}"' for name in names)
    return f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({", ".join("?" * len(names))})'


def insert(table: type[Row | RemovedRow | HiddenRow], values: dict[str, Any]) -> int:
    """Add a row with its own uid and stamps. Return its local ID.

    Raises:
        JournalError: the row breaks a rule of the schema.
    """
    meta = table._meta
    parameters = [meta.fields[name].db_value(value) for name, value in values.items()]
    try:
        return int(meta.database.execute_sql(_insertion(table, tuple(values)), parameters).lastrowid)
    except (IntegrityError, OverflowError) as error:
        raise JournalError(
            f"The {table_name(table)} {values['uid']} breaks a rule of the journal ({error}); nothing was written."
        ) from error
