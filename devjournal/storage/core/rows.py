"""Query results as plain values, typed: Peewee's types say Model for `tuples()` and `dicts()`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, cast

from peewee import SQL, Model, ModelSelect

Value = TypeVar("Value")


def select_all(table: type[Model]) -> ModelSelect[Any]:
    """Return a query for every column of a table; Peewee takes longer to list them than SQLite to read a row."""
    return table.select(SQL("*"))


def ascending(table: Any, *columns: Any) -> tuple[Any, ...]:
    """Return an order by these columns, then by creation.

    Local IDs give no order: another copy of the journal has other ones.
    """
    return (*columns, table.created_at, table.uid)


def descending(table: Any, *columns: Any) -> tuple[Any, ...]:
    """Return the opposite order of `ascending`."""
    return tuple(column.desc() for column in ascending(table, *columns))


def tuples(query: ModelSelect[Any]) -> Iterable[tuple[Any, ...]]:
    """Return each row of a query as a tuple."""
    return cast(Iterable[tuple[Any, ...]], query.tuples())


def first_row(query: ModelSelect[Any]) -> tuple[Any, ...] | None:
    """Return the first row of a query; None if it has no rows."""
    return cast("tuple[Any, ...] | None", query.tuples().first())


def indexed_row(query: ModelSelect[Any]) -> tuple[Any, ...]:
    """Return the one row of a query for a row that an index lists.

    Raises:
        sqlite3.DatabaseError: the table lacks the row, so the file is damaged.
    """
    row = first_row(query)
    if row is None:
        raise sqlite3.DatabaseError("database disk image is malformed: an index lists a row that its table lacks")
    return row


def id_of(table: Any, where: Any) -> int | None:
    """Return the ID of the row that matches a condition; None if no row does."""
    row_id: int | None = table.select(table.id).where(where).scalar()
    return row_id


def ids_of(table: Any, where: Any) -> list[int]:
    """Return the IDs of all rows that match a condition, read before any of them is changed."""
    return [row_id for (row_id,) in tuples(table.select(table.id).where(where))]


def uid_of(table: Any, row_id: int) -> str | None:
    """Return the uid of a row; None if there is no such row."""
    uid: str | None = table.select(table.uid).where(table.id == row_id).scalar()
    return uid


def dicts(query: ModelSelect[Any]) -> Iterable[dict[str, Any]]:
    """Return each row of a query as a dict by column."""
    return cast(Iterable[dict[str, Any]], query.dicts())


def value_of(record: Callable[..., Value], row: Mapping[str, Any], /, **converted: Any) -> Value:
    """Return a value of the domain: each field is one of `converted`, or else the column of its name."""
    return record(**{name: row[name] for name in _fields(record) if name in row} | converted)


@cache
def _fields(record: Any) -> tuple[str, ...]:
    """Return the names of the fields of a named tuple or a dataclass."""
    return tuple(getattr(record, "_fields", None) or (field.name for field in fields(record)))


def raw_rows(query: ModelSelect[Any]) -> Iterable[tuple[Any, ...]]:
    """Return each row of a query as stored, with days as texts; for thousands of rows."""
    return cast(Iterable[tuple[Any, ...]], query.model._meta.database.execute(query))
