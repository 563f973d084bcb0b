"""Tables, views, triggers and indexes that devjournal did not make: what a file holds beside what our schema makes."""

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
    """The statement that makes it, with its blanks made alike."""


def made_by_us(version: int, connection: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Return an empty journal of a version, in memory: SQLite's, or one of the `connection` that is handed in."""
    connection = connection or sqlite3.connect(":memory:", isolation_level=None)
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            connection.execute(statement)
    return connection


@cache
def ours(version: int) -> frozenset[Thing]:
    """Return all that the schema of a version makes."""
    return frozenset(_things(made_by_us(version)))


def strange(connection: sqlite3.Connection, version: int) -> tuple[list[Thing], list[Thing]]:
    """Return what a file holds that devjournal did not make, or not so; and what is not there of what it makes.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    connection.execute("PRAGMA writable_schema = 1")  # so that a schema which makes no sense can be read
    wanted = {_key(thing): thing for thing in ours(min(max(version, 0), len(MIGRATIONS)))}
    things = {_key(thing): thing for thing in _things(connection)}
    more = [thing for key, thing in things.items() if not _same(thing, wanted.get(key))]
    return more, [thing for key, thing in wanted.items() if key not in things]


def drop_strange(connection: sqlite3.Connection, version: int) -> list[Thing]:
    """Take the triggers, views and indexes out that devjournal did not make, and tables; return what it took.

    Their names go from the list that SQLite keeps, without a look into them: nothing of them is run.
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
    """Return what a thing is, for a sentence."""
    kind = "index" if thing.kind == "index" else thing.kind
    return f"{'an' if kind == 'index' else 'a'} {kind} {quoted(thing.name, 60)}"


def planted(run: Callable[[str], Any], known: Mapping[tuple[str, str], str] | None = None) -> list[str]:
    """Return the triggers and views of a file that are not those `made` by our schema, each in words.

    `run` runs a statement; by default those of this version are ours, read from its statements alone.
    """
    known = _acting() if known is None else known
    rows = run("SELECT type, name, sql FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    return [
        f"a {kind} {quoted(_readable(name), 60)}"
        for kind, name, sql in rows
        if known.get((kind, _readable(name))) != _alike(sql)
    ]


def refuse_planted(run: Callable[[str], Any], path: Path, known: Mapping[tuple[str, str], str] | None = None) -> None:
    """Look whether a journal holds what would act in a write and that devjournal did not make.

    Raises:
        Unsound: it does.
    """
    if names := planted(run, known):
        raise Unsound(
            f"{quoted(str(path), 200)} holds {names[0]}, which devjournal did not make, so nothing is written to it; "
            "`devjournal doctor` says what to do."
        )


@cache
def _acting() -> dict[tuple[str, str], str]:
    """Return the statements of our triggers and views, by kind and name; making a schema takes far longer."""
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
    """Return the columns of each ordinary table of a file: reading one runs nothing that somebody planted."""
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
    """Return the tables that a file of its version has no need of yet, as a later version made them."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    older = ours(version) if 0 < version < len(MIGRATIONS) else ours(len(MIGRATIONS))
    return frozenset(thing.name for thing in ours(len(MIGRATIONS))) - frozenset(thing.name for thing in older)


def _things(connection: sqlite3.Connection) -> Iterator[Thing]:
    for row in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall():
        kind, name, table, sql = map(_readable, row)
        by_itself = (kind == "table" and name.startswith("search_")) or name.startswith("sqlite_autoindex")
        if not by_itself:  # what SQLite makes of another statement
            yield Thing(kind, name, table, _alike(sql))


def _key(thing: Thing) -> tuple[str, str]:
    return thing.kind, thing.name


def _same(thing: Thing, wanted: Thing | None) -> bool:
    return wanted is not None and thing == wanted


def _alike(sql: Any) -> str:
    return " ".join(_readable(sql).replace(" ,", ",").split()).replace(" ,", ",")


def _readable(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else "" if value is None else str(value)
