"""SQLite's operations on a whole file: copying it while others write, and checking that it is sound.

An encrypted file, recognized by its first bytes, is opened with SQLCipher.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath

from devjournal.domain.text.user_text import one_line
from devjournal.errors import FileRefused
from devjournal.platforms import fsync_path
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.keyring import key_of
from devjournal.storage.schema.disk import lock_failure
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from devjournal.storage.sqlite_messages import MessageConnection

PATIENCE = 5.0
"""The seconds to wait for another program's write."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DISK = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_ENVIRONMENT_ERRORS = (*_BUSY, *_DISK)
"""Errors that keep SQLite from reading a file that may be sound."""


def connect(path: Path, mode: str = "ro", patience: float = PATIENCE, key: Key | None = None) -> sqlite3.Connection:
    """Open an existing database: `ro` to read, without ever writing beside it, or `rw` to write.

    An encrypted file is opened with its key if that is known; an empty file gets the `key`. On a disk without locks, a
    file that is only read, and that this process has open nowhere else, is read without locks.

    Raises:
        sqlite3.Error: the database cannot be opened.
        Locked: its key is not known.
    """
    locks = "&nolock=1" if mode == "ro" and lock_failure(path) else ""
    uri = f"{uri_of(path.absolute())}?mode={mode}{locks}"
    key = key or key_of(path)
    if key is None:
        connection: sqlite3.Connection = sqlite3.connect(
            uri, uri=True, timeout=patience, isolation_level=None, factory=MessageConnection
        )
    else:
        from devjournal.storage.encryption.cipher import connect as connect_encrypted  # a plain file does not need it

        connection = connect_encrypted(uri, key.pragma, uri=True, timeout=patience)
    connection.text_factory = _readable  # an invalid text must not hide other faults
    return connection


def uri_of(path: PurePath) -> str:
    """Return the URI of a path for SQLite, which takes a Windows server only as a part of the path."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def copy_database(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database over another in one transaction; concurrent writes are in it completely or not at all.

    Raises:
        sqlite3.Error: the source cannot be read, or the target cannot be written; the target is unchanged.
    """
    source.backup(target, progress=_give_up_when_busy)


def write_copy(source: Path, target: Path, mode: str = "rw", patience: float = PATIENCE) -> None:
    """Copy the database `source` into the empty file `target`, and sync it to the disk.

    An interrupted write to the source is undone first, which needs a source opened as `rw`. A copy of an encrypted
    database has the same key.

    Raises:
        sqlite3.Error: the source cannot be read, or the target cannot be written.
        OSError: the disk refused.
    """
    key = key_of(source)
    with closing(connect(source, mode, patience, key)) as original, closing(connect(target, "rw", key=key)) as copy:
        copy.execute("PRAGMA journal_mode = off")  # no program knows of the target before it is complete
        copy.execute("PRAGMA synchronous = off")
        copy_database(original, copy)
        copy.execute("PRAGMA journal_mode = delete")  # a source with a write-ahead log passes its journal mode on
    fsync_path(target)


def page_faults(path: Path, mode: str = "ro") -> list[str]:
    """Return SQLite's faults in a database's pages and indexes; empty if it is sound.

    Opened as `rw`, SQLite also tests the CHECKs of the schema.

    Raises:
        sqlite3.OperationalError: another program has locked the database, or it cannot be opened.
    """
    try:
        with closing(connect(path, mode)) as connection:
            # the first check has no lines for a plain file
            lines = [str(line) for (line,) in connection.execute("PRAGMA cipher_integrity_check")]
            lines += [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
            return [] if lines == ["ok"] else lines
    except sqlite3.Error as error:
        if _code(error) in _ENVIRONMENT_ERRORS:
            raise
        return [str(error)]


def first_fault(problems: list[str]) -> str:
    """Return the first fault as a part of a sentence, at most 80 characters long."""
    return one_line(problems[0].strip().removesuffix("."))[:80]


def is_good(path: Path) -> bool:
    """Return whether a file is a sound journal of a version that can be opened."""
    try:
        application, version = read_application_and_version(path)
        return application == APPLICATION_ID and 1 <= version <= len(MIGRATIONS) and not page_faults(path)
    except (sqlite3.Error, FileRefused):
        return False


def read_application_and_version(path: Path) -> tuple[int, int]:
    """Return a database's application ID and version, even of an encrypted one.

    Raises:
        sqlite3.Error: the database cannot be read.
        Locked: its key is not known.
    """
    with closing(connect(path)) as connection:
        application, version = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0]) & 0xFFFFFFFF
            for name in ("application_id", "user_version")
        )
    return application, version


def save_memory(memory: sqlite3.Connection, path: Path, key: Key | None) -> None:
    """Write a database in memory into an empty file; with a `key`, as an SQLCipher database.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    if key is None:
        with closing(sqlite3.connect(path)) as target:
            memory.backup(target)
        return
    from devjournal.storage.encryption.cipher import export

    memory.execute(f'ATTACH DATABASE ? AS saved KEY "{key.pragma}"', (str(path),))
    export(memory, "saved")
    memory.execute("DETACH DATABASE saved")


def count_weeks(path: Path) -> int | None:
    """Return the number of weeks in a journal; None if it cannot be read."""
    try:
        with closing(connect(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM week").fetchone()[0])
    except (sqlite3.Error, FileRefused):
        return None


def is_busy(error: sqlite3.Error) -> bool:
    """Return whether an error means that another program holds the file."""
    return _code(error) in _BUSY


def is_environment_error(error: sqlite3.Error) -> bool:
    """Return whether an error may mean that the disk is full, has no locks, or is read-only."""
    return _code(error) in _ENVIRONMENT_ERRORS


def is_damage(error: sqlite3.Error) -> bool:
    """Return whether an error means that the file is damaged."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _code(error: sqlite3.Error) -> int:
    """Return SQLite's primary error code; 0 for errors of the Python module."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _give_up_when_busy(status: int, remaining: int, total: int) -> None:
    """Stop a copy at the time-out; SQLite itself would retry for ever."""
    if status in _BUSY:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


def _readable(text: bytes) -> str:
    return text.decode(errors="replace")
