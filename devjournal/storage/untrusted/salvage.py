"""Rescues the valid rows of an untrusted journal by inserting each into an empty in-memory journal.

An invalid value is replaced by a default. If the row still violates a constraint, it is left out. Both are reported as
faults. The result is a valid journal, which `restore` writes to a file and `export` prints.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from devjournal.domain.merge.column import Column
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.domain.text.user_text import pluralized
from devjournal.storage.schema.consistency import REQUIRED_TEXTS
from devjournal.storage.schema.document_shape import COMMON_COLUMNS, table_columns, table_name
from devjournal.storage.schema.foreign_objects import empty_journal, later_tables, ordinary_tables
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.untrusted.cell_values import InvalidCell, RawText, as_message, parse_cell, replacements
from devjournal.storage.untrusted.undo_history import copy_history


class Fault(NamedTuple):
    """An invalid value, row or table."""

    table: str
    row: int | None
    """The row ID; None if the fault concerns the whole table."""
    column: str
    """The column; empty if the whole row is omitted."""
    reason: str
    raw: Any = None
    """The value in the file; a text as bytes."""
    replacement: Any = None
    """The value in the rescued journal."""
    by_rule: bool = False
    """Whether the value is valid by itself, but contradicts another column or row."""

    def __str__(self) -> str:
        """Return the fault as a clause."""
        if self.row is None:
            return f"the table {self.table} {self.reason}"
        row = f"{self.table} {self.row}"
        return f"the {self.column} of {row} {self.reason}" if self.column else f"{row} {self.reason}"


class Salvage(NamedTuple):
    """The rescued part of a journal."""

    database: sqlite3.Connection
    """The rescued journal, in memory. The caller closes it."""
    faults: tuple[Fault, ...]
    columns: dict[str, tuple[str, ...]]
    """The columns of each table of the file; empty if the table cannot be read."""


def salvage(source: sqlite3.Connection) -> Salvage:
    """Copy all valid rows of a journal of any version to an in-memory journal of the current version.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    source.execute("PRAGMA writable_schema = 1")  # read the tables even if the rest of the schema is invalid
    source.text_factory = RawText
    faults: list[Fault] = []
    target = empty_journal(len(MIGRATIONS), _memory_like(source))
    target.execute("BEGIN")
    file_columns = ordinary_tables(source)
    columns = {}
    column_types = table_columns()
    version = source.execute("PRAGMA user_version").fetchone()[0]
    is_current = version not in range(1, len(MIGRATIONS))
    for table in map(table_name, ROWS):
        columns[table] = file_columns.get(table, ())
        if "uid" not in columns[table]:
            if table not in later_tables(version):
                faults.append(Fault(table, None, "", "is missing, or has another schema"))
            continue
        if is_current:
            missing = [name for name in ("id", *column_types[table]) if name not in columns[table]]
            faults += [Fault(table, None, "", f"has no column {name}") for name in missing]
        _copy_rows(source, target, table, columns[table], column_types[table], faults)
    faults += _repair_contradictions(target)
    for table in (REMOVED, HIDDEN):
        _copy_merge_table(source, target, table, file_columns.get(table, ()), faults)
    faults += (Fault(*fault) for fault in copy_history(source, target, file_columns))
    faults += _copy_counters(source, target, file_columns)
    target.execute("COMMIT")
    target.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return Salvage(target, tuple(faults), columns)


def _memory_like(source: sqlite3.Connection) -> sqlite3.Connection | None:
    """If the source is encrypted, return an in-memory SQLCipher database, which can be saved encrypted; else None."""
    if isinstance(source, sqlite3.Connection):
        return None
    from devjournal.storage.encryption.cipher import connect

    return connect(":memory:")


