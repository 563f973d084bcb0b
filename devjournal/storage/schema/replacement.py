"""Replaces the file of a journal or a copy atomically, and keeps the key file beside it valid."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from devjournal.platforms import WINDOWS, fsync_path, tidying_up
from devjournal.storage.encryption import cipher
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.key_file import WrappedKey, key_file_of, read_entries, write_entries
from devjournal.storage.schema.leftovers import NEW_FILE_PREFIX, protect_new_files
from devjournal.storage.schema.sqlite_file import connect, is_busy


@contextmanager
def new_file(beside: Path) -> Iterator[Path]:
    """Yield a new empty file with mode 0600 in the folder of `beside`; remove it at the end, unless it was renamed.

    Raises:
        OSError: the file cannot be made.
    """
    with tidying_up(), protect_new_files(beside.parent):
        handle, name = mkstemp(prefix=NEW_FILE_PREFIX, dir=beside.parent)  # 0600
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
        finally:
            for file in (temporary, temporary.with_name(f"{temporary.name}-journal")):
                file.unlink(missing_ok=True)


@contextmanager
def block_writes(path: Path) -> Iterator[None]:
    """Block other programs' writes to a plain journal. A missing file, or a file that is no database, needs no lock.

    Raises:
        sqlite3.OperationalError: another program has locked the journal.
    """
    if not path.is_file() or WINDOWS:  # Windows cannot replace an open file
        yield
        return
    with closing(connect(path, "rw")) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                raise
        yield


def move_into_place(source: Path, path: Path, entry: WrappedKey | None) -> None:
    """Rename a finished file to the path of the journal; `entry` is its wrapped key, None if the file is plain.

    The key file always holds the key of the current file: the old and the new key before the rename, then the new one.

    Raises:
        OSError: the file system refused. The journal is unchanged, and its key file opens it.
    """
    keys = key_file_of(path)
    if entry is not None:
        write_entries(keys, [entry, *_other_entries(keys, entry)])
    fsync_path(source)
    source.replace(path)
    fsync_path(path.parent)
    if entry is None:
        keys.unlink(missing_ok=True)
    else:
        write_entries(keys, [entry])


def _other_entries(keys: Path, entry: WrappedKey) -> list[WrappedKey]:
    from devjournal.errors import FileRefused

    with suppress(FileRefused):  # a damaged key file opens nothing
        return [other for other in read_entries(keys) if other.salt != entry.salt]
    return []


def encrypted_copy(plain: Path, key: Key) -> Path:
    """Write an encrypted copy of a plain database beside it. Return the path of the copy.

    Raises:
        sqlite3.Error: the database cannot be read or written.
    """
    copy = plain.with_name(f"{plain.name}.encrypted")
    copy.touch(mode=0o600)
    with closing(cipher.connect(str(plain))) as connection:
        connection.execute(f'ATTACH DATABASE ? AS copy KEY "{key.pragma}"', (str(copy),))
        cipher.export(connection, "copy")
    return copy
