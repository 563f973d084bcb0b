"""The keys known to this process, and the keys of its open files.

An encrypted file begins with the salt of its key. The key of an open file is looked up by inode instead: reading the
salt would close a handle, and POSIX then drops all locks of the process on the file.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileRefused, Locked
from devjournal.storage.encryption.key import MAGIC, SALT_BYTES, Key

_keys: dict[str, Key] = {}
"""The known keys, by salt."""

_open_files: dict[tuple[int, int], list[Key | None]] = {}
"""The keys of open files by device and inode, one for each connection; None for a plain file."""

HEADER_BYTES = 100
"""The length of SQLite's header."""

_MIN_DISTINCT_BYTES = 60
"""The fewest distinct bytes in the header of an encrypted file. No text has as many."""


def add_key(key: Key) -> None:
    """Add a key, until the process ends."""
    _keys[key.salt] = key


def add_replacement_keys(before: tuple[int, int]) -> None:
    """Add the keys of the files that replaced `before` while this process had it open."""
    from devjournal.storage.encryption import session  # a plain journal does not need it

    for key in session.replacement_keys(before):
        add_key(key)


def is_known(salt: str) -> bool:
    """Return whether the process has the key with this salt. The login's keys do not count."""
    return salt in _keys


def forget(salt: str) -> None:
    """Remove a key. Open files stay open."""
    _keys.pop(salt, None)


def find_key(salt: str) -> Key | None:
    """Return the key with this salt, from the process or the login; None if neither has it."""
    if salt not in _keys:
        from devjournal.storage.encryption.session import recall  # a plain journal does not need it

        if (key := recall(salt)) is not None:
            _keys[salt] = key
    return _keys.get(salt)


def read_start(path: Path) -> bytes:
    """Return the header of a file, or as much of it as there is. The file must not be open in this process.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return file.read(HEADER_BYTES)


def salt_of(path: Path) -> str:
    """Return the salt at the start of an encrypted file, in hexadecimal. The file must not be open in this process.

    Raises:
        OSError: the file cannot be read.
    """
    return read_start(path)[:SALT_BYTES].hex()


def key_of(path: Path) -> Key | None:
    """Return the key of a file; None if the file is plain, empty or missing.

    Raises:
        Locked: neither the process nor the login has the key.
        FileRefused: the key file cannot be read, or belongs to another journal.
    """
    with suppress(OSError):
        status = path.stat()
        if keys := _open_files.get((status.st_dev, status.st_ino)):
            return keys[-1]
    try:
        header = read_start(path)
    except OSError:
        return None
    return key_of_header(path, header)


def key_of_header(path: Path, header: bytes) -> Key | None:
    """Return the key of a file with this header; None if the file is not encrypted.

    Raises:
        Locked, FileRefused: as in `key_of`.
    """
    salt = header[:SALT_BYTES].hex()
    if not header or header.startswith(MAGIC):
        return None
    if (key := find_key(salt)) is not None:
        return key
    from devjournal.storage.encryption.key_file import entry_for, key_file_of, read_entries

    name = quoted(str(path), 200)
    if entry_for(path, salt) is not None:
        raise Locked(f"{name} is locked; `devjournal unlock` unlocks it.", path)
    if looks_encrypted(header) and read_entries(key_file_of(path)):
        raise FileRefused(
            f"{quoted(str(key_file_of(path)), 200)} is the key of another journal, or of an older state of {name}; "
            "put the right key file in its place: each copy has one in its folder."
        )
    return None


def is_encrypted(path: Path, header: bytes) -> bool:
    """Return whether the process or a key file has the key of a file with this header. The login is not asked."""
    salt = header[:SALT_BYTES].hex()
    if not header or header.startswith(MAGIC):
        return False
    from devjournal.storage.encryption.key_file import entry_for

    try:
        return salt in _keys or entry_for(path, salt) is not None
    except FileRefused:
        return False


def is_locked(path: Path) -> bool:
    """Return whether a file is encrypted and has a key file, but neither the process nor the login has the key."""
    try:
        key_of(path)
    except Locked:
        return True
    except FileRefused:
        pass
    return False


def lacks_key(path: Path) -> bool:
    """Return whether a file seems to be encrypted, but no key file has its key."""
    try:
        header = read_start(path)
    except OSError:
        return False
    return looks_encrypted(header) and not is_encrypted(path, header)


def is_plain(path: Path) -> bool:
    """Return whether a file is a database that is not encrypted."""
    try:
        return read_start(path).startswith(MAGIC)
    except OSError:
        return False


def looks_encrypted(header: bytes) -> bool:
    """Return whether a header looks random, by its number of distinct bytes."""
    return len(set(header)) >= _MIN_DISTINCT_BYTES


def register_open(identity: tuple[int, int], key: Key | None) -> Callable[[], None]:
    """Register an open file with its key. Call the returned function when the file is closed."""
    keys = _open_files.setdefault(identity, [])
    keys.append(key)

    def unregister() -> None:
        if key in keys:
            keys.remove(key)
        if not keys:
            _open_files.pop(identity, None)

    return unregister