def _copy_rows(
    source: sqlite3.Connection,
    target: sqlite3.Connection,
    table: str,
    file_columns: Sequence[str],
    column_types: Mapping[str, Column],
    faults: list[Fault],
) -> None:
    """Copy the rows of a table, and add its faults."""
    ids = {
        name: {row_id for (row_id,) in target.execute(f"SELECT id FROM {column.table}")}
        for name, column in column_types.items()
        if column.kind == "reference"
    }
    order = _by_importance(column_types)
    columns = [name for name in column_types if name in file_columns]
    insert = f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({', '.join('?' * (len(columns) + 1))})"
    read_error = ""
    for row_id, *raws in _rows(source, table, columns):
        if row_id is None:
            read_error = raws[0]
            continue
        raw = dict(zip(columns, raws, strict=True))
        values, invalid = _parse_row(raw, column_types, ids, (table, row_id))
        repairs = _insert_repaired(target, insert, row_id, values, column_types, order, (table, row_id))
        if repairs is None:
            faults.append(Fault(table, row_id, "", "violates a rule of the journal, and is left out"))
            continue
        faults += [fault._replace(replacement=repairs.get(fault.column, fault.replacement)) for fault in invalid]
        for name, replacement in repairs.items():
            if not any(fault.column == name for fault in invalid):
                reason = f"is {as_message(raw[name])}, which devjournal does not write there"
                faults.append(Fault(table, row_id, name, reason, raw[name], replacement))
    if read_error:
        faults.append(Fault(table, None, "", f"is damaged, and some of its rows are lost ({read_error})"))


def _parse_row(
    raw: Mapping[str, Any], column_types: Mapping[str, Column], ids: Mapping[str, set[int]], row: tuple[str, int]
) -> tuple[dict[str, Any], list[Fault]]:
    """Return the valid values of a row, and a fault for each value that is replaced."""
    values, faults = {}, []
    for name in raw:
        try:
            values[name] = parse_cell(raw[name], column_types[name], ids.get(name))
            if (row[0], name) in REQUIRED_TEXTS and not values[name].strip():
                raise InvalidCell("is blank", "…")
        except InvalidCell as error:
            values[name] = error.replacement
            faults.append(Fault(*row, name, str(error), raw[name], error.replacement))
    for name, value in values.items():
        if value is ...:
            values[name] = replacements(column_types[name], name, values, row)[0]
    return values, [fault._replace(replacement=values[fault.column]) for fault in faults]


def _insert_repaired(
    target: sqlite3.Connection,
    insert: str,
    row_id: int,
    values: dict[str, Any],
    column_types: Mapping[str, Column],
    order: Sequence[str],
    row: tuple[str, int],
) -> dict[str, Any] | None:
    """Insert a row. If that fails, try again with one or two values replaced, or a group that belongs together.

    Return the replaced values by column; None if the row cannot be inserted.
    """
    if _try_insert(target, insert, row_id, values):
        return {}
    candidates = [(name, new) for name in order if name in values
            for new in replacements(column_types[name], name, values, row) if new != values[name]]  # fmt: skip
    groups = [tuple(change for change in candidates if change[0] in names) for names in _GROUPS]
    for count in (1, 2):
        for changes in (*combinations(candidates, count), *groups):
            if _try_insert(target, insert, row_id, {**values, **dict(changes)}):
                return dict(changes)
    return None


_GROUPS = (("outcome", "recapped_on", "recapped_at", "better"), ("on_track", "checked_in_on"))
"""Groups of columns that are only valid together, set or unset."""


def _try_insert(target: sqlite3.Connection, insert: str, row_id: int, values: dict[str, Any]) -> bool:
    try:
        target.execute(insert, (row_id, *values.values()))
    except (sqlite3.Error, OverflowError):
        return False
    return True


def _by_importance(column_types: Mapping[str, Column]) -> list[str]:
    """Sort columns by importance, least first. If columns contradict each other, the first is replaced."""
    weights = {"reference": 1, "flag": 2, "number": 2, "json": 3, "day": 4}

    def weight(name: str) -> tuple[int, int]:
        importance = weights.get(column_types[name].kind, 5)
        is_free_text = name in ("goal", "text", "title", "name", "role", "note", "lesson", "notes")
        return (
            9 if is_free_text else 8 if name in COMMON_COLUMNS else 0 if column_types[name].nullable else importance,
            importance,
        )

    return sorted(column_types, key=weight)


