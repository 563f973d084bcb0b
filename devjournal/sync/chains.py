"""The chains in a folder: each is a snapshot and the deltas that follow it, linked by the digests in their headers.

If two files follow the same one, the chain forks, and each branch is a chain of its own. That happens if a journal is
copied together with its local state, so that two machines write under one identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from devjournal.sync.files import BadFile, Header, read_header


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file of which only the header was read."""

    path: Path
    header: Header


@dataclass(frozen=True, slots=True)
class FolderScan:
    """The files in a folder, by their headers."""

    files: Mapping[str, ScannedFile]
    """Every file by its digest. Of several copies of a file, the first by name."""
    chains: tuple[tuple[ScannedFile, ...], ...]
    """Every chain from its snapshot to its last delta. Files after a missing one are left out."""
    unreadable: Mapping[str, str]
    """The reason why a file's header cannot be read, by file name."""

    def newest_headers(self) -> dict[str, Header]:
        """Return the header of each machine's newest file, by the machine's identity."""
        newest: dict[str, Header] = {}
        for file in self.files.values():
            header = file.header
            current = newest.get(header.machine)
            if current is None or current.written_at < header.written_at:
                newest[header.machine] = header
        return newest


def scan_folder(folder: Path, names: Iterable[str]) -> FolderScan:
    """Read the headers of the files with these names, and link the files into chains."""
    files: dict[str, ScannedFile] = {}
    unreadable: dict[str, str] = {}
    for name in sorted(names):
        try:
            header = read_header(folder / name)
        except BadFile as error:
            unreadable[name] = str(error)
        else:
            files.setdefault(header.digest, ScannedFile(folder / name, header))
    return FolderScan(files, tuple(_link_chains(files.values())), unreadable)


def _link_chains(files: Iterable[ScannedFile]) -> list[tuple[ScannedFile, ...]]:
    """Return all chains, ordered by the digest of their last file."""
    successors: dict[str, list[ScannedFile]] = {}
    for file in files:
        successors.setdefault(file.header.after, []).append(file)
    complete: list[tuple[ScannedFile, ...]] = []
    growing: list[tuple[ScannedFile, ...]] = [(snapshot,) for snapshot in successors.get("", ())]
    while growing:
        chain = growing.pop()
        deltas = successors.get(chain[-1].header.digest, [])
        growing += [(*chain, delta) for delta in deltas]
        if not deltas:
            complete.append(chain)
    return sorted(complete, key=lambda chain: chain[-1].header.digest)
