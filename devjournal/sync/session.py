"""Syncs a journal with the journals of other machines through a shared folder.

Each machine writes files of its own into the folder: a snapshot with all rows of its journal, then deltas with the rows
changed since. No machine touches another's files, so a sync program that carries the folder has nothing to merge.
`Session._sync` takes these steps:

1. Stop if neither the journal nor the folder changed since the last sync.
2. Read the headers of all files, and link the files into chains (`chains`).
3. Read the files that were not read before, as copies of the journal (`reading`).
4. Merge the copies into the journal, in one undo step (`domain.merge.sync_merge`).
5. Write the rows that no other machine has as a delta or a snapshot, and delete superseded files (`writing`).
6. Save which files were read and which rows were written (`local_state`).

Each step is atomic. If a sync is killed, the next one completes it: to merge a file again changes nothing, and rows
that were not written are written then.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from devjournal.domain.merge.journal_state import pin_displayed_values
from devjournal.domain.merge.related_rows import CONFLICT, MAX_PART, Key
from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.domain.merge.sync_merge import SyncMerge, merge_copies, merge_part, pinned_rows
from devjournal.domain.text.user_text import quoted
from devjournal.errors import FileBusy, FileRefused, RuleViolation
from devjournal.platforms import is_folder, lock, make_folder
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import table_columns
from devjournal.storage.transfer.apply_sync import AppliedMerge, StepState
from devjournal.storage.transfer.raw_rows import RawRows
from devjournal.sync.body_cipher import BodyCipher
from devjournal.sync.chains import FolderScan, scan_folder
from devjournal.sync.engine import require_loro
from devjournal.sync.files import (
    BadFile,
    Listing,
    is_file_name_of,
    list_files,
    read_header,
    remove_partial_files,
)
from devjournal.sync.local_state import (
    LocalState,
    load_state,
    missing_peers,
    new_identity,
    save_state,
    state_file,
)
from devjournal.sync.names import free_name, machine_names
from devjournal.sync.reading import Copies, Reader
from devjournal.sync.result import Peer, Rekeyed, SyncResult, SyncStatus
from devjournal.sync.writing import Writer

_LOCK_TRIES, _LOCK_PAUSE = 200, 0.05
"""How often a sync tries to lock the journal against other syncs, and the seconds between two tries."""


def require_folder(folder: Path) -> None:
    """Check that a folder exists.

    Raises:
        FileRefused: it does not exist.
    """
    if not is_folder(folder):
        raise FileRefused(
            f"There is no folder {quoted(str(folder), 200)}; make it, or name the one that your machines share."
        )


class Session:
    """Syncs one journal with one folder."""

    def __init__(self, journal: Journal, folder: Path, state_folder: Path, host: str) -> None:
        """Sync `journal` with `folder`. The local state is saved in `state_folder`; `host` is this machine's name."""
        self._journal = journal
        self._transfer = journal.transfer
        self._folder = folder
        self._path = Path(os.path.realpath(journal.path))
        self._state_file = state_file(state_folder, self._path)
        self._host = host
        self._shape = table_columns()

    def sync(self, *, unless_undone: bool = False) -> SyncResult:
        """Merge the other machines' changes into the journal, and write this one's into the folder.

        Raises:
            RuleViolation: the user undid the last sync that merged rows, and `unless_undone` is set.
            ExtraMissing: Loro is not installed.
            FileRefused: the folder does not exist or cannot be read.
            FileBusy: another sync of this journal did not end within ten seconds.
            JournalError: the journal or the folder cannot be written.
        """
        require_folder(self._folder)
        require_loro()
        with self._locked():
            local = load_state(self._state_file, self._path, self._folder)
            is_undone = self._is_undone(local)
            if is_undone and unless_undone:
                raise RuleViolation("The last sync was undone; `devjournal sync` or Sync in the palette does it again.")
            return replace(self._sync(local), repeats_undone=is_undone)

    def status(self) -> SyncStatus:
        """Return the state of the folder. Nothing is written.

        Raises:
            FileRefused: the folder does not exist or cannot be read.
        """
        require_folder(self._folder)
        local = load_state(self._state_file, self._path, self._folder)
        listing = self._list_files()
        scan = scan_folder(self._folder, listing)
        names = machine_names(scan, local)
        peers = _peers(scan, names, local.machine)
        peer_files = {digest for digest, file in scan.files.items() if file.header.machine != local.machine}
        unreadable = {name: why for name, why in local.unreadable.items() if name in listing}
        return SyncStatus(
            folder=str(self._folder),
            name=names.get(local.machine, ""),
            synced_at=local.synced_at,
            peers=_sorted(peers.values()),
            missing_peers=tuple(sorted(missing_peers(local, peers).values())),
            unread=len(peer_files.difference(local.read_digests)),
            has_changes=local.fingerprint != self._fingerprint(),
            is_undone=self._is_undone(local),
            unreadable=tuple(sorted({**unreadable, **scan.unreadable}.items())),
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold a lock against other syncs of this journal."""
        make_folder(self._state_file.parent)
        pause = threading.Event()
        for _ in range(_LOCK_TRIES):
            handle = lock(self._state_file.with_suffix(".lock"))
            if handle is not None:
                break
            pause.wait(_LOCK_PAUSE)
        else:
            raise FileBusy("Another sync of this journal is running; try again in a moment.")
        try:
            yield
        finally:
            os.close(handle)

    # the steps of a sync

    def _sync(self, local: LocalState) -> SyncResult:
        listing = self._list_files()
        cipher, version = BodyCipher.of_journal(self._journal.path), self._transfer.version
        writer = Writer(local, self._state_file, listing, self._shape, version, cipher, self._journal.now)
        if self._is_unchanged(local, listing) and not writer.is_heartbeat_due():
            return SyncResult(
                peers=_sorted(Peer(*peer) for peer in local.peers.values()),
                missing_peers=tuple(sorted(local.missing_peers.values())),
                unreadable=tuple(sorted(local.unreadable.items())),
            )
        scan = scan_folder(self._folder, listing)
        remove_partial_files(self._folder, local.machine)
        names = self._ensure_identity(local, listing, scan)
        read_digests = set(local.read_digests) if self._holds_all_read(local) else set()
        copies = Reader(self._shape, version, cipher).read_chains(scan.chains, names, read_digests)
        previous_step, previous_salt = self._last_step(), local.key_salt if local.chain else None
        applied = self._merge(local, copies, writer)
        fingerprint = self._fingerprint()
        changed = applied.merge.changed if applied is not None else frozenset()
        has_changes = applied is not None or local.fingerprint != fingerprint
        written = self._write(local, copies, scan, writer, applied, has_changes=has_changes) - changed
        unreadable = {**scan.unreadable, **copies.unreadable}
        local.unreadable = {name: why for name, why in unreadable.items() if name in listing}
        local.listing, local.fingerprint = listing, fingerprint
        peers = _peers(scan, names, local.machine)
        self._save(local, peers, applied, previous_step)
        return SyncResult(
            peers=_sorted(peers.values()),
            missing_peers=tuple(sorted(local.missing_peers.values())),
            unreadable=tuple(sorted(local.unreadable.items())),
            received=len(changed),
            sent=sum(table not in (REMOVED, HIDDEN, CONFLICT) for table, _ in written),
            replaced=applied.merge.replaced if applied is not None else (),
            merge=applied.merge if applied is not None else None,
            rekeyed=None if previous_salt is None else _rekeyed(previous_salt, local.key_salt),
        )

    def _ensure_identity(self, local: LocalState, listing: Listing, scan: FolderScan) -> dict[str, str]:
        """Give this machine an identity and a name that no other machine has. Return all machines' names by identity.

        Another machine writes under this one's identity if a journal was copied together with its local state.
        """
        unknown = (name for name in listing if is_file_name_of(local.machine, name) and name not in local.file_sizes)
        if any(self._is_written_by(local.machine, name) for name in unknown):
            local.machine, local.name = new_identity(), ""
            local.chain, local.file_sizes, local.written_rows, local.peer_rows, local.wrote_at = [], {}, {}, {}, ""
        if not local.name:
            used = {file.header.name for file in scan.files.values()}
            local.name = free_name(self._host, used.union(machine_names(scan, local).values()))
        names = machine_names(scan, local)
        if names[local.machine] != local.name:
            local.name, local.wrote_at = names[local.machine], ""  # so that a file with the new name is due
        return names

    def _is_written_by(self, machine: str, name: str) -> bool:
        with suppress(BadFile):
            return read_header(self._folder / name).machine == machine
        return False

    def _merge(self, local: LocalState, copies: Copies, writer: Writer) -> AppliedMerge[SyncMerge] | None:
        """Merge the copies into the journal; `None` if there are none."""
        if not copies.rows:
            return None
        names = sorted({name for name, _ in copies.rows if name != local.name}) or [local.name]
        description = f"sync with {names[0] if len(names) == 1 else f'{len(names)} machines'}"

        def merge(rows: RawRows) -> SyncMerge:
            if local.is_settled and copies.count() <= MAX_PART:
                part = merge_part(rows, copies.rows, writer.changed_rows(rows), self._shape, local.name)
                if part is not None:
                    return part
            return merge_copies(pin_displayed_values(rows.rows(), self._shape), copies.rows, self._shape, local.name)

        return self._transfer.apply_sync(merge, description, is_first=not local.synced_at)

    def _write(
        self,
        local: LocalState,
        copies: Copies,
        scan: FolderScan,
        writer: Writer,
        applied: AppliedMerge[SyncMerge] | None,
        *,
        has_changes: bool,
    ) -> set[Key]:
        """Write the rows that no other machine has, and delete superseded files. Return those rows."""
        pinned: Mapping[Key, Row] = {}
        if applied is not None and applied.data_version == self._journal.data_version():
            rows = applied.rows
            local.is_settled, local.changed_rows = True, []
        else:  # nothing was merged, or another program wrote meanwhile
            rows = self._transfer.raw()
            if rows.uids(HIDDEN):  # only a merged journal has values to pin
                changed_rows = writer.changed_rows(rows) if local.is_settled else None
                pinned = pinned_rows(rows, changed_rows, self._shape)
            writer.record_changed_rows(rows)
        files_lost = any(digest not in scan.files for digest in local.read_digests)
        local.read_digests = [digest for digest in {*local.read_digests, *copies.digests} if digest in scan.files]
        written: set[Key] = set()
        if has_changes or files_lost or not writer.is_chain_intact() or writer.is_heartbeat_due():
            written = writer.write(rows, pinned, copies, files_lost=files_lost)
        writer.remove_superseded_files()
        return written

    def _save(
        self,
        local: LocalState,
        peers: Mapping[str, Peer],
        applied: AppliedMerge[SyncMerge] | None,
        previous_step: list[Any],
    ) -> None:
        """Save the local state at the end of a sync."""
        local.missing_peers = missing_peers(local, peers)
        local.peers = {machine: [peer.name, peer.wrote_at] for machine, peer in peers.items()}
        local.last_step = self._last_step()
        if applied is not None or self._is_undone(local):
            has_new_step = applied is not None and local.last_step != previous_step
            local.merge_step = local.last_step if has_new_step else []
        local.synced_at = self._journal.now.isoformat(timespec="seconds")
        save_state(self._state_file, local)

    # the journal and the folder

    def _is_unchanged(self, local: LocalState, listing: Listing) -> bool:
        """Return whether journal and folder are as the last sync left them."""
        return local.fingerprint == self._fingerprint() and local.listing == listing

    def _holds_all_read(self, local: LocalState) -> bool:
        """Return whether the journal still holds everything read: it was not restored, and no sync was undone."""
        if local.fingerprint == self._fingerprint():
            return True
        return self._step_state(local.last_step) is StepState.APPLIED

    def _is_undone(self, local: LocalState) -> bool:
        """Return whether the user undid the last sync that merged rows."""
        return self._step_state(local.merge_step) is StepState.UNDONE

    def _step_state(self, step: list[Any]) -> StepState:
        return self._transfer.step_state((step[0], step[1])) if len(step) == 2 else StepState.UNKNOWN

    def _last_step(self) -> list[Any]:
        """Return number and time of the journal's last undo step; empty if there is none."""
        return list(self._transfer.last_step() or ())

    def _fingerprint(self) -> list[Any]:
        """Return values of which at least one changes with every write to the journal's file."""
        status = self._path.stat()
        return [status.st_ino, status.st_size, status.st_mtime_ns, *self._last_step()]

    def _list_files(self) -> Listing:
        try:
            return list_files(self._folder)
        except OSError as error:
            name = quoted(str(self._folder), 200)
            raise FileRefused(f"{name} cannot be read ({error.strerror}); change its permissions.") from error


def _peers(scan: FolderScan, names: Mapping[str, str], machine: str) -> dict[str, Peer]:
    """Return all machines but `machine` by identity."""
    headers = scan.newest_headers()
    return {identity: Peer(names[identity], header.at) for identity, header in headers.items() if identity != machine}


def _rekeyed(before: str, after: str) -> Rekeyed | None:
    """Return how the encryption of files changed, by the salts of their keys; without a key a salt is empty."""
    if before == after:
        return None
    if not after:
        return Rekeyed.DECRYPTED
    return Rekeyed.NEW_KEY if before else Rekeyed.ENCRYPTED


def _sorted(peers: Iterable[Peer]) -> tuple[Peer, ...]:
    return tuple(sorted(peers, key=lambda peer: (peer.name, peer.wrote_at)))
