"""Looks at a journal's file without devjournal, as another program would."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file by SQLite alone, with foreign keys on; commit where nothing goes wrong."""
    with closing(sqlite3.connect(path)) as connection:
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
        connection.row_factory = sqlite3.Row
        return dict(connection.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone())


def stamps(path: Path, table: str, row_id: int = 1) -> tuple[str, str]:
    """Return when a row was made and last changed."""
    found = row(path, table, row_id)
    return found["created_at"], found["updated_at"]


def removed(path: Path) -> set[tuple[str, str]]:
    """Return the table and the uid of what was removed."""
    return {(table, uid) for table, uid in query(path, "SELECT table_name, uid FROM removed")}
