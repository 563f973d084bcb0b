"""Opens the file of a journal. A file that is no journal is refused with the reason, and never changed."""

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
from devjournal.storage.schema.disk import no_locks_error
from devjournal.storage.schema.leftovers import remove_leftovers, remove_stale_journal, rollback_journal
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from devjournal.storage.sqlite_messages import MessageConnection

_APPLICATION, _VERSION = 68, 60
"""Offsets of the application ID and version in the header, four bytes each."""

_MAX_SCHEMA_FORMAT = 4
"""The newest schema format that SQLite writes."""

OTHER_FILE_HINT = "name your journal with --file"
"""What to do if the file at a path cannot be the journal."""

BUSY_TIMEOUT = 5.0
"""The seconds that a command waits for another program's write."""

MakeCopy = Callable[[SqliteDatabase], AbstractContextManager[None]]
"""Copies the file before a migration. If the migration fails, the copy is removed."""


def open_database(
    path: Path, busy_timeout: float = BUSY_TIMEOUT, make_copy: MakeCopy = lambda database: nullcontext()
) -> Guarded:
    """Open the journal at `path`, create it and its folder if missing, and migrate an older version.

    The migration runs inside the context of `make_copy`.

    Raises:
        FileRefused: the path cannot be a journal; the message says why and what to do.
    """
    check(path)
    make_missing(path)
    database = _database(path, busy_timeout)
    database.connect()
    try:
        remove_stale_journal(path, database.execute_sql)
        _migrate(database, path, make_copy)
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
    """Return the device and the inode of a file, to notice that another file replaced it.

    Raises:
        FileRefused: the file is missing, or cannot be reached.
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
        Locked: the file is encrypted, and its key is not known.
        FileRefused: the file is no journal that this version can open.
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
        restore_hint = copies.restore_hint() if copies.newest_good() is not None else "or restore a copy"
        key_hint = (
            f" (if it is encrypted, {key_file_of(path).name} is missing beside it)" if looks_encrypted(header) else ""
        )
        raise FileRefused(f"{name} is not a database{key_hint}; {OTHER_FILE_HINT}, {restore_hint}.")
    application, version = application_and_version(header)
    if rollback_journal(path).exists():
        version = 0  # SQLite first undoes an interrupted write of a journal; then the pragmas are read
    check_application(application, version, name)
    check_format(header, name, path)


def read_header(path: Path, *, to_write: bool = True, hint: str = OTHER_FILE_HINT) -> bytes:
    """Return the header of a file; empty if the file is missing or empty. `hint` ends the message of an error.

    Raises:
        FileRefused: the path is no regular file, or the file cannot be read or, with `to_write`, written.
    """
    name = quoted(str(path), 200)
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return b""
    except NotADirectoryError as error:
        raise FileRefused(f"{name} is inside something that is not a folder; {hint}.") from error
    except OSError as error:
        raise FileRefused(f"{name} cannot be reached ({_reason(error)}); {hint}.") from error
    except ValueError as error:
        raise FileRefused(f"{name} is not a path; {hint}.") from error
    if stat.S_ISDIR(mode):
        raise FileRefused(f"{name} is a folder, not a file; {hint}.")
    if not stat.S_ISREG(mode):
        raise FileRefused(f"{name} is not a regular file; {hint}.")
    try:
        with path.open("r+b" if to_write else "rb") as file:
            return file.read(HEADER_BYTES)
    except OSError as error:
        access = "read and written" if to_write else "read"
        raise FileRefused(
            f"{name} cannot be {access} ({_reason(error)}); change its permissions, or {hint}."
        ) from error


def is_database(header: bytes) -> bool:
    """Return whether a header is that of a plain SQLite database."""
    return len(header) == HEADER_BYTES and header.startswith(MAGIC)


def application_and_version(header: bytes) -> tuple[int, int]:
    """Return the application ID and the schema version in the header of a database."""
    application, version = (int.from_bytes(header[at : at + 4], "big") for at in (_APPLICATION, _VERSION))
    return application, version


def check_application(application: int, version: int, name: str, hint: str = OTHER_FILE_HINT) -> None:
    """Check that a database is a journal, of a version that can be opened. `hint` ends the message of an error.

    Raises:
        FileRefused: another program made the database, or a newer devjournal wrote it.
    """
    if application != APPLICATION_ID:
        raise FileRefused(f"{name} was made by another program (its application_id is {application:#x}); {hint}.")
    if version > len(MIGRATIONS):
        raise FileRefused(f"{name} was written by a newer devjournal (version {version}); update this one to open it.")


def check_format(header: bytes, name: str, path: Path) -> None:
    """Check that a database has a file format that devjournal writes.

    Raises:
        FileRefused: the database has another file format.
    """
    write_format, read_format = header[18], header[19]
    schema_format, encoding = (int.from_bytes(header[at : at + 4], "big") for at in (44, 56))
    content = ""
    if write_format not in (1, 2) or read_format not in (1, 2):
        content = f"file format {max(write_format, read_format)}, newer than any SQLite that is known"
    elif schema_format > _MAX_SCHEMA_FORMAT:
        content = f"schema format {schema_format}, newer than any SQLite that is known"
    elif encoding not in (0, 1):
        content = "texts in UTF-16, which devjournal does not write"
    if content:
        from devjournal.storage.copies.copies import Copies

        raise FileRefused(f"{name} has a header that promises {content}; {Copies(path).restore_hint()}.")


def make_missing(path: Path) -> None:
    """Create an empty file at `path` and its folders, readable by their owner alone.

    Raises:
        FileRefused: they cannot be created, or the file cannot be locked.
            SQLite would take some of these causes for another program's lock, and wait.
    """
    name = quoted(str(path), 200)
    try:
        make_folder(path.parent)
        handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
        try:
            lock_failure = lock_refused(handle)
        finally:
            os.close(handle)
        if lock_failure:
            raise no_locks_error(path, lock_failure)
        if stat.S_IMODE(path.stat().st_mode) != 0o600:  # the umask removed modes, or the mode is too open
            with suppress(OSError):  # some file systems have no modes, and the journal is still readable
                path.chmod(0o600)
    except NotADirectoryError as error:
        raise FileRefused(f"{name} is inside something that is not a folder; name another --file.") from error
    except OSError as error:
        raise FileRefused(f"{name} cannot be made ({_reason(error)}); name another --file.") from error


def _migrate(database: SqliteDatabase, path: Path, make_copy: MakeCopy) -> None:
    empty = not _pragma(database, "schema_version")  # first: another process may fill it soon
    version = _pragma(database, "user_version")
    application = _pragma(database, "application_id")
    if application or version or not empty:
        check_application(application, version, quoted(str(path), 200))
        if version == len(MIGRATIONS):
            _check_views(database, path)
            return
        if version:
            _check_triggers(database, path, version)
    with database.atomic(), _explaining_version(path, version):
        version = _pragma(database, "user_version")  # another process may have been faster
        is_older = 0 < version < len(MIGRATIONS)
        with make_copy(database) if is_older else nullcontext():
            for number, statements in enumerate(MIGRATIONS[version:], version + 1):
                for statement in statements:
                    database.execute_sql(statement)
                database.pragma("user_version", number)
            database.pragma("application_id", APPLICATION_ID)


def _pragma(database: SqliteDatabase, name: str) -> int:
    value: Any = database.pragma(name)
    return int(value) & 0xFFFFFFFF  # a negative version is refused like one that is too new


@contextmanager
def _explaining_version(path: Path, version: int) -> Iterator[None]:
    """If a migration fails on the existing tables, raise an error about the version in the header, which is wrong."""
    try:
        yield
    except OperationalError as error:
        if not any(
            part in str(error) for part in ("already exists", "duplicate column", "no such table", "no such column")
        ):
            raise
        from devjournal.storage.copies.copies import Copies

        raise FileRefused(
            f"{quoted(str(path), 200)} says that it is of version {version}, which its tables are not ({error}); "
            f"{Copies(path).restore_hint()}."
        ) from error


def _check_views(database: SqliteDatabase, path: Path) -> None:
    """Check that no foreign view replaces a table or the view of searched texts: reading such a view might never end.

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
    """Check that an older journal has no foreign trigger or view, which would act during the migration.

    Raises:
        Unsound: the journal has such an object.
    """
    from devjournal.storage.schema.foreign_objects import check_triggers, expected_objects  # only a migration needs it

    own_objects = {
        (item.kind, item.name): item.sql for number in (len(MIGRATIONS), version) for item in expected_objects(number)
    }
    check_triggers(database.execute_sql, path, own_objects)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
