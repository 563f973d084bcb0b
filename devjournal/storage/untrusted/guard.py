"""Hides foreign rows and values of a journal, so that everything else can be used.

Readers see temporary views of this connection under the names of the tables. The views leave out unreadable rows, and
replace invalid values as long as they do not change. Writes go to the tables themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from devjournal.domain.text.user_text import quoted
from devjournal.storage.core.guarded import Guarded
from devjournal.storage.core.sqlite_errors import DOCTOR
from devjournal.storage.schema.document_shape import name_of, table_columns
from devjournal.storage.schema.foreign_objects import strange
from devjournal.storage.schema.migrations import MIGRATIONS
from devjournal.storage.schema.sqlite_file import connect
from devjournal.storage.schema.tables import ROWS
from devjournal.storage.untrusted.cell_values import instead
from devjournal.storage.untrusted.salvage import Amiss, salvage

_LISTED = 1


def guard(database: Guarded, path: Path) -> str:
    """Hide foreign rows and values from a connection. Return a sentence about them, or an empty text if all is sound.

    Raises:
        sqlite3.Error: the file cannot be read at all.
    """
    with closing(connect(path)) as source:
        more, less = strange(source, len(MIGRATIONS))
        salvaged = salvage(source)
        salvaged.saved.close()
    if not (salvaged.amiss or more or less):
        return ""
    hidden: dict[str, str] = {}
    for name in (*map(name_of, ROWS), "undo_step"):
        amiss = [fault for fault in salvaged.amiss if fault.table == name]
        lost = [column for column in table_columns().get(name, ()) if column not in salvaged.columns.get(name, ())]
        if amiss or lost:
            hidden[name] = _view(name, amiss, salvaged.columns.get(name, ("id", "what", "at", "undone")))
    database.hidden = hidden
    hide(database)
    says = [*map(str, salvaged.amiss), *(f"it holds {thing.kind} {quoted(thing.name, 40)}" for thing in more),
            *(f"it lacks the {thing.kind} {quoted(thing.name, 40)}" for thing in less)]  # fmt: skip
    rest = f", and {len(says) - _LISTED} more" if len(says) > _LISTED else ""
    return f"{quoted(str(path), 200)} holds what devjournal did not write ({says[0]}{rest}); {DOCTOR}."


def hide(database: Guarded) -> None:
    """Create the views in the connection of this thread."""
    database.connection().text_factory = _readable
    for name, view in database.hidden.items():
        database.execute_sql(f"DROP VIEW IF EXISTS temp.{name}")
        database.execute_sql(view)


def _view(table: str, amiss: Sequence[Amiss], there: Collection[str]) -> str:
    """Return the statement of the view for a table."""
    kinds = {"id": "number", **table_columns().get(table, dict.fromkeys(("what", "at", "undone"), "text"))}
    if any(fault.row is None for fault in amiss) and "id" not in there and "uid" not in there:
        nothing = ", ".join(f"NULL AS {name}" for name in kinds)
        return f"CREATE TEMP VIEW {table} AS SELECT {nothing} WHERE 0"
    out = {fault.row for fault in amiss if not fault.column and fault.row is not None}
    if table == "undo_step" and out:
        out_words = f"id > {max(out)}"  # steps before one that cannot be undone cannot be undone either
    else:
        out_words = f"id NOT IN ({', '.join(map(str, sorted(out)))})"
    columns = [
        "rowid AS id" if name == "id" else f"{_expression(name, kinds[name], amiss, name in there, table)} AS {name}"
        for name in kinds
    ]
    return f"CREATE TEMP VIEW {table} AS SELECT {', '.join(columns)} FROM main.{table} WHERE {out_words}"


def _expression(name: str, kind: str, amiss: Sequence[Amiss], there: bool, table: str) -> str:
    if not there:
        return _literal(None if "?" in kind else instead(kind, name, {}, (table, 0))[0])
    by_value: dict[tuple[str, str], list[int]] = {}
    for fault in amiss:
        if fault.column == name and fault.row is not None:
            by_value.setdefault((_is(name, fault.raw), _literal(fault.now)), []).append(fault.row)
    whens = " ".join(
        f"WHEN rowid IN ({', '.join(map(str, rows))}) AND {condition} THEN {now}"
        for (condition, now), rows in by_value.items()
    )
    return f"CASE {whens} ELSE {name} END" if whens else name


def _is(name: str, raw: Any) -> str:
    """Return the condition that a column still has the value that was read."""
    return f"CAST({name} AS BLOB) IS x'{raw.hex()}'" if isinstance(raw, bytes) else f"{name} IS {_literal(raw)}"


def _literal(value: Any) -> str:
    """Return a value as SQL; texts of the file come as bytes."""
    if value is None:
        return "NULL"
    if isinstance(value, str):
        value = value.encode(errors="replace")
    if isinstance(value, bytes):
        return f"CAST(x'{value.hex()}' AS TEXT)"
    return "9e999" if value == float("inf") else repr(value)


def _readable(text: bytes) -> str:
    return text.decode(errors="replace").replace("\0", "\ufffd")
