"""The database of a journal, as Peewee writes to it: past what hides its tables from those who read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from peewee import SqliteDatabase

from devjournal.storage.encryption.key import Key

_WRITES = re.compile(r'(INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM) "?(\w+)"?', re.ASCII)
"""Where a statement that writes names its table."""


class Guarded(SqliteDatabase):
    """A database whose tables may be hidden by temporary views (`guard.py`): what writes goes past them."""

    key: Key | None = None
    """What an encrypted file is opened by."""

    hidden: Mapping[str, str] = {}
    """The views that stand for tables, each with the statement that makes it."""

    def execute_sql(self, sql: str, *args: Any) -> Any:
        """Run a statement; one that writes names the table itself."""
        if self.hidden and (match := _WRITES.match(sql)) is not None and match[2] in self.hidden:
            sql = f'{match[1]} main."{match[2]}"{sql[match.end() :]}'
        return super().execute_sql(sql, *args)  # type: ignore[no-untyped-call]
