"""Reads the files of a folder into copies of the journal: rows that were checked like those of an imported document."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from devjournal.domain.merge.settling import Rows, Shape
from devjournal.errors import DocumentRefused
from devjournal.exports.transfer.document import FORMAT, loads
from devjournal.storage.schema.document_shape import OPTIONAL_TABLES
from devjournal.sync import engine
from devjournal.sync.body_cipher import BodyCipher
from devjournal.sync.cells import Cells, cell_keys, row_from_cells, rows_of_cells
from devjournal.sync.chains import ScannedFile
from devjournal.sync.files import BadFile, read_file, unpack_body

NOT_A_JOURNAL = "what it holds is no journal"
"""Reason for a file whose rows break a rule of documents."""


@dataclass(slots=True)
class Copies:
    """Copies of the journal: all rows of a chain, or only those of its new files."""

    rows: list[tuple[str, Rows]] = field(default_factory=list)
    """Name of the machine that wrote a chain, and the chain's rows."""
    digests: set[str] = field(default_factory=set)
    """Digests of the files that were read."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """The reason why a file cannot be read, by file name."""

    def count(self) -> int:
        """Return the number of rows in all copies."""
        return sum(len(table_rows) for _, rows in self.rows for table_rows in rows.values())


class Reader:
    """Reads chains of files into copies."""

    def __init__(self, shape: Shape, version: int, cipher: BodyCipher) -> None:
        """Read rows with this `shape`. Files with a newer schema `version` are unreadable."""
        self._shape = shape
        self._version = version
        self._cipher = cipher

    def read_chains(
        self, chains: Iterable[Sequence[ScannedFile]], names: Mapping[str, str], known: Collection[str]
    ) -> Copies:
        """Return the copies in these chains, without files whose digests are `known`.

        `names` are the machines' names by identity.
        """
        copies = Copies()
        for chain in chains:
            if chain[-1].header.digest not in known:
                new_files = [file for file in chain if file.header.digest not in known]
                self._read_chain(names[chain[0].header.machine], new_files, copies)
        return copies

    def _read_chain(self, writer: str, files: Sequence[ScannedFile], copies: Copies) -> None:
        """Add the rows of a chain's files to the copies. Files after an unreadable one are left out."""
        names: dict[tuple[str, str], None] = {}
        cells: Cells = {}
        readable: list[ScannedFile] = []
        for file in files:
            try:
                names |= dict.fromkeys(self._apply_file(file, cells))
            except BadFile as error:
                copies.unreadable[file.path.name] = str(error)
                break
            readable.append(file)
        if not readable:
            return
        try:
            rows = self._checked(self._build_rows(names, cells))
        except (DocumentRefused, ValueError, TypeError, LookupError, RecursionError):
            copies.unreadable[readable[-1].path.name] = NOT_A_JOURNAL
            return
        copies.rows.append((writer, rows))
        copies.digests.update(file.header.digest for file in readable)

    def _apply_file(self, file: ScannedFile, cells: Cells) -> list[tuple[str, str]]:
        """Replace the cells of the file's rows. Return the table and uid of each of its rows, removed ones included.

        Raises:
            BadFile: the file cannot be read; `cells` is unchanged.
        """
        sync_file = read_file(file.path, self._version)
        replaced_rows, document = unpack_body(self._cipher.decrypt(sync_file))
        try:
            new_cells = engine.decode(document)
            names = [*replaced_rows, *rows_of_cells(new_cells)]
        except engine.DecodeError as error:
            raise BadFile("it is damaged") from error
        except (ValueError, AttributeError, TypeError) as error:
            raise BadFile(NOT_A_JOURNAL) from error
        for table, uid in replaced_rows:
            for key in cell_keys(table, uid, self._shape) if table in self._shape else ():
                cells.pop(key, None)
        cells |= new_cells
        return names

    def _build_rows(self, names: Iterable[tuple[str, str]], cells: Cells) -> Rows:
        """Return the rows with these names that exist, by table.

        Raises:
            ValueError: a table is unknown, or a cell is not JSON.
        """
        rows: Rows = {table: [] for table in self._shape}
        for table, uid in names:
            if table not in self._shape:
                raise ValueError(f"{table} is no table")
            row = row_from_cells(table, uid, cells, self._shape)
            if row is not None:
                rows[table].append(row)
        return rows

    def _checked(self, rows: Rows) -> Rows:
        """Return the rows after the checks of an imported document.

        Raises:
            DocumentRefused: a row breaks a rule of documents.
        """
        document: dict[str, Any] = {"format": FORMAT, "version": self._version, "tables": rows}
        return loads(json.dumps(document, ensure_ascii=False), self._shape, self._version, OPTIONAL_TABLES)
