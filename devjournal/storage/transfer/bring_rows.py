"""Imported rows. They count as written on their own day, not at the time of the import."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from devjournal.storage.schema.stamps import to_stamp
from devjournal.storage.schema.tables import Row
from devjournal.storage.store import Store
from devjournal.storage.transfer.row_codec import insert

_EVENING = time(20, tzinfo=UTC)
"""The hour at which the first text of a day counts as written. Each further text counts as a second later."""


def insert_on(store: Store, table: type[Row], uid: str, values: dict[str, Any], day: date, position: int = 0) -> int:
    """Add a row that counts as written on a day, at a `position` among that day's rows. Return its local ID."""
    stamp = stamp_on(store, day, position)
    return insert(table, {**values, "uid": uid, "created_at": stamp, "updated_at": stamp, "changed": "{}"})


def stamp_on(store: Store, day: date, position: int = 0) -> str:
    """Return the stamp of a row that counts as written on a day; it is not later than now."""
    moment = datetime.combine(day, _EVENING) + timedelta(seconds=position)
    return min(to_stamp(moment), store.stamp)
