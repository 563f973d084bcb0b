"""Several machines that share a folder, each with its own journal, clock and local state."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from random import Random
from shutil import copyfile

from devjournal.exports.transfer.document import dumps
from devjournal.storage import Journal
from devjournal.storage.encryption.key_file import key_file_of
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.sync.result import SyncResult
from devjournal.sync.session import Session
from tests.frozen_clock import FrozenClock


class Machine:
    """A journal on one machine, and this machine's copy of the shared folder."""

    def __init__(
        self, home: Path, name: str, close: ExitStack, folder: Path | None = None, copy_of: Path | None = None
    ) -> None:
        self.name = self.host = name
        self.clock = FrozenClock()
        self.home = home / name
        self.folder = folder or self.home / "share"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path = self.home / "journal.db"
        self.state = self.home / "state"
        if copy_of is not None:  # with its key file
            for source, target in ((copy_of, self.path), (key_file_of(copy_of), key_file_of(self.path))):
                copyfile(source, target)
        self.journal = close.enter_context(Journal(self.path, self.clock))

    def sync(self) -> SyncResult:
        return Session(self.journal, self.folder, self.state, self.host).sync()

    def document(self) -> str:
        return dumps(self.journal.transfer.rows(), len(MIGRATIONS))


def carry(source: Path, target: Path, r: Random | None = None) -> None:
    """Copy files from one machine's folder to another's like an unreliable carrier: some late, doubled or cut off.

    Without `r`, every file is copied unchanged.
    """
    for file in sorted(source.glob("*.djsync")):
        arrived = target / file.name
        luck = r.random() if r is not None else 1.0
        if luck < 0.3:
            continue
        if luck < 0.4:
            arrived.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
            continue
        if luck < 0.5:
            copyfile(file, target / f"{file.stem} (conflicted copy 2026-11-27 163000){file.suffix}")
        copyfile(file, arrived)


def share(machines: list[Machine]) -> None:
    """Give every machine the current files of every other machine, and delete the files that their writer deleted."""
    own = {machine.name: sorted(machine.folder.glob(f"{machine.name}-*.djsync")) for machine in machines}
    for machine in machines:
        for other in machines:
            if other is machine:
                continue
            names = {file.name for file in own[other.name]}
            for file in machine.folder.glob(f"{other.name}-*.djsync"):
                if file.name not in names:
                    file.unlink()
            for file in own[other.name]:
                copyfile(file, machine.folder / file.name)
