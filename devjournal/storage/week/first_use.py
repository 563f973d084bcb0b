"""Which features are in use: one query, which stops at the first row of each feature."""

from __future__ import annotations

from devjournal.domain.week.status import HasAny
from devjournal.storage.store import Store

_SOURCES = {
    "entries": "entry",
    "plans": "plan_step",
    "evidence": "entry WHERE gap IS NOT NULL",
    "aims": "week WHERE gap IS NOT NULL",
    "awareness": "awareness",
    "talks": "conversation",
    "notes": "conversation WHERE notes <> ''",
    "topics": "topic",
}
"""The table and the condition of each feature in `HasAny`."""


def has_any(store: Store) -> HasAny:
    """Return which features the journal uses."""
    columns = ", ".join(f"EXISTS (SELECT 1 FROM {_SOURCES[name]})" for name in HasAny._fields)
    with store.reading():
        row = store.database.execute_sql(f"SELECT {columns}").fetchone()
    return HasAny(*map(bool, row))
