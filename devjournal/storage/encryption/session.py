"""Keys that outlive the program: `unlock` keeps one for the login, a conversion hands one over to open windows."""

from __future__ import annotations

from collections.abc import Iterator

from devjournal.login_secrets import find_secret, forget_secret, keep_secret
from devjournal.storage.encryption.key import Key

HANDED_OVER = 120
"""Seconds for which an open window can fetch the new key of its journal; it looks every second."""

Identity = tuple[int, int]
"""The device and the inode of a file."""


def keep(key: Key, seconds: int) -> bool:
    """Keep a key for the login, for so many seconds; return False if the platform has no place for it."""
    return keep_secret(_name(key.salt), _text(key), seconds)


def recall(salt: str) -> Key | None:
    """Return the key with this salt if it is unlocked for the login."""
    return _key(find_secret(_name(salt)))


def forget(salt: str) -> None:
    """Forget the key with this salt."""
    forget_secret(_name(salt))


def hand_over(before: Identity, old: Key | None, key: Key) -> None:
    """Give windows that have the file `before` open, with the `old` key, the key of the file that replaces it."""
    for name in (_follower(before), *([_next(old.salt)] if old is not None else [])):
        keep_secret(name, _text(key), HANDED_OVER)


def take_over(before: Identity) -> Iterator[Key]:
    """Yield the keys of the files that replaced `before` one after the other, for a window that had it open."""
    key = _key(find_secret(_follower(before)))
    while key is not None:
        yield key
        key = _key(find_secret(_next(key.salt)))


def _name(salt: str) -> str:
    return f"devjournal:{salt}"


def _follower(before: Identity) -> str:
    return f"devjournal:follow-{before[0]}-{before[1]}"


def _next(salt: str) -> str:
    return f"devjournal:next-{salt}"


def _text(key: Key) -> str:
    return " ".join((key.raw, *key.identities))


def _key(text: str | None) -> Key | None:
    if not text:
        return None
    raw, *identities = text.split(" ")
    return Key(raw, tuple(identities)) if len(raw) == 96 and identities else None
