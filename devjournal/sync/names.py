"""The names of the machines that use a folder.

A machine takes its host's name, with a number if another machine has that name already. Machines that join before their
files have reached each other may take the same name. Every machine that sees them tells them apart by the same rule.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import chain, count

from devjournal.sync.chains import FolderScan
from devjournal.sync.local_state import LocalState


def machine_names(scan: FolderScan, local: LocalState) -> dict[str, str]:
    """Return a distinct name for each machine with files in the folder, and for this one if it has a name."""
    names = {machine: header.name for machine, header in scan.newest_headers().items()}
    if local.name:
        names[local.machine] = local.name
    return distinct_names(names)


def distinct_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return a distinct name for each machine, by identity.

    If machines have the same name, the one with the smallest identity keeps it, and the others get numbers.
    """
    distinct: dict[str, str] = {}
    used = set(names.values())
    for machine, name in sorted(names.items()):
        distinct[machine] = free_name(name, used) if name in distinct.values() else name
        used.add(distinct[machine])
    return distinct


def free_name(name: str, used: Container[str]) -> str:
    """Return this name, or with the first number from 2 with which it is not used."""
    candidates = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate not in used)
