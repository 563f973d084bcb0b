"""Imported rows. They count as written on their own day, not at the time of the import."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from devjournal.storage.schema.stamps import to_stamp
from devjournal.storage.schema.tables import Row
from devjournal.storage.store import Store
from devjournal.storage.transfer.row_codec import insert

_EVENING = time(20, tzinfo=UTC)
"""The hour at which texts count as written; each further text of the day adds a second."""


def insert_on(store: Store, table: type[Row], uid: str, values: dict[str, Any], day: date, place: int = 0) -> int:
    """Add a row that counts as written on a day, at `place` among that day's rows. Return its local ID."""
    stamp = stamp_on(store, day, place)
    return insert(table, {**values, "uid": uid, "created_at": stamp, "updated_at": stamp, "changed": "{}"})


def stamp_on(store: Store, day: date, place: int = 0) -> str:
    """Return when something of a day counts as written, never later than now."""
    moment = datetime.combine(day, _EVENING) + timedelta(seconds=place)
    return min(to_stamp(moment), store.stamp)
