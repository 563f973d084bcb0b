"""Encrypts drafts and sync files with age, to the key of the journal."""

from __future__ import annotations

from devjournal.storage.encryption.key import Key


class DraftCipher:
    """Encrypts to a key, and decrypts what was encrypted to that key or to an earlier one."""

    def __init__(self, key: Key) -> None:
        """Use `key`; age is imported at the first use."""
        self._key = key

    def encrypt(self, content: bytes) -> bytes:
        """Return `content`, encrypted to the key."""
        import pyrage

        to = pyrage.x25519.Identity.from_str(self._key.identities[0]).to_public()
        encrypted: bytes = pyrage.encrypt(content, [to])
        return encrypted

    def decrypt(self, content: bytes) -> bytes | None:
        """Return the decrypted content; None if it was encrypted to another key."""
        import pyrage

        try:
            plain: bytes = pyrage.decrypt(content, list(map(pyrage.x25519.Identity.from_str, self._key.identities)))
        except pyrage.DecryptError:
            return None
        return plain
