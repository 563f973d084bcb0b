"""Private copies of a database for inspection. The file and the files beside it are never touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from devjournal.platforms import tidying_up
from devjournal.storage.encryption.key import MAGIC
from devjournal.storage.schema.disk import no_locks
from devjournal.storage.schema.sqlite_file import PATIENCE, connect, is_busy, write_copy

BESIDE = ("-journal", "-wal", "-shm")
"""Suffixes of SQLite's files beside a database. Only the last of them can be rebuilt from the others."""

_WRITE_FORMAT, _WAL = 18, 2
"""Offset of the header's journal mode, and its value for a write-ahead log."""


@contextmanager
def apart(source: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Yield a copy of a database after undoing an interrupted write, in a temporary folder.

    Raises:
        sqlite3.OperationalError: another program holds the file.
        OSError: it cannot be read, or there is no space for the copy.
    """
    with tidying_up(), TemporaryDirectory(prefix="devjournal-") as folder:  # 0700
        copy = Path(folder, "journal.db")
        copy.touch(mode=0o600)
        _fetch(source, copy, patience)
        yield copy


def _fetch(source: Path, copy: Path, patience: float) -> None:
    """Copy with SQLite. If that would write beside the file, copy byte for byte, and let SQLite recover the copy."""
    if not _has_a_log(source):  # even reading it would create a file beside it
        try:
            write_copy(source, copy, "ro", patience)
            return
        except sqlite3.Error as error:
            if is_busy(error) and not no_locks(source):
                raise
    for behind in ("", *BESIDE[:2]):
        with suppress(FileNotFoundError):
            copyfile(f"{source}{behind}", f"{copy}{behind}")
    with suppress(sqlite3.Error), closing(connect(copy, "rw")) as connection:
        connection.execute("PRAGMA journal_mode = delete")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _has_a_log(source: Path) -> bool:
    with source.open("rb") as file:
        header = file.read(_WRITE_FORMAT + 1)
    plain = header.startswith(MAGIC)  # the header of an encrypted file does not say so
    return (plain and header[_WRITE_FORMAT:] == bytes([_WAL])) or Path(f"{source}-wal").exists()
