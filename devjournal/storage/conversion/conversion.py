"""Re-encrypts a journal and its copies: with a key, with another key, or without one.

Each file is first written beside the old one and compared with it row by row. At any moment there is either the old
file or the new one, with the key file that fits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileBusy, FileRefused, Locked, WriteFailed, WrongPassphrase
from devjournal.platforms import WINDOWS
from devjournal.storage.conversion.verification import difference
from devjournal.storage.copies.copies import Copies
from devjournal.storage.encryption import cipher, keyring, session
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.key_file import WrappedKey, entry_for, key_file_of, read_entries, write_entries
from devjournal.storage.encryption.wrapping import unwrap
from devjournal.storage.schema.disk import busy_error
from devjournal.storage.schema.leftovers import remove_leftovers, remove_stale_journal
from devjournal.storage.schema.replacement import move_into_place, new_file
from devjournal.storage.schema.sqlite_file import PATIENCE, is_busy, is_damage


class Target(NamedTuple):
    """The key of a journal after its conversion, and the same key as its key file holds it."""

    key: Key
    entry: WrappedKey


class ConvertedCopies(NamedTuple):
    """The result of a conversion of the copies."""

    converted: int
    failed: tuple[str, ...] = ()
    """The names of copies that could not be converted, such as damaged ones. They are unchanged."""
    locked: tuple[str, ...] = ()
    """The names of copies with a key that is not known here. They are unchanged."""


def convert_journal(path: Path, target: Target | None, before: Callable[[], object] = lambda: None) -> None:
    """Rewrite the journal with the key of `target`, or without encryption. No write of another program is lost.

    The journal must not be open in this process. `before` is called when the new file is complete, before it replaces
    the old file. No other program can write to the journal meanwhile.

    Raises:
        FileBusy: another program has locked the journal.
        FileRefused: the journal is damaged.
        WriteFailed: the disk refused; the journal is unchanged.
    """
    file = path.resolve()
    replaced = file.stat()
    key = keyring.key_of(file)
    try:
        with _connected(file, key) as connection:
            remove_stale_journal(file, connection.execute)
            connection.execute("BEGIN IMMEDIATE")  # from here on, no other program can write
            remove_leftovers(file)
            with _converted(file, key, target) as converted:
                before()
                if target is not None:
                    session.announce_replacement((replaced.st_dev, replaced.st_ino), key, target.key)
                    keyring.add_key(target.key)
                if WINDOWS:  # Windows cannot replace an open file
                    connection.close()
                move_into_place(converted, file, target.entry if target is not None else None)
    except sqlite3.Error as error:
        raise _refusal(error, path) from error
    except OSError as error:
        raise WriteFailed(
            f"{quoted(str(path), 200)} cannot be replaced ({error.strerror}); it is as it was."
        ) from error


def convert_copies(copies: Copies, target: Target | None) -> ConvertedCopies:
    """Re-encrypt every copy with the key of `target`, or decrypt it; skip copies that have that key already."""
    count = 0
    failed, locked = [], []
    for copy in copies.all():
        path = copies.path_of(copy)
        try:
            key = keyring.key_of(path)
            if (key.salt if key is not None else "") == (target.key.salt if target is not None else ""):
                continue
            with _converted(path, key, target) as converted:
                move_into_place(converted, path, target.entry if target is not None else None)
            count += 1
        except Locked:
            locked.append(copy.name)
        except (sqlite3.Error, OSError, FileRefused):
            failed.append(copy.name)
    return ConvertedCopies(count, tuple(failed), tuple(locked))


def unlock_copies(copies: Copies, typed: str) -> None:
    """Add the keys of the locked copies that the passphrase `typed` opens.

    There is such a copy if a change of the key was killed before it reached all copies.
    """
    tried = set()
    for copy in copies.all():
        path = copies.path_of(copy)
        with suppress(OSError, FileRefused, WrongPassphrase):
            salt = keyring.salt_of(path)
            if salt not in tried and keyring.find_key(salt) is None and (entry := entry_for(path, salt)) is not None:
                tried.add(salt)  # each try takes a second
                keyring.add_key(unwrap(entry, typed))


def rewrap(path: Path, entry: WrappedKey) -> None:
    """Replace a wrapped key in the key files of the journal and of the copies with that key.

    Raises:
        WriteFailed: the disk refused. The journal's key file has the old or the new wrapped key.
    """
    try:
        write_entries(key_file_of(path), [entry])
        copies = Copies(path)
        for key_file in (key_file_of(copies.path_of(copy)) for copy in copies.all()):
            with suppress(FileRefused):  # a damaged key file opens nothing
                if any(other.salt == entry.salt for other in read_entries(key_file)):
                    write_entries(key_file, [entry])
    except OSError as error:
        raise WriteFailed(f"The key file cannot be written ({error.strerror}); free its folder for that.") from error


@contextmanager
def _connected(path: Path, key: Key | None) -> Iterator[sqlite3.Connection]:
    """Open a plain or an encrypted file with SQLCipher. SQLite in the same process would not know of its locks."""
    with closing(cipher.connect(str(path), key.pragma if key is not None else "", timeout=PATIENCE)) as connection:
        yield connection


@contextmanager
def _converted(path: Path, key: Key | None, target: Target | None) -> Iterator[Path]:
    """Yield a converted copy of a file, after comparing both row by row."""
    with new_file(path) as new:
        with _connected(path, key) as connection:
            pragma = target.key.pragma if target is not None else ""
            connection.execute(f'ATTACH DATABASE ? AS converted KEY "{pragma}"', (str(new),))
            # no program knows of the file before it is complete
            connection.execute("PRAGMA converted.journal_mode = off")
            cipher.export(connection, "converted")
            connection.execute("PRAGMA converted.journal_mode = delete")
            if changed := difference(connection, "converted"):
                raise FileRefused(
                    f"{quoted(str(path), 200)} cannot be written anew as it is ({changed}); it is as it was, and "
                    "`devjournal doctor` says what to do."
                )
        yield new


def _refusal(error: sqlite3.Error, path: Path) -> FileBusy | FileRefused | WriteFailed:
    if is_busy(error):
        return busy_error(path)
    name = quoted(str(path), 200)
    if is_damage(error) or "malformed" in str(error):  # an export passes on the message, but not the code
        return FileRefused(f"{name} is damaged ({error}); `devjournal doctor` says what to do.")
    return WriteFailed(f"{name} cannot be written anew ({error}); it is as it was.")
