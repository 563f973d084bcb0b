"""Rescues the sound rows of a journal: each is inserted into an empty journal in memory.

An invalid value is replaced by an empty one, and a row that is still invalid is left out; both are reported. The result
is a complete journal: an import would accept it, and `restore` writes it to a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.storage.schema.consistency import NEEDED
from devjournal.storage.schema.document_shape import STAMPS, name_of, table_columns
from devjournal.storage.schema.foreign_objects import made_by_us, plain_tables, settled
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from devjournal.storage.schema.tables import REFERENCES, ROWS
from devjournal.storage.untrusted.cell_values import Bad, Text, instead, read, shown
from devjournal.storage.untrusted.undo_history import bring_history


class Amiss(NamedTuple):
    """A foreign value or row."""

    table: str
    row: int | None
    """The row's ID; None if the whole table cannot be read."""
    column: str
    """The column; empty if the whole row is left out."""
    why: str
    raw: Any = None
    """The value in the file; texts are bytes."""
    now: Any = None
    """Its replacement."""
    by_rule: bool = False
    """Whether the value is valid by itself, but contradicts other rows."""

    def __str__(self) -> str:
        """Return it as a clause."""
        if self.row is None:
            return f"the table {self.table} {self.why}"
        what = f"{self.table} {self.row}"
        return f"the {self.column} of {what} {self.why}" if self.column else f"{what} {self.why}"


class Salvage(NamedTuple):
    """The rescued part of a journal."""

    saved: sqlite3.Connection
    """A journal in memory with everything that could be rescued."""
    amiss: tuple[Amiss, ...]
    columns: dict[str, tuple[str, ...]]
    """The columns of each table in the file; empty for unreadable tables."""


def salvage(source: sqlite3.Connection) -> Salvage:
    """Copy every row that can be rescued, from a journal of any version, into one in memory.

    Raises:
        sqlite3.Error: the file cannot be read at all.
    """
    source.execute("PRAGMA writable_schema = 1")  # so that an invalid schema hides no sound table
    source.text_factory = Text
    amiss: list[Amiss] = []
    saved = made_by_us(len(MIGRATIONS), _memory_like(source))
    saved.execute("BEGIN")
    there = plain_tables(source)
    columns = {}
    kinds = table_columns()
    is_now = source.execute("PRAGMA user_version").fetchone()[0] not in range(1, len(MIGRATIONS))
    for table in map(name_of, ROWS):
        columns[table] = there.get(table, ())
        if "uid" not in columns[table]:
            if table not in settled(source):
                amiss.append(Amiss(table, None, "", "is not there, or not as devjournal makes it"))
            continue
        if is_now:
            lost = [name for name in ("id", *kinds[table]) if name not in columns[table]]
            amiss += [Amiss(table, None, "", f"has no column {name}") for name in lost]
        _bring(source, saved, table, columns[table], kinds[table], amiss)
    amiss += _by_rules(saved)
    for table in (REMOVED, HIDDEN):
        _bring_plain(source, saved, table, there.get(table, ()), amiss)
    amiss += (Amiss(*fault) for fault in bring_history(source, saved, there))
    amiss += _bring_numbers(source, saved, there)
    saved.execute("COMMIT")
    saved.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    saved.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return Salvage(saved, tuple(amiss), columns)


def _memory_like(source: sqlite3.Connection) -> sqlite3.Connection | None:
    """Return a database in memory that can be written to an encrypted file if the source is one."""
    if isinstance(source, sqlite3.Connection):
        return None
    from devjournal.storage.encryption.cipher import connect

    return connect(":memory:")


