"""What is written for other machines is encrypted where the journal is, to the journal's own key."""

from __future__ import annotations

from pathlib import Path

from devjournal.storage.encryption.draft_cipher import DraftCipher
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.unlocked import key_of
from devjournal.sync.files import BadFile, SyncFile


class Seal:
    """Encrypts and decrypts bodies; of a plain journal it leaves them as they are."""

    def __init__(self, key: Key | None) -> None:
        """Take the key of the journal."""
        self._key = key

    @classmethod
    def of(cls, journal: Path) -> Seal:
        """Return the seal of a journal that is open."""
        return cls(key_of(journal))

    @property
    def seals(self) -> bool:
        """Whether bodies are encrypted."""
        return self._key is not None

    @property
    def salt(self) -> str:
        """The salt of the key, which names it; empty if bodies are plain."""
        return self._key.salt if self._key is not None else ""

    def closed(self, body: bytes) -> bytes:
        """Return a body as it is written."""
        if self._key is None:
            return body
        return DraftCipher(self._key).encrypt(body)

    def opened(self, file: SyncFile) -> bytes:
        """Return the body of a file.

        Raises:
            BadFile: it is encrypted, and not to the key of this journal.
        """
        if not file.header.sealed:
            return file.body
        if self._key is None:
            raise BadFile("it is encrypted, and this journal is not; begin this one from a copy of that one")
        found = DraftCipher(self._key).decrypt(file.body)
        if found is None:
            raise BadFile("it is encrypted to another key; begin this journal from a copy of that one")
        return found
