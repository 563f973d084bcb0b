"""Encrypts what lies outside of the journal and belongs to it: age, to the journal's own key."""

from __future__ import annotations

from devjournal.storage.encryption.key import Key


class DraftCipher:
    """Encrypts to a key, and reads what was encrypted to it or to one before it."""

    def __init__(self, key: Key) -> None:
        """Work with `key`; age is loaded at the first use."""
        self._key = key

    def encrypt(self, content: bytes) -> bytes:
        """Return bytes that only the key reads."""
        import pyrage

        to = pyrage.x25519.Identity.from_str(self._key.identities[0]).to_public()
        encrypted: bytes = pyrage.encrypt(content, [to])
        return encrypted

    def decrypt(self, content: bytes) -> bytes | None:
        """Return what was encrypted; None where it was not to this key."""
        import pyrage

        try:
            plain: bytes = pyrage.decrypt(content, list(map(pyrage.x25519.Identity.from_str, self._key.identities)))
        except pyrage.DecryptError:
            return None
        return plain
