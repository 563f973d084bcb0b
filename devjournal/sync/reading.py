"""What the other machines wrote, as rows: all of a chain, or what of it was not read before."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from devjournal.domain.merge.settling import Rows, Shape
from devjournal.errors import DocumentRefused
from devjournal.exports.transfer.document import FORMAT, loads
from devjournal.storage.schema.document_shape import ADDED_TABLES
from devjournal.sync.cells import keys_of_row, row_of_cells, rows_of_cells
from devjournal.sync.chains import Link
from devjournal.sync.engine import Document, Unreadable
from devjournal.sync.files import BadFile, read, unpacked
from devjournal.sync.seal import Seal


@dataclass(slots=True)
class Copies:
    """The copies of a journal that were read from a folder."""

    rows: list[tuple[str, Rows]] = field(default_factory=list)
    """Rows by the name of the machine that wrote them."""
    read: set[str] = field(default_factory=set)
    """The digests of the files they are from."""
    bad: dict[str, str] = field(default_factory=dict)


class Reader:
    """Reads chains."""

    def __init__(self, shape: Shape, version: int, seal: Seal) -> None:
        """Read rows of tables of this shape and version."""
        self._shape = shape
        self._version = version
        self._seal = seal

    def read_all(self, chains: Sequence[Sequence[Link]], known: Collection[str]) -> Copies:
        """Return the copies in these chains, without what is `known` by the digests of its files."""
        copies = Copies()
        for chain in chains:
            if chain[-1].header.digest not in known:
                self._read_chain(chain, known, copies)
        return copies

    def document(self, chain: Sequence[Link]) -> Document:
        """Return the document that all files of a chain make.

        Raises:
            BadFile: one of them cannot be read.
        """
        document = Document()
        for link in chain:
            self._take_in(document, link)
        return document

    def _read_chain(self, chain: Sequence[Link], known: Collection[str], copies: Copies) -> None:
        document = Document()
        changed: dict[tuple[str, str], None] = {}
        taken: list[str] = []
        is_part = chain[0].header.digest in known
        for link in chain:
            try:
                names = self._take_in(document, link)
            except BadFile as error:
                copies.bad[link.path.name] = str(error)
                break
            if link.header.digest not in known:
                changed |= dict.fromkeys(names)
                taken.append(link.header.digest)
        if not taken:
            return
        try:
            rows = self._part(document, changed) if is_part else rows_of_cells(document.cells(), self._shape)
            checked = self._checked(rows)
        except (DocumentRefused, ValueError, TypeError, LookupError, RecursionError):
            copies.bad[chain[-1].path.name] = "what it holds is no journal"
            return
        copies.rows.append((chain[0].header.name, checked))
        copies.read.update(taken)

    def _take_in(self, document: Document, link: Link) -> list[tuple[str, str]]:
        """Let a document take a file in, and return the rows that the file is about."""
        file = read(link.path, self._version)
        rows, content = unpacked(self._seal.opened(file))
        try:
            document.read(content)
        except Unreadable as error:
            raise BadFile("it is damaged") from error
        return rows

    def _part(self, document: Document, names: Mapping[tuple[str, str], None]) -> Rows:
        """Return some rows of a document; those that are gone are left out."""
        rows: Rows = {table: [] for table in self._shape}
        for table, uid in names:
            if table not in self._shape:
                raise ValueError(f"{table} is no table")
            row = row_of_cells(table, uid, document.get(keys_of_row(table, uid, self._shape)), self._shape)
            if row is not None:
                rows[table].append(row)
        return rows

    def _checked(self, rows: Rows) -> Rows:
        """Return rows after all of them have been checked, as those of any document are."""
        document: dict[str, Any] = {"format": FORMAT, "version": self._version, "tables": rows}
        return loads(json.dumps(document, ensure_ascii=False), self._shape, self._version, ADDED_TABLES)
