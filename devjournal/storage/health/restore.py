"""Restores a copy: checks it, then writes it over the journal through SQLite, in the same file.

Open windows continue with the restored journal, and SQLite undoes an interrupted write.
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
    check_format,
    check_marks,
    is_database,
    make_missing,
    marks,
    open_database,
    read_header,
)
from devjournal.storage.core.sqlite_errors import translate as refusal
from devjournal.storage.encryption.key import SALT_BYTES, Key
from devjournal.storage.encryption.key_file import entry_for, key_file_of, read_entries, write_entries
from devjournal.storage.encryption.unlocked import key_of, key_of_header, looks_encrypted
from devjournal.storage.health.scratch_copy import apart
from devjournal.storage.schema.foreign_objects import drop_strange, in_words, strange
from devjournal.storage.schema.migrations import APPLICATION_ID
from devjournal.storage.schema.replacement import encrypted_copy, held, new_file, take_place
from devjournal.storage.schema.sqlite_file import (
    PATIENCE,
    connect,
    copy_whole,
    faults,
    in_short,
    is_damage,
    marks_in,
    save_memory,
    weeks_in,
    write_copy,
)
from devjournal.storage.search.search import check, rebuild
from devjournal.storage.untrusted.salvage import salvage

_INSTEAD = "name a copy of a journal"


class Restored(NamedTuple):
    """The result of a restore."""

    source: Path
    weeks: int
    """The number of weeks in the restored journal."""
    kept: Path | None
    """The copy of the replaced journal; None if there was none."""
    amiss: tuple[str, ...] = ()
    """Values and rows that could not be restored, a clause each."""


def restore(path: Path, source: Path, now: datetime, patience: float = PATIENCE) -> Restored:
    """Replace the journal at `path` with the one in `source`, a path or the name of a copy.

    A private copy of the source is checked first, and migrated if it is older. Nothing is touched before that.

    Raises:
        NotFound: there is no such file.
        FileRefused: it is no sound journal that this version can open, or `path` cannot be the journal.
        FileBusy, WriteFailed: the current journal could not be copied or replaced; it is unchanged.
    """
    header = read_header(path)
    copies = Copies(path)
    source = _find(source, copies)
    _check_place(path, header, source)
    with _looked_into(source, copies, patience) as (sound, amiss):
        make_missing(path)
        _bring_key_back(path, source)
        replaced = _keep(copies, now, patience)
        _put(sound, source, copies, patience)
        return Restored(source, weeks_in(sound) or 0, copies.path_of(replaced) if replaced is not None else None, amiss)


def _bring_key_back(path: Path, source: Path) -> None:
    """Write the journal's key file again if it is lost or does not fit, and the copy has the same key.

    Raises:
        WriteFailed: it cannot be written.
    """
    key = _key_there(path)
    if key is None:
        return
    keys = key_file_of(path)
    with suppress(FileRefused):  # a damaged one counts as lost
        if any(entry.salt == key.salt for entry in read_entries(keys)):
            return
    with suppress(FileRefused):
        if (entry := entry_for(source, key.salt)) is not None:
            try:
                write_entries(keys, [entry])
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise WriteFailed(f"{quoted(str(keys), 200)} cannot be written ({reason}).") from error


def _find(source: Path, copies: Copies) -> Path:
    """Return the path of the source: an existing file, or a copy by its name."""
    bare = source.name == str(source)
    for place in (source, *([copies.folder / source] if bare else [])):
        read_header(place, to_write=False, instead=_INSTEAD)
        if place.is_file():
            return place
    newest = copies.newest_good()
    hint = f"the newest good copy is {quoted(newest.name, 100)}" if newest is not None else _INSTEAD
    raise NotFound(f"There is no {quoted(str(source), 200)}; {hint}.")


def _check_place(path: Path, header: bytes, source: Path) -> None:
    """Check that the journal may be replaced: a damaged journal may, another program's database may not.

    Raises:
        Locked: it is encrypted, and its key is not known, so it could not be kept.
        FileRefused: it may not be replaced.
    """
    _key_there(path)
    if is_database(header) and marks(header)[0] != APPLICATION_ID:
        check_marks(*marks(header), quoted(str(path), 200))
    if path.exists() and source.samefile(path):
        raise FileRefused(f"{quoted(str(source), 200)} is the journal itself; {_INSTEAD}.")


def _key_there(path: Path) -> Key | None:
    """Return the key of the journal to replace; None if it is plain, missing, or too damaged.

    Raises:
        Locked: it is encrypted, and its key is not known.
    """
    try:
        return key_of(path)
    except Locked:
        raise
    except FileRefused:
        return None


@contextmanager
def _looked_into(source: Path, copies: Copies, patience: float) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield a private copy of the source, sound and migrated, and a list of its faults.

    A source with foreign objects or unsound rows is copied row by row into a new file.
    """
    name = quoted(str(source), 200)
    header = read_header(source, to_write=False, instead=_INSTEAD)
    if not is_database(header) and _key_of_copy(source, header) is None:
        if looks_encrypted(header):
            keys = quoted(key_file_of(source).name, 100)
            raise FileRefused(
                f"{name} is not a database, or it is encrypted and {keys} is missing beside it; put that back, or "
                f"{_INSTEAD}."
            )
        raise FileRefused(f"{name} is not a database; {_INSTEAD}.")
    with ExitStack() as stack:
        try:
            sound = stack.enter_context(apart(source, patience))
        except sqlite3.OperationalError as error:
            raise refusal(str(error), Copies(source)) from error
        except OSError as error:
            raise FileRefused(f"{name} cannot be read ({error.strerror}); {_INSTEAD}.") from error
        try:
            application, version = marks_in(sound)
            check_marks(application, version, name, _INSTEAD)
            if is_database(header := read_header(sound)):
                check_format(header, name, copies.path)
            amiss = _made_sound(sound, version, name, copies)
            with closing(connect(sound, "rw")) as connection:
                if not check(connection):
                    rebuild(connection)
        except sqlite3.DatabaseError as error:
            raise FileRefused(f"{name} is damaged ({error}); {copies.way_back()}.") from error
        yield sound, tuple(amiss)


