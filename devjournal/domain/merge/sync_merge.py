"""Merges a journal with the copies that a sync read from other machines.

The result does not depend on the order of the copies, and merging a copy again changes nothing. A replaced text is kept
as a row of `text_conflict`, whose values depend only on the text, so that all machines add the same row.

`merge_copies` merges the whole journal. `merge_part` gives the same result, and reads only the rows that can change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from devjournal.domain.merge.field_log import log_write
from devjournal.domain.merge.journal_state import merge_states, pin_displayed_values, rows_of_settled, state_of
from devjournal.domain.merge.related_rows import CONFLICT, Graph, Key, affected_rows, select_rows, uids_by_table
from devjournal.domain.merge.row_merge import Copy, ReplacedValue, Row, last_written, replaced_values
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
"""The fields whose replaced values are kept as text conflicts, by table. Other replaced values are only reported."""


@dataclass(frozen=True, slots=True)
class SyncMerge:
    """The merge of a journal with copies."""

    rows: Rows
    renamed: Mapping[str, str]
    """The uids that were merged into others, each with its replacement."""
    changed: frozenset[Key]
    """The rows of this journal that the merge added, changed or removed."""
    replaced: tuple[ReplacedValue, ...] = ()
    """The replaced values that this journal has not reported before."""
    before: Rows | None = None
    """The merged part of the journal as it was; `None` if the whole journal was merged."""


class JournalRows(Graph, Protocol):
    """The rows of a journal, all or some."""

    def rows(self, uids: Mapping[str, Collection[str]] | None = None) -> Rows:
        """Return the rows with these uids, by table, or all rows."""

    def last_stamp(self) -> str:
        """Return the time of the last write or removal."""


def merge_copies(ours: Rows, theirs: Sequence[tuple[str, Rows]], shape: Shape, name: str) -> SyncMerge:
    """Merge the journal of the machine `name` with named copies of other machines.

    A copy may be a part of a journal, if it has all rows that its rows need (`related_rows.needed_rows`).
    """
    before = {(table, row["uid"]): row for table in shape for row in ours[table] if table not in (REMOVED, HIDDEN)}
    states = [(name, state_of(ours, shape)), *((other, state_of(rows, shape)) for other, rows in theirs)]
    state = states[0][1]
    for _, other in states[1:]:
        state, _ = merge_states(state, other, shape)
    replaced = list(_replaced_values(states, state, shape))
    _keep_replaced_texts(state, replaced)
    settled = settle(state, shape, restore_unseen=True)
    after = {(table, uid): row for table, table_rows in settled.tables.items() for uid, row in table_rows.items()}
    changed = frozenset(
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key) and key[0] != CONFLICT
    )
    unreported = tuple(_unreported(replaced, before, settled))
    return SyncMerge(rows_of_settled(settled), settled.merged_into, changed, unreported)


def merge_part(
    journal: JournalRows, theirs: Sequence[tuple[str, Rows]], changed: Collection[Key], shape: Shape, name: str
) -> SyncMerge | None:
    """Merge the part of a journal that copies can change; `None` if the whole journal has to be merged.

    `changed` are the rows that the user changed since the last merge. All others must be as that merge left them.
    """
    keys = affected_rows(journal, [rows for _, rows in theirs], changed, shape)
    if keys is None:
        return None
    before = _read_part(journal, keys)
    ours = pin_displayed_values(before, shape, journal.last_stamp())
    merge = merge_copies(ours, [(other, select_rows(rows, keys)) for other, rows in theirs], shape, name)
    added = {
        (table, row["uid"]) for table, rows in merge.rows.items() if table not in (REMOVED, HIDDEN) for row in rows
    } - keys
    if merge.renamed or any(journal.table_of(uid) for _, uid in added):
        return None
    return replace(merge, before=before)


def pinned_rows(journal: JournalRows, changed: Collection[Key] | None, shape: Shape) -> dict[Key, Row]:
    """Return the rows that `pin_displayed_values` changes.

    Only rows related to the `changed` ones are compared. If `changed` is `None`, all rows are.
    """
    keys = None if changed is None else affected_rows(journal, [], changed, shape)
    before = journal.rows() if keys is None else _read_part(journal, keys)
    if not before[HIDDEN]:
        return {}
    stored = {(table, row["uid"]): row for table, rows in before.items() for row in rows}
    after = pin_displayed_values(before, shape, journal.last_stamp())
    return {key: row for table, rows in after.items() for row in rows if stored[key := (table, row["uid"])] != row}


def _read_part(journal: JournalRows, keys: Collection[Key]) -> Rows:
    """Return the rows with these keys, with their notes, and all tombstones."""
    uids = [uid for _, uid in keys]
    return journal.rows({**uids_by_table(keys), REMOVED: journal.uids(REMOVED), HIDDEN: sorted(uids)})


def _replaced_values(states: Sequence[tuple[str, State]], merged: State, shape: Shape) -> Iterator[ReplacedValue]:
    """Yield the values of all copies that lost in the merged state. The first state is this journal's."""
    ours = states[0][1].tables
    for table, merged_rows in merged.tables.items():
        if table == CONFLICT:
            continue
        fields = fields_of(shape, table)
        differing = {uid for _, other in states[1:] for uid, copy in other.tables[table].items()
                     if ours[table].get(uid) != copy}  # fmt: skip
        for uid in sorted(differing):
            copies = [(name, state.tables[table][uid]) for name, state in states if uid in state.tables[table]]
            if len(copies) > 1:
                yield from replaced_values(table, merged_rows[uid], copies, fields)


