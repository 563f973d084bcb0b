"""What was used before: one question to the file, answered by the first row of each kind."""

from __future__ import annotations

from devjournal.domain.week.status import HasAny
from devjournal.storage.store import Store

_HOLDS = {
    "entries": "entry",
    "plans": "plan_step",
    "evidence": "entry WHERE gap IS NOT NULL",
    "aims": "week WHERE gap IS NOT NULL",
    "awareness": "awareness",
    "talks": "conversation",
    "notes": "conversation WHERE notes <> ''",
    "topics": "topic",
}
"""Where a row of each is, by its name in `HasAny`."""


def used(store: Store) -> HasAny:
    """Return what the journal holds any of."""
    columns = ", ".join(f"EXISTS (SELECT 1 FROM {_HOLDS[name]})" for name in HasAny._fields)
    with store.reading():
        row = store.database.execute_sql(f"SELECT {columns}").fetchone()
    return HasAny(*map(bool, row))
