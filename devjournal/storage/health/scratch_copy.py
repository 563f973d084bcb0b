"""Makes temporary copies of a database for checks, without changing the database or its side files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from devjournal.platforms import tidying_up
from devjournal.storage.encryption.key import MAGIC
from devjournal.storage.encryption.keyring import read_start
from devjournal.storage.schema.disk import lock_failure
from devjournal.storage.schema.sqlite_file import PATIENCE, connect, is_busy, write_copy

SIDE_FILES = ("-journal", "-wal", "-shm")
"""The suffixes of SQLite's side files. SQLite can rebuild only the `-shm` file."""

_WRITE_FORMAT, _WAL = 18, 2
"""The offset of the write format in SQLite's header, and its value for a write-ahead log."""


@contextmanager
def scratch_copy(source: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Yield a copy of a database in a temporary folder. In the copy, an interrupted write is rolled back.

    Raises:
        sqlite3.OperationalError: another program locks the file longer than `patience` seconds.
        OSError: the file cannot be read, or the disk has no space for the copy.
    """
    with tidying_up(), TemporaryDirectory(prefix="devjournal-") as folder:  # 0700
        copy = Path(folder, "journal.db")
        copy.touch(mode=0o600)
        _copy(source, copy, patience)
        yield copy


def _copy(source: Path, copy: Path, patience: float) -> None:
    """Copy with SQLite. If that would create side files, copy the bytes, and let SQLite recover the copy."""
    if not _has_wal(source):  # reading it would create a -shm file
        try:
            write_copy(source, copy, "ro", patience)
            return
        except sqlite3.Error as error:
            if is_busy(error) and not lock_failure(source):
                raise
    for suffix in ("", *SIDE_FILES[:2]):
        with suppress(FileNotFoundError):
            copyfile(f"{source}{suffix}", f"{copy}{suffix}")
    with suppress(sqlite3.Error), closing(connect(copy, "rw")) as connection:
        connection.execute("PRAGMA journal_mode = delete")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _has_wal(source: Path) -> bool:
    header = read_start(source)
    in_header = header.startswith(MAGIC) and header[_WRITE_FORMAT : _WRITE_FORMAT + 1] == bytes([_WAL])
    return in_header or Path(f"{source}-wal").exists()  # an encrypted header does not show the format
