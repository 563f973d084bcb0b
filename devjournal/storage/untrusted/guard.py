"""Hides invalid rows and values of a journal, so that the rest can be used.

Temporary views of the connection shadow the tables for reads. They omit invalid rows, and replace an invalid value
until it is overwritten. Writes go to the tables themselves.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from devjournal.domain.merge.column import Column
from devjournal.domain.text.user_text import quoted
from devjournal.storage.core.guarded import Guarded
from devjournal.storage.core.sqlite_errors import DOCTOR
from devjournal.storage.schema.document_shape import table_columns, table_name
from devjournal.storage.schema.foreign_objects import foreign_and_missing
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.storage.schema.sqlite_file import connect, first_fault, page_faults
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.untrusted.cell_values import replacements
from devjournal.storage.untrusted.salvage import Fault, salvage

_MAX_LISTED = 1


def guard(database: Guarded, path: Path) -> str:
    """Hide the invalid rows and values of a file in a connection. Return a warning; an empty string if none is invalid.

    Raises:
        sqlite3.Error: the file cannot be read, or is damaged elsewhere than in its rows.
    """
    with closing(connect(path)) as source:
        foreign, missing = foreign_and_missing(source, len(MIGRATIONS))
        salvaged = salvage(source)
        salvaged.database.close()
    if not (salvaged.faults or foreign or missing):
        if damage := page_faults(path):  # such as an index that holds other values than its table
            raise sqlite3.DatabaseError(f"database disk image is malformed: {first_fault(damage)}")
        return ""
    hidden: dict[str, str] = {}
    for name in (*map(table_name, ROWS), "undo_step"):
        table_faults = [fault for fault in salvaged.faults if fault.table == name]
        missing_columns = [
            column for column in table_columns().get(name, ()) if column not in salvaged.columns.get(name, ())
        ]
        if table_faults or missing_columns:
            hidden[name] = _view(name, table_faults, salvaged.columns.get(name, ("id", "what", "at", "undone")))
    database.hidden = hidden
    hide(database)
    clauses = [*map(str, salvaged.faults), *(f"it has the {item.kind} {quoted(item.name, 40)}" for item in foreign),
            *(f"it lacks the {item.kind} {quoted(item.name, 40)}" for item in missing)]  # fmt: skip
    others = f", and {len(clauses) - _MAX_LISTED} more" if len(clauses) > _MAX_LISTED else ""
    return f"{quoted(str(path), 200)} has content that devjournal did not write ({clauses[0]}{others}); {DOCTOR}."


def hide(database: Guarded) -> None:
    """Create the views of `database.hidden` in the current thread's connection."""
    database.connection().text_factory = _decode_leniently
    for name, view in database.hidden.items():
        database.execute_sql(f"DROP VIEW IF EXISTS temp.{name}")
        database.execute_sql(view)


def _view(table: str, faults: Sequence[Fault], file_columns: Collection[str]) -> str:
    """Return the SQL that creates the view of a table."""
    column_types = table_columns().get(table, dict.fromkeys(("what", "at", "undone"), Column("text")))
    column_types = {"id": Column("number"), **column_types}
    if any(fault.row is None for fault in faults) and "id" not in file_columns and "uid" not in file_columns:
        columns_of_null = ", ".join(f"NULL AS {name}" for name in column_types)
        return f"CREATE TEMP VIEW {table} AS SELECT {columns_of_null} WHERE 0"
    omitted = {fault.row for fault in faults if not fault.column and fault.row is not None}
    if table == "undo_step" and omitted:
        condition = f"id > {max(omitted)}"  # undo is sequential: an invalid step blocks all steps before it
    else:
        condition = f"id NOT IN ({', '.join(map(str, sorted(omitted)))})"
    columns = [
        "rowid AS id"
        if name == "id"
        else f"{_expression(name, column_types[name], faults, name in file_columns, table)} AS {name}"
        for name in column_types
    ]
    return f"CREATE TEMP VIEW {table} AS SELECT {', '.join(columns)} FROM main.{table} WHERE {condition}"


def _expression(name: str, column: Column, faults: Sequence[Fault], in_file: bool, table: str) -> str:
    if not in_file:
        return _literal(None if column.nullable else replacements(column, name, {}, (table, 0))[0])
    by_value: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        if fault.column == name and fault.row is not None:
            by_value.setdefault((_still_equals(name, fault.raw), _literal(fault.replacement)), []).append(fault.row)
    whens = " ".join(
        f"WHEN rowid IN ({', '.join(map(str, rows))}) AND {condition} THEN {replacement}"
        for (condition, replacement), rows in by_value.items()
    )
    return f"CASE {whens} ELSE {name} END" if whens else name


def _still_equals(name: str, raw: Any) -> str:
    """Return an SQL condition: the column still has the invalid value."""
    return f"CAST({name} AS BLOB) IS x'{raw.hex()}'" if isinstance(raw, bytes) else f"{name} IS {_literal(raw)}"


def _literal(value: Any) -> str:
    """Return a value as an SQL literal. Bytes are texts of the file."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        value = value.encode(errors="replace")
    if isinstance(value, bytes):
        return f"CAST(x'{value.hex()}' AS TEXT)"
    return "9e999" if value == float("inf") else repr(value)


def _decode_leniently(text: bytes) -> str:
    return text.decode(errors="replace").replace("\0", "\ufffd")
