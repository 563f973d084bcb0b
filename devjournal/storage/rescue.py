"""Reads the valid rows of a damaged journal for an export."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from devjournal.storage.encryption.keyring import key_of
from devjournal.storage.journal import Journal
from devjournal.storage.schema.document_shape import Rows
from devjournal.storage.schema.sqlite_file import connect, save_memory
from devjournal.storage.untrusted.salvage import salvage

_PATIENCE = 0.2
"""Seconds to wait for another program's write. Opening the journal afterwards waits longer."""


class Rescued(NamedTuple):
    """The valid rows, and a clause about each value that was replaced or row that was left out."""

    rows: Rows
    faults: tuple[str, ...]


def rescue(path: Path, now: Callable[[], datetime], refused: str = "") -> Rescued | None:
    """Return the valid rows of a damaged journal; None if the journal is sound, or cannot be read at all.

    `refused` is the reason why the journal cannot be opened, if there is one; such a journal counts as damaged.

    Raises:
        OSError: the disk has no space for a copy.
    """
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        with closing(connect(path, patience=_PATIENCE)) as source:
            salvaged = salvage(source)
    except sqlite3.Error:
        return None
    with closing(salvaged.database) as database:
        if not salvaged.faults and not refused:
            return None
        with TemporaryDirectory(prefix="devjournal-") as folder:  # 0700
            file = Path(folder, "journal.db")
            file.touch(mode=0o600)
            save_memory(database, file, key_of(path))
            with Journal(file, now) as journal:
                return Rescued(journal.transfer.rows(), tuple(filter(None, (*map(str, salvaged.faults), refused))))
