"""The keys that this process knows, and which file each of them opens.

A file is known by how it begins, which is the salt of its key. Files that this process has open are known by their
inode: to open one a second time and close it again would give up the locks that SQLite holds on it.
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
"""What each file that is open here was opened by, as often as it is open; None stands for a plain one."""

HEADER_BYTES = 100
"""Bytes at the start of a file that are looked at."""

_RANDOM = 60
"""So many different bytes are among the first hundred of an encrypted file, and of no text."""


def learn(key: Key) -> None:
    """Know a key until the process ends."""
    _keys[key.salt] = key


def take_over(before: tuple[int, int]) -> None:
    """Learn the key of a file that was encrypted, or got a new key, while the file `before` was open here."""
    from devjournal.storage.encryption import session  # what is plain does not pay for it

    for key in session.take_over(before):
        learn(key)


def is_known(salt: str) -> bool:
    """Say whether this process knows the key of a salt; no session is asked."""
    return salt in _keys


def forget(salt: str) -> None:
    """Know a key no longer; what is open stays open."""
    _keys.pop(salt, None)


def known(salt: str) -> Key | None:
    """Return the key of a salt, from this process or from the session; None where it is locked."""
    if salt not in _keys:
        from devjournal.storage.encryption.session import recall  # what is plain does not pay for it

        if (key := recall(salt)) is not None:
            _keys[salt] = key
    return _keys.get(salt)


def salt_of(path: Path) -> str:
    """Return the salt that a file begins with; it must not be open here.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(SALT_BYTES).hex()


def key_of(path: Path) -> Key | None:
    """Return the key of a file that is there; None of a plain one, and of an empty or a missing one.

    Raises:
        Locked: its key is not known here.
        FileRefused: it is encrypted, and no key for it lies beside it.
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
    """Return the key of a file that begins so; None of one that is not encrypted.

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
    """Say whether a file that begins so is one whose key is known, or lies beside it; nothing is asked of a session."""
    salt = header[:SALT_BYTES].hex()
    if not header or header.startswith(MAGIC):
        return False
    from devjournal.storage.encryption.key_file import entry_for

    try:
        return salt in _keys or entry_for(path, salt) is not None
    except FileRefused:
        return False


def is_locked(path: Path) -> bool:
    """Say whether a file is encrypted by a key that is not known here, and a passphrase opens it."""
    try:
        key_of(path)
    except Locked:
        return True
    except FileRefused:
        pass
    return False


def lacks_key(path: Path) -> bool:
    """Say whether a file seems to be encrypted, and no key for it is known or lies beside it."""
    with suppress(OSError), path.open("rb") as file:
        header = file.read(HEADER_BYTES)
        return looks_encrypted(header) and not is_encrypted(path, header)
    return False


def looks_encrypted(header: bytes) -> bool:
    """Say whether a file begins as one that was encrypted, by how different its first bytes are."""
    return len(set(header)) >= _RANDOM


def note_open(identity: tuple[int, int], key: Key | None) -> Callable[[], None]:
    """Note what a file was opened by, which its device and its inode tell; call what is returned once it is closed."""
    keys = _open.setdefault(identity, [])
    keys.append(key)

    def close() -> None:
        if key in keys:
            keys.remove(key)
        if not keys:
            _open.pop(identity, None)

    return close
