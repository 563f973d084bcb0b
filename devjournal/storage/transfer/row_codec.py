"""Rows as a document has them, and as the file keeps them: references by uid or by local ID, days as texts or days."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from peewee import IntegrityError

from devjournal.errors import JournalError
from devjournal.storage.core.rows import dicts
from devjournal.storage.schema.document_shape import JSON_COLUMNS, name_of
from devjournal.storage.schema.marks import HiddenRow, RemovedRow
from devjournal.storage.schema.tables import REFERENCES, Row


def _sorted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object with its keys in order, so that two exports of one journal are the same."""
    return dict(sorted(pairs))


def parsed_json(text: str) -> Any:
    """Return what a column of JSON holds, its keys in order, so that two exports of one journal are the same."""
    return json.loads(text, object_pairs_hook=_sorted)


def parsed_log(text: str | None) -> Any:
    """Return what a column of JSON holds beside the fields; most rows were never changed."""
    return {} if text == "{}" else None if text is None else json.loads(text)


def marks_of(table: type[RemovedRow | HiddenRow]) -> list[dict[str, Any]]:
    """Return the rows of a table that stands beside the others, in the order of a document."""
    column = "seen" if table is RemovedRow else "note"
    rows = list(dicts(table.select().order_by(table.uid)))
    for row in rows:
        row[column] = parsed_log(row[column])
    return rows


def put_marks(
    table: type[RemovedRow | HiddenRow], rows: list[dict[str, Any]], before: list[dict[str, Any]] | None = None
) -> None:
    """Let a table that stands beside the others hold these rows, and no others of those that it held `before`.

    Raises:
        JournalError: a row breaks a rule of the schema.
    """
    column = "seen" if table is RemovedRow else "note"
    there = {row["uid"]: row for row in (marks_of(table) if before is None else before)}
    wanted = {row["uid"]: row for row in rows}
    for uid in sorted(uid for uid, row in there.items() if wanted.get(uid) != row):
        table.delete().where(table.uid == uid).execute()
    for uid in sorted(uid for uid, row in wanted.items() if there.get(uid) != row):
        insert(table, {**wanted[uid], column: _text(wanted[uid][column])})


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in the order of a document."""
    return sorted(rows, key=_order)


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return the sort key of a row in a document: by its day or its week, then in the order it was made."""
    day = next((row[name] for name in ("monday", "first", "day", "set_on", "week") if name in row), "")
    return (day, row.get("position", 0), row["created_at"], row.get("text", ""), row["uid"])


def values_of(table: type[Row], row: dict[str, Any], ids: dict[type[Row], dict[str, int]]) -> dict[str, Any]:
    """Return a row of a document as its table keeps it, with the local IDs of what it refers to."""
    values = dict(row)
    for column, other in REFERENCES.get(table, {}).items():
        values[column] = None if row[column] is None else ids[other][row[column]]
    for column in JSON_COLUMNS.get(name_of(table), ()):
        values[column] = json.dumps(row[column], ensure_ascii=False, sort_keys=True)
    values["changed"] = _text(row["changed"])
    return values


@cache
def _insertion(table: type[Row | RemovedRow | HiddenRow], names: tuple[str, ...]) -> str:
    """Return the statement, made once for thousands of rows: that costs Peewee more than SQLite the row."""
    columns = ", ".join(f'"{table._meta.fields[name].column_name}"' for name in names)
    return f'INSERT INTO "{table._meta.table_name}" ({columns}) VALUES ({", ".join("?" * len(names))})'


def insert(table: type[Row | RemovedRow | HiddenRow], values: dict[str, Any]) -> int:
    """Add a row as it is, stamps and all, and return its local ID.

    Raises:
        JournalError: it breaks a rule of the schema.
    """
    meta = table._meta
    parameters = [meta.fields[name].db_value(value) for name, value in values.items()]
    try:
        return int(meta.database.execute_sql(_insertion(table, tuple(values)), parameters).lastrowid)
    except (IntegrityError, OverflowError) as error:
        raise JournalError(
            f"The {name_of(table)} {values['uid']} breaks a rule of the journal ({error}); nothing was written."
        ) from error
