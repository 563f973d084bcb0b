"""Restores a copy: checks it, then overwrites the journal in the same file, with SQLite's backup.

Open windows go on with the restored journal, and SQLite rolls back an interrupted restore.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import peewee

from devjournal.domain.copies.copies import Copy, CopyReason
from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileRefused, Locked, NotFound, WriteFailed
from devjournal.storage.copies.copies import Copies
from devjournal.storage.core.file import (
    application_and_version,
    check_application,
    check_format,
    is_database,
    make_missing,
    open_database,
    read_header,
)
from devjournal.storage.core.sqlite_errors import translate
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.key_file import entry_for, key_file_of, read_entries, write_entries
from devjournal.storage.encryption.keyring import key_of, key_of_header, looks_encrypted, salt_of
from devjournal.storage.health.scratch_copy import scratch_copy
from devjournal.storage.schema.foreign_objects import drop_foreign, foreign_and_missing
from devjournal.storage.schema.migrations import APPLICATION_ID
from devjournal.storage.schema.replacement import block_writes, encrypted_copy, move_into_place, new_file
from devjournal.storage.schema.sqlite_file import (
    PATIENCE,
    connect,
    copy_database,
    count_weeks,
    first_fault,
    is_damage,
    page_faults,
    read_application_and_version,
    save_memory,
    write_copy,
)
from devjournal.storage.search.search import check, rebuild
from devjournal.storage.untrusted.salvage import salvage

_HINT = "name a copy of a journal"


class Restored(NamedTuple):
    """The result of a restore."""

    source: Path
    weeks: int
    """The number of weeks in the restored journal."""
    replaced: Path | None
    """The copy of the replaced journal; None if there was no journal."""
    faults: tuple[str, ...] = ()
    """A clause for each value or row that could not be restored."""


def restore(path: Path, source: Path, now: datetime, patience: float = PATIENCE) -> Restored:
    """Replace the journal at `path` with the one in `source`, a path or the name of a copy.

    The source is copied, checked and migrated first; until then nothing is changed.

    Raises:
        NotFound: the source does not exist.
        FileRefused: the source is not a journal that this version can restore, or `path` must not be replaced.
        Locked: the source or the journal is encrypted, and its key is not known.
        FileBusy, WriteFailed: the journal cannot be copied or replaced; it is unchanged.
    """
    header = read_header(path)
    copies = Copies(path)
    source = _find_source(source, copies)
    _check_target(path, header, source)
    with _checked_copy(source, copies, patience) as (checked, faults):
        make_missing(path)
        _restore_key_file(path, source)
        replaced = _copy_current(copies, now, patience)
        _overwrite(checked, source, copies, patience)
        return Restored(
            source, count_weeks(checked) or 0, copies.path_of(replaced) if replaced is not None else None, faults
        )


def _restore_key_file(path: Path, source: Path) -> None:
    """If the journal's key file is missing or wrong, write it again from that of a copy with the same key.

    Raises:
        WriteFailed: the key file cannot be written.
    """
    key = _journal_key(path)
    if key is None:
        return
    keys = key_file_of(path)
    with suppress(FileRefused):  # a damaged key file counts as missing
        if any(entry.salt == key.salt for entry in read_entries(keys)):
            return
    with suppress(FileRefused):
        if (entry := entry_for(source, key.salt)) is not None:
            try:
                write_entries(keys, [entry])
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                name = quoted(str(keys), 200)
                raise WriteFailed(f"{name} cannot be written ({reason}); make its folder writable.") from error


def _find_source(source: Path, copies: Copies) -> Path:
    """Return the path of the source: an existing file, or else the copy with this name."""
    bare = source.name == str(source)
    for candidate in (source, *([copies.folder / source] if bare else [])):
        read_header(candidate, to_write=False, hint=_HINT)
        if candidate.is_file():
            return candidate
    newest = copies.newest_good()
    hint = f"the newest good copy is {quoted(newest.name, 100)}" if newest is not None else _HINT
    raise NotFound(f"There is no {quoted(str(source), 200)}; {hint}.")


def _check_target(path: Path, header: bytes, source: Path) -> None:
    """Check that the file at `path` may be replaced: it is a journal, even if damaged, and not the source.

    Raises:
        Locked: the journal's key is not known, so no copy of it could be made.
        FileRefused: `path` is another program's database, or the source itself.
    """
    _journal_key(path)
    if is_database(header) and application_and_version(header)[0] != APPLICATION_ID:
        check_application(*application_and_version(header), quoted(str(path), 200))
    if path.exists() and source.samefile(path):
        raise FileRefused(f"{quoted(str(source), 200)} is the journal itself; {_HINT}.")


def _journal_key(path: Path) -> Key | None:
    """Return the key of the journal to replace; None if the journal is plain, missing, or too damaged.

    Raises:
        Locked: the journal is encrypted, and its key is not known.
    """
    try:
        return key_of(path)
    except Locked:
        raise
    except FileRefused:
        return None


@contextmanager
def _checked_copy(source: Path, copies: Copies, patience: float) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield a valid, migrated temporary copy of the source, and the faults that were removed from it.

    If the source has foreign objects or invalid rows, its valid rows are copied to a new file.
    """
    name = quoted(str(source), 200)
    header = read_header(source, to_write=False, hint=_HINT)
    if not is_database(header) and _key_of_copy(source, header) is None:
        if looks_encrypted(header):
            keys = quoted(key_file_of(source).name, 100)
            raise FileRefused(
                f"{name} is not a database, or it is encrypted and {keys} is missing beside it; put that file back, or "
                f"{_HINT}."
            )
        raise FileRefused(f"{name} is not a database; {_HINT}.")
    with ExitStack() as stack:
        try:
            checked = stack.enter_context(scratch_copy(source, patience))
        except sqlite3.OperationalError as error:
            raise translate(str(error), Copies(source)) from error
        except OSError as error:
            raise FileRefused(f"{name} cannot be read ({error.strerror}); {_HINT}.") from error
        try:
            application, version = read_application_and_version(checked)
            check_application(application, version, name, _HINT)
            if is_database(header := read_header(checked)):
                check_format(header, name, copies.path)
            faults = _repair(checked, version, name, copies)
            with closing(connect(checked, "rw")) as connection:
                if not check(connection):
                    rebuild(connection)
        except sqlite3.DatabaseError as error:
            if is_database(header := read_header(checked)):
                check_format(header, name, copies.path)
            raise FileRefused(f"{name} is damaged ({error}); {copies.restore_hint()}.") from error
        yield checked, tuple(faults)


