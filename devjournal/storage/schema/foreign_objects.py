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


class Thing(NamedTuple):
    """An object of a schema."""

    kind: str
    name: str
    table: str
    says: str
    """Its statement, with normalized white space."""


def made_by_us(version: int, connection: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Return an empty journal of a version, in memory; in the `connection`, if one is given."""
    connection = connection or sqlite3.connect(":memory:", isolation_level=None)
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            connection.execute(statement)
    return connection


@cache
def ours(version: int) -> frozenset[Thing]:
    """Return all objects in the schema of a version."""
    return frozenset(_things(made_by_us(version)))


def strange(connection: sqlite3.Connection, version: int) -> tuple[list[Thing], list[Thing]]:
    """Return the foreign or altered objects of a file, and the missing ones.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    connection.execute("PRAGMA writable_schema = 1")  # to read even a schema that makes no sense
    expected = {_key(thing): thing for thing in ours(min(max(version, 0), len(MIGRATIONS)))}
    things = {_key(thing): thing for thing in _things(connection)}
    more = [thing for key, thing in things.items() if not _same(thing, expected.get(key))]
    return more, [thing for key, thing in expected.items() if key not in things]


def drop_strange(connection: sqlite3.Connection, version: int) -> list[Thing]:
    """Remove foreign triggers, views, indexes and tables. Return their names.

    The entries are deleted from SQLite's schema table without parsing them, so nothing of them is run.
    """
    more, _ = strange(connection, version)
    tables = {thing.name for thing in ours(len(MIGRATIONS)) if thing.kind == "table"}
    gone = [thing for thing in more if not (thing.kind == "table" and thing.name in tables)]
    for thing in gone:
        connection.execute("DELETE FROM sqlite_master WHERE type = ? AND name = ?", (thing.kind, thing.name))
        if thing.kind == "table":
            connection.execute("DELETE FROM sqlite_master WHERE tbl_name = ?", (thing.name,))
    cookie = connection.execute("PRAGMA schema_version").fetchone()[0]
    connection.execute(f"PRAGMA schema_version = {(cookie + 1) % 2**31}")
    return gone


def in_words(thing: Thing) -> str:
    """Return an object in words."""
    kind = "index" if thing.kind == "index" else thing.kind
    return f"{'an' if kind == 'index' else 'a'} {kind} {quoted(thing.name, 60)}"


def planted(run: Callable[[str], Any], known: Mapping[tuple[str, str], str] | None = None) -> list[str]:
    """Return the triggers and views of a file that are not among `made`, in words.

    `run` runs a statement. By default `made` are those of this version, from its statements alone.
    """
    known = _acting() if known is None else known
    rows = run("SELECT type, name, sql FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    return [
        f"a {kind} {quoted(_readable(name), 60)}"
        for kind, name, sql in rows
        if known.get((kind, _readable(name))) != _alike(sql)
    ]


def refuse_planted(run: Callable[[str], Any], path: Path, known: Mapping[tuple[str, str], str] | None = None) -> None:
    """Check that a journal has no foreign object that would act in a write.

    Raises:
        Unsound: it has one.
    """
    if names := planted(run, known):
        raise Unsound(
            f"{quoted(str(path), 200)} holds {names[0]}, which devjournal did not make, so nothing is written to it; "
            "`devjournal doctor` says what to do."
        )


@cache
def _acting() -> dict[tuple[str, str], str]:
    """Return the statements of our triggers and views, by kind and name, without the cost of creating a schema."""
    acting: dict[tuple[str, str], str] = {}
    for statements in MIGRATIONS:
        for statement in statements:
            if match := _ACTS.match(statement):
                key = (match[2].lower(), match[3])
                if match[1] == "DROP":
                    acting.pop(key, None)
                else:
                    acting[key] = _alike(statement)
    return acting


_ACTS = re.compile(r"\s*(CREATE|DROP) (TRIGGER|VIEW) (?:IF EXISTS )?(\w+)", re.ASCII)


def plain_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of each ordinary table of a file. Reading an ordinary table runs no foreign code."""
    tables = {}
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        name, sql = _readable(name), _readable(sql)
        if re.match(r"CREATE\s+TABLE\b", sql, re.IGNORECASE) and re.fullmatch(r"\w+", name, re.ASCII):
            try:
                rows = connection.execute(f"PRAGMA main.table_xinfo({name})").fetchall()
            except sqlite3.DatabaseError:
                continue
            tables[name] = tuple(_readable(row[1]) for row in rows if row[6] == 0)
    return tables


def settled(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the tables that a file of its version does not need yet, because a later version creates them."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    older = ours(version) if 0 < version < len(MIGRATIONS) else ours(len(MIGRATIONS))
    return frozenset(thing.name for thing in ours(len(MIGRATIONS))) - frozenset(thing.name for thing in older)


def _things(connection: sqlite3.Connection) -> Iterator[Thing]:
    for row in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall():
        kind, name, table, sql = map(_readable, row)
        by_itself = (kind == "table" and name.startswith("search_")) or name.startswith("sqlite_autoindex")
        if not by_itself:  # objects that SQLite creates for another statement
            yield Thing(kind, name, table, _alike(sql))


def _key(thing: Thing) -> tuple[str, str]:
    return thing.kind, thing.name


def _same(thing: Thing, expected: Thing | None) -> bool:
    return expected is not None and thing == expected


def _alike(sql: Any) -> str:
    return " ".join(_readable(sql).replace(" ,", ",").split()).replace(" ,", ",")


def _readable(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else "" if value is None else str(value)
