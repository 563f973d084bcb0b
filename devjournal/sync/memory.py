"""What a machine remembers between two syncs, in its state folder and never in the journal.

It is who it is, what it wrote last and what it has read. Whoever loses it is a new machine, and loses nothing else.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devjournal.files import put_file
from devjournal.platforms import make_folder

VERSION = 1


@dataclass(slots=True)
class Memory:
    """What one machine remembers of one journal and one folder."""

    journal: str = ""
    folder: str = ""
    machine: str = ""
    name: str = ""
    synced_at: str = ""
    """When the last sync ended."""
    wrote_at: str = ""
    """When it last wrote a file."""
    sealed_to: str = ""
    """The salt of the key that its files are encrypted to; empty if they are plain."""
    chain: list[list[str]] = field(default_factory=list)
    """The name and the digest of each of its own files that stand, the whole one first."""
    written: dict[str, int] = field(default_factory=dict)
    """The files that it wrote, by name, with their sizes; -1 stands for one that it may have written."""
    rows: dict[str, str] = field(default_factory=dict)
    """A digest of each row as it wrote it last."""
    heard_rows: dict[str, str] = field(default_factory=dict)
    """A digest of each row that it has from another machine and did not write itself since."""
    settled: bool = False
    """Whether all but the `unsettled` rows of the journal are in step, by all rules of a merge."""
    unsettled: list[str] = field(default_factory=list)
    """The rows that this machine changed since something was brought in."""
    brought: list[Any] = field(default_factory=list)
    """The step of the last sync that brought something in."""
    read: list[str] = field(default_factory=list)
    """The digests of the files whose rows are in the journal."""
    bad: dict[str, str] = field(default_factory=dict)
    """Files that could not be read, with the reason."""
    listing: dict[str, list[int]] = field(default_factory=dict)
    """What was in the folder after the last sync."""
    print: list[Any] = field(default_factory=list)
    """What the journal's file looked like after the last sync."""
    step: list[Any] = field(default_factory=list)
    """The last step of the journal's history after the last sync."""
    heard: dict[str, list[str]] = field(default_factory=dict)
    """The name of each other machine, and when it last wrote, by identity."""


def memory_file(state: Path, journal: Path) -> Path:
    """Return where it is remembered what a journal's machine did."""
    key = hashlib.sha256(str(journal).encode()).hexdigest()[:16]
    return state / "sync" / f"{key}.json"


def recall(file: Path, journal: Path, folder: Path) -> Memory:
    """Return what is remembered; a new machine where that is nothing, or of another journal or folder."""
    with suppress(OSError, ValueError, TypeError):
        found = json.loads(file.read_bytes())
        if found.pop("version", None) == VERSION:
            memory = Memory(**found)
            if (memory.journal, memory.folder) == (str(journal), str(folder)):
                return memory
    return Memory(journal=str(journal), folder=str(folder), machine=new_identity())


def new_identity() -> str:
    """Return an identity that no machine has."""
    return secrets.token_hex(4)


def remember(file: Path, memory: Memory, journal: Path) -> None:
    """Keep what is to be remembered, as a whole.

    Raises:
        OutputFailed: it cannot be written.
    """
    make_folder(file.parent)
    fields = {name: getattr(memory, name) for name in Memory.__slots__}
    content = json.dumps({"version": VERSION, **fields}, ensure_ascii=False)
    put_file(file, lambda temporary: temporary.write_text(content, encoding="utf-8"), force=True, never=journal)
