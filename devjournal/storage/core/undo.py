"""Undo and redo of all writes. As SQLite's documentation suggests, triggers record each row before and after a change.

Each user action is one named step. The triggers are temporary: the first write of a connection creates them from the
current tables, so that migrations need not rebuild them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

from peewee import SqliteDatabase

from devjournal.domain.merge.field_log import COMMON
from devjournal.errors import NotFound, RuleViolation, Unsound
from devjournal.storage.core import field_logs
from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.stamps import later_change, later_than
from devjournal.storage.schema.tables import ROWS

MAX_STEPS = 200
"""The number of steps that are stored; older steps are deleted."""

_MAX_STEP_ID = 2**53
"""The greatest valid ID of a step."""


class Steps(NamedTuple):
    """The names of the next undo and redo; empty if there is none."""

    undo: str
    redo: str


_ROW_COLUMNS = {str(table._meta.table_name): tuple(table._meta.sorted_field_names) for table in ROWS}

MARK_COLUMNS = {str(table._meta.table_name): tuple(table._meta.sorted_field_names) for table in MARKS}
"""The columns of the tables in `MARKS`."""

EMPTY_MARK = "{}"
"""An empty mark, stored with a step that merged rows of another journal, even if the step changed no mark."""


def prepare(database: SqliteDatabase) -> None:
    """Create the triggers of this connection."""
    run = partial(_run, database)
    run("PRAGMA temp_store = memory")
    run("CREATE TEMP TABLE undo_now (step INTEGER)")
    run("INSERT INTO undo_now VALUES (NULL)")
    for name, columns in _ROW_COLUMNS.items():
        before, after = _as_json(columns, "OLD"), _as_json(columns, "NEW")
        for event, row_id, values in (
            ("INSERT", "NEW.id", f"NULL, {after}"),
            ("UPDATE", "NEW.id", f"{before}, {after}"),
            ("DELETE", "OLD.id", f"{before}, NULL"),
        ):
            run(
                f"CREATE TEMP TRIGGER undo_{name}_{event} AFTER {event} ON main.{name} "
                "WHEN (SELECT step FROM undo_now) IS NOT NULL BEGIN "
                "INSERT INTO undo_change (step, table_name, row_id, before, after) "
                f"VALUES ((SELECT step FROM undo_now), '{name}', {row_id}, {values}); END"
            )


def begin(database: SqliteDatabase) -> int:
    """Begin a step inside a transaction, and return its ID. No row is written before the first change."""
    last = _run(database, "SELECT seq FROM sqlite_sequence WHERE name = 'undo_step'").fetchone()
    if last and (type(last[0]) is not int or not 0 <= last[0] < _MAX_STEP_ID):
        raise Unsound("The journal's own count of its steps is not devjournal's; `devjournal doctor` says what to do.")
    step = (last[0] if last else 0) + 1
    _run(database, "UPDATE undo_now SET step = ?", (step,))
    return step


def end(database: SqliteDatabase, step: int, name: str, stamp: str) -> None:
    """End a step, and store its name. If the step changed a row, no earlier step can be redone any more."""
    run = partial(_run, database)
    run("UPDATE undo_now SET step = NULL")
    if run("SELECT 1 FROM undo_change WHERE step = ? LIMIT 1", (step,)).fetchone() is None:
        return
    run("INSERT INTO undo_step (id, what, at) VALUES (?, ?, ?)", (step, name, stamp))
    run("DELETE FROM undo_step WHERE undone = 1")
    newest_steps = "SELECT id FROM undo_step ORDER BY id DESC LIMIT ?"  # counted, as undone steps leave gaps in the IDs
    run(f"DELETE FROM undo_step WHERE id NOT IN ({newest_steps})", (MAX_STEPS,))


@contextmanager
def merging(database: SqliteDatabase) -> Iterator[None]:
    """Mark the running step as one that merges rows of another journal.

    Removals are sent to other machines, but the undoing of a merge must not be: the other journal would lose its rows
    at the next merge. So the step also stores the changes of the marks, and undo restores the marks with the rows.
    """
    before = dict(_marks(database))
    yield
    run = partial(_run, database)
    after = dict(_marks(database))
    if run("SELECT 1 FROM undo_change WHERE step = (SELECT step FROM undo_now) LIMIT 1").fetchone() is None:
        return
    insert_mark = (
        "INSERT INTO undo_change (step, table_name, row_id, before, after) "
        "VALUES ((SELECT step FROM undo_now), ?, 0, ?, ?)"
    )
    run(insert_mark, (next(iter(MARK_COLUMNS)), EMPTY_MARK, EMPTY_MARK))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            run(insert_mark, (key[0], before.get(key), after.get(key)))


def _marks(database: SqliteDatabase) -> Iterator[tuple[tuple[str, str], str]]:
    for table, columns in MARK_COLUMNS.items():
        for uid, mark in _run(database, f"SELECT uid, {_as_json(columns, table)} FROM {table}"):
            yield (table, uid), mark


def step(database: SqliteDatabase, stamp: str, *, forward: bool) -> str:
    """Undo the last step that is not undone, or if `forward`, redo the last undone step. Return the name of the step.

    Raises:
        NotFound: there is no such step.
        RuleViolation: a program that stores no steps changed one of its rows since.
    """
    next_step = _next(database, forward=forward)
    if next_step is None:
        raise NotFound(f"There is nothing to {'redo' if forward else 'undo'}.")
    step_id, name = next_step
    _apply(database, step_id, name, stamp, forward=forward)
    return name


def peek(database: SqliteDatabase) -> Steps:
    """Return the names of the next undo and the next redo."""
    rows = (_next(database, forward=forward) for forward in (False, True))
    return Steps(*(row[1] if row is not None else "" for row in rows))


def _next(database: SqliteDatabase, *, forward: bool) -> tuple[int, str] | None:
    """Return the ID and name of the next step to undo, or if `forward`, to redo; None if there is none."""
    order = "ASC" if forward else "DESC"
    query = f"SELECT id, what FROM undo_step WHERE undone = ? ORDER BY id {order} LIMIT 1"
    row = _run(database, query, (int(forward),)).fetchone()
    return None if row is None else (row[0], str(row[1]))


def _apply(database: SqliteDatabase, step: int, name: str, stamp: str, *, forward: bool) -> None:
    run = partial(_run, database)
    run("PRAGMA defer_foreign_keys = ON")
    order = "ASC" if forward else "DESC"
    changes = run(
        f"SELECT table_name, row_id, before, after FROM undo_change WHERE step = ? ORDER BY id {order}", (step,)
    ).fetchall()
    is_merge = any(table in MARK_COLUMNS for table, *_ in changes)
    for table, row_id, before, after in changes:
        expected, target = (before, after) if forward else (after, before)
        if table in MARK_COLUMNS:
            _put_mark(database, table, expected, target)
        else:
            _put(database, table, row_id, expected, target, name, "" if is_merge else stamp)
    run("UPDATE undo_step SET undone = ? WHERE id = ?", (int(not forward), step))


def _put(
    database: SqliteDatabase, table: str, row_id: int, expected: str | None, target: str | None, step: str, stamp: str
) -> None:
    """Change a row from the `expected` state to the `target`; None means that there is no row.

    The change gets the `stamp`. If that is empty, the row gets the stamps of the target. `step` is the step's name.
    """
    run = partial(_run, database)
    columns = _ROW_COLUMNS[table]
    current = run(f"SELECT {_as_json(columns, table)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    if not _is_as_expected(current[0] if current else None, expected):
        raise RuleViolation(f"Left as it is: what belongs to “{step}” was changed elsewhere since.")
    if target is None:
        _remove(database, table, row_id, json.loads(current[0]), stamp)
        return
    values: dict[str, Any] = json.loads(target)
    if not stamp:
        pass
    elif current is None:
        removal = run("SELECT removed_at FROM removed WHERE uid = ?", (values["uid"],)).fetchone()
        at = later_than(max(removal[0] if removal else "", values["updated_at"]), stamp)
        values["changed"] = field_logs.log_restore(
            values.get("changed"), values["created_at"], values["updated_at"], at
        )
        values["updated_at"] = at
    else:
        _restamp(values, json.loads(current[0]), json.loads(expected or "{}"), stamp)
    names = [name for name in columns if name in values]
    row = [values[name] for name in names]
    if current is None:
        run("DELETE FROM removed WHERE uid = ?", (values["uid"],))
        placeholders = ", ".join("?" * len(names))
        run(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({placeholders})", row)
    else:
        assignments = ", ".join(f"{name} = ?" for name in names)
        run(f"UPDATE {table} SET {assignments} WHERE id = ?", (*row, row_id))


def _remove(database: SqliteDatabase, table: str, row_id: int, row: dict[str, Any], stamp: str) -> None:
    """Remove a row. If there is a stamp, record the removal."""
    if not stamp:
        _run(database, f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    stamp = later_than(row["updated_at"], stamp)
    seen = field_logs.seen_writes(row["changed"], row["created_at"], row["updated_at"])
    _run(database, f"DELETE FROM {table} WHERE id = ?", (row_id,))
    _run(
        database,
        "INSERT OR REPLACE INTO removed (uid, table_name, removed_at, seen) VALUES (?, ?, ?, ?)",
        (row["uid"], table, stamp, seen),
    )


def _put_mark(database: SqliteDatabase, table: str, expected: str | None, target: str | None) -> None:
    """Change a mark from the `expected` state to the `target`."""
    for mark in (expected, target):
        if mark not in (None, EMPTY_MARK):
            _run(database, f"DELETE FROM {table} WHERE uid = ?", (json.loads(str(mark))["uid"],))
    if target not in (None, EMPTY_MARK):
        values = json.loads(str(target))
        names, placeholders = ", ".join(values), ", ".join("?" * len(values))
        _run(database, f"INSERT INTO {table} ({names}) VALUES ({placeholders})", tuple(values.values()))


def _restamp(values: dict[str, Any], current: dict[str, Any], expected: dict[str, Any], stamp: str) -> None:
    """Log the values of a restored row as written at `stamp`, unless the step changed it because of another row."""
    differing = [name for name, value in values.items() if value != current[name] and name not in COMMON]
    was_logged = "changed" not in values or values["changed"] != expected.get("changed")
    values |= {name: current[name] for name in ("updated_at", "changed")}
    if differing and was_logged:
        changes = {name: values[name] for name in differing}
        values["updated_at"] = later_change(current["updated_at"], stamp, changes)
        row = current["changed"], current["created_at"], current["updated_at"]
        values["changed"] = field_logs.log_write(*row, differing, values["updated_at"])


def _run(database: SqliteDatabase, sql: str, values: Sequence[Any] = ()) -> Any:
    return database.execute_sql(sql, values)


def _as_json(columns: tuple[str, ...], source: str) -> str:
    pairs = ", ".join(f"'{name}', {source}.{name}" for name in columns)
    return f"json_object({pairs})"


def _is_as_expected(current: str | None, expected: str | None) -> bool:
    """Return whether a row is as the step left it. Columns added after the step are not compared."""
    row, expected_row = _without_stamp(current), _without_stamp(expected)
    if row is None or expected_row is None:
        return row is expected_row
    return row.keys() >= expected_row.keys() and all(row[name] == value for name, value in expected_row.items())


def _without_stamp(row: str | None) -> dict[str, Any] | None:
    if row is None:
        return None
    values: dict[str, Any] = json.loads(row)
    for name in ("updated_at", "changed"):
        values.pop(name, None)
    return values