def _rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, from both ends if a page is damaged; a read error is `(None, message)`."""
    query = f"SELECT rowid, {', '.join(columns)} FROM main.{table} NOT INDEXED ORDER BY rowid"
    seen = set()
    for order in ("", " DESC"):
        try:
            for row in source.execute(query + order):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row
        except sqlite3.DatabaseError as error:
            yield (None, str(error))
            continue
        return


_RULES = (
    ("week", "recapped_on", "is before the week", "recapped_on < monday", "monday"),
    ("week", "checked_in_on", "is before the week", "checked_in_on < monday", "monday"),
    (
        *("entry", "week", "refers to a week that was not a hit"),
        "week IS NOT NULL AND week NOT IN (SELECT id FROM week WHERE outcome = 'hit')",
        "NULL",
    ),
    (
        *("plan_step", "position", "is not its number in the plan"),
        "position <> (SELECT count(*) FROM plan_step AS other WHERE other.week = plan_step.week "
        "AND (other.position, other.id) <= (plan_step.position, plan_step.id))",
        "(SELECT count(*) FROM plan_step AS other WHERE other.week = plan_step.week "
        "AND (other.position, other.id) <= (plan_step.position, plan_step.id))",
    ),
)
"""Contradictions between valid values: table, column, reason, SQL condition, SQL of the replacement."""


def _repair_contradictions(target: sqlite3.Connection) -> list[Fault]:
    """Repair the contradictions of `_RULES` in the rescued journal. Return them as faults."""
    repaired = []
    for table, column, reason, condition, replacement in _RULES:
        rows = target.execute(f"SELECT id, {column}, {replacement} FROM {table} WHERE {condition}").fetchall()
        for row_id, value, replacement_value in rows:
            raw = value.encode() if isinstance(value, str) else value
            repaired.append(Fault(table, row_id, column, reason, raw, replacement_value, by_rule=True))
        target.executemany(
            f"UPDATE {table} SET {column} = ? WHERE id = ?",
            [(fault.replacement, fault.row) for fault in repaired if (fault.table, fault.column) == (table, column)],
        )
    return repaired


def _copy_merge_table(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str, file_columns: Sequence[str], faults: list[Fault]
) -> None:
    """Copy a table of tombstones or hidden rows. A tombstone of an existing row is invalid."""
    column_types = {
        name: column._replace(kind="json") if column.kind == "note" else column
        for name, column in table_columns()[table].items()
        if name in file_columns
    }
    if not {"uid", "table_name"} <= column_types.keys():
        return
    row_tables = [table_name(row) for row in ROWS]
    uids = {uid for name in row_tables for (uid,) in target.execute(f"SELECT uid FROM {name}")}
    insert = f"INSERT INTO {table} ({', '.join(column_types)}) VALUES ({', '.join('?' * len(column_types))})"
    skipped = 0
    for _, *raws in _rows(source, table, tuple(column_types)):
        try:
            values = {
                name: parse_cell(raw, column_types[name], None) for name, raw in zip(column_types, raws, strict=True)
            }
            if values["table_name"] not in row_tables or (table == REMOVED and values["uid"] in uids):
                raise InvalidCell("is not a tombstone")
            target.execute(insert, tuple(values.values()))
        except (ValueError, sqlite3.Error):
            skipped += 1
    if skipped:
        faults.append(Fault(table, None, "", f"has {pluralized(skipped, 'row')} that devjournal does not write"))


_MAX_ID = 2**53
"""The greatest valid row ID."""


def _copy_counters(source: sqlite3.Connection, target: sqlite3.Connection, file_columns: dict[str, Any]) -> list[Fault]:
    """Set the AUTOINCREMENT counters to the highest IDs ever used, so that none is reused. Return their faults."""
    counters: dict[str, int] = {}
    faults = [] if "sqlite_sequence" in file_columns else [Fault("sqlite_sequence", None, "", "is missing")]
    if not faults:
        for name, seq in source.execute("SELECT name, seq FROM sqlite_sequence"):
            if isinstance(name, bytes) and isinstance(seq, int) and 0 <= seq < _MAX_ID:
                counters[name.decode(errors="replace")] = seq
            elif not faults:
                reason = f"has the counter {as_message(seq)} for {as_message(name)}"
                faults.append(Fault("sqlite_sequence", None, "", reason))
    used_ids = dict(target.execute("SELECT table_name, max(row_id) FROM undo_change GROUP BY table_name"))
    for name in (*map(table_name, ROWS), "undo_step"):
        last = target.execute(f"SELECT ifnull(max(id), 0) FROM {name}").fetchone()[0]
        if counters.get(name, 0) < last and not faults:
            faults.append(Fault("sqlite_sequence", None, "", f"has too low a counter for {name}"))
        last = max(counters.get(name, 0), last, used_ids.get(name, 0))
        target.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        if last:
            target.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))
    return faults
