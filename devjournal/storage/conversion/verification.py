"""Compares two databases row by row: a converted file must hold exactly what the original holds."""

from __future__ import annotations

import sqlite3
from itertools import zip_longest

from devjournal.domain.text.user_text import quoted


def difference(connection: sqlite3.Connection, copy: str) -> str:
    """Return in words how the attached database `copy` differs from the main one; empty if they are equal.

    Raises:
        sqlite3.Error: one of the databases cannot be read.
    """
    connection.text_factory = bytes
    for pragma in ("user_version", "application_id"):
        if _rows(connection, f"PRAGMA main.{pragma}") != _rows(connection, f"PRAGMA {copy}.{pragma}"):
            return f"it says another {pragma}"
    schema_query = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    if _rows(connection, schema_query.format("main")) != _rows(connection, schema_query.format(copy)):
        return "it has another schema"
    tables = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    for (raw,) in _rows(connection, tables):
        name = raw.decode().replace('"', '""')
        rows = connection.execute(f'SELECT * FROM main."{name}"')
        copied_rows = connection.execute(f'SELECT * FROM {copy}."{name}"')
        if any(row != copied for row, copied in zip_longest(rows, copied_rows)):
            return f"a row of {quoted(name, 60)} is another one"
    integrity = _rows(connection, f"PRAGMA {copy}.integrity_check")
    return "" if integrity == [(b"ok",)] else "it is not sound"


def _rows(connection: sqlite3.Connection, query: str) -> list[tuple[bytes, ...]]:
    return connection.execute(query).fetchall()
