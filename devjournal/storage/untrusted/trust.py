"""How far a store trusts its file: foreign rows are hidden once they are noticed, and foreign triggers block writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from devjournal.storage.core.guarded import Guarded


class Trust:
    """Remembers whether a file is unsound, and for which schema no foreign trigger was found."""

    def __init__(self) -> None:
        """Trust the file until a fault is noticed: checking all of it would slow down every command."""
        self._guards = False
        self._seen: Any = None

    def opened(self, database: Guarded, path: Path) -> None:
        """Hide what was hidden before, in a new connection."""
        self._seen = None
        if self._guards:
            self._hide(database, path)

    def guard(self, database: Guarded, path: Path) -> str:
        """Hide foreign rows and values. Return a sentence about them, or nothing, also if they are hidden already."""
        if self._guards:
            return ""
        problems = self._hide(database, path)
        self._guards = bool(problems)
        return problems

    def aside(self, database: Guarded) -> None:
        """Hide the same in the connection of another thread."""
        if self._guards:
            from devjournal.storage.untrusted.guard import hide

            hide(database)

    def check(self, database: Guarded, path: Path) -> None:
        """Check inside a transaction that no foreign trigger would act.

        Raises:
            Unsound: there is one.
        """
        seen: Any = database.pragma("schema_version")
        if seen != self._seen:
            from devjournal.storage.schema.foreign_objects import refuse_planted

            refuse_planted(database.execute_sql, path)
            self._seen = seen

    def _hide(self, database: Guarded, path: Path) -> str:
        from devjournal.storage.untrusted.guard import guard  # only an unsound file needs it

        return guard(database, path)
