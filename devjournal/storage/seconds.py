"""What was written within one second: under a stopped clock, later is told by microseconds. Inside `Store.reading`."""

from __future__ import annotations

from typing import Any

from peewee import fn

from devjournal.storage.stamps import later_than
from devjournal.storage.tables import AwarenessRow, ConversationRow, EntryRow, GapRow, Row, TopicRow, WeekRow

_TOLD: tuple[type[Row], ...] = (EntryRow, WeekRow, TopicRow, GapRow, AwarenessRow)
"""The tables that a summary tells from."""

_SECOND = len("2026-11-27T16:30:00")


def after_talks(stamp: str) -> str:
    """Return a stamp, or a little later than a talk that was recorded in its second."""
    last = _last_in_second(ConversationRow.recorded_at, stamp)
    return stamp if last is None else later_than(last, stamp)


def after_all_told(stamp: str) -> str:
    """Return a stamp, or a little later than all that a summary tells and that was written in its second."""
    for table in _TOLD:
        last = _last_in_second(table.updated_at, stamp)
        if last is not None:
            stamp = later_than(last, stamp)
    return stamp


def after_last_row(table: type[Row], stamp: str) -> str:
    """Return a stamp, or a little later than the row that was made last, where that was in the same second.

    So the order in which rows were made survives an export, which holds no local IDs.
    """
    last = table.select(table.created_at).order_by(table.id.desc()).limit(1).scalar()
    if last is None or last < stamp or last[:_SECOND] != stamp[:_SECOND]:
        return stamp
    return later_than(last, stamp)


def _last_in_second(column: Any, stamp: str) -> str | None:
    """Return the last stamp of a column that lies in the same second as `stamp`."""
    second = stamp[:_SECOND]
    within = column.between(second, f"{second}~")  # a tilde sorts after every fraction of it
    last: str | None = column.model.select(fn.MAX(column)).where(within).scalar()
    return last
