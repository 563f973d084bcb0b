"""Rules of the domain that the schema cannot express, each a query for the rows that break it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from devjournal.domain.merge.settling import REMOVED
from devjournal.storage.schema.document_shape import JSON_COLUMNS, table_name
from devjournal.storage.schema.sqlite_file import connect
from devjournal.storage.schema.tables import ROWS

_TABLES = tuple(map(table_name, ROWS))

_BLANK = "char(9, 10, 11, 12, 13, 32, 160)"
"""Characters that a required text must not consist of alone."""

NEEDED = (
    *(("entry", "text"), ("plan_step", "text"), ("gap", "title"), ("horizon", "role")),
    *(("person", "name"), ("topic", "text"), ("remark", "text"), ("draft", "text")),
)
"""Texts that must not be blank; the schema only ensures that they are not empty."""

_RULES: tuple[tuple[str, str], ...] = (
    ("week {} was recapped before it began", "SELECT monday FROM week WHERE recapped_on < monday"),
    ("week {} was checked in on before it began", "SELECT monday FROM week WHERE checked_in_on < monday"),
    (
        "the steps of week {} are not counted 1, 2, 3",
        "SELECT monday FROM week JOIN plan_step ON week.id = plan_step.week GROUP BY week.id "
        "HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*)",
    ),
    (
        "entry {} is the evidence of a week that was no hit",
        "SELECT entry.id FROM entry JOIN week ON week.id = entry.week WHERE week.outcome IS NOT 'hit'",
    ),
    *(
        (f"{table} {{}} is blank", f"SELECT id FROM {table} WHERE trim({column}, {_BLANK}) = ''")
        for table, column in NEEDED
    ),
    *(
        (
            f"{table} {{}} has a {column} that is no object",
            f"SELECT id FROM {table} WHERE json_type({column}) <> 'object'",
        )
        for table, columns in JSON_COLUMNS.items()
        for column in sorted(columns)
    ),
    *(
        (
            f"{table} {{}} is there and among what was removed",
            f"SELECT id FROM {table} WHERE uid IN (SELECT uid FROM removed)",
        )
        for table in _TABLES
    ),
)
"""Rules about rows, each with a query for the rows that break it: a week's Monday, or a row's ID."""


def broken_rules(path: Path) -> Iterator[str]:
    """Yield a clause for each row of a sound journal of this version that breaks a rule.

    Raises:
        sqlite3.Error: the file cannot be read.
    """
    yield from _texts_that_are_none(path)
    with closing(connect(path)) as connection:
        for words, query in _RULES:
            for (name,) in connection.execute(query):
                yield words.format(name)


def _texts_that_are_none(path: Path) -> Iterator[str]:
    """Yield the columns with texts that are not UTF-8, or have a NUL."""
    with closing(connect(path)) as connection:
        connection.text_factory = bytes
        for table in (*_TABLES, REMOVED):
            rows = connection.execute(f"SELECT * FROM {table}")
            names = [name for name, *_ in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, bytes) and not _is_text(value):
                        yield f"{table} {_known_by(row[0])} has a {name} that is not UTF-8 text"


def _is_text(value: bytes) -> bool:
    try:
        return "\0" not in value.decode()
    except UnicodeDecodeError:
        return False


def _known_by(first: object) -> str:
    """Return the ID of a row, or the uid of a removed one."""
    return first.decode(errors="replace") if isinstance(first, bytes) else str(first)


def dangling_references(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield each reference to a missing row."""
    for table, row_id, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row_id} names a {other} that is not there"
