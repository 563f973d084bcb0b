"""A private copy of a database to look into: the file itself, and what lies beside it, are never touched."""

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
"""What SQLite puts beside a file, behind its name; only the last can be made anew from the others."""

_WRITE_FORMAT, _WAL = 18, 2
"""The byte of the header that says how a file is written, and what it is with a write-ahead log."""


@contextmanager
def apart(source: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Yield a copy of a database as it is once an interrupted write is taken back; in a folder that goes away again.

    Raises:
        sqlite3.OperationalError: another program holds the file.
        OSError: it cannot be read, or there is no room for the copy.
    """
    with tidying_up(), TemporaryDirectory(prefix="devjournal-") as folder:  # 0700
        copy = Path(folder, "journal.db")
        copy.touch(mode=0o600)
        _fetch(source, copy, patience)
        yield copy


def _fetch(source: Path, copy: Path, patience: float) -> None:
    """Copy through SQLite; what it will not read without a write goes byte for byte, and is mended as a copy."""
    if not _has_a_log(source):  # a look at one would put a file beside it
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
    plain = header.startswith(MAGIC)  # an encrypted one does not say it
    return (plain and header[_WRITE_FORMAT:] == bytes([_WAL])) or Path(f"{source}-wal").exists()
