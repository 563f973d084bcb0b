"""How far a store trusts its file: invalid rows are hidden once one is met, and foreign triggers block writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from devjournal.storage.core.guarded import Guarded


class Trust:
    """Remembers whether a file has invalid rows, and which schema version has no foreign trigger."""

    def __init__(self) -> None:
        """Trust the file until a fault is met: a full check would slow down every command."""
        self._guards = False
        self._checked_schema: Any = None

    def opened(self, database: Guarded, path: Path) -> None:
        """Prepare a new connection: hide the invalid rows again, if there were any."""
        self._checked_schema = None
        if self._guards:
            self._hide(database, path)

    def guard(self, database: Guarded, path: Path) -> str:
        """Hide invalid rows and values. Return a warning the first time, else an empty string."""
        if self._guards:
            return ""
        warning = self._hide(database, path)
        self._guards = bool(warning)
        return warning

    def prepare_connection(self, database: Guarded) -> None:
        """Hide invalid rows in the connection of another thread."""
        if self._guards:
            from devjournal.storage.untrusted.guard import hide

            hide(database)

    def check(self, database: Guarded, path: Path) -> None:
        """Check, inside a transaction, that the schema has no foreign trigger.

        Raises:
            Unsound: the schema has a foreign trigger.
        """
        schema_version: Any = database.pragma("schema_version")
        if schema_version != self._checked_schema:
            from devjournal.storage.schema.foreign_objects import check_triggers

            check_triggers(database.execute_sql, path)
            self._checked_schema = schema_version

    def _hide(self, database: Guarded, path: Path) -> str:
        from devjournal.storage.untrusted.guard import guard  # only an unsound file needs it

        return guard(database, path)
