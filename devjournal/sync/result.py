"""The result of a sync, and the state of a sync folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from devjournal.domain.merge.row_merge import ReplacedValue
from devjournal.domain.merge.sync_merge import SyncMerge


class Rekeyed(Enum):
    """What happened to the encryption of this machine's files."""

    ENCRYPTED = "encrypted"
    DECRYPTED = "not encrypted"
    NEW_KEY = "encrypted with the new key"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another machine that uses the folder."""

    name: str
    wrote_at: str
    """When it last wrote a file, by its own clock."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The result of a sync."""

    peers: tuple[Peer, ...]
    missing_peers: tuple[str, ...]
    """Name of each machine that had files in the folder at an earlier sync and has none now."""
    unreadable: tuple[tuple[str, str], ...]
    """The name of each unreadable file, and the reason."""
    received: int = 0
    """Number of rows of this journal that the merge changed."""
    sent: int = 0
    """Number of rows written for the other machines."""
    replaced: tuple[ReplacedValue, ...] = ()
    """Values that lost against a concurrent edit."""
    merge: SyncMerge | None = None
    """The merge; `None` if no file was new."""
    repeats_undone: bool = False
    """Whether the user had undone the previous sync, so that this one merged the same rows again."""
    rekeyed: Rekeyed | None = None
    """How this machine's files were written anew; `None` if their encryption is as it was."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """The state of a folder as this machine sees it."""

    folder: str
    name: str
    """This machine's name in the folder; empty before its first sync."""
    synced_at: str
    """When the last sync ended; empty before the first one."""
    peers: tuple[Peer, ...]
    missing_peers: tuple[str, ...]
    """Name of each machine that had files in the folder at an earlier sync and has none now."""
    unread: int
    """Number of other machines' files that were not read yet."""
    has_changes: bool
    """Whether the journal changed since the last sync."""
    is_undone: bool
    """Whether the user undid the last sync that merged rows."""
    unreadable: tuple[tuple[str, str], ...]
    """The name of each unreadable file, and the reason."""
