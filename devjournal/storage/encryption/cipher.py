"""SQLCipher connections that raise the exceptions of `sqlite3`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from devjournal.errors import FileRefused
from devjournal.storage.sqlite_messages import readable_error

T = TypeVar("T")

EXTRA = "devjournal[encrypted]"
"""The extra that installs SQLCipher and age."""


COMPATIBILITY = 3
"""SQLCipher's file format. The `sqlcipher` of long-term releases opens format 3 at most.

Later formats derive the key from a passphrase more slowly. That does not apply here: the raw key is random, and wrapped
by age.
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
    return FileRefused(f"Encryption needs the extra {EXTRA}; docs/installing.md says how to add it.")


def connect(database: str, pragma: str = "", **options: Any) -> sqlite3.Connection:
    """Open a file with SQLCipher; `pragma` is the key as `PRAGMA key` takes it, empty for a plain file.

    Raises:
        FileRefused: SQLCipher is not installed.
        sqlite3.Error: the file cannot be opened.
    """
    connection = connection_class()(database, isolation_level=None, **options)
    if pragma:
        connection.execute(f'PRAGMA key = "{pragma}"')
    opened: sqlite3.Connection = connection  # same interface, another module
    return opened


def export(connection: sqlite3.Connection, target: str) -> None:
    """Copy the main database of a connection into the attached database `target`.

    Raises:
        sqlite3.Error: the main database cannot be read, or `target` cannot be written.
    """
    connection.execute(f"SELECT sqlcipher_export('{target}')")
    for pragma in ("user_version", "application_id"):  # not exported
        value = connection.execute(f"PRAGMA main.{pragma}").fetchone()[0]
        connection.execute(f"PRAGMA {target}.{pragma} = {value}")


@cache
def connection_class() -> Any:
    """Return a subclass of SQLCipher's connection that raises the exceptions of `sqlite3`.

    Raises:
        FileRefused: SQLCipher is not installed.
    """
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise _missing() from error

    def translated(method: Callable[..., T]) -> Callable[..., T]:
        def run(*args: Any, **options: Any) -> T:
            try:
                return method(*args, **options)
            except dbapi2.Error as error:
                raise _as_sqlite(error) from error
            except UnicodeDecodeError as error:
                raise readable_error(error) from error

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
            self.execute("PRAGMA cipher_log_level = NONE")  # otherwise a wrong key logs to stderr
            self.execute(f"PRAGMA cipher_default_compatibility = {COMPATIBILITY}")

        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        commit = translated(dbapi2.Connection.commit)
        rollback = translated(dbapi2.Connection.rollback)
        backup = translated(dbapi2.Connection.backup)

    return Connection


def _as_sqlite(error: Exception) -> sqlite3.Error:
    """Convert an exception of SQLCipher to that of `sqlite3`, with the same arguments and error code."""
    exception_class: type[sqlite3.Error] = getattr(sqlite3, type(error).__name__)
    converted = exception_class(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if (value := getattr(error, name, None)) is not None:
            setattr(converted, name, value)
    return converted
