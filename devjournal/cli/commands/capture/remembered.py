"""Git folders that `drafts git` searches again. The list belongs to this machine, not to the journal."""

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
        left = [folder for folder in known if not any(folder.is_relative_to(gone) for gone in folders)]
        self._write(left)
        return len(known) - len(left)

    def _write(self, folders: Sequence[Path]) -> None:
        distinct = list(dict.fromkeys(str(folder) for folder in folders))[-MAX_FOLDERS:]
        if distinct == [str(folder) for folder in self.all()]:
            return
        try:
            make_folder(self._path.parent)
        except OSError as error:
            raise OutputFailed(f"The folders are not remembered: {error.strerror}; name them again.") from error
        write_file(self._path, json.dumps({"folders": distinct}), force=True, never=self._journal)
