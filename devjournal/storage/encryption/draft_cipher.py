"""Encrypts form drafts and sync files with age, by the journal's key."""

from __future__ import annotations

from devjournal.storage.encryption.key import Key


class DraftCipher:
    """Encrypts with the age identity of a key. Decrypts with those of the earlier keys, too."""

    def __init__(self, key: Key) -> None:
        """Create a cipher for `key`. The age library is imported on first use."""
        self._key = key

    def encrypt(self, content: bytes) -> bytes:
        """Encrypt bytes."""
        import pyrage

        recipient = pyrage.x25519.Identity.from_str(self._key.identities[0]).to_public()
        encrypted: bytes = pyrage.encrypt(content, [recipient])
        return encrypted

    def decrypt(self, content: bytes) -> bytes | None:
        """Decrypt bytes; None if they were encrypted with another key."""
        import pyrage

        try:
            plain: bytes = pyrage.decrypt(content, list(map(pyrage.x25519.Identity.from_str, self._key.identities)))
        except pyrage.DecryptError:
            return None
        return plain