def _bring(
    source: sqlite3.Connection,
    saved: sqlite3.Connection,
    table: str,
    there: Sequence[str],
    kinds: dict[str, str],
    amiss: list[Amiss],
) -> None:
    """Copy the rows of a table, each with as many values as possible."""
    references = {column: name_of(to) for row, by in REFERENCES.items() if name_of(row) == table
                  for column, to in by.items()}  # fmt: skip
    ids = {column: {n for (n,) in saved.execute(f"SELECT id FROM {to}")} for column, to in references.items()}
    order = _by_weight(kinds)
    columns = [name for name in kinds if name in there]
    put = f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({', '.join('?' * (len(columns) + 1))})"
    broken = ""
    for row_id, *raws in _rows(source, table, columns):
        if row_id is None:
            broken = raws[0]
            continue
        raw = dict(zip(columns, raws, strict=True))
        values, bad = {}, []
        for name in columns:
            try:
                values[name] = read(raw[name], kinds[name], name, ids.get(name))
                if (table, name) in NEEDED and not values[name].strip():
                    raise Bad("holds blanks alone", "…")
            except Bad as error:
                values[name] = error.instead
                bad.append(Amiss(table, row_id, name, str(error), raw[name], error.instead))
        for name in columns:
            if values[name] is ...:
                values[name] = instead(kinds[name], name, values, (table, row_id))[0]
        bad = [fault._replace(now=values[fault.column]) for fault in bad]
        further = _tried(saved, put, row_id, values, kinds, order, (table, row_id))
        if further is None:
            amiss.append(Amiss(table, row_id, "", "breaks a rule of the journal, so it is left out"))
            continue
        amiss += [fault._replace(now=further.get(fault.column, fault.now)) for fault in bad]
        for name, now in further.items():
            if not any(fault.column == name for fault in bad):
                why = f"is {shown(raw[name])}, which devjournal does not write there"
                amiss.append(Amiss(table, row_id, name, why, raw[name], now))
    if broken:
        amiss.append(Amiss(table, None, "", f"is damaged, and some of its rows are lost ({broken})"))


def _tried(
    saved: sqlite3.Connection,
    put: str,
    row_id: int,
    values: dict[str, Any],
    kinds: dict[str, str],
    order: Sequence[str],
    known: tuple[str, int],
) -> dict[str, Any] | None:
    """Insert a row, with one or two values replaced if needed.

    Return the replaced values; None if the row cannot be inserted.
    """
    if _takes(saved, put, row_id, values):
        return {}
    ways = [(name, new) for name in order if name in values
            for new in instead(kinds[name], name, values, known) if new != values[name]]  # fmt: skip
    together = [tuple(way for way in ways if way[0] in names) for names in _TOGETHER]
    for count in (1, 2):
        for replacements in (*combinations(ways, count), *together):
            if _takes(saved, put, row_id, {**values, **dict(replacements)}):
                return dict(replacements)
    return None


_TOGETHER = (("outcome", "recapped_on", "recapped_at", "better"), ("on_track", "checked_in_on"))
"""Columns of a week that belong together."""


def _takes(saved: sqlite3.Connection, put: str, row_id: int, values: dict[str, Any]) -> bool:
    try:
        saved.execute(put, (row_id, *values.values()))
    except (sqlite3.Error, OverflowError):
        return False
    return True


def _by_weight(kinds: dict[str, str]) -> list[str]:
    """Return the columns, least important first: if two contradict each other, the first is dropped."""
    weights = {"uid of": 1, "flag": 2, "number": 2, "json": 3, "day": 4}

    def weight(name: str) -> tuple[int, int]:
        kind = kinds[name]
        base = next((value for begins, value in weights.items() if kind.startswith(begins)), 5)
        free = name in ("goal", "text", "title", "name", "role", "note", "lesson", "notes")
        return (9 if free else 8 if name in STAMPS else 0 if "?" in kind else base, base)

    return sorted(kinds, key=weight)


