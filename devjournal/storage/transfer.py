"""The whole journal as plain rows: out for an export, and in for an import."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from peewee import BooleanField, IntegrityError

from devjournal.errors import JournalError, Refused
from devjournal.storage.rows import dicts, tuples
from devjournal.storage.schema import MIGRATIONS
from devjournal.storage.store import Store
from devjournal.storage.tables import REFERENCES, ROWS, DayField, RemovedRow, Row, columns

REMOVED = "removed"
STAMPS = ("uid", "created_at", "updated_at")
JSON_COLUMNS = {
    "review": frozenset({"snapshot"}),
    "conversation": frozenset({"page"}),
    "walk": frozenset({"answers"}),
}

ADDED = {
    "week": {"first_goal": '""', "carried": "0", "recapped_at": "null"},
    "topic": {"done_at": "null"},
    "conversation": {"page": "{}"},
    "gap": {"parked_on": "null", "parked_why": '""'},
    "review": {"horizon": '""', "role_models": '""'},
}
"""Columns beyond those that a document has to have, with what they hold where it leaves them out, as JSON."""

ADDED_TABLES = frozenset({"page_choice", "remark", "bet", "walk", "deferral"})
"""Tables beyond those that a document has to have; one that it leaves out is empty."""

Rows = dict[str, list[dict[str, Any]]]
"""Rows by table: every column but the local ID, references as uids, days as ISO texts."""


class Combined(Protocol):
    """What a merge makes of two copies: the rows, and which uids gave way to which."""

    @property
    def rows(self) -> Rows:
        """Every row of the one journal."""

    @property
    def renamed(self) -> Mapping[str, str]:
        """The uids that gave way, each to the one that stands."""


Made = TypeVar("Made", bound=Combined)


class Transfer:
    """Takes every row out, and puts every row into an empty journal."""

    def __init__(self, store: Store) -> None:
        """Keep to one open file."""
        self._store = store

    @property
    def version(self) -> int:
        """The version of the tables and columns."""
        return len(MIGRATIONS)

    def rows(self) -> Rows:
        """Return every row of every table, sorted so that two exports of one journal are the same."""
        with self._store.snapshot():
            uids = {table: dict(tuples(table.select(table.id, table.uid))) for table in ROWS}
            rows = {name_of(table): _rows_of(table, uids) for table in ROWS}
            removed = dicts(RemovedRow.select().order_by(RemovedRow.uid))
            return {**rows, REMOVED: list(removed)}

    def is_empty(self) -> bool:
        """Say whether the journal holds nothing at all."""
        with self._store.reading():
            return not any(table.select(table.id).exists() for table in ROWS)

    def load(self, rows: Rows) -> int:
        """Put the rows of a document, checked by `exports.document`, into this empty journal; return how many.

        Raises:
            Refused: the journal is not empty.
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        with self._store.writing("import"):
            if not self.is_empty():
                raise Refused("This journal is not empty; add --merge to make one of both, or name a new one with --file.")
            ids: dict[type[Row], dict[str, int]] = {}
            for table in ROWS:
                name = name_of(table)
                ordered = sorted(rows[name], key=lambda row: str(row["created_at"]))
                ids[table] = {row["uid"]: insert(table, values_of(table, row, ids)) for row in ordered}
            RemovedRow.delete().execute()
            for row in rows[REMOVED]:
                insert(RemovedRow, row)
            return sum(len(rows[name_of(table)]) for table in ROWS)

    def merge(self, theirs: Rows, combine: Callable[[Rows, Rows], Made], what: str) -> tuple[Made, int]:
        """Put what `combine` makes of this journal's rows and of theirs in its place; return both what it made and
        how many rows it added, changed or took out.

        Raises:
            JournalError: a row breaks a rule of the schema; nothing was written.
        """
        from devjournal.storage.merging import bring_to  # only a merge pays for it

        with self._store.writing(what):
            combined = combine(self.rows(), theirs)
            return combined, bring_to(self._store, combined.rows, combined.renamed)


def table_columns() -> dict[str, dict[str, str]]:
    """Return, for every table of a document, its columns and what each holds.

    `text`, `day`, `flag`, `number`, `json`, `uid of TABLE`; a `?` behind it where it may be null, and `=` with a
    value where a document may leave the column out.
    """
    described = {name_of(table): _describe(table) for table in ROWS}
    return {**described, REMOVED: {"uid": "text", "table_name": "text", "removed_at": "text"}}


def _describe(table: type[Row]) -> dict[str, str]:
    kinds: dict[str, str] = dict.fromkeys(STAMPS, "text")
    references = REFERENCES.get(table, {})
    for name in columns(table):
        field = table._meta.fields[name]
        if name in references:
            kind = f"uid of {name_of(references[name])}"
        elif name in JSON_COLUMNS.get(name_of(table), ()):
            kind = "json"
        elif isinstance(field, DayField):
            kind = "day"
        elif isinstance(field, BooleanField):
            kind = "flag"
        else:
            kind = "number" if field.field_type == "INTEGER" or field.field_type == "INT" else "text"
        added = ADDED.get(name_of(table), {})
        kinds[name] = kind + ("?" if field.null else "") + (f"={added[name]}" if name in added else "")
    return kinds


def name_of(table: type[Row | RemovedRow]) -> str:
    """Return what a document calls a table."""
    return str(table._meta.table_name)


def _rows_of(table: type[Row], uids: dict[type[Row], dict[int, str]]) -> list[dict[str, Any]]:
    references = REFERENCES.get(table, {})
    rows = []
    for row in dicts(table.select()):
        for column, other in references.items():
            row[column] = uids[other].get(row[column])
        for name in columns(table):
            if isinstance(table._meta.fields[name], DayField) and row[name] is not None:
                row[name] = row[name].isoformat()
            elif name in JSON_COLUMNS.get(name_of(table), ()):
                row[name] = json.loads(row[name], object_pairs_hook=_sorted)
        del row["id"]
        rows.append(row)
    return sorted(rows, key=lambda row: _order(row))


def _sorted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object with its keys in order, so that two exports of one journal are the same."""
    return dict(sorted(pairs))


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return the sort key of a row in a document: by its day or its week, then in the order it was made."""
    day = next((row[name] for name in ("monday", "first", "day", "set_on", "week") if name in row), "")
    return (day, row.get("position", 0), row["created_at"], row.get("text", ""), row["uid"])


def values_of(table: type[Row], row: dict[str, Any], ids: dict[type[Row], dict[str, int]]) -> dict[str, Any]:
    """Return a row of a document as its table keeps it, with the local IDs of what it refers to."""
    values = dict(row)
    for column, other in REFERENCES.get(table, {}).items():
        values[column] = None if row[column] is None else ids[other][row[column]]
    for column in JSON_COLUMNS.get(name_of(table), ()):
        values[column] = json.dumps(row[column], ensure_ascii=False, sort_keys=True)
    return values


def insert(table: type[Row | RemovedRow], values: dict[str, Any]) -> int:
    """Add a row as it is, stamps and all, and return its local ID.

    Raises:
        JournalError: it breaks a rule of the schema.
    """
    try:
        return int(table.insert(values).execute())
    except (IntegrityError, OverflowError) as error:
        raise JournalError(
            f"The {name_of(table)} {values['uid']} breaks a rule of the journal ({error}); nothing was written."
        ) from error
