"""Foreign objects: tables, views, triggers and indexes that devjournal did not create."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.errors import Unsound
from devjournal.storage.schema.migrations import MIGRATIONS


class SchemaObject(NamedTuple):
    """A table, view, trigger or index."""

    kind: str
    name: str
    table: str
    sql: str
    """Its statement, with normalized white space."""

    @property
    def label(self) -> str:
        """The kind with its article, and the name: `a trigger “x”`."""
        return f"{'an' if self.kind == 'index' else 'a'} {self.kind} {quoted(self.name, 60)}"


def empty_journal(version: int, connection: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Return an empty journal of a version, in memory; in the `connection`, if one is given."""
    connection = connection or sqlite3.connect(":memory:", isolation_level=None)
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            connection.execute(statement)
    return connection


@cache
def expected_objects(version: int) -> frozenset[SchemaObject]:
    """Return all objects in the schema of a version."""
    return frozenset(_objects(empty_journal(version)))


def foreign_and_missing(connection: sqlite3.Connection, version: int) -> tuple[list[SchemaObject], list[SchemaObject]]:
    """Return the foreign or altered objects of a file, and the missing objects.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    connection.execute("PRAGMA writable_schema = 1")  # to read even an invalid schema
    expected = {
        schema_object[:2]: schema_object for schema_object in expected_objects(min(max(version, 0), len(MIGRATIONS)))
    }
    present = {schema_object[:2]: schema_object for schema_object in _objects(connection)}
    foreign = [schema_object for key, schema_object in present.items() if schema_object != expected.get(key)]
    return foreign, [schema_object for key, schema_object in expected.items() if key not in present]


def drop_foreign(connection: sqlite3.Connection, version: int) -> None:
    """Remove foreign triggers, views, indexes and tables.

    The entries are deleted from SQLite's schema table without parsing them, so nothing of them is run.
    """
    own_tables = {item.name for item in expected_objects(len(MIGRATIONS)) if item.kind == "table"}
    for foreign in foreign_and_missing(connection, version)[0]:
        if foreign.kind == "table" and foreign.name in own_tables:
            continue
        connection.execute("DELETE FROM sqlite_master WHERE type = ? AND name = ?", (foreign.kind, foreign.name))
        if foreign.kind == "table":
            connection.execute("DELETE FROM sqlite_master WHERE tbl_name = ?", (foreign.name,))
    cookie = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute(f"PRAGMA schema_version = {(cookie + 1) % 2**31}")


def check_triggers(run: Callable[[str], Any], path: Path, own: Mapping[tuple[str, str], str] | None = None) -> None:
    """Check that a journal has no foreign trigger or view, which would act in a write.

    `run` runs a statement. `own` maps the kind and name of each own trigger and view to its statement; the default is
    those of this version.

    Raises:
        Unsound: the journal has a foreign trigger or view.
    """
    own = _own_triggers() if own is None else own
    for kind, name, sql in run("SELECT type, name, sql FROM main.sqlite_master WHERE type IN ('trigger', 'view')"):
        if own.get((kind, _decoded(name))) != _normalized(sql):
            raise Unsound(
                f"{quoted(str(path), 200)} has a {kind} {quoted(_decoded(name), 60)}, which devjournal did not create, "
                "so nothing is written to it; `devjournal doctor` says what to do."
            )


@cache
def _own_triggers() -> dict[tuple[str, str], str]:
    """Return the statements of devjournal's own triggers and views, by kind and name, without creating a schema."""
    own: dict[tuple[str, str], str] = {}
    for statements in MIGRATIONS:
        for statement in statements:
            if match := _TRIGGER_OR_VIEW.match(statement):
                key = (match[2].lower(), match[3])
                if match[1] == "DROP":
                    own.pop(key, None)
                else:
                    own[key] = _normalized(statement)
    return own


_TRIGGER_OR_VIEW = re.compile(r"\s*(CREATE|DROP) (TRIGGER|VIEW) (?:IF EXISTS )?(\w+)", re.ASCII)


def ordinary_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of each ordinary table of a file. Reading an ordinary table runs no foreign code."""
    tables = {}
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        name, sql = _decoded(name), _decoded(sql)
        if re.match(r"CREATE\s+TABLE\b", sql, re.IGNORECASE) and re.fullmatch(r"\w+", name, re.ASCII):
            try:
                rows = connection.execute(f"PRAGMA main.table_xinfo({name})").fetchall()
            except sqlite3.DatabaseError:
                continue
            tables[name] = tuple(_decoded(row[1]) for row in rows if row[6] == 0)
    return tables


def later_tables(version: int) -> frozenset[str]:
    """Return the names of the objects that a file of a version lacks, because a later version creates them."""
    newest = len(MIGRATIONS)
    older = expected_objects(version if 0 < version < newest else newest)
    return frozenset(item.name for item in expected_objects(newest)) - frozenset(item.name for item in older)


def _objects(connection: sqlite3.Connection) -> Iterator[SchemaObject]:
    for row in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall():
        kind, name, table, sql = map(_decoded, row)
        is_automatic = (kind == "table" and name.startswith("search_")) or name.startswith("sqlite_autoindex")
        if not is_automatic:  # SQLite creates some objects for the statement of another object
            yield SchemaObject(kind, name, table, _normalized(sql))


def _normalized(sql: Any) -> str:
    return " ".join(_decoded(sql).replace(" ,", ",").split()).replace(" ,", ",")


def _decoded(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else "" if value is None else str(value)
