"""Opening the journal's file: what is not a journal is refused by name, and never touched."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from devjournal.domain.text import quoted
from devjournal.errors import FileRefused
from devjournal.storage.schema import APPLICATION_ID, MIGRATIONS

_MAGIC = b"SQLite format 3\0"
_HEADER = 100

BUSY_TIMEOUT = 5.0
"""Seconds that a command waits for another program's write before it gives up."""


def open_database(path: Path, busy_timeout: float = BUSY_TIMEOUT) -> SqliteDatabase:
    """Open the journal at `path`, making it and its folder where they are missing, and bring it up to date.

    Raises:
        FileRefused: the path cannot be a journal, with what is wrong and what to do.
    """
    check(path)
    _make_missing(path)
    database = SqliteDatabase(
        str(path),
        lock_type="IMMEDIATE",
        autoconnect=False,
        timeout=busy_timeout,
        pragmas={
            "foreign_keys": 1,
            "journal_mode": "delete",
            "synchronous": "full",
            "busy_timeout": int(busy_timeout * 1000),
        },
    )
    database.connect()
    try:
        _migrate(database, path)
    except BaseException:
        database.close()
        raise
    return database


def check(path: Path) -> None:
    """Look at what is at `path`, without a write.

    Raises:
        FileRefused: it is no journal that this version can open.
    """
    name = quoted(str(path), 200)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise FileRefused(f"{name} is inside something that is not a folder; name another --file.") from error
    except OSError as error:
        raise FileRefused(f"{name} cannot be reached ({_reason(error)}); name another --file.") from error
    except ValueError as error:
        raise FileRefused(f"{name} is not a path; name another --file.") from error
    if stat.S_ISDIR(mode):
        raise FileRefused(f"{name} is a folder, not a journal; name a file in it with --file.")
    if not stat.S_ISREG(mode):
        raise FileRefused(f"{name} is not a regular file; name another --file.")
    try:
        with path.open("r+b") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise FileRefused(
            f"{name} cannot be read and written ({_reason(error)}); change its permissions or name another --file."
        ) from error
    if header:
        _check_header(header, name, hot=path.with_name(f"{path.name}-journal").exists())


def _check_header(header: bytes, name: str, *, hot: bool) -> None:
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise FileRefused(f"{name} is not a database; name your journal with --file, or restore a copy.")
    application, version = (int.from_bytes(header[at : at + 4], "big") for at in (68, 60))
    if hot:  # an interrupted write: SQLite rolls it back first, if it is ours, then the pragmas are checked
        version = 0
    _check_marks(application, version, name)


def _check_marks(application: int, version: int, name: str) -> None:
    if application != APPLICATION_ID:
        raise FileRefused(f"{name} was made by another program; name your journal with --file.")
    if version > len(MIGRATIONS):
        raise FileRefused(f"{name} was written by a newer devjournal; update this one to open it.")


def _make_missing(path: Path) -> None:
    name = quoted(str(path), 200)
    try:
        _make_folder(path.parent)
        os.close(os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
        if stat.S_IMODE(path.stat().st_mode) != 0o600:  # the umask took too much, or somebody gave too much
            with suppress(OSError):  # some file systems have no modes; the journal is still readable
                path.chmod(0o600)
    except FileExistsError as error:
        raise FileRefused(f"{name} is inside something that is not a folder; name another --file.") from error
    except OSError as error:
        raise FileRefused(f"{name} cannot be made ({_reason(error)}); name another --file.") from error


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner alone."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        folder.chmod(0o700)  # whatever the umask took


def _migrate(database: SqliteDatabase, path: Path) -> None:
    empty = not _pragma(database, "schema_version")  # first: another process may fill it before the next line
    version = _pragma(database, "user_version")
    application = _pragma(database, "application_id")
    if application or version or not empty:
        _check_marks(application, version, quoted(str(path), 200))
        if version == len(MIGRATIONS):
            return
    with database.atomic():
        version = _pragma(database, "user_version")  # another process may have been here meanwhile
        for number, statements in enumerate(MIGRATIONS[version:], version + 1):
            for statement in statements:
                database.execute_sql(statement)
            database.pragma("user_version", number)
        database.pragma("application_id", APPLICATION_ID)


def _pragma(database: SqliteDatabase, name: str) -> int:
    value: Any = database.pragma(name)
    return int(value)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
