"""What this machine writes for the others: what changed since it wrote last, and now and then all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from devjournal.domain.merge.row_merge import Row
from devjournal.domain.merge.settling import Shape
from devjournal.domain.merge.surroundings import MOST, Key, related
from devjournal.storage.transfer.raw_rows import RawRows
from devjournal.sync import engine
from devjournal.sync.cells import Cells, cells_of_row
from devjournal.sync.files import BadFile, Header, digest_of, file_name, packed, read, write
from devjournal.sync.memory import Memory, remember
from devjournal.sync.reading import Copies
from devjournal.sync.seal import Seal

MAX_PARTS = 30
"""Files that go on from a whole one, before a new whole one is written."""

SIGN_OF_LIFE = timedelta(days=7)
"""After so long a machine writes a file that says nothing new: so it is not taken for one that is gone."""

_GONE = -2
"""Stands for the size of a file that this machine took away again."""

_OWNED = "owned:"
"""Begins the digest of a row that was written otherwise than the file has it."""

_MAY_BE = -1

_MOST_REMEMBERED = 500
"""Files that were taken away and are still known."""

Listing = dict[str, list[int]]
"""The size and the time of each file in the folder, by name."""


class Writer:
    """Writes the files of one machine."""

    def __init__(self, memory: Memory, file: Path, shape: Shape, version: int, seal: Seal, now: datetime) -> None:
        """Write for the machine of `memory`, which is kept in `file`."""
        self._memory = memory
        self._file = file
        self._shape = shape
        self._version = version
        self._seal = seal
        self._now = now
        self._folder = Path(memory.folder)

    def is_due(self) -> bool:
        """Say whether the machine was silent for so long that it says that it is there."""
        wrote_at = self._memory.wrote_at
        return not wrote_at or self._now - datetime.fromisoformat(wrote_at) > SIGN_OF_LIFE

    def is_whole(self, listing: Listing) -> bool:
        """Say whether all that this machine wrote last is in the folder as it was written."""
        chain = self._memory.chain
        return bool(chain) and all(self._stands(name, digest, listing) for name, digest in chain)

    def _stands(self, name: str, digest: str, listing: Listing) -> bool:
        found = listing.get(name)
        if found is None or found[0] != self._memory.written.get(name):
            return False
        if found == self._memory.listing.get(name):
            return True
        with suppress(BadFile):  # a carrier touched it
            return read(self._folder / name, self._version).header.digest == digest
        return False

    def tidy(self, listing: Listing) -> None:
        """Take away files of this machine that do not stand any more, also such as a carrier brought back."""
        standing = {name for name, _ in self._memory.chain}
        for name in self._memory.written.keys() - standing:
            with suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)
                listing.pop(name, None)
                self._memory.written[name] = _GONE
        gone = [name for name, size in self._memory.written.items() if size == _GONE]
        for name in gone[:-_MOST_REMEMBERED]:
            del self._memory.written[name]

    def unsettled(self, raw: RawRows) -> set[Key]:
        """Return the rows that this machine changed since something was brought in."""
        return {_as_key(name) for name in {*self._own_changes(raw), *self._memory.unsettled}}

    def note_unsettled(self, raw: RawRows) -> None:
        """Remember which rows were changed, before they count as written; too many stand for all."""
        memory = self._memory
        memory.unsettled = sorted({*self._own_changes(raw), *memory.unsettled})
        if len(memory.unsettled) > MOST:
            memory.settled, memory.unsettled = False, []

    def _own_changes(self, raw: RawRows) -> set[str]:
        """Return the rows that are neither as this machine wrote them last, nor as another one did."""
        written, heard = self._memory.rows, self._memory.heard_rows
        names = {name for name, digest in raw.digests.items() if digest not in (written.get(name), heard.get(name))}
        return names | ((written.keys() | heard.keys()) - raw.digests.keys())

    def write(
        self, raw: RawRows, owned: Mapping[Key, Row], copies: Copies, listing: Listing, *, lost: bool
    ) -> set[Key]:
        """Write what the folder does not hold of this machine yet; return the rows that only this machine has so.

        `owned` are rows that count as written otherwise than the file has them. What another machine wrote is left to
        its files, until this one has something to say or until some of those were `lost`.

        Raises:
            OutputFailed: it cannot be written; the folder is as it was.
        """
        memory = self._memory
        digests = {**raw.digests, **{_as_name(key): _OWNED + _digest(row) for key, row in owned.items()}}
        changed = {name for name, digest in digests.items() if memory.rows.get(name) != digest}
        changed |= memory.rows.keys() - digests.keys()
        heard = self._heard(raw, changed, copies)
        own = {name for name in changed if name in digests and heard.get(name) != digests[name]}
        is_whole = self.is_whole(listing) and memory.sealed_to == self._seal.salt
        if is_whole and not own and not self.is_due() and not (heard and lost):
            memory.heard_rows = heard
            return set()
        if is_whole and self._room_for_part(listing):
            self._write_part(raw, owned, {_as_key(name) for name in changed}, listing)
        else:
            self._write_whole(raw, owned, listing)
        memory.rows, memory.heard_rows = digests, {}
        return {_as_key(name) for name in own}

    def _heard(self, raw: RawRows, changed: Set[str], copies: Copies) -> dict[str, str]:
        """Return the digests of those rows that are as another machine wrote them."""
        theirs: dict[str, list[Row]] = {}
        for _, rows in copies.rows:
            for table, found in rows.items():
                for row in found:
                    theirs.setdefault(f"{table}/{row['uid']}", []).append(row)
        heard: dict[str, str] = {}
        for name in changed & raw.digests.keys():
            digest = raw.digests[name]
            if self._memory.heard_rows.get(name) == digest or (
                name in theirs and raw.row(*_as_key(name)) in theirs[name]
            ):
                heard[name] = digest
        return heard

    def _room_for_part(self, listing: Listing) -> bool:
        first, *parts = (listing[name][0] for name, _ in self._memory.chain)
        return len(parts) < MAX_PARTS and sum(parts) < first

    def _write_part(self, raw: RawRows, owned: Mapping[Key, Row], changed: set[Key], listing: Listing) -> None:
        names = sorted(related(raw, changed, self._shape))
        cells: Cells = {}
        for table, uid in names:
            row = owned.get((table, uid)) or raw.row(table, uid)
            cells |= cells_of_row(table, row, self._shape) if row is not None else {}
        self._put(packed(names, engine.written(cells)), self._memory.chain[-1][1], listing)

    def _write_whole(self, raw: RawRows, owned: Mapping[Key, Row], listing: Listing) -> None:
        cells: Cells = {}
        for table, rows in raw.rows().items():
            for row in rows:
                cells |= cells_of_row(table, owned.get((table, row["uid"]), row), self._shape)
        body = packed([], engine.written(cells))
        self._memory.chain = []
        self._put(body, "", listing)

    def _put(self, body: bytes, after: str, listing: Listing) -> None:
        """Write a file, once it is remembered that it may be there: who finds it knows it for its own."""
        body = self._seal.closed(body)
        memory, at = self._memory, self._now.isoformat(timespec="seconds")
        digest, sealed = digest_of(body), self._seal.seals
        header = Header(memory.machine, memory.name, at, self._version, after, digest, sealed)
        name = file_name(header)
        memory.written[name] = _MAY_BE
        remember(self._file, memory, Path(memory.journal))
        memory.written[name] = write(self._folder, header, body, Path(memory.journal))
        memory.chain = [*memory.chain, [name, header.digest]]
        memory.wrote_at, memory.sealed_to = at, self._seal.salt
        memory.read = [*memory.read, header.digest]
        found = (self._folder / name).stat()
        listing[name] = [found.st_size, found.st_mtime_ns]


def _digest(row: Mapping[str, Any]) -> str:
    content = json.dumps(row, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


def _as_key(name: str) -> Key:
    table, _, uid = name.partition("/")
    return table, uid


def _as_name(key: Key) -> str:
    return "/".join(key)
