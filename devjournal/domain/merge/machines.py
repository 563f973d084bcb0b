"""Several machines in step: the journal after reading copies of others, and the texts that were replaced.

A pure function of the copies: their order does not matter. A replaced text is kept as a row of `text_conflict`, whose
values depend on the text alone, so that two machines make the same row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from devjournal.domain.merge.field_log import noted
from devjournal.domain.merge.journal_state import joined, owned, rows_of_settled, state_of
from devjournal.domain.merge.row_merge import Copy, GaveWay, Row, last_written, lost_values
from devjournal.domain.merge.settling import (
    HIDDEN,
    REMOVED,
    Rows,
    Settled,
    Shape,
    State,
    fields_of,
    settle,
)
from devjournal.domain.merge.surroundings import CONFLICT, Graph, Key, parts_of, restricted, surroundings
from devjournal.domain.merge.uids import natural_uid

TEXTS: Mapping[str, frozenset[str]] = {
    "week": frozenset({"skill", "goal", "adjustment", "note", "lesson"}),
    "plan_step": frozenset({"text"}),
    "away": frozenset({"note"}),
    "entry": frozenset({"text", "link"}),
    "horizon": frozenset({"role", "why", "statement"}),
    "gap": frozenset({"title", "why", "parked_why", "claim"}),
    "person": frozenset({"role"}),
    "conversation": frozenset({"notes", "year_before"}),
    "topic": frozenset({"text"}),
    "review": frozenset({"horizon", "skills", "experience", "brand", "role_models", "course"}),
    "remark": frozenset({"text"}),
}
"""The fields whose replaced text is kept, by table. Other values only get a line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A replaced value, and the machine it came from."""

    gave_way: GaveWay
    machine: str


@dataclass(frozen=True, slots=True)
class InStep:
    """The journal made from a journal and copies of other machines."""

    rows: Rows
    renamed: Mapping[str, str]
    came: frozenset[tuple[str, str]]
    """The rows that changed, by table and uid."""
    gave_way: tuple[Difference, ...] = field(default=())
    """Replaced values that this journal has not reported before."""
    before: Rows | None = None
    """The rows of this journal that were merged, if only a part was; None for all of them."""


class Journal(Graph, Protocol):
    """A journal of which a part can be read."""

    def rows(self, uids: Mapping[str, Collection[str]] | None = None) -> Rows:
        """Return the rows with these uids, by table, or all rows."""

    def last_stamp(self) -> str:
        """Return the time of the last write or removal."""


def bring_in_step(ours: Rows, theirs: Sequence[tuple[str, Rows]], shape: Shape, name: str) -> InStep:
    """Merge the journal of the machine `name` with copies of other machines, by their names.

    A copy may be a part of a journal: rows with everything that belongs to them (`surroundings.related`).
    """
    before = {(table, row["uid"]): row for table in shape for row in ours[table] if table not in (REMOVED, HIDDEN)}
    states = [(name, state_of(ours, shape)), *((other, state_of(rows, shape)) for other, rows in theirs)]
    state = states[0][1]
    for _, other in states[1:]:
        state, _ = joined(state, other, shape)
    lost = list(_lost(states, state, shape))
    _keep_texts(state, lost, shape)
    settled = settle(state, shape, unseen_returns=True)
    rows = rows_of_settled(settled)
    after = {(table, uid): row for table, table_rows in settled.tables.items() for uid, row in table_rows.items()}
    came = frozenset(
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key) and key[0] != CONFLICT
    )
    return InStep(rows, settled.under, came, tuple(_news(lost, before, settled)))


def bring_part_in_step(
    journal: Journal, theirs: Sequence[tuple[str, Rows]], changed: Collection[Key], shape: Shape, name: str
) -> InStep | None:
    """Return the part of a journal that `bring_in_step` may change; None if that is the whole journal.

    Apart from `changed` and `theirs`, the journal is as the last sync left it.
    """
    keys = surroundings(journal, [rows for _, rows in theirs], changed, shape)
    if keys is None:
        return None
    before = restricted_journal(journal, keys)
    ours = owned(before, shape, journal.last_stamp())
    made = bring_in_step(ours, [(other, restricted(rows, keys)) for other, rows in theirs], shape, name)
    new = {
        (table, row["uid"]) for table, rows in made.rows.items() if table not in (REMOVED, HIDDEN) for row in rows
    } - keys
    if made.renamed or any(journal.table_of(uid) for _, uid in new):
        return None
    return replace(made, before=before)


def owned_rows(journal: Journal, changed: Collection[Key] | None, shape: Shape) -> dict[Key, Row]:
    """Return the rows that differ from the file once the user's changes are recorded as written.

    If `changed` is unknown, the whole journal is compared.
    """
    keys = None if changed is None else surroundings(journal, [], changed, shape)
    before = journal.rows() if keys is None else restricted_journal(journal, keys)
    if not before[HIDDEN]:
        return {}
    there = {(table, row["uid"]): row for table, rows in before.items() for row in rows}
    after = owned(before, shape, journal.last_stamp())
    return {key: row for table, rows in after.items() for row in rows if there[key := (table, row["uid"])] != row}


def restricted_journal(journal: Journal, keys: Collection[Key]) -> Rows:
    """Return rows of a journal with their notes, and every mark of a removal."""
    uids = [uid for _, uid in keys]
    return journal.rows({**parts_of(keys), REMOVED: journal.uids(REMOVED), HIDDEN: sorted(uids)})


def _lost(states: Sequence[tuple[str, State]], state: State, shape: Shape) -> Iterator[Difference]:
    ours = states[0][1].tables
    for table, stands in state.tables.items():
        if table == CONFLICT:
            continue
        fields = fields_of(shape, table)
        touched = {uid for _, other in states[1:] for uid, copy in other.tables[table].items()
                   if ours[table].get(uid) != copy}  # fmt: skip
        for uid in sorted(touched):
            copies = [
                (name, copy_state.tables[table][uid]) for name, copy_state in states if uid in copy_state.tables[table]
            ]
            if len(copies) > 1:
                for gave_way, machine in lost_values(table, stands[uid], copies, fields):
                    yield Difference(gave_way, machine)


def conflict_uid(gave_way: GaveWay) -> str:
    """Return the uid of the row that keeps a replaced text."""
    name = f"{gave_way.table} {gave_way.row['uid']} {gave_way.column} {gave_way.other}"
    return natural_uid("text-conflict", name)


def _is_text(gave_way: GaveWay) -> bool:
    return gave_way.column in TEXTS.get(gave_way.table, ())


def _keep_texts(state: State, lost: Sequence[Difference], shape: Shape) -> None:
    """Keep each replaced text. A settled text that was replaced again is open again."""
    conflicts = state.tables[CONFLICT]
    for difference in lost:
        gave_way = difference.gave_way
        if not _is_text(gave_way):
            continue
        uid, at = conflict_uid(gave_way), gave_way.other_at
        there = conflicts.get(uid)
        if there is None:
            about = {"table_name": gave_way.table, "row_uid": gave_way.row["uid"], "field": gave_way.column}
            values = {"other": gave_way.other, "other_at": at, "machine": difference.machine, "settled": False}
            conflicts[uid] = Copy({"uid": uid, "created_at": at, "updated_at": at, "changed": {}, **about, **values})
        elif there.row["settled"] and at > last_written(there.row, "settled"):
            conflicts[uid] = _reopened(there.row, at)


def _reopened(row: Row, at: str) -> Copy:
    stamp = max(at, _next(row["updated_at"]))
    changed = noted(row["changed"], row["created_at"], row["updated_at"], ("other_at", "settled"), stamp)
    return Copy({**row, "other_at": at, "settled": False, "updated_at": stamp, "changed": changed})


def _next(stamp: str) -> str:
    later = datetime.fromisoformat(stamp) + timedelta(microseconds=1)
    return later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _news(lost: Sequence[Difference], before: Mapping[tuple[str, str], Row], settled: Settled) -> Iterator[Difference]:
    """Yield the replaced values to report: texts kept from now on, and other values."""
    for difference in lost:
        gave_way = difference.gave_way
        shown = settled.tables[gave_way.table].get(gave_way.row["uid"])
        if shown is not None and not _is_text(gave_way) and shown[gave_way.column] == gave_way.kept:
            yield difference
    for uid, row in settled.tables[CONFLICT].items():
        known = before.get((CONFLICT, uid))
        if not row["settled"] and (known is None or known["settled"]):
            yield Difference(_as_gave_way(row, settled.tables[row["table_name"]][row["row_uid"]]), row["machine"])


def _as_gave_way(conflict: Row, row: Row) -> GaveWay:
    column = conflict["field"]
    stands = {"kept": row[column], "kept_at": last_written(row, column)}
    gone = {"other": conflict["other"], "other_at": conflict["other_at"]}
    return GaveWay(table=conflict["table_name"], row=row, column=column, **stands, **gone)
