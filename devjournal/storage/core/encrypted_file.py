"""Peewee's database for an encrypted journal: SQLCipher opened with a raw key instead of a passphrase."""

from __future__ import annotations

from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase

from devjournal.storage.core.guarded import Guarded
from devjournal.storage.encryption.cipher import connection_class


class EncryptedDatabase(Guarded, SqlCipherDatabase):  # type: ignore[misc]  # Peewee's extension has no types
    """A database that SQLCipher reads and writes."""

    def init(self, *args: Any, **options: Any) -> None:
        """Accept the options of `SqliteDatabase`; errors are those of `sqlite3`."""
        super().init(*args, **options, factory=connection_class())
