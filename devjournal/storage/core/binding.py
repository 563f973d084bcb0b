"""Binding the tables to the journal that is being read or written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import peewee

from devjournal.storage.schema.marks import MARKS
from devjournal.storage.schema.tables import ROWS

_TABLES = (*ROWS, *MARKS)


@contextmanager
def bound_to(database: peewee.Database) -> Iterator[None]:
    """Bind all tables to a database inside the block; nothing is done if they are bound to it already.

    `Database.bind_ctx` does the same, but builds a set of all tables for each of them, which takes twenty times as
    long. A screen binds the tables about twenty times while it reads.
    """
    before = _TABLES[0]._meta.database
    if before is database:
        yield
        return
    _bind(database)
    try:
        yield
    finally:
        _bind(before)


def _bind(database: Any) -> None:
    for table in _TABLES:
        table._meta.set_database(database)
