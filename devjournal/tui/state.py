"""What the app keeps outside the journal: drafts of what is being typed, and the theme that was chosen.

All of it lies in the platform's state folder, readable by its owner alone.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

Draft = dict[str, Any]
"""The answers of a form by field, and under `base` what they were when it was opened."""


def write_private(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner alone.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    _make_folder(path.parent)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner alone."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


class Slot:
    """The draft of one form."""

    def __init__(self, path: Path) -> None:
        """Keep it at `path`."""
        self._path = path

    def load(self) -> Draft | None:
        """Return the draft that was left, or None; one that cannot be read is none."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def save(self, draft: Draft) -> None:
        """Keep the draft.

        Raises:
            OSError: it cannot be written.
        """
        write_private(self._path, json.dumps(draft))

    def drop(self) -> None:
        """Forget the draft: it was saved, or is not wanted."""
        with suppress(OSError):
            self._path.unlink()


class State:
    """The state folder, as far as one journal is concerned."""

    def __init__(self, folder: Path, journal: Path) -> None:
        """Keep what belongs to `journal` apart from other journals."""
        self._folder = folder
        name = sha256(os.fsencode(journal.resolve())).hexdigest()[:16]
        self._drafts = folder / "drafts" / name

    def slot(self, key: str) -> Slot:
        """Return the draft of the form that `key` names, such as `recap-2026-W48`."""
        return Slot(self._drafts / f"{key}.json")

    def theme(self) -> str:
        """Return the theme that was chosen last, or an empty text."""
        try:
            found = json.loads((self._folder / "app.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        theme = found.get("theme", "") if isinstance(found, dict) else ""
        return theme if isinstance(theme, str) else ""

    def keep_theme(self, theme: str) -> None:
        """Remember the theme; where the folder cannot be written it is not remembered."""
        with suppress(OSError):
            write_private(self._folder / "app.json", json.dumps({"theme": theme}))
