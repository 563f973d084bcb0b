"""What a machine records between two syncs: its identity, the files that it wrote, and the files that it read.

The record is a JSON file in the state folder, not in the journal, so that a copied journal counts as another machine.
If the file is lost, the machine starts over with a new identity. No other data is lost.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from devjournal.files import put_file
from devjournal.platforms import make_folder

VERSION = 1

_KEYS = {
    **{"key_salt": "sealed_to", "file_sizes": "written", "written_rows": "rows", "peer_rows": "heard_rows"},
    **{"is_settled": "settled", "changed_rows": "unsettled", "merge_step": "brought", "read_digests": "read"},
    **{"unreadable": "bad", "fingerprint": "print", "last_step": "step", "peers": "heard"},
}
"""The JSON key of each attribute whose name differs from it."""

_ATTRIBUTES = {key: name for name, key in _KEYS.items()}


@dataclass(slots=True)
class LocalState:
    """The record of one machine about one journal and one folder. Rows are named `TABLE/UID`."""

    journal: str = ""
    folder: str = ""
    machine: str = ""
    """Identity of this machine: 8 hexadecimal digits."""
    name: str = ""
    """Name of this machine in the folder; empty before its first sync."""
    synced_at: str = ""
    """When the last sync ended."""
    wrote_at: str = ""
    """When this machine last wrote a file."""
    key_salt: str = ""
    """Salt of the key that the files are encrypted to; empty if they are plain."""
    chain: list[list[str]] = field(default_factory=list)
    """Name and digest of each file in this machine's chain, the snapshot first."""
    file_sizes: dict[str, int] = field(default_factory=dict)
    """Size in bytes of every file that this machine wrote, by name. `writing` also stores negative marks here."""
    written_rows: dict[str, str] = field(default_factory=dict)
    """Digest of each row as this machine last wrote it."""
    peer_rows: dict[str, str] = field(default_factory=dict)
    """Digest of each row that equals another machine's copy and that this machine has not written since."""
    is_settled: bool = False
    """Whether all rows but `changed_rows` obey the rules of a merge. Then a part of the journal can be merged alone."""
    changed_rows: list[str] = field(default_factory=list)
    """The rows that the user changed since the last merge."""
    merge_step: list[Any] = field(default_factory=list)
    """Undo step of the last sync that merged rows: number and time."""
    read_digests: list[str] = field(default_factory=list)
    """Digests of the files whose rows are in the journal."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """The reason why a file could not be read, by file name."""
    listing: dict[str, list[int]] = field(default_factory=dict)
    """The files in the folder after the last sync (`files.Listing`)."""
    fingerprint: list[Any] = field(default_factory=list)
    """State of the journal's file after the last sync (`Session._fingerprint`)."""
    last_step: list[Any] = field(default_factory=list)
    """The journal's last undo step after the last sync: number and time."""
    peers: dict[str, list[str]] = field(default_factory=dict)
    """Name and last write of every other machine that has files in the folder, by identity."""
    missing_peers: dict[str, str] = field(default_factory=dict)
    """Name of every machine that had files in the folder at an earlier sync and has none now, by identity."""


def state_file(state_folder: Path, journal: Path) -> Path:
    """Return the path of the record for a journal."""
    key = hashlib.sha256(str(journal).encode()).hexdigest()[:16]
    return state_folder / "sync" / f"{key}.json"


def load_state(file: Path, journal: Path, folder: Path) -> LocalState:
    """Return the record. If it is missing, damaged, or about another journal or folder, return a new machine's."""
    with suppress(OSError, ValueError, TypeError):
        content = json.loads(file.read_bytes())
        if content.pop("version", None) == VERSION:
            local = LocalState(**{_ATTRIBUTES.get(key, key): value for key, value in content.items()})
            if (local.journal, local.folder) == (str(journal), str(folder)):
                return local
    return LocalState(journal=str(journal), folder=str(folder), machine=new_identity())


def machine_name(journal: Path, state_folder: Path) -> str:
    """Return this machine's name in the folder that the journal was last synced with; empty before a first sync."""
    file = state_file(state_folder, Path(os.path.realpath(journal)))
    with suppress(OSError, ValueError, TypeError, KeyError):
        return str(json.loads(file.read_bytes())["name"])
    return ""


def missing_peers(local: LocalState, present: Container[str]) -> dict[str, str]:
    """Return the name of every machine that had files in the folder before and is not `present` now, by identity."""
    known = {**local.missing_peers, **{machine: name for machine, (name, _) in local.peers.items()}}
    return {machine: name for machine, name in known.items() if machine not in present}


def new_identity() -> str:
    """Return a random identity for a machine."""
    return secrets.token_hex(4)


def save_state(file: Path, local: LocalState) -> None:
    """Write the record atomically.

    Raises:
        OutputFailed: the file cannot be written.
    """
    make_folder(file.parent)
    fields = {_KEYS.get(name, name): getattr(local, name) for name in LocalState.__slots__}
    content = json.dumps({"version": VERSION, **fields}, ensure_ascii=False)
    journal = Path(local.journal)
    put_file(file, lambda temporary: temporary.write_text(content, encoding="utf-8"), force=True, never=journal)
