"""Stamps in the order of the writes, even if the clock stands still or was set back. Inside `Store.reading`.

A write after a 1:1 gets a later stamp than the 1:1, and a 1:1 gets a later stamp than every row of its page. Within one
second, and if the clock is somewhat behind earlier writes, the stamp is microseconds later.
"""

from __future__ import annotations

from typing import Any

from devjournal.storage.schema.stamps import later_than, latest_accepted
from devjournal.storage.schema.tables import AwarenessRow, ConversationRow, EntryRow, GapRow, Row, TopicRow, WeekRow

_PAGE_TABLES: tuple[type[Row], ...] = (EntryRow, WeekRow, TopicRow, GapRow, AwarenessRow)
"""The tables that a page reads."""

_SECOND = len("2026-11-27T16:30:00")
"""The length of a stamp up to its second."""


def after_talks(stamp: str) -> str:
    """Return `stamp`, or if a talk was recorded later, a stamp after that talk."""
    last = _last_from(ConversationRow.recorded_at, stamp)
    return stamp if last is None else later_than(last, stamp)


def after_page_rows(stamp: str) -> str:
    """Return `stamp`, or if a talk or a row of a page was written later, a stamp after it."""
    stamp = after_talks(stamp)
    for table in _PAGE_TABLES:
        last = _last_from(table.updated_at, stamp)
        if last is not None:
            stamp = later_than(last, stamp)
    return stamp


def after_last_row(table: type[Row], stamp: str) -> str:
    """Return `stamp`, or if the last row of a table was created in the same second, a stamp after that row.

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
    return _first_value(column.model, sql, stamp[:_SECOND], latest_accepted(stamp))


def _first_value(table: type[Row], sql: str, *values: str) -> str | None:
    """Return the single value of a query. Every write runs these queries, and Peewee would take longer than SQLite."""
    row = table._meta.database.execute_sql(sql, values).fetchone()
    value: str | None = row[0] if row else None
    return value
