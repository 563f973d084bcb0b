"""Stamps in the order of writing, even if the clock stands still or was set back. Inside `Store.reading`.

Writes after a 1:1 get later stamps than it, and a 1:1 gets a later stamp than everything on its page: microseconds
later within the same second, and also if the clock is somewhat behind earlier writes.
"""

from __future__ import annotations

from typing import Any

from devjournal.storage.schema.stamps import ahead_of, later_than
from devjournal.storage.schema.tables import AwarenessRow, ConversationRow, EntryRow, GapRow, Row, TopicRow, WeekRow

_TOLD: tuple[type[Row], ...] = (EntryRow, WeekRow, TopicRow, GapRow, AwarenessRow)
"""The tables that a summary reads."""

_SECOND = len("2026-11-27T16:30:00")


def after_talks(stamp: str) -> str:
    """Return a stamp, or a little later than the last recorded talk."""
    last = _last_from(ConversationRow.recorded_at, stamp)
    return stamp if last is None else later_than(last, stamp)


def after_all_told(stamp: str) -> str:
    """Return a stamp, or a little later than everything on a summary and than the last recorded talk."""
    stamp = after_talks(stamp)
    for table in _TOLD:
        last = _last_from(table.updated_at, stamp)
        if last is not None:
            stamp = later_than(last, stamp)
    return stamp


def after_last_row(table: type[Row], stamp: str) -> str:
    """Return a stamp, or a little later than the last created row of the same second.

    So the order of creation survives an export, which has no local IDs.
    """
    last = _first_value(table, f'SELECT created_at FROM "{table._meta.table_name}" ORDER BY id DESC LIMIT 1')
    if last is None or last < stamp or last[:_SECOND] != stamp[:_SECOND]:
        return stamp
    return later_than(last, stamp)


def _last_from(column: Any, stamp: str) -> str | None:
    """Return the last stamp of a column in or after the second of `stamp`, within the accepted range."""
    name, table = column.column_name, column.model._meta.table_name
    sql = f'SELECT max("{name}") FROM "{table}" WHERE "{name}" BETWEEN ? AND ?'
    return _first_value(column.model, sql, stamp[:_SECOND], ahead_of(stamp))


def _first_value(table: type[Row], sql: str, *values: str) -> str | None:
    """Return the single value of a query. Plain SQL: each write runs it, and Peewee would take longer than SQLite."""
    row = table._meta.database.execute_sql(sql, values).fetchone()
    value: str | None = row[0] if row else None
    return value
