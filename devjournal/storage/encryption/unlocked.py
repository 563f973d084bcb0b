"""The keys that this process knows, and the files that they open.

A file begins with the salt of its key. Of a file that is open here the inode is looked up instead: POSIX drops every
lock that a process holds on a file as soon as the process closes any handle of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileRefused, Locked
from devjournal.storage.encryption.key import MAGIC, SALT_BYTES, Key

_keys: dict[str, Key] = {}
"""The keys, by their salt."""

_open: dict[tuple[int, int], list[Key | None]] = {}
"""The keys of the files that are open here, once for each connection; None stands for a plain file."""

HEADER_BYTES = 100
"""Length of the header that is read to tell what a file is."""

_RANDOM = 60
"""Least number of different bytes in the header of an encrypted file; no text has as many."""


def learn(key: Key) -> None:
    """Know a key until the process ends."""
    _keys[key.salt] = key


def take_over(before: tuple[int, int]) -> None:
    """Learn the key of the file that replaced `before` while `before` was open here."""
    from devjournal.storage.encryption import session  # what is plain does not pay for it

    for key in session.take_over(before):
        learn(key)


def is_known(salt: str) -> bool:
    """Say whether this process knows the key with this salt; the login is not asked."""
    return salt in _keys


def forget(salt: str) -> None:
    """Forget a key; open files stay open."""
    _keys.pop(salt, None)


def known(salt: str) -> Key | None:
    """Return the key with this salt, from this process or from the login; None if it is locked."""
    if salt not in _keys:
        from devjournal.storage.encryption.session import recall  # what is plain does not pay for it

        if (key := recall(salt)) is not None:
            _keys[salt] = key
    return _keys.get(salt)


def salt_of(path: Path) -> str:
    """Return the salt at the start of a file, in hexadecimal. The file must not be open in this process.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return file.read(SALT_BYTES).hex()


def key_of(path: Path) -> Key | None:
    """Return the key of a file; None if the file is plain, empty or missing.

    Raises:
        Locked: the key is not known here.
        FileRefused: the file is encrypted, and the key file beside it does not fit.
    """
    with suppress(OSError):
        status = path.stat()
        if keys := _open.get((status.st_dev, status.st_ino)):
            return keys[-1]
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except OSError:
        return None
    return key_of_header(path, header)


def key_of_header(path: Path, header: bytes) -> Key | None:
    """Return the key of a file with this header; None if it is not encrypted.

    Raises:
        Locked, FileRefused: as `key_of`.
    """
    salt = header[:SALT_BYTES].hex()
    if not header or header.startswith(MAGIC):
        return None
    if (key := known(salt)) is not None:
        return key
    from devjournal.storage.encryption.key_file import entry_for, key_file_of, read_entries

    name = quoted(str(path), 200)
    if entry_for(path, salt) is not None:
        raise Locked(f"{name} is locked; `devjournal unlock` unlocks it.", path)
    if looks_encrypted(header) and read_entries(key_file_of(path)):
        raise FileRefused(
            f"{quoted(str(key_file_of(path)), 200)} is the key of another journal, or of an older state of {name}; "
            "put back the key file that belongs to it: one lies beside each copy."
        )
    return None


def is_encrypted(path: Path, header: bytes) -> bool:
    """Say whether the key of a file with this header is known here, or lies in a key file; the login is not asked."""
    salt = header[:SALT_BYTES].hex()
    if not header or header.startswith(MAGIC):
        return False
    from devjournal.storage.encryption.key_file import entry_for

    try:
        return salt in _keys or entry_for(path, salt) is not None
    except FileRefused:
        return False


def is_locked(path: Path) -> bool:
    """Say whether a file is encrypted by a key that is not known here, and has a key file."""
    try:
        key_of(path)
    except Locked:
        return True
    except FileRefused:
        pass
    return False


def lacks_key(path: Path) -> bool:
    """Say whether a file seems to be encrypted and has no key file."""
    with suppress(OSError), path.open("rb") as file:
        header = file.read(HEADER_BYTES)
        return looks_encrypted(header) and not is_encrypted(path, header)
    return False


def looks_encrypted(header: bytes) -> bool:
    """Say whether a header looks encrypted, by the number of different bytes in it."""
    return len(set(header)) >= _RANDOM


def note_open(identity: tuple[int, int], key: Key | None) -> Callable[[], None]:
    """Record the key of a file that is opened here; the returned function is to be called when it is closed."""
    keys = _open.setdefault(identity, [])
    keys.append(key)

    def close() -> None:
        if key in keys:
            keys.remove(key)
        if not keys:
            _open.pop(identity, None)

    return close
