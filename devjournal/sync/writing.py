"""Writes this machine's chain: deltas with changed rows, and a new snapshot if the deltas become many or large.

Rows that equal another machine's copy are not sent back: they are in that machine's files already. They go along with
the next delta.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from devjournal.domain.merge.related_rows import MAX_PART, Key, needed_rows
from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import Shape
from devjournal.storage.core.json_column import to_json
from devjournal.storage.transfer.raw_rows import RawRows
from devjournal.sync import engine
from devjournal.sync.body_cipher import BodyCipher
from devjournal.sync.cells import Cells, cells_of_row
from devjournal.sync.files import BadFile, Header, Listing, body_digest, file_name, pack_body, read_file, write_file
from devjournal.sync.local_state import LocalState, save_state
from devjournal.sync.reading import Copies

MAX_DELTAS = 30
"""Maximum number of deltas after a snapshot."""

HEARTBEAT = timedelta(days=7)
"""Time after which a machine writes a file without changes, so that the others do not report it as gone."""

_PENDING, _DELETED = -1, -2
"""Marks in place of a file's size: its write has begun, or this machine has deleted it."""

_MAX_DELETED = 500
"""Maximum number of deleted files that are remembered."""

_PINNED_PREFIX = "owned:"
"""Start of the digest of a row that is written with pinned values instead of as stored."""


