"""What this machine writes for the others: what changed since it wrote last, and now and then all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from devjournal.domain.merge.machines import related
from devjournal.domain.merge.settling import Rows, Shape
from devjournal.sync.cells import Cells, cells_of_row, keys_of_row
from devjournal.sync.chains import Found
from devjournal.sync.engine import Document
from devjournal.sync.files import BadFile, Header, digest_of, file_name, packed, read, write
from devjournal.sync.memory import Memory, remember
from devjournal.sync.reading import Reader
from devjournal.sync.seal import Seal

MAX_PARTS = 30
"""Files that go on from a whole one, before a new whole one is written."""

SIGN_OF_LIFE = timedelta(days=7)
"""After so long a machine writes a file that says nothing new: so it is not taken for one that is gone."""

_GONE = -2
"""Stands for the size of a file that this machine took away again."""

_MAY_BE = -1

_MOST_REMEMBERED = 500
"""Files that were taken away and are still known."""


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

    def is_whole(self, listing: Mapping[str, list[int]]) -> bool:
        """Say whether all that this machine wrote last is in the folder as it was written."""
        chain = self._memory.chain
        return bool(chain) and all(self._stands(name, digest, listing) for name, digest in chain)

    def _stands(self, name: str, digest: str, listing: Mapping[str, list[int]]) -> bool:
        found = listing.get(name)
        if found is None or found[0] != self._memory.written.get(name):
            return False
        if found == self._memory.listing.get(name):
            return True
        with suppress(BadFile):  # a carrier touched it
            return read(self._folder / name, self._version).header.digest == digest
        return False

    def tidy(self, listing: dict[str, list[int]]) -> None:
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

    def write(self, rows: Rows, found: Found, listing: dict[str, list[int]], reader: Reader) -> set[tuple[str, str]]:
        """Write what the folder does not hold of this machine yet; return the rows that changed.

        Raises:
            OutputFailed: it cannot be written; the folder is as it was.
        """
        digests = {(table, row["uid"]): _digest(row) for table in self._shape for row in rows[table]}
        before = {_as_pair(name): digest for name, digest in self._memory.rows.items()}
        changed = {key for key in digests.keys() | before.keys() if digests.get(key) != before.get(key)}
        is_whole = self.is_whole(listing) and self._memory.sealed == self._seal.seals
        if is_whole and not changed and not self.is_due():
            return set()
        written = False
        if is_whole and self._room_for_part(listing):
            with suppress(BadFile):
                self._write_part(rows, changed, found, listing, reader)
                written = True
        if not written:
            self._write_whole(rows, listing)
        self._memory.rows = {"/".join(key): digest for key, digest in digests.items()}
        return changed

    def _room_for_part(self, listing: Mapping[str, list[int]]) -> bool:
        first, *parts = (listing[name][0] for name, _ in self._memory.chain)
        return len(parts) < MAX_PARTS and sum(parts) < first

    def _write_part(
        self, rows: Rows, changed: set[tuple[str, str]], found: Found, listing: dict[str, list[int]], reader: Reader
    ) -> None:
        document = reader.document([found.links[digest] for _, digest in self._memory.chain if digest in found.links])
        by_key = {(table, row["uid"]): row for table in self._shape for row in rows[table]}
        cells: Cells = {}
        gone: list[str] = []
        for table, uid in sorted(changed):
            row = by_key.get((table, uid))
            wanted = {} if row is None else cells_of_row(table, row, self._shape)
            there = document.get(keys_of_row(table, uid, self._shape))
            cells |= {key: value for key, value in wanted.items() if key not in there or there[key] != value}
            gone += [key for key in there if key not in wanted]
        names = sorted(related(rows, frozenset(changed), self._shape)) if changed else []
        body = packed(names, document.change(cells, gone))
        self._put(body, self._memory.chain[-1][1], listing)

    def _write_whole(self, rows: Rows, listing: dict[str, list[int]]) -> None:
        cells: Cells = {}
        for table in self._shape:
            for row in rows[table]:
                cells |= cells_of_row(table, row, self._shape)
        body = packed([], Document().whole(cells))
        self._memory.chain = []
        self._put(body, "", listing)

    def _put(self, body: bytes, after: str, listing: dict[str, list[int]]) -> None:
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
        memory.wrote_at, memory.sealed = at, self._seal.seals
        memory.read = [*memory.read, header.digest]
        found = (self._folder / name).stat()
        listing[name] = [found.st_size, found.st_mtime_ns]


def _digest(row: Mapping[str, Any]) -> str:
    content = json.dumps(row, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(content.encode(), digest_size=8).hexdigest()


def _as_pair(name: str) -> tuple[str, str]:
    table, _, uid = name.partition("/")
    return table, uid