def _is_kept(value: ReplacedValue) -> bool:
    return value.column in TEXTS.get(value.table, ())


def _keep_replaced_texts(state: State, replaced: Sequence[ReplacedValue]) -> None:
    """Add a text conflict for each replaced text. Reopen a settled one if its text was written and replaced again."""
    conflicts = state.tables[CONFLICT]
    for value in replaced:
        if not _is_kept(value):
            continue
        row_uid, at = value.row["uid"], value.other_at
        uid = natural_uid("text-conflict", f"{value.table} {row_uid} {value.column} {value.other}")
        known = conflicts.get(uid)
        if known is None:
            about = {"table_name": value.table, "row_uid": row_uid, "field": value.column}
            text = {"other": value.other, "other_at": at, "machine": value.machine, "settled": False}
            conflicts[uid] = Copy({"uid": uid, "created_at": at, "updated_at": at, "changed": {}, **about, **text})
        elif known.row["settled"] and at > last_written(known.row, "settled"):
            conflicts[uid] = _reopened(known.row, at)


def _reopened(row: Row, at: str) -> Copy:
    stamp = max(at, _microsecond_after(row["updated_at"]))
    changed = log_write(row["changed"], row["created_at"], row["updated_at"], ("other_at", "settled"), stamp)
    return Copy({**row, "other_at": at, "settled": False, "updated_at": stamp, "changed": changed})


def _microsecond_after(stamp: str) -> str:
    later = datetime.fromisoformat(stamp) + timedelta(microseconds=1)
    return later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _unreported(
    replaced: Sequence[ReplacedValue], before: Mapping[Key, Row], settled: Settled
) -> Iterator[ReplacedValue]:
    """Yield the replaced values to report: texts whose conflict is new or open again, and all other values."""
    for value in replaced:
        row = settled.tables[value.table].get(value.row["uid"])
        if row is not None and not _is_kept(value) and row[value.column] == value.kept:
            yield value
    for uid, conflict in settled.tables[CONFLICT].items():
        known = before.get((CONFLICT, uid))
        if not conflict["settled"] and (known is None or known["settled"]):
            yield _value_of_conflict(conflict, settled.tables[conflict["table_name"]][conflict["row_uid"]])


def _value_of_conflict(conflict: Row, row: Row) -> ReplacedValue:
    column = conflict["field"]
    return ReplacedValue(
        table=conflict["table_name"],
        row=row,
        column=column,
        kept=row[column],
        kept_at=last_written(row, column),
        other=conflict["other"],
        other_at=conflict["other_at"],
        machine=conflict["machine"],
    )