def _key_of_copy(source: Path, header: bytes) -> Key | None:
    """Return the key of a copy with this header; None if the copy is plain.

    Raises:
        Locked: the copy has another key than the journal, and that key is not known.
        FileRefused: the copy's key file is missing or wrong.
    """
    try:
        return key_of_header(source, header)
    except Locked as error:
        raise Locked(
            f"{quoted(str(source), 200)} is locked; run the command on a terminal to be asked for the passphrase of "
            "the copy, or set DEVJOURNAL_PASSPHRASE_COMMAND to a command that prints it.",
            source,
        ) from error


def _repair(checked: Path, version: int, name: str, copies: Copies) -> list[str]:
    """Repair and migrate a temporary copy. Return a clause for each removed or replaced part.

    Raises:
        FileRefused: the copy is damaged.
        sqlite3.DatabaseError: the copy cannot be read at all.
    """
    clauses = _drop_foreign_objects(checked, version)
    if not clauses and (problems := page_faults(checked)):
        raise FileRefused(f"{name} is damaged ({first_fault(problems)}); {copies.restore_hint()}.")
    try:
        open_database(checked).close()
    except (peewee.DatabaseError, FileRefused) as error:
        if not clauses:
            raise FileRefused(f"{name} cannot be migrated ({error}); {_HINT}.") from error
    return [*clauses, *_rebuild(checked, anew=bool(clauses))]


def _drop_foreign_objects(checked: Path, version: int) -> list[str]:
    """Drop foreign schema objects before a trigger or a view can run. Return a clause for each fault of the schema."""
    with closing(connect(checked, "rw")) as connection:
        foreign, missing = foreign_and_missing(connection, version)
        if foreign:
            drop_foreign(connection, version)
    return [*(f"{item.label} that devjournal did not create" for item in foreign),
            *(f"no {item.kind} {quoted(item.name, 60)}" for item in missing)]  # fmt: skip


def _rebuild(checked: Path, *, anew: bool) -> list[str]:
    """If a temporary copy has invalid rows, or `anew` is set, rebuild it from its valid rows. Return its faults."""
    with closing(connect(checked, "rw")) as connection:
        salvaged = salvage(connection)
    with closing(salvaged.database):
        if salvaged.faults or anew:
            key = key_of(checked)
            checked.write_bytes(b"")
            save_memory(salvaged.database, checked, key)
    return list(map(str, salvaged.faults))


def _copy_current(copies: Copies, now: datetime, patience: float) -> Copy | None:
    """Copy the journal before it is replaced; None for an empty file. If SQLite cannot read it, copy its bytes."""
    if not copies.path.stat().st_size:
        return None
    try:
        try:
            return copies.make(CopyReason.RESTORE, now, patience=patience)
        except FileRefused:
            return copies.make_byte_copy(CopyReason.RESTORE, now)
    except WriteFailed as error:
        raise WriteFailed(f"Nothing was restored, because the current journal cannot be copied. {error}") from error


def _overwrite(checked: Path, source: Path, copies: Copies, patience: float) -> None:
    """Overwrite the journal in one transaction. If SQLite cannot read the journal, truncate it first.

    An encrypted journal keeps its key. If the journal is plain or missing, an encrypted copy replaces the file, with
    its key file.
    """
    key, copy_key = _journal_key(copies.path), key_of(checked)
    try:
        if copy_key is not None and key is None:
            _replace_file(checked, source, copies)
            return
        if key is not None and copy_key is None:
            checked = encrypted_copy(checked, key)
        with closing(connect(checked)) as source_database:
            try:
                _write_database(source_database, copies.path, patience, key)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                os.truncate(copies.path, 0)
                _write_database(source_database, copies.path, patience, key)
    except (sqlite3.Error, OSError) as error:
        raise translate(str(error), copies) from error


def _replace_file(checked: Path, source: Path, copies: Copies) -> None:
    """Replace the file of a plain, damaged or missing journal with an encrypted file and its key file."""
    entry = entry_for(source, salt_of(checked))
    if entry is None:
        raise FileRefused(f"{quoted(str(key_file_of(source)), 200)} is missing; without it the copy cannot be opened.")
    target = copies.path.resolve()
    with block_writes(target), new_file(target) as new:
        write_copy(checked, new)
        move_into_place(new, target, entry)


def _write_database(source_database: sqlite3.Connection, path: Path, patience: float, key: Key | None) -> None:
    with closing(connect(path, "rw", patience, key)) as target_database:
        copy_database(source_database, target_database)