def _key_of_copy(source: Path, header: bytes) -> Key | None:
    """Return the key of a copy with these first bytes; None if it is plain.

    Raises:
        Locked: its key differs from the journal's, and is not known.
        FileRefused: it has no key file beside it.
    """
    try:
        return key_of_header(source, header)
    except Locked as error:
        raise Locked(
            f"{quoted(str(source), 200)} is locked; give the command on a terminal, which asks for the passphrase of "
            "the copy, or name what prints it in DEVJOURNAL_PASSPHRASE_COMMAND.",
            source,
        ) from error


def _made_sound(sound: Path, version: int, name: str, copies: Copies) -> list[str]:
    """Migrate a private copy after removing what is unsound. Return what was removed, in words.

    Raises:
        FileRefused: it is damaged.
        sqlite3.DatabaseError: nothing of it can be read.
    """
    amiss = _made_ours(sound, version)
    if not amiss and (problems := faults(sound)):
        raise FileRefused(f"{name} is damaged ({in_short(problems)}); {copies.way_back()}.")
    try:
        open_database(sound).close()
    except (peewee.DatabaseError, FileRefused) as error:
        if not amiss:
            raise FileRefused(f"{name} cannot be brought up to date ({error}); {_INSTEAD}.") from error
    return [*amiss, *_saved(sound, anew=bool(amiss))]


def _made_ours(sound: Path, version: int) -> list[str]:
    """Remove foreign objects from a private copy before anything can run them. Return them in words."""
    with closing(connect(sound, "rw")) as connection:
        more, less = strange(connection, version)
        if more:
            drop_strange(connection, version)
    return [*(f"{in_words(thing)} that devjournal did not make" for thing in more),
            *(f"no {thing.kind} {quoted(thing.name, 60)}" for thing in less)]  # fmt: skip


def _saved(sound: Path, *, anew: bool) -> list[str]:
    """If a private copy is unsound, or `anew` is set, rebuild it from its sound rows. Return its faults."""
    with closing(connect(sound, "rw")) as connection:
        salvaged = salvage(connection)
    with closing(salvaged.saved):
        if salvaged.amiss or anew:
            key = key_of(sound)
            sound.write_bytes(b"")
            save_memory(salvaged.saved, sound, key)
    return list(map(str, salvaged.amiss))


def _keep(copies: Copies, now: datetime, patience: float) -> Copy | None:
    """Copy the journal that is replaced; if SQLite cannot copy it, copy it byte for byte."""
    if not copies.path.stat().st_size:
        return None
    try:
        try:
            return copies.make(CopyReason.RESTORE, now, patience=patience)
        except FileRefused:
            return copies.keep_as_it_is(CopyReason.RESTORE, now)
    except WriteFailed as error:
        raise WriteFailed(f"Nothing was restored, as what is there cannot be kept. {error}") from error


def _put(sound: Path, source: Path, copies: Copies, patience: float) -> None:
    """Write a journal over another in one transaction. Pages that SQLite cannot read are dropped first.

    An encrypted journal keeps its key. If there is no journal, an encrypted copy becomes the journal, with its key
    file.
    """
    key, theirs = _key_there(copies.path), key_of(sound)
    try:
        if theirs is not None and key is None:
            _put_file(sound, source, copies)
            return
        if key is not None and theirs is None:
            sound = encrypted_copy(sound, key)
        with closing(connect(sound)) as here:
            try:
                _write_over(here, copies.path, patience, key)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                os.truncate(copies.path, 0)
                _write_over(here, copies.path, patience, key)
    except (sqlite3.Error, OSError) as error:
        raise refusal(str(error), copies) from error


def _put_file(sound: Path, source: Path, copies: Copies) -> None:
    """Replace a plain, damaged or missing journal with an encrypted one."""
    with sound.open("rb") as file:
        salt = file.read(SALT_BYTES).hex()
    entry = entry_for(source, salt)
    if entry is None:
        raise FileRefused(f"{quoted(str(key_file_of(source)), 200)} is gone, without which the copy cannot be opened.")
    place = copies.path.resolve()
    with held(place), new_file(place) as new:
        write_copy(sound, new)
        take_place(new, place, entry)


def _write_over(here: sqlite3.Connection, path: Path, patience: float, key: Key | None) -> None:
    with closing(connect(path, "rw", patience, key)) as there:
        copy_whole(here, there)
