"""Connections to encrypted files by SQLCipher, with the errors of `sqlite3`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from devjournal.errors import FileRefused

T = TypeVar("T")

EXTRA = "devjournal[encrypted]"
"""The extra that installs SQLCipher and age."""


COMPATIBILITY = 3
"""File format of SQLCipher. Format 3 is the newest that the `sqlcipher` of long-lived systems opens.

Later formats improve how a passphrase becomes a key. That does not matter here: the file has a random raw key, and age
protects it.
"""


def require_extra() -> None:
    """Check that SQLCipher and age are installed.

    Raises:
        FileRefused: one of them is missing.
    """
    try:
        import pyrage  # noqa: F401
    except ImportError as error:
        raise _missing() from error
    connection_class()


def _missing() -> FileRefused:
    return FileRefused(f"Encryption needs the extra {EXTRA}; install it, then do that again.")


def connect(database: str, pragma: str = "", **options: Any) -> sqlite3.Connection:
    """Open a file by SQLCipher with the key `pragma`; without a key, as a plain database.

    Raises:
        FileRefused: SQLCipher is not installed.
        sqlite3.Error: the file cannot be opened.
    """
    connection = connection_class()(database, isolation_level=None, **options)
    if pragma:
        connection.execute(f'PRAGMA key = "{pragma}"')
    opened: sqlite3.Connection = connection  # the same methods, of another module
    return opened


def export(connection: sqlite3.Connection, target: str) -> None:
    """Copy the main database of a connection into the attached database `target`.

    Raises:
        sqlite3.Error: the main database cannot be read, or `target` cannot be written.
    """
    connection.execute(f"SELECT sqlcipher_export('{target}')")
    for mark in ("user_version", "application_id"):  # which an export leaves out
        value = connection.execute(f"PRAGMA main.{mark}").fetchone()[0]
        connection.execute(f"PRAGMA {target}.{mark} = {value}")


@cache
def connection_class() -> Any:
    """Return SQLCipher's connection class with the errors of `sqlite3`, so that callers handle one kind.

    Raises:
        FileRefused: SQLCipher is not installed.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise _missing() from error

    def translated(act: Callable[..., T]) -> Callable[..., T]:
        def run(*args: Any, **options: Any) -> T:
            try:
                return act(*args, **options)
            except dbapi2.Error as error:
                raise _as_sqlite(error) from error

        return run

    class Cursor(dbapi2.Cursor):  # type: ignore[misc]
        execute = translated(dbapi2.Cursor.execute)
        executemany = translated(dbapi2.Cursor.executemany)
        fetchone = translated(dbapi2.Cursor.fetchone)
        fetchmany = translated(dbapi2.Cursor.fetchmany)
        fetchall = translated(dbapi2.Cursor.fetchall)
        __next__ = translated(dbapi2.Cursor.__next__)

    class Connection(dbapi2.Connection):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            translated(super().__init__)(*args, **options)
            self.execute("PRAGMA cipher_log_level = NONE")  # a wrong key would print lines of its own
            self.execute(f"PRAGMA cipher_default_compatibility = {COMPATIBILITY}")

        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        commit = translated(dbapi2.Connection.commit)
        rollback = translated(dbapi2.Connection.rollback)
        backup = translated(dbapi2.Connection.backup)

    return Connection


def _as_sqlite(error: Exception) -> sqlite3.Error:
    """Return the error of `sqlite3` with the same name and code as an error of SQLCipher."""
    kind: type[sqlite3.Error] = getattr(sqlite3, type(error).__name__)
    same = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if (value := getattr(error, name, None)) is not None:
            setattr(same, name, value)
    return same
