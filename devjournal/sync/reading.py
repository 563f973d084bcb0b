"""What the other machines wrote, as rows: all of a chain, or what of it was not read before."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from devjournal.domain.merge.settling import Rows, Shape
from devjournal.errors import DocumentRefused
from devjournal.exports.transfer.document import FORMAT, loads
from devjournal.storage.schema.document_shape import ADDED_TABLES
from devjournal.sync import engine
from devjournal.sync.cells import Cells, keys_of_row, row_names, row_of_cells
from devjournal.sync.chains import Link
from devjournal.sync.files import BadFile, read, unpacked
from devjournal.sync.seal import Seal

NO_JOURNAL = "what it holds is no journal"
"""Said of a file whose rows are none of a journal's."""


@dataclass(slots=True)
class Copies:
    """The copies of a journal that were read from a folder."""

    rows: list[tuple[str, Rows]] = field(default_factory=list)
    """Rows by the name of the machine that wrote them."""
    read: set[str] = field(default_factory=set)
    """The digests of the files they are from."""
    bad: dict[str, str] = field(default_factory=dict)

    def count(self) -> int:
        """Return how many rows they hold."""
        return sum(len(found) for _, rows in self.rows for found in rows.values())


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

    def _read_chain(self, chain: Sequence[Link], known: Collection[str], copies: Copies) -> None:
        names: dict[tuple[str, str], None] = {}
        cells: Cells = {}
        taken: list[Link] = []
        for link in chain:
            if link.header.digest in known:
                continue
            try:
                about, written = self._content(link)
                for table, uid in about:
                    for key in keys_of_row(table, uid, self._shape) if table in self._shape else ():
                        cells.pop(key, None)
                cells |= written
                names |= dict.fromkeys((*about, *row_names(written)))
            except BadFile as error:
                copies.bad[link.path.name] = str(error)
                break
            except (ValueError, AttributeError, TypeError):
                copies.bad[link.path.name] = NO_JOURNAL
                break
            taken.append(link)
        if not taken:
            return
        try:
            checked = self._checked(self._rows(names, cells))
        except (DocumentRefused, ValueError, TypeError, LookupError, RecursionError):
            copies.bad[taken[-1].path.name] = NO_JOURNAL
            return
        copies.rows.append((chain[0].header.name, checked))
        copies.read.update(link.header.digest for link in taken)

    def _content(self, link: Link) -> tuple[list[tuple[str, str]], Cells]:
        """Return the rows that a file is about, and its cells.

        Raises:
            BadFile: it cannot be read.
        """
        file = read(link.path, self._version)
        rows, content = unpacked(self._seal.opened(file))
        try:
            return rows, engine.read(content)
        except engine.Unreadable as error:
            raise BadFile("it is damaged") from error

    def _rows(self, names: Iterable[tuple[str, str]], cells: Cells) -> Rows:
        """Return the rows of these names; those that are gone are left out."""
        rows: Rows = {table: [] for table in self._shape}
        for table, uid in names:
            if table not in self._shape:
                raise ValueError(f"{table} is no table")
            row = row_of_cells(table, uid, cells, self._shape)
            if row is not None:
                rows[table].append(row)
        return rows

    def _checked(self, rows: Rows) -> Rows:
        """Return rows after all of them have been checked, as those of any document are."""
        document: dict[str, Any] = {"format": FORMAT, "version": self._version, "tables": rows}
        return loads(json.dumps(document, ensure_ascii=False), self._shape, self._version, ADDED_TABLES)
