"""Opens the demo's journal as of a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from devjournal.demo import SEED, fill
from devjournal.exports.transfer.document import dumps
from devjournal.storage import Journal

FRIDAY = "2026-11-27T16:30"


@contextmanager
def open_demo(path: Path, moment: str, seed: int = SEED) -> Iterator[Journal]:
    """Write the demo into a file as it stands at a moment, and open it there and then."""
    now = datetime.fromisoformat(moment).astimezone()
    fill(path, now, seed)
    with Journal(path, lambda: now) as journal:
        yield journal


def exported(journal: Journal) -> str:
    """Return the whole journal as one document."""
    return dumps(journal.transfer.rows(), journal.transfer.version)
