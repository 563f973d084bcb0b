"""Encrypts what lies outside of the journal and belongs to it: age, to the journal's own key."""

from __future__ import annotations

from devjournal.storage.encryption.key import Key

AGE = b"age-encryption.org/"
"""What an age file begins with."""


def encrypt(key: Key, content: bytes) -> bytes:
    """Return bytes that only this key reads."""
    import pyrage

    encrypted: bytes = pyrage.encrypt(content, [pyrage.x25519.Identity.from_str(key.identities[0]).to_public()])
    return encrypted


def decrypt(key: Key, content: bytes) -> bytes | None:
    """Return what was encrypted to this key, or to one before it; None where it was not."""
    import pyrage

    try:
        found: bytes = pyrage.decrypt(content, list(map(pyrage.x25519.Identity.from_str, key.identities)))
    except pyrage.DecryptError:
        return None
    return found
