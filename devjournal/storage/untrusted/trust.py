"""How far a store trusts its file: what devjournal did not write is hidden once it was met, and acts in no write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from devjournal.storage.core.guarded import Guarded


class Trust:
    """Keeps whether a file was found not to be sound, and up to which schema nothing acts that is not ours."""

    def __init__(self) -> None:
        """Trust the file until it is met otherwise: looking through all of it would cost every command."""
        self._guards = False
        self._seen: Any = None

    def opened(self, database: Guarded, path: Path) -> None:
        """Hide again what was hidden, in a connection that was just opened."""
        self._seen = None
        if self._guards:
            self._hide(database, path)

    def guard(self, database: Guarded, path: Path) -> str:
        """Hide what devjournal did not write, and return it in a sentence; else nothing, or where that is done."""
        if self._guards:
            return ""
        problems = self._hide(database, path)
        self._guards = bool(problems)
        return problems

    def aside(self, database: Guarded) -> None:
        """Hide it in the connection of another thread, too."""
        if self._guards:
            from devjournal.storage.untrusted.guard import hide

            hide(database)

    def check(self, database: Guarded, path: Path) -> None:
        """Look, inside a transaction, whether a trigger would act that devjournal did not make.

        Raises:
            Unsound: one would.
        """
        seen: Any = database.pragma("schema_version")
        if seen != self._seen:
            from devjournal.storage.schema.foreign_objects import refuse_planted

            refuse_planted(database.execute_sql, path)
            self._seen = seen

    def _hide(self, database: Guarded, path: Path) -> str:
        from devjournal.storage.untrusted.guard import guard  # only what is not sound pays for it

        return guard(database, path)
