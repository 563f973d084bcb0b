"""All rows of a journal as SQLite's tuples, to compare whole journals fast.

A row is converted to the form of a document only if it is asked for.
"""

from __future__ import annotations

import marshal
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property
from hashlib import blake2b
from typing import Any

from devjournal.domain.merge.related_rows import Key
from devjournal.domain.merge.settling import HIDDEN, REMOVED, Rows
from devjournal.storage.schema.document_shape import COMMON_COLUMNS, table_columns, table_name
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.tables import REFERENCES, ROWS, columns
from devjournal.storage.store import Store
from devjournal.storage.transfer.row_codec import parse_json, parse_log

_MARKS = {table_name(table): tuple(table._meta.sorted_field_names) for table in MARKS}
_COLUMNS = {table_name(table): ("uid", "id", *COMMON_COLUMNS[1:], *columns(table)) for table in ROWS} | _MARKS
_REFERENCES = {
    table_name(table): {column: table_name(target) for column, target in references.items()}
    for table, references in REFERENCES.items()
}
MAX_LOOKUPS = 500
"""Maximum number of rows that are selected by uid. For more rows, the whole table is read."""


class RawRows:
    """The rows, tombstones and notes of a journal, each as the tuple that SQLite returns."""

    def __init__(self, store: Store) -> None:
        """Read every row. For a consistent state, hold a transaction."""
        self._store = store
        self._rows = {table: self._read(table) for table in _COLUMNS}

    def _read(self, table: str, uids: Collection[str] = ()) -> dict[str, tuple[Any, ...]]:
        columns = ", ".join(f'"{name}"' for name in _COLUMNS[table])
        condition = f" WHERE uid IN ({', '.join('?' * len(uids))})" if uids else ""
        cursor = self._store.database.execute_sql(f'SELECT {columns} FROM "{table}"{condition}', tuple(uids) or None)
        return {row[0]: row for row in cursor.fetchall()}

    def read_again(self, keys: Iterable[Key]) -> None:
        """Read the rows with these keys again, after they were written."""
        by_table: dict[str, set[str]] = {}
        for table, uid in keys:
            by_table.setdefault(table, set()).add(uid)
        for table, uids in by_table.items():
            for uid in uids:
                self._rows[table].pop(uid, None)
                self.digests.pop(f"{table}/{uid}", None)
            self._rows[table].update(self._read(table, uids if len(uids) <= MAX_LOOKUPS else ()))
            existing = {uid: self._rows[table][uid] for uid in uids if uid in self._rows[table]}
            self.digests.update({f"{table}/{uid}": _digest(row) for uid, row in existing.items()})
        for name in ("ids", "_uids", "_table_of", "_referring", "_by_values"):
            self.__dict__.pop(name, None)

    # changes

    @cached_property
    def digests(self) -> dict[str, str]:
        """A digest of each row, by `TABLE/UID`."""
        return {f"{table}/{uid}": _digest(row) for table, rows in self._rows.items() for uid, row in rows.items()}

    def last_stamp(self) -> str:
        """Return the time of the last write or removal."""
        last = ""
        for table, rows in self._rows.items():
            name = {REMOVED: "removed_at", HIDDEN: ""}.get(table, "updated_at")
            if name:
                at = _COLUMNS[table].index(name)
                last = max(last, max((row[at] for row in rows.values()), default=""))
        return last

    # rows in the form of a document

    def uids(self, table: str) -> Collection[str]:
        """Return the uids of a table."""
        return self._rows[table].keys()

    def row(self, table: str, uid: str) -> dict[str, Any] | None:
        """Return one row in the form of a document; None if it does not exist."""
        row = self._rows[table].get(uid)
        return None if row is None else self._converted(table, row)

    def rows(self, uids: Mapping[str, Iterable[str]] | None = None) -> Rows:
        """Return rows in the form of a document: those with these uids, by table, or all."""
        return {
            table: [
                self._converted(table, rows[uid])
                for uid in (rows if uids is None else uids.get(table, ()))
                if uid in rows
            ]
            for table, rows in self._rows.items()
        }

    def _converted(self, table: str, row: tuple[Any, ...]) -> dict[str, Any]:
        values = dict(zip(_COLUMNS[table], row, strict=True))
        values.pop("id", None)
        for name, kind in _converted_columns(table):
            value = values[name]
            if kind == "log":
                values[name] = parse_log(value)
            elif value is None:
                pass
            elif kind == "flag":
                values[name] = bool(value)
            elif kind == "json":
                values[name] = parse_json(value)
            else:
                values[name] = self._uids[kind].get(value)
        return values

    @cached_property
    def ids(self) -> dict[str, dict[str, int]]:
        """The local ID of each row, by table and uid."""
        return {
            table: {uid: row[1] for uid, row in rows.items()}
            for table, rows in self._rows.items()
            if table not in _MARKS
        }

    @cached_property
    def _uids(self) -> dict[str, dict[int, str]]:
        return {
            table: {row[1]: row[0] for row in rows.values()}
            for table, rows in self._rows.items()
            if table not in _MARKS
        }

    # relations

    def table_of(self, uid: str) -> str | None:
        """Return the table of a row."""
        return self._table_of.get(uid)

    @cached_property
    def _table_of(self) -> dict[str, str]:
        return {uid: table for table, rows in self._rows.items() if table not in _MARKS for uid in rows}

    def referring(self, uid: str) -> list[tuple[str, str, str]]:
        """Return the table, column and uid of each reference to a row."""
        return self._referring.get(uid, [])

    @cached_property
    def _referring(self) -> dict[str, list[tuple[str, str, str]]]:
        referring: dict[str, list[tuple[str, str, str]]] = {}
        for table, references in _REFERENCES.items():
            for column, target in references.items():
                at, uids = _COLUMNS[table].index(column), self._uids[target]
                for uid, row in self._rows[table].items():
                    if row[at] is not None and row[at] in uids:
                        referring.setdefault(uids[row[at]], []).append((table, column, uid))
        return referring

    def by_values(self, table: str, columns: tuple[str, ...]) -> Mapping[tuple[Any, ...], list[str]]:
        """Return the uids of a table by the values of some columns. Rows with a null among them are left out."""
        grouped = self._by_values.get((table, columns))
        if grouped is None:
            grouped = self._by_values[table, columns] = self._grouped(table, columns)
        return grouped

    @cached_property
    def _by_values(self) -> dict[tuple[str, tuple[str, ...]], dict[tuple[Any, ...], list[str]]]:
        return {}

    def _grouped(self, table: str, columns: tuple[str, ...]) -> dict[tuple[Any, ...], list[str]]:
        references = _REFERENCES.get(table, {})
        positions = [
            (_COLUMNS[table].index(name), self._uids[references[name]] if name in references else None)
            for name in columns
        ]
        uids_by_values: dict[tuple[Any, ...], list[str]] = {}
        for uid, row in self._rows[table].items():
            values = tuple(row[at] if uids is None else uids.get(row[at]) for at, uids in positions)
            if None not in values:
                uids_by_values.setdefault(values, []).append(uid)
        return uids_by_values


@cache
def _converted_columns(table: str) -> tuple[tuple[str, str], ...]:
    """Return the columns whose values differ in a document, each with its kind or the table that it refers to."""
    columns_to_convert = []
    for name, column in table_columns()[table].items():
        if column.kind in ("log", "note"):
            columns_to_convert.append((name, "log"))
        elif column.kind in ("flag", "json", "reference"):
            columns_to_convert.append((name, column.table or column.kind))
    return tuple(columns_to_convert)


def _digest(row: tuple[Any, ...]) -> str:
    return blake2b(marshal.dumps(row, 2), digest_size=8).hexdigest()