def _rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table; if one of its pages is lost, the rows before and after it."""
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
        *("entry", "week", "names a week that was no hit"),
        "week IS NOT NULL AND week NOT IN (SELECT id FROM week WHERE outcome = 'hit')",
        "NULL",
    ),
    (
        *("plan_step", "position", "does not count the steps"),
        "position <> (SELECT count(*) FROM plan_step AS o WHERE o.week = plan_step.week "
        "AND (o.position, o.id) <= (plan_step.position, plan_step.id))",
        "(SELECT count(*) FROM plan_step AS o WHERE o.week = plan_step.week "
        "AND (o.position, o.id) <= (plan_step.position, plan_step.id))",
    ),
)
"""Contradictions between sound rows: table and column, the reason, SQL for the rows, and the replacement."""


def _by_rules(saved: sqlite3.Connection) -> list[Amiss]:
    """Repair contradictions between rows. Return the repairs."""
    mended = []
    for table, column, why, which, now in _RULES:
        rows = saved.execute(f"SELECT id, {column}, {now} FROM {table} WHERE {which}").fetchall()
        for row_id, was, becomes in rows:
            raw = was.encode() if isinstance(was, str) else was
            mended.append(Amiss(table, row_id, column, why, raw, becomes, by_rule=True))
        saved.executemany(
            f"UPDATE {table} SET {column} = ? WHERE id = ?",
            [(fault.now, fault.row) for fault in mended if (fault.table, fault.column) == (table, column)],
        )
    return mended


def _bring_plain(
    source: sqlite3.Connection, saved: sqlite3.Connection, table: str, there: Sequence[str], amiss: list[Amiss]
) -> None:
    """Copy removals and hidden rows. A row that exists was not removed."""
    kinds = {name: kind.replace("note", "json") for name, kind in table_columns()[table].items() if name in there}
    if not {"uid", "table_name"} <= kinds.keys():
        return
    known = {name_of(row) for row in ROWS}
    alive = (
        {uid for name in known for (uid,) in saved.execute(f"SELECT uid FROM {name}")} if table == REMOVED else set()
    )
    put = f"INSERT INTO {table} ({', '.join(kinds)}) VALUES ({', '.join('?' * len(kinds))})"
    lost = 0
    for _, *raws in _rows(source, table, tuple(kinds)):
        try:
            values = {name: read(raw, kinds[name], name, None) for name, raw in zip(kinds, raws, strict=True)}
            if values["table_name"] not in known or values["uid"] in alive:
                raise Bad("is not what was removed")
            saved.execute(put, tuple(values.values()))
        except (ValueError, sqlite3.Error):
            lost += 1
    if lost:
        amiss.append(Amiss(table, None, "", f"holds {lost} that devjournal does not write there"))


_LAST = 2**53
"""The greatest ID. Greater counters are invalid."""


def _bring_numbers(source: sqlite3.Connection, saved: sqlite3.Connection, there: dict[str, Any]) -> list[Amiss]:
    """Prevent IDs from being reused, even if the file lost its counters. Return the faults of the counters."""
    ever: dict[str, int] = {}
    amiss = [] if "sqlite_sequence" in there else [Amiss("sqlite_sequence", None, "", "is not there")]
    if not amiss:
        for name, seq in source.execute("SELECT name, seq FROM sqlite_sequence"):
            if isinstance(name, bytes) and isinstance(seq, int) and 0 <= seq < _LAST:
                ever[name.decode(errors="replace")] = seq
            elif not amiss:
                why = f"says of {shown(name)} that the last ID is {shown(seq)}"
                amiss.append(Amiss("sqlite_sequence", None, "", why))
    used_ids = dict(saved.execute("SELECT table_name, max(row_id) FROM undo_change GROUP BY table_name"))
    for name in (*map(name_of, ROWS), "undo_step"):
        last = saved.execute(f"SELECT ifnull(max(id), 0) FROM {name}").fetchone()[0]
        if ever.get(name, 0) < last and not amiss:
            amiss.append(Amiss("sqlite_sequence", None, "", f"does not count the rows of {name}"))
        last = max(ever.get(name, 0), last, used_ids.get(name, 0))
        saved.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
        if last:
            saved.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))
    return amiss
