"""Opens the journal's file. A file that is no journal is refused with its reason, and never changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from peewee import OperationalError, SqliteDatabase

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileRefused, Unsound
from devjournal.platforms import lock_refused, make_folder
from devjournal.storage.core.guarded import Guarded
from devjournal.storage.encryption.key import MAGIC
from devjournal.storage.encryption.keyring import HEADER_BYTES, key_of, key_of_header, looks_encrypted
from devjournal.storage.schema.disk import lockless
from devjournal.storage.schema.leftovers import remove_leftovers, remove_stale_journal, rollback_journal
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from devjournal.storage.sqlite_messages import MessageConnection

_APPLICATION, _VERSION = 68, 60
"""Offsets of the application ID and version in the header, four bytes each."""

_SCHEMA_FORMAT = 4
"""The newest file format that SQLite writes."""

INSTEAD = "name your journal with --file"
"""What to do if a file cannot be the journal."""

BUSY_TIMEOUT = 5.0
"""Seconds that a command waits for another program's write."""


Before = Callable[[SqliteDatabase], AbstractContextManager[None]]
"""Makes a copy before the file is changed."""


def open_database(
    path: Path, busy_timeout: float = BUSY_TIMEOUT, before: Before = lambda database: nullcontext()
) -> Guarded:
    """Open the journal at `path`, create it and its folder if missing, and migrate an older version.

    The migration runs inside `before`.

    Raises:
        FileRefused: the path cannot be a journal; the message says why and what to do.
    """
    check(path)
    make_missing(path)
    database = _database(path, busy_timeout)
    database.connect()
    try:
        remove_stale_journal(path, database.execute_sql)
        _migrate(database, path, before)
    except BaseException:
        database.close()
        raise
    return database


def _database(path: Path, busy_timeout: float) -> Guarded:
    """Return the database at `path`, not connected; an encrypted one with its key."""
    key = key_of(path)
    kind: type[Guarded] = Guarded
    options: dict[str, Any] = {"factory": MessageConnection}
    if key is not None:
        from devjournal.storage.core.encrypted_file import EncryptedDatabase  # a plain journal does not need it

        kind, options = EncryptedDatabase, {"passphrase": key.pragma}
    database = kind(
        str(path),
        lock_type="IMMEDIATE",
        autoconnect=False,
        timeout=busy_timeout,
        pragmas={
            "foreign_keys": 1,
            "journal_mode": "delete",
            "synchronous": "full",
            "fullfsync": 1,  # macOS needs it to write through the disk's cache; elsewhere it does nothing
            "busy_timeout": int(busy_timeout * 1000),
        },
        **options,
    )
    database.key = key
    return database


def identity_of(path: Path) -> tuple[int, int]:
    """Return the identity of a file, to notice when another one replaces it.

    Raises:
        FileRefused: there is no file, or it cannot be reached.
    """
    try:
        status = path.stat()
    except FileNotFoundError as error:
        name = quoted(str(path), 200)
        raise FileRefused(f"{name} is gone; put it back, or bring a copy back with `devjournal restore`.") from error
    except OSError as error:
        raise FileRefused(f"{quoted(str(path), 200)} cannot be reached ({_reason(error)}).") from error
    return status.st_dev, status.st_ino


def check(path: Path) -> None:
    """Check the file at `path` without writing.

    Raises:
        Locked: it is encrypted, and its key is not known.
        FileRefused: it is no journal that this version can open.
    """
    header = read_header(path)
    if not header:
        return
    name = quoted(str(path), 200)
    if not is_database(header):
        remove_leftovers(path)
        if key_of_header(path, header) is not None:
            from devjournal.storage.encryption.cipher import connection_class  # only an encrypted file needs it

            connection_class()
            return
        from devjournal.storage.copies.copies import Copies  # only a damaged file needs them
        from devjournal.storage.encryption.key_file import key_file_of

        copies = Copies(path)
        way_back = copies.way_back() if copies.newest_good() is not None else "or restore a copy"
        hint = (
            f" (if it is encrypted, {key_file_of(path).name} is missing beside it)" if looks_encrypted(header) else ""
        )
        raise FileRefused(f"{name} is not a database{hint}; {INSTEAD}, {way_back}.")
    application, version = marks(header)
    if rollback_journal(path).exists():
        version = 0  # SQLite first undoes an interrupted write of a journal; then the pragmas are read
    check_marks(application, version, name)
    check_format(header, name, path)


def read_header(path: Path, *, to_write: bool = True, instead: str = INSTEAD) -> bytes:
    """Return the first bytes of a file; empty if it is missing or empty.

    Raises:
        FileRefused: it is no file, or cannot be read, or with `to_write` written; `instead` says what to do.
    """
    name = quoted(str(path), 200)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return b""
    except NotADirectoryError as error:
        raise FileRefused(f"{name} is inside something that is not a folder; {instead}.") from error
    except OSError as error:
        raise FileRefused(f"{name} cannot be reached ({_reason(error)}); {instead}.") from error
    except ValueError as error:
        raise FileRefused(f"{name} is not a path; {instead}.") from error
    if stat.S_ISDIR(mode):
        raise FileRefused(f"{name} is a folder, not a file; {instead}.")
    if not stat.S_ISREG(mode):
        raise FileRefused(f"{name} is not a regular file; {instead}.")
    try:
        with path.open("r+b" if to_write else "rb") as file:
            return file.read(HEADER_BYTES)
    except OSError as error:
        what = "read and written" if to_write else "read"
        raise FileRefused(
            f"{name} cannot be {what} ({_reason(error)}); change its permissions, or {instead}."
        ) from error


