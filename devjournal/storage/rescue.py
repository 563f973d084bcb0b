"""Reads what is readable in a damaged journal, as the rows of a document."""

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
"""Seconds to wait for another program's write. Opening the journal afterwards waits longer, and says so."""


class Rescued(NamedTuple):
    """The readable rows, and a clause about each value or row that was changed or left out."""

    rows: Rows
    amiss: tuple[str, ...]


def rescue(path: Path, now: Callable[[], datetime], refused: str = "") -> Rescued | None:
    """Return the readable rows of an unsound journal; None if it is sound, or nothing can be read.

    A journal `refused` for another reason counts as unsound.

    Raises:
        OSError: there is no space for a copy.
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
