"""Encryption of sync files: if the journal is encrypted, bodies are encrypted to its key, else they are plain."""

from __future__ import annotations

from pathlib import Path

from devjournal.storage.encryption.draft_cipher import DraftCipher
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.keyring import key_of
from devjournal.sync.files import BadFile, SyncFile


class BodyCipher:
    """Encrypts and decrypts the bodies of sync files."""

    def __init__(self, key: Key | None) -> None:
        """Use the journal's key. Without a key, bodies are written plain."""
        self._key = key

    @classmethod
    def of_journal(cls, journal: Path) -> BodyCipher:
        """Return the cipher of an open journal."""
        return cls(key_of(journal))

    @property
    def encrypts(self) -> bool:
        """Whether bodies are encrypted."""
        return self._key is not None

    @property
    def salt(self) -> str:
        """The salt of the key, which identifies it; empty without a key."""
        return self._key.salt if self._key is not None else ""

    def encrypt(self, body: bytes) -> bytes:
        """Return a body as it is stored in a file."""
        return body if self._key is None else DraftCipher(self._key).encrypt(body)

    def decrypt(self, file: SyncFile) -> bytes:
        """Return the plain body of a file.

        Raises:
            BadFile: the body is encrypted to another key, or this journal has no key.
        """
        if not file.header.sealed:
            return file.body
        if self._key is None:
            raise BadFile("it is encrypted, and this journal is not; begin this one from a copy of that one")
        body = DraftCipher(self._key).decrypt(file.body)
        if body is None:
            raise BadFile("it is encrypted to another key; begin this journal from a copy of that one")
        return body