def is_database(header: bytes) -> bool:
    """Return whether a file has SQLite's header."""
    return len(header) == HEADER_BYTES and header.startswith(MAGIC)


def marks(header: bytes) -> tuple[int, int]:
    """Return the application ID and version in a database's header."""
    application, version = (int.from_bytes(header[at : at + 4], "big") for at in (_APPLICATION, _VERSION))
    return application, version


def check_marks(application: int, version: int, name: str, instead: str = INSTEAD) -> None:
    """Check that a database is a journal of a version that can be opened; `instead` says what to do if not.

    Raises:
        FileRefused: it is not.
    """
    if application != APPLICATION_ID:
        raise FileRefused(f"{name} was made by another program (its application_id is {application:#x}); {instead}.")
    if version > len(MIGRATIONS):
        raise FileRefused(f"{name} was written by a newer devjournal (version {version}); update this one to open it.")


def check_format(header: bytes, name: str, path: Path) -> None:
    """Check that a database has a file format that devjournal writes.

    Raises:
        FileRefused: it has another one.
    """
    written, read, schema, encoding = (
        header[18],
        header[19],
        *(int.from_bytes(header[at : at + 4], "big") for at in (44, 56)),
    )
    says = ""
    if written not in (1, 2) or read not in (1, 2):
        says = f"file format {max(written, read)}, newer than any SQLite that is known"
    elif schema > _SCHEMA_FORMAT:
        says = f"schema format {schema}, newer than any SQLite that is known"
    elif encoding not in (0, 1):
        says = "texts in UTF-16, which devjournal does not write"
    if says:
        from devjournal.storage.copies.copies import Copies

        raise FileRefused(f"{name} has a header that promises {says}; {Copies(path).way_back()}.")


def make_missing(path: Path) -> None:
    """Create an empty file at `path` and its folders, readable by their owner alone.

    Raises:
        FileRefused: they cannot be created, or the file cannot be locked.
            SQLite takes some of these causes for another program's lock, and would wait.
    """
    name = quoted(str(path), 200)
    try:
        make_folder(path.parent)
        handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
        try:
            unlockable = lock_refused(handle)
        finally:
            os.close(handle)
        if unlockable:
            raise lockless(path, unlockable)
        if stat.S_IMODE(path.stat().st_mode) != 0o600:  # against the umask, and against a mode that is too open
            with suppress(OSError):  # some file systems have no modes, and the journal is still readable
                path.chmod(0o600)
    except NotADirectoryError as error:
        raise FileRefused(f"{name} is inside something that is not a folder; name another --file.") from error
    except OSError as error:
        raise FileRefused(f"{name} cannot be made ({_reason(error)}); name another --file.") from error


def _migrate(database: SqliteDatabase, path: Path, before: Before) -> None:
    empty = not _pragma(database, "schema_version")  # first: another process may fill it soon
    version = _pragma(database, "user_version")
    application = _pragma(database, "application_id")
    if application or version or not empty:
        check_marks(application, version, quoted(str(path), 200))
        if version == len(MIGRATIONS):
            _check_views(database, path)
            return
        if version:
            _check_triggers(database, path, version)
    with database.atomic(), _says_which(path, version):
        version = _pragma(database, "user_version")  # another process may have been faster
        is_older = 0 < version < len(MIGRATIONS)
        with before(database) if is_older else nullcontext():
            for number, statements in enumerate(MIGRATIONS[version:], version + 1):
                for statement in statements:
                    database.execute_sql(statement)
                database.pragma("user_version", number)
            database.pragma("application_id", APPLICATION_ID)


def _pragma(database: SqliteDatabase, name: str) -> int:
    value: Any = database.pragma(name)
    return int(value) & 0xFFFFFFFF  # a negative version is refused like one that is too new


@contextmanager
def _says_which(path: Path, version: int) -> Iterator[None]:
    """Return the error if a migration fails on existing tables: the header's version is wrong."""
    try:
        yield
    except OperationalError as error:
        if not any(
            words in str(error) for words in ("already exists", "duplicate column", "no such table", "no such column")
        ):
            raise
        from devjournal.storage.copies.copies import Copies

        raise FileRefused(
            f"{quoted(str(path), 200)} says that it is of version {version}, which its tables are not ({error}); "
            f"{Copies(path).way_back()}."
        ) from error


def _check_views(database: SqliteDatabase, path: Path) -> None:
    """Check that no view replaces a table, or the view of searched texts: reading it might never end.

    Raises:
        Unsound: there is such a view.
    """
    row = database.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'view' AND (name <> 'search_text' OR sql LIKE '%recursive%')"
    ).fetchone()
    if row is not None:
        raise Unsound(
            f"{quoted(str(path), 200)} has a view {quoted(str(row[0]), 60)}, which devjournal did not create, so "
            "it is not opened; `devjournal doctor` says what to do."
        )


def _check_triggers(database: SqliteDatabase, path: Path, version: int) -> None:
    """Check that an older journal has no foreign object that would act during a migration.

    Raises:
        Unsound: it has one.
    """
    from devjournal.storage.schema.foreign_objects import check_triggers, own_objects  # only a migration needs it

    known_objects = {
        (own.kind, own.name): own.sql for known in (len(MIGRATIONS), version) for own in own_objects(known)
    }
    check_triggers(database.execute_sql, path, known_objects)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
