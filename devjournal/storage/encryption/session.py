"""Keys that outlive the program: kept for the login by `unlock`, and handed over to windows that have the file open."""

from __future__ import annotations

from collections.abc import Iterator

from devjournal.login_secrets import find_secret, forget_secret, keep_secret
from devjournal.storage.encryption.key import Key

HANDED_OVER = 120
"""Seconds in which a window that has a journal open learns the key by which it goes on; it looks every second."""

Identity = tuple[int, int]
"""What tells a file from another one: its device and its inode."""


def keep(key: Key, seconds: int) -> bool:
    """Keep a key for the login; say whether the platform has a place for it."""
    return keep_secret(_name(key.salt), _text(key), seconds)


def recall(salt: str) -> Key | None:
    """Return the key of a salt where it is unlocked for the login."""
    return _key(find_secret(_name(salt)))


def forget(salt: str) -> None:
    """Lock it again."""
    forget_secret(_name(salt))


def hand_over(before: Identity, old: Key | None, key: Key) -> None:
    """Let the windows that have the file `before` open, by its `old` key, go on with the one that takes its place."""
    for name in (_follower(before), *([_next(old.salt)] if old is not None else [])):
        keep_secret(name, _text(key), HANDED_OVER)


def take_over(before: Identity) -> Iterator[Key]:
    """Yield the keys by which a window goes on that had the file `before` open, one for each that took its place."""
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
