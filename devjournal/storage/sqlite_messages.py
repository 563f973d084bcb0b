"""Connections that raise SQLite's errors even if their message quotes bytes that are not UTF-8.

SQLite quotes a damaged schema in its message. Python cannot decode that message, and raises `UnicodeDecodeError`
instead of the error.
"""

from __future__ import annotations

import sqlite3
from typing import Any


def readable_error(error: UnicodeDecodeError) -> sqlite3.DatabaseError:
    """Return the error that SQLite reported, with a message that can be printed."""
    readable = sqlite3.DatabaseError(error.object.decode(errors="replace"))
    readable.sqlite_errorcode = sqlite3.SQLITE_CORRUPT  # SQLite quotes only the content of the file
    return readable


def _decoding(method: Any) -> Any:
    """Return a method that raises the error of SQLite instead of `UnicodeDecodeError`."""

    def run(*args: Any, **options: Any) -> Any:
        try:
            return method(*args, **options)
        except UnicodeDecodeError as error:
            raise readable_error(error) from error

    return run


class MessageCursor(sqlite3.Cursor):
    """A cursor of `MessageConnection`."""

    execute = _decoding(sqlite3.Cursor.execute)
    executemany = _decoding(sqlite3.Cursor.executemany)


class MessageConnection(sqlite3.Connection):
    """A connection that raises only errors of `sqlite3`."""

    def cursor(self, factory: Any = MessageCursor) -> Any:
        """Return a cursor that raises only errors of `sqlite3`."""
        return super().cursor(factory)

    def execute(self, *args: Any) -> Any:
        """Run a statement with a new cursor. The base class would use its own class of cursors."""
        return self.cursor().execute(*args)

    backup = _decoding(sqlite3.Connection.backup)
