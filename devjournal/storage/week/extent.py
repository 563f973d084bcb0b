"""The first and the last week with data, read in one query."""

from __future__ import annotations

from datetime import date

from devjournal.domain.dates.days import IsoWeek
from devjournal.storage.store import Store

_QUERY = """SELECT min(first), max(last) FROM (
  SELECT min(monday) AS first, max(monday) AS last FROM week WHERE goal <> '' OR outcome IS NOT NULL
  UNION ALL SELECT min(day), max(day) FROM entry
  UNION ALL SELECT min(first), max(last) FROM away
)"""
"""Another program may have left a row for a week without data, which does not count."""


def read_extent(store: Store) -> tuple[IsoWeek, IsoWeek] | None:
    """Return the first and the last week with a goal, a recap, an entry or a day off; None if there is no such week."""
    with store.reading():
        first, last = store.database.execute_sql(_QUERY).fetchone()
    if first is None:
        return None
    return IsoWeek.of(date.fromisoformat(first)), IsoWeek.of(date.fromisoformat(last))
