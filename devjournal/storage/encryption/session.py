"""Keys stored for the login: by `unlock`, and by a conversion for the windows that have the journal open."""

from __future__ import annotations

from collections.abc import Iterator

from devjournal.login_secrets import find_secret, forget_secret, keep_secret
from devjournal.storage.encryption.key import Key

HAND_OVER_SECONDS = 120
"""How long open windows can fetch the new key of their journal, in seconds; they look every second."""

Identity = tuple[int, int]
"""The device and the inode of a file."""


def keep(key: Key, seconds: int) -> bool:
    """Store a key for the login, for a number of seconds. Return False if the platform has no secret store."""
    return keep_secret(_name_of_login_key(key.salt), _text(key), seconds)


def recall(salt: str) -> Key | None:
    """Return the login's key with this salt; None if there is none, or it has expired."""
    return _key(find_secret(_name_of_login_key(salt)))


def forget(salt: str) -> None:
    """Delete the login's key with this salt."""
    forget_secret(_name_of_login_key(salt))


def announce_replacement(before: Identity, old: Key | None, key: Key) -> None:
    """Store the key of a file that replaces `before`, for windows that have `before` open with the key `old`."""
    for name in (_name_after_file(before), *([_name_after_key(old.salt)] if old is not None else [])):
        keep_secret(name, _text(key), HAND_OVER_SECONDS)


def replacement_keys(before: Identity) -> Iterator[Key]:
    """Yield the keys of the files that replaced `before`, in order: there may have been several replacements."""
    key = _key(find_secret(_name_after_file(before)))
    while key is not None:
        yield key
        key = _key(find_secret(_name_after_key(key.salt)))


def _name_of_login_key(salt: str) -> str:
    return f"devjournal:{salt}"


def _name_after_file(before: Identity) -> str:
    return f"devjournal:follow-{before[0]}-{before[1]}"


def _name_after_key(salt: str) -> str:
    return f"devjournal:next-{salt}"


def _text(key: Key) -> str:
    return " ".join((key.raw, *key.identities))


def _key(text: str | None) -> Key | None:
    if not text:
        return None
    raw, *identities = text.split(" ")
    return Key(raw, tuple(identities)) if len(raw) == 96 and identities else None
