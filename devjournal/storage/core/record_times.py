"""The order in which things were written, also under a clock that stands still or was set back. Inside `Store.reading`.

What is written after a 1:1 is stamped later than that, and a 1:1 later than all that its page told: by microseconds in
the same second, and also where the clock is behind what was written before, as long as that is not far ahead of it.
"""

from __future__ import annotations

from typing import Any

from devjournal.storage.schema.stamps import ahead_of, later_than
from devjournal.storage.schema.tables import AwarenessRow, ConversationRow, EntryRow, GapRow, Row, TopicRow, WeekRow

_TOLD: tuple[type[Row], ...] = (EntryRow, WeekRow, TopicRow, GapRow, AwarenessRow)
"""The tables that a summary tells from."""

_SECOND = len("2026-11-27T16:30:00")


def after_talks(stamp: str) -> str:
    """Return a stamp, or a little later than the talk that was recorded last."""
    last = _last_from(ConversationRow.recorded_at, stamp)
    return stamp if last is None else later_than(last, stamp)


def after_all_told(stamp: str) -> str:
    """Return a stamp, or a little later than all that a summary tells and than the talk that was recorded last."""
    stamp = after_talks(stamp)
    for table in _TOLD:
        last = _last_from(table.updated_at, stamp)
        if last is not None:
            stamp = later_than(last, stamp)
    return stamp


def after_last_row(table: type[Row], stamp: str) -> str:
    """Return a stamp, or a little later than the row that was made last, where that was in the same second.

    So the order in which rows were made survives an export, which holds no local IDs.
    """
    last = _first_value(table, f'SELECT created_at FROM "{table._meta.table_name}" ORDER BY id DESC LIMIT 1')
    if last is None or last < stamp or last[:_SECOND] != stamp[:_SECOND]:
        return stamp
    return later_than(last, stamp)


def _last_from(column: Any, stamp: str) -> str | None:
    """Return the last stamp of a column from the second of `stamp` on, as far ahead as is believed."""
    name, table = column.column_name, column.model._meta.table_name
    sql = f'SELECT max("{name}") FROM "{table}" WHERE "{name}" BETWEEN ? AND ?'
    return _first_value(column.model, sql, stamp[:_SECOND], ahead_of(stamp))


def _first_value(table: type[Row], sql: str, *values: str) -> str | None:
    """Return the one value of a query; each write asks it, and Peewee takes longer to word it than SQLite to answer."""
    row = table._meta.database.execute_sql(sql, values).fetchone()
    value: str | None = row[0] if row else None
    return value
