"""What can be read of a journal that is not sound, as the rows of a document."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from devjournal.storage.encryption.unlocked import key_of
from devjournal.storage.journal import Journal
from devjournal.storage.schema.document_shape import Rows
from devjournal.storage.schema.sqlite_file import connect, save_memory
from devjournal.storage.untrusted.salvage import salvage

_PATIENCE = 0.2
"""Seconds to wait for another program's write; who opens the journal then waits longer, and says so."""


class Rescued(NamedTuple):
    """What was read, and in a clause each what is not as it stands in the file."""

    rows: Rows
    amiss: tuple[str, ...]


def rescue(path: Path, now: Callable[[], datetime], refused: str = "") -> Rescued | None:
    """Return what can be read of a journal that is not sound; None of a sound one, and where nothing can be read.

    One that was `refused` for another reason counts as not sound.

    Raises:
        OSError: there is no room for a copy.
    """
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(connect(path, patience=_PATIENCE)) as source:
            salvaged = salvage(source)
    except sqlite3.Error:
        return None
    with closing(salvaged.saved) as saved:
        if not salvaged.amiss and not refused:
            return None
        with TemporaryDirectory(prefix="devjournal-") as folder:  # 0700
            file = Path(folder, "journal.db")
            file.touch(mode=0o600)
            save_memory(saved, file, key_of(path))
            with Journal(file, now) as journal:
                return Rescued(journal.transfer.rows(), tuple(filter(None, (*map(str, salvaged.amiss), refused))))
