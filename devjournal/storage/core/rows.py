"""Query results as plain values, typed: Peewee's types say Model for `tuples()` and `dicts()`."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, cast

from peewee import SQL, Model, ModelSelect


def select_all(table: type[Model]) -> ModelSelect[Any]:
    """Return a query for every column of a table; Peewee takes longer to list them than SQLite to read a row."""
    return table.select(SQL("*"))


def as_made(table: Any, *columns: Any) -> tuple[Any, ...]:
    """Return an order by these columns, then by creation.

    Local IDs give no order: another copy of the journal has other ones.
    """
    return (*columns, table.created_at, table.uid)


def latest_first(table: Any, *columns: Any) -> tuple[Any, ...]:
    """Return the opposite order of `as_made`."""
    return tuple(column.desc() for column in as_made(table, *columns))


def tuples(query: ModelSelect[Any]) -> Iterable[tuple[Any, ...]]:
    """Return each row of a query as a tuple."""
    return cast(Iterable[tuple[Any, ...]], query.tuples())


def dicts(query: ModelSelect[Any]) -> Iterable[dict[str, Any]]:
    """Return each row of a query as a dict by column."""
    return cast(Iterable[dict[str, Any]], query.dicts())


def as_objects(query: ModelSelect[Any]) -> Iterable[Any]:
    """Return each row of a query as an object with its columns as attributes, without a model."""
    return (SimpleNamespace(**row) for row in dicts(query))


def raw_rows(query: ModelSelect[Any]) -> Iterable[tuple[Any, ...]]:
    """Return each row of a query as stored, with days as texts; for thousands of rows."""
    return cast(Iterable[tuple[Any, ...]], query.model._meta.database.execute(query))
