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
"""SQL for the characters that are blank: a required text must have another character."""

REQUIRED_TEXTS = (
    *(("entry", "text"), ("plan_step", "text"), ("gap", "title"), ("horizon", "role")),
    *(("person", "name"), ("topic", "text"), ("remark", "text"), ("draft", "text")),
)
"""The table and column of each text that must not be blank. The schema only ensures that it is not empty."""

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
        for table, column in REQUIRED_TEXTS
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
    yield from _invalid_texts(path)
    with closing(connect(path)) as connection:
        for clause, query in _RULES:
            for (name,) in connection.execute(query):
                yield clause.format(name)


def _invalid_texts(path: Path) -> Iterator[str]:
    """Yield a clause for each text that is not UTF-8, or has a NUL."""
    with closing(connect(path)) as connection:
        connection.text_factory = bytes
        for table in (*_TABLES, REMOVED):
            rows = connection.execute(f"SELECT * FROM {table}")
            names = [name for name, *_ in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, bytes) and not _is_text(value):
                        yield f"{table} {_identifier(row[0])} has a {name} that is not UTF-8 text"


def _is_text(value: bytes) -> bool:
    try:
        return "\0" not in value.decode()
    except UnicodeDecodeError:
        return False


def _identifier(first_value: object) -> str:
    """Return the first column of a row: its ID, or the uid of a tombstone."""
    return first_value.decode(errors="replace") if isinstance(first_value, bytes) else str(first_value)


def dangling_references(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a clause for each reference to a missing row."""
    for table, row_id, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {row_id} names a {target} that is not there"
