"""What a sync did, and where a folder stands, as values."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.domain.merge.machines import Difference, InStep


@dataclass(frozen=True, slots=True)
class Machine:
    """Another machine that uses the folder."""

    name: str
    last: str
    """When it last wrote there."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sync did."""

    machines: tuple[Machine, ...]
    came: int
    """Records of this journal that are not as they were."""
    went: int
    """Records that this machine wrote for the others."""
    gave_way: tuple[Difference, ...]
    made: InStep | None
    """The journal that came of it; None where nothing was read."""
    bad: tuple[tuple[str, str], ...]
    """Files that could not be read, with the reason."""
    again: bool = False
    """Whether it did again what was undone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a folder stands for a machine."""

    folder: str
    name: str
    """What this machine is called there; empty before its first sync."""
    synced_at: str
    machines: tuple[Machine, ...]
    waiting: int
    """Files of others that were not read yet."""
    changed: bool
    """Whether the journal changed since the last sync."""
    undone: bool
    """Whether the last sync that brought something in was undone."""
    bad: tuple[tuple[str, str], ...]
