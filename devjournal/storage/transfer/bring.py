"""Imports the items of another program's file that are new, in one undo step.

An entry is identified by its source, day and text, so that a changed or removed entry does not come back if the same
file is imported again. It counts as written on its day: a page for a 1:1 lists it only if the page covers that day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from devjournal.domain.bring.batch import Arrival, Batch, ForeignEntry, SourceKind, gap_titles
from devjournal.domain.career.gap import Step
from devjournal.domain.career.person import Relation
from devjournal.domain.merge.uids import natural_uid
from devjournal.domain.text.user_text import pluralized, sanitized
from devjournal.storage.core import undo
from devjournal.storage.core.rows import id_of, tuples
from devjournal.storage.core.uids import random_uid
from devjournal.storage.schema.marks import RemovedRow
from devjournal.storage.schema.tables import EntryRow, GapRow, PersonRow
from devjournal.storage.store import Store
from devjournal.storage.transfer.bring_rows import insert_on
from devjournal.storage.transfer.bring_weeks import arriving_weeks, put_weeks


def preview(store: Store, batch: Batch) -> Arrival:
    """Return what a batch would add, and add nothing."""
    with store.reading():
        return _arrival(batch, _gap_ids())


def bring(store: Store, batch: Batch) -> Arrival:
    """Add the new items of a batch, all or nothing. Return them.

    Raises:
        JournalError: a row breaks a rule of the schema; nothing was written.
    """
    arrived: list[Arrival] = []

    def step_name() -> str:
        entries, weeks = len(arrived[0].entries), len(arrived[0].weeks)
        counts = [pluralized(entries, "entry", "entries")] * bool(entries) + [pluralized(weeks, "week")] * bool(weeks)
        return f"import of {' and '.join(counts)} from {batch.kind}"

    with store.writing(step_name), undo.merging(store.database):
        gaps = _gap_ids()
        arrived.append(_arrival(batch, gaps))
        put_weeks(store, arrived[0].weeks, gaps)
        _put_entries(store, batch.kind, arrived[0].entries, gaps)
    return arrived[0]


def _gap_ids() -> Mapping[str, int]:
    """Return the ID of each gap by title; of equal titles, an open gap of the current step comes first."""
    order = (GapRow.closed_on.is_null(), GapRow.step == Step.CURRENT.value, GapRow.id.desc())
    return dict(tuples(GapRow.select(GapRow.title, GapRow.id).order_by(*order)))


def _arrival(batch: Batch, gaps: Mapping[str, int]) -> Arrival:
    removed = {uid for (uid,) in tuples(RemovedRow.select(RemovedRow.uid))}
    existing: dict[str, tuple[date, str]] = {}
    texts: Counter[tuple[date, str]] = Counter()
    for uid, day, text in tuples(EntryRow.select(EntryRow.uid, EntryRow.day, EntryRow.text)):
        existing[uid] = (day, sanitized(text))
        texts[existing[uid]] += 1
    new: list[ForeignEntry] = []
    known_count = removed_count = 0
    for entry in batch.entries:
        uid, same = _uid(batch.kind, entry), (entry.day, sanitized(entry.text))
        if uid in existing or texts[same] > 0:
            texts[existing.get(uid, same)] -= 1
            known_count += 1
        elif uid in removed:
            removed_count += 1
        else:
            new.append(entry)
    weeks, known_weeks, removed_weeks = arriving_weeks(batch.weeks, removed)
    titles = gap_titles(new, weeks)
    known_count, removed_count = known_count + known_weeks, removed_count + removed_weeks
    return Arrival(tuple(new), weeks, known_count, removed_count, len(titles - gaps.keys()))


def _uid(kind: SourceKind, entry: ForeignEntry) -> str:
    repeat = f":{entry.repeat}" if entry.repeat else ""
    return natural_uid(f"brought from {kind}{repeat}", f"{entry.day}:{entry.text}")


def _put_entries(store: Store, kind: SourceKind, entries: Sequence[ForeignEntry], gaps: Mapping[str, int]) -> None:
    per_day: Counter[date] = Counter()
    people = dict(tuples(PersonRow.select(PersonRow.name, PersonRow.id)))
    for entry in entries:
        if entry.said_by and entry.said_by not in people:
            people[entry.said_by] = _add_person(store, entry.said_by, entry.day)
        values: dict[str, Any] = {
            "day": entry.day,
            "text": entry.text,
            "link": entry.link,
            "gap": gaps.get(entry.gap_title),
            "week": None,
            "private": entry.private,
            "said_by": people.get(entry.said_by),
        }
        insert_on(store, EntryRow, _uid(kind, entry), values, entry.day, per_day[entry.day])
        per_day[entry.day] += 1


def _add_person(store: Store, name: str, day: date) -> int:
    """Add a missing person who said imported words. Without the person, the words would count as the user's own."""
    uid = natural_uid("person", name)
    if id_of(PersonRow, PersonRow.uid == uid) is not None:  # the person was renamed
        uid = random_uid()
    values = {"name": name, "role": "", "relation": Relation.OTHER.value, "next_on": None}
    return insert_on(store, PersonRow, uid, values, day)
