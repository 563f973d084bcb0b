"""Connections that raise SQLite's errors even if their message quotes bytes that are not UTF-8.

SQLite quotes a damaged schema in its message. Python cannot decode that message, and raises `UnicodeDecodeError`
instead of the error.
"""

from __future__ import annotations

import sqlite3
from typing import Any


def decoded(error: UnicodeDecodeError) -> sqlite3.DatabaseError:
    """Return the error that SQLite reported, with a message that can be printed."""
    damage = sqlite3.DatabaseError(error.object.decode(errors="replace"))
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT  # only what the file holds is quoted
    return damage


def _decoding(method: Any) -> Any:
    """Return a method that raises the error of SQLite instead of `UnicodeDecodeError`."""

    def run(*args: Any, **options: Any) -> Any:
        try:
            return method(*args, **options)
        except UnicodeDecodeError as error:
            raise decoded(error) from error

    return run


class MessageCursor(sqlite3.Cursor):
    """A cursor of `MessageConnection`."""

    execute = _decoding(sqlite3.Cursor.execute)
    executemany = _decoding(sqlite3.Cursor.executemany)


class MessageConnection(sqlite3.Connection):
    """A connection whose errors are all of `sqlite3`."""

    def cursor(self, factory: Any = MessageCursor) -> Any:
        """Return a cursor whose errors are all of `sqlite3`."""
        return super().cursor(factory)

    def execute(self, *args: Any) -> Any:
        """Run a statement with a new cursor; the base class would take its own kind."""
        return self.cursor().execute(*args)

    backup = _decoding(sqlite3.Connection.backup)