class Writer:
    """Writes and deletes the files of this machine."""

    def __init__(
        self,
        local: LocalState,
        file: Path,
        listing: Listing,
        shape: Shape,
        version: int,
        cipher: BodyCipher,
        now: datetime,
    ) -> None:
        """Write for the machine of `local`, which is saved in `file`. The `listing` is updated with each write."""
        self._local = local
        self._file = file
        self._listing = listing
        self._shape = shape
        self._version = version
        self._cipher = cipher
        self._now = now
        self._folder = Path(local.folder)

    def is_heartbeat_due(self) -> bool:
        """Return whether this machine has to write a file even if nothing changed."""
        wrote_at = self._local.wrote_at
        return not wrote_at or self._now - datetime.fromisoformat(wrote_at) > HEARTBEAT

    def is_chain_intact(self) -> bool:
        """Return whether this machine has a chain, and all its files are in the folder as written."""
        chain = self._local.chain
        return bool(chain) and all(self._is_intact(name, digest) for name, digest in chain)

    def _is_intact(self, name: str, digest: str) -> bool:
        status = self._listing.get(name)
        if status is None or status[0] != self._local.file_sizes.get(name):
            return False
        if status == self._local.listing.get(name):
            return True
        with suppress(BadFile):  # the modification time changed, so compare the content
            return read_file(self._folder / name, self._version).header.digest == digest
        return False

    def remove_superseded_files(self) -> None:
        """Delete the files of this machine outside its chain, even if a sync program brought one back."""
        sizes, chain = self._local.file_sizes, {name for name, _ in self._local.chain}
        for name in sizes.keys() - chain:
            with suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)
                self._listing.pop(name, None)
                sizes[name] = _DELETED
        deleted = [name for name, size in sizes.items() if size == _DELETED]
        for name in deleted[:-_MAX_DELETED]:
            del sizes[name]

    def changed_rows(self, rows: RawRows) -> set[Key]:
        """Return the rows that the user changed since the last merge."""
        return {_key(name) for name in {*self._user_changes(rows), *self._local.changed_rows}}

    def record_changed_rows(self, rows: RawRows) -> None:
        """Record the rows that the user changed, before `write` records them as written.

        If they are too many for a partial merge, the next merge takes the whole journal.
        """
        local = self._local
        local.changed_rows = sorted({*self._user_changes(rows), *local.changed_rows})
        if len(local.changed_rows) > MAX_PART:
            local.is_settled, local.changed_rows = False, []

    def _user_changes(self, rows: RawRows) -> set[str]:
        """Return the rows that differ from what this machine last wrote and from what it received, or are gone."""
        written_rows, peer_rows = self._local.written_rows, self._local.peer_rows
        changed = {
            name for name, digest in rows.digests.items() if digest not in (written_rows.get(name), peer_rows.get(name))
        }
        return changed | ((written_rows.keys() | peer_rows.keys()) - rows.digests.keys())

    def write(self, rows: RawRows, pinned_rows: Mapping[Key, Row], copies: Copies, *, files_lost: bool) -> set[Key]:
        """Write a delta or a snapshot if the folder lacks rows of this journal. Return the rows that no copy had.

        Each of the `pinned_rows` is written instead of the stored one. If only rows of other machines' copies are new,
        nothing is written, unless files of these machines are lost.

        Raises:
            OutputFailed: the file cannot be written; the folder is unchanged.
        """
        local = self._local
        digests = {**rows.digests, **{_name(key): _PINNED_PREFIX + _digest(row) for key, row in pinned_rows.items()}}
        changed = {name for name, digest in digests.items() if local.written_rows.get(name) != digest}
        changed |= local.written_rows.keys() - digests.keys()
        peer_rows = self._peer_rows(rows, changed, copies)
        own_rows = {name for name in changed if name in digests and peer_rows.get(name) != digests[name]}
        can_append = self.is_chain_intact() and local.key_salt == self._cipher.salt
        if can_append and not own_rows and not self.is_heartbeat_due() and not (peer_rows and files_lost):
            local.peer_rows = peer_rows
            return set()
        if can_append and self._has_room_for_delta():
            self._write_delta(rows, pinned_rows, {_key(name) for name in changed})
        else:
            self._write_snapshot(rows, pinned_rows)
        local.written_rows, local.peer_rows = digests, {}
        return {_key(name) for name in own_rows}

    def _peer_rows(self, rows: RawRows, changed: Set[str], copies: Copies) -> dict[str, str]:
        """Return the digests of the changed rows that equal another machine's copy."""
        copies_of_row: dict[str, list[Row]] = {}
        for _, copy in copies.rows:
            for table, table_rows in copy.items():
                for row in table_rows:
                    copies_of_row.setdefault(f"{table}/{row['uid']}", []).append(row)
        peer_rows: dict[str, str] = {}
        for name in changed & rows.digests.keys():
            digest = rows.digests[name]
            if self._local.peer_rows.get(name) == digest or (
                name in copies_of_row and rows.row(*_key(name)) in copies_of_row[name]
            ):
                peer_rows[name] = digest
        return peer_rows

    def _has_room_for_delta(self) -> bool:
        """Return whether the chain may grow: its deltas are few, and together smaller than the snapshot."""
        snapshot_size, *delta_sizes = (self._listing[name][0] for name, _ in self._local.chain)
        return len(delta_sizes) < MAX_DELTAS and sum(delta_sizes) < snapshot_size

    def _write_delta(self, rows: RawRows, pinned_rows: Mapping[Key, Row], changed: set[Key]) -> None:
        """Write the changed rows, and the rows without which they cannot be merged."""
        names = sorted(needed_rows(rows, changed, self._shape))
        cells: Cells = {}
        for table, uid in names:
            row = pinned_rows.get((table, uid)) or rows.row(table, uid)
            cells |= cells_of_row(table, row, self._shape) if row is not None else {}
        self._write_file(pack_body(names, engine.encode(cells)), after=self._local.chain[-1][1])

    def _write_snapshot(self, rows: RawRows, pinned_rows: Mapping[Key, Row]) -> None:
        """Write all rows, as the beginning of a new chain."""
        cells: Cells = {}
        for table, table_rows in rows.rows().items():
            for row in table_rows:
                cells |= cells_of_row(table, pinned_rows.get((table, row["uid"]), row), self._shape)
        body = pack_body([], engine.encode(cells))
        self._local.chain = []
        self._write_file(body, after="")

    def _write_file(self, body: bytes, after: str) -> None:
        """Add a file to the chain.

        Its name is saved first: if the sync is killed, the next one knows the file as this machine's own.
        """
        body = self._cipher.encrypt(body)
        local, at = self._local, self._now.isoformat(timespec="seconds")
        digest = body_digest(body)
        header = Header(local.machine, local.name, at, self._version, after, digest, self._cipher.encrypts)
        name = file_name(header)
        local.file_sizes[name] = _PENDING
        save_state(self._file, local)
        local.file_sizes[name] = write_file(self._folder, header, body, Path(local.journal))
        local.chain = [*local.chain, [name, digest]]
        local.wrote_at, local.key_salt = at, self._cipher.salt
        local.read_digests = [*local.read_digests, digest]
        status = (self._folder / name).stat()
        self._listing[name] = [status.st_size, status.st_mtime_ns]


def _digest(row: Mapping[str, Any]) -> str:
    return hashlib.blake2b(to_json(row).encode(), digest_size=8).hexdigest()


def _key(name: str) -> Key:
    table, _, uid = name.partition("/")
    return table, uid


def _name(key: Key) -> str:
    return "/".join(key)
