"""The git folders that `drafts git` reads by default. The list is stored on this machine, not in the journal."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from devjournal.errors import OutputFailed
from devjournal.files import write_file
from devjournal.paths import state_folder
from devjournal.platforms import make_folder

MAX_FOLDERS = 200
"""The most folders that are remembered; the oldest are forgotten."""


class GitFolders:
    """The remembered folders of one journal, in a file of the state folder."""

    def __init__(self, journal: Path) -> None:
        """Use the list that belongs to `journal`."""
        self._journal = journal
        name = sha256(os.fsencode(journal.resolve())).hexdigest()[:16]
        self._path = state_folder() / "git" / f"{name}.json"

    def all(self) -> list[Path]:
        """Return the folders in the order they were added."""
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return []
        folders = content.get("folders") if isinstance(content, dict) else None
        return [Path(folder) for folder in folders if isinstance(folder, str)] if isinstance(folders, list) else []

    def add(self, folders: Sequence[Path]) -> None:
        """Add folders.

        Raises:
            OutputFailed: the list cannot be written.
        """
        self._write([*self.all(), *folders])

    def remove(self, folders: Sequence[Path]) -> int:
        """Remove folders and everything below them. Return how many were removed.

        Raises:
            OutputFailed: the list cannot be written.
        """
        known = self.all()
        remaining = [folder for folder in known if not any(folder.is_relative_to(removed) for removed in folders)]
        self._write(remaining)
        return len(known) - len(remaining)

    def _write(self, folders: Sequence[Path]) -> None:
        distinct = list(dict.fromkeys(str(folder) for folder in folders))[-MAX_FOLDERS:]
        if distinct == [str(folder) for folder in self.all()]:
            return
        try:
            make_folder(self._path.parent)
        except OSError as error:
            raise OutputFailed(f"The folders cannot be remembered ({error.strerror}); name them each time.") from error
        write_file(self._path, json.dumps({"folders": distinct}), force=True, never=self._journal)
