"""Peewee's database for a journal, whose writes bypass the temporary views that hide foreign rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from peewee import SqliteDatabase

from devjournal.storage.encryption.key import Key

_WRITES = re.compile(r'(INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.ASCII)
"""The place of the table's name in a statement that writes."""


class Guarded(SqliteDatabase):
    """A database whose tables may be hidden by temporary views (`untrusted/guard.py`); writes go to the tables."""

    key: Key | None = None
    """The key of an encrypted file."""

    hidden: Mapping[str, str] = {}
    """The views in place of tables, each with its statement."""

    def execute_sql(self, sql: str, *args: Any) -> Any:
        """Run a statement. A statement that writes gets the table's own schema name."""
        if self.hidden and (match := _WRITES.match(sql)) is not None and match[2] in self.hidden:
            sql = f'{match[1]} main."{match[2]}"{sql[match.end() :]}'
        return super().execute_sql(sql, *args)  # type: ignore[no-untyped-call]
