"""Encrypts journals for tests, with a passphrase that is quickly tried."""

from __future__ import annotations

from pathlib import Path

from hypothesis.stateful import invariant

from devjournal.storage import Journal
from devjournal.storage.conversion.conversion import Target, convert_copies, convert_journal
from devjournal.storage.copies.copies import Copies
from devjournal.storage.encryption import keyring, session
from devjournal.storage.encryption.key import Key, new_key
from devjournal.storage.encryption.key_file import WrappedKey
from tests import age
from tests.frozen_clock import FrozenClock

PASSPHRASE = "correct horse"
CODE = "00000-11111-22222-33333-44444"


def wrapped(key: Key, passphrase: str = PASSPHRASE, code: str = CODE) -> WrappedKey:
    """Return a key as its key file holds it."""
    payload = key.payload().encode()
    return WrappedKey(key.salt, age.encrypt(payload, passphrase), age.encrypt(payload, code))


def encrypt(path: Path) -> Key:
    """Encrypt a journal that nobody has open, and its copies; this process knows its key."""
    key = new_key()
    target = Target(key, wrapped(key))
    convert_journal(path, target)
    convert_copies(Copies(path), target)
    return key


def lock(key: Key) -> None:
    """Let nobody know the key but its key file."""
    keyring.forget(key.salt)
    session.forget(key.salt)


class OnEncryptedFile:
    """Has a state machine play on a file that SQLCipher writes."""

    path: Path
    clock: FrozenClock

    def begin(self) -> None:
        """Make the journal, and encrypt it."""
        Journal(self.path, self.clock).close()
        encrypt(self.path)

    @invariant()
    def nothing_of_it_is_plain(self) -> None:
        """The file is never SQLite's own."""
        assert not self.path.read_bytes().startswith(b"SQLite")
