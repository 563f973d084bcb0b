"""The evidence that a week's recap adds to its gap. Called inside `Store.writing`."""

from __future__ import annotations

from typing import Any

from devjournal.domain.week.week import Outcome, Week
from devjournal.storage.core.rows import first_row
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.tables import EntryRow, WeekRow
from devjournal.storage.store import Store


def sync_evidence(store: Store, week_id: int, before: Week, week: Week) -> None:
    """Update the evidence of a week's recap after the week changed from `before`.

    Changes that the user made to the entry stay: an edited recap neither restores an entry that the user removed nor
    changes the text of an entry that the user reworded.
    """
    new_gap = week.gap if week.outcome is Outcome.HIT else None
    old_gap = before.gap if before.outcome is Outcome.HIT else None
    fields = (EntryRow.id, EntryRow.text, EntryRow.gap)
    row = first_row(EntryRow.select(*fields).where(EntryRow.week == week_id))
    if row is None:
        if new_gap is not None and new_gap != old_gap:
            _add_evidence(store, week_id, week, new_gap)
        return
    entry_id, text, gap = row
    if new_gap is None:
        if not (old_gap is None and before.outcome is week.outcome is Outcome.HIT):  # or its gap was removed
            store.delete(EntryRow, entry_id)
        return
    changes: dict[str, Any] = {"text": week.goal} if text == before.goal else {}
    if gap == old_gap:
        changes["gap"] = new_gap
    if changes:
        store.follow(EntryRow, entry_id, changes)


def _add_evidence(store: Store, week_id: int, week: Week, gap: int) -> None:
    day = min(store.today, week.iso.sunday)
    values = {"day": day, "text": week.goal, "link": "", "gap": gap, "week": week_id, "private": False}
    since: str = WeekRow.select(WeekRow.updated_at).where(WeekRow.id == week_id).scalar()
    store.insert(EntryRow, values, natural_uid("evidence", week.monday.isoformat()), since)
