"""Looks at a journal's file without devjournal, as another program would."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from devjournal.storage.encryption import cipher
from devjournal.storage.encryption.keyring import key_of


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file by SQLite alone, with foreign keys on; commit where nothing goes wrong.

    An encrypted one is opened by SQLCipher, with the key that this process knows.
    """
    key = key_of(path)
    with closing(sqlite3.connect(path) if key is None else cipher.connect(str(path), key.pragma)) as connection:
        connection.execute("PRAGMA foreign_keys = 1")
        with connection:
            yield connection


def query(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows that a statement gives."""
    with connected(path) as connection:
        return connection.execute(sql, values).fetchall()


def row(path: Path, table: str, row_id: int = 1) -> dict[str, Any]:
    """Return one row by its columns."""
    with connected(path) as connection:
        return as_dicts(connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)))[0]


def as_dicts(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    """Return what a query gives, each row by its columns."""
    names = [name for name, *_ in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def stamps(path: Path, table: str, row_id: int = 1) -> tuple[str, str]:
    """Return when a row was made and last changed."""
    values = row(path, table, row_id)
    return values["created_at"], values["updated_at"]


def removed(path: Path) -> set[tuple[str, str]]:
    """Return the table and the uid of what was removed."""
    return {(table, uid) for table, uid in query(path, "SELECT table_name, uid FROM removed")}


def dump(path: Path) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield every row of every table that is read as one, with the schema."""
    with connected(path) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for name, sql in sorted(tables):
            yield name, (sql,)
            if not sql.startswith("CREATE VIRTUAL"):
                yield from ((name, row) for row in connection.execute(f"SELECT * FROM {name}"))
