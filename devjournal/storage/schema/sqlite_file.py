"""What only SQLite can do with a whole file: copy it while others write, and say whether it is sound.

An encrypted one is opened by SQLCipher, whose key is known by how the file begins.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path, PurePath

from devjournal.domain.text.user_text import one_line
from devjournal.errors import FileRefused
from devjournal.platforms import fsync_path
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.unlocked import key_of
from devjournal.storage.schema.disk import no_locks
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS

PATIENCE = 5.0
"""Seconds to wait for another program's write."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DISK = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
_NO_FAULT_OF_IT = (*_BUSY, *_DISK)
"""What keeps SQLite from reading a file that may be sound."""


def connect(path: Path, mode: str = "ro", patience: float = PATIENCE, key: Key | None = None) -> sqlite3.Connection:
    """Open a database that is there: `ro` to read it, and never to write beside it; `rw` to write.

    An encrypted one is opened by its key where that is known; an empty one gets the `key`.

    What is only read, and what this process has open nowhere else, is read without locks where its disk knows none.

    Raises:
        sqlite3.Error: it cannot be opened.
        Locked: its key is not known here.
    """
    locks = "&nolock=1" if mode == "ro" and no_locks(path) else ""
    uri = f"{uri_of(path.absolute())}?mode={mode}{locks}"
    key = key or key_of(path)
    if key is None:
        connection = sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)
    else:
        from devjournal.storage.encryption.cipher import connect as connect_encrypted  # a plain one does not pay for it

        connection = connect_encrypted(uri, key.pragma, uri=True, timeout=patience)
    connection.text_factory = _readable  # a damaged text must not hide what is wrong with it
    return connection


def uri_of(path: PurePath) -> str:
    """Return what SQLite opens a file by; it knows no server of Windows but as a part of the path."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def copy_whole(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a database over another as one transaction: what others write meanwhile is in it as a whole or not at all.

    Raises:
        sqlite3.Error: the source cannot be read, or the target not be written; the target is as it was.
    """
    source.backup(target, progress=_give_up_when_busy)


def write_copy(source: Path, target: Path, mode: str = "rw", patience: float = PATIENCE) -> None:
    """Copy the database `source` into the empty file `target`, and see it on the disk.

    An interrupted write to the source is taken back first, which a source that is opened as `ro` does not allow. The
    copy of an encrypted one has the same key.

    Raises:
        sqlite3.Error: the source cannot be read, or the target not be written.
        OSError: the disk refused.
    """
    key = key_of(source)
    with closing(connect(source, mode, patience, key)) as here, closing(connect(target, "rw", key=key)) as there:
        there.execute("PRAGMA journal_mode = off")  # until it is whole, nobody knows of the target
        there.execute("PRAGMA synchronous = off")
        copy_whole(here, there)
        there.execute("PRAGMA journal_mode = delete")  # a source with a write-ahead log hands its way of writing on
    fsync_path(target)


def faults(path: Path, mode: str = "ro") -> list[str]:
    """Return what SQLite finds wrong with a database's pages and indexes; nothing where it is sound.

    Opened as `rw` it looks at the CHECKs of the schema, too, which it does not read where it may not write.

    Raises:
        sqlite3.OperationalError: another program holds it, or it cannot be opened.
    """
    try:
        with closing(connect(path, mode)) as connection:
            lines = [
                str(line) for (line,) in connection.execute("PRAGMA cipher_integrity_check")
            ]  # none of a plain one
            lines += [str(line) for (line,) in connection.execute("PRAGMA integrity_check")]
            return [] if lines == ["ok"] else lines
    except sqlite3.Error as error:
        if _code(error) in _NO_FAULT_OF_IT:
            raise
        return [str(error)]


def in_short(problems: list[str]) -> str:
    """Return the first of some faults for a sentence."""
    return one_line(problems[0].strip().removesuffix("."))[:80]


def is_good(path: Path) -> bool:
    """Say whether a file is a sound journal of a version that can be opened."""
    try:
        with closing(connect(path)) as connection:
            marks = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        return marks[0] == APPLICATION_ID and 1 <= marks[1] <= len(MIGRATIONS) and not faults(path)
    except (sqlite3.Error, FileRefused):
        return False


def marks_in(path: Path) -> tuple[int, int]:
    """Return the application that a database says it is of, and its version, also of an encrypted one.

    Raises:
        sqlite3.Error: it cannot be read.
        Locked: its key is not known here.
    """
    with closing(connect(path)) as connection:
        application, version = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0]) & 0xFFFFFFFF
            for name in ("application_id", "user_version")
        )
    return application, version


def save_memory(memory: sqlite3.Connection, path: Path, key: Key | None) -> None:
    """Write a database in memory into an empty file; for one with a `key` it is a database of SQLCipher.

    Raises:
        sqlite3.Error: it cannot be written.
    """
    if key is None:
        with closing(sqlite3.connect(path)) as target:
            memory.backup(target)
        return
    from devjournal.storage.encryption.cipher import export

    memory.execute(f'ATTACH DATABASE ? AS saved KEY "{key.pragma}"', (str(path),))
    export(memory, "saved")
    memory.execute("DETACH DATABASE saved")


def weeks_in(path: Path) -> int | None:
    """Return how many weeks a journal holds; None where it cannot be read."""
    try:
        with closing(connect(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM week").fetchone()[0])
    except (sqlite3.Error, FileRefused):
        return None


def is_busy(error: sqlite3.Error) -> bool:
    """Say whether an error means that another program holds the file."""
    return _code(error) in _BUSY


def is_refused(error: sqlite3.Error) -> bool:
    """Say whether an error may be about the disk: that it is full, knows no locks, or may not be written."""
    return _code(error) in _NO_FAULT_OF_IT


def is_damage(error: sqlite3.Error) -> bool:
    """Say whether an error means that SQLite can make no sense of the file."""
    return _code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _code(error: sqlite3.Error) -> int:
    """Return what SQLite calls an error, without the details; 0 for one of the Python module's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _give_up_when_busy(status: int, remaining: int, total: int) -> None:
    """Let a copy end where the time-out is over; left alone, it would try for ever."""
    if status in _BUSY:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


def _readable(text: bytes) -> str:
    return text.decode(errors="replace")
