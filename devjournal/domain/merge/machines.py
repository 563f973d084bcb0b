"""Several machines in step: what a journal holds once it has read the copies of others, and which texts gave way.

A pure function of the copies: in whichever order they come, the same journal comes of it. A text that gave way is kept
as a row of `text_conflict`, whose values follow from the text alone, so that two machines make the same row.
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
"""The fields whose text is kept where it gives way, by table; of any other value a line is enough."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that gave way, and the machine it came from."""

    gave_way: GaveWay
    machine: str


@dataclass(frozen=True, slots=True)
class InStep:
    """What a journal and the copies of other machines make."""

    rows: Rows
    renamed: Mapping[str, str]
    came: frozenset[tuple[str, str]]
    """The rows that are not as this journal had them, by table and uid."""
    gave_way: tuple[Difference, ...] = field(default=())
    """What gave way and was not said here before."""
    before: Rows | None = None
    """The rows of this journal that it was made of, where these are a part; None stands for all of them."""


class Journal(Graph, Protocol):
    """A journal of which a part can be read."""

    def rows(self, uids: Mapping[str, Collection[str]] | None = None) -> Rows:
        """Return rows of these uids, by table, or all."""

    def last_stamp(self) -> str:
        """Return the last time at which anything was written or removed."""


def bring_in_step(ours: Rows, theirs: Sequence[tuple[str, Rows]], shape: Shape, name: str) -> InStep:
    """Return what a journal of the machine `name` and copies of named other machines make.

    A copy may hold a part of a journal: rows with all that belongs to them (`surroundings.related`).
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
    after = {(table, uid): row for table, found in settled.tables.items() for uid, row in found.items()}
    came = frozenset(
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key) and key[0] != CONFLICT
    )
    return InStep(rows, settled.under, came, tuple(_news(lost, before, settled)))


def bring_part_in_step(
    journal: Journal, theirs: Sequence[tuple[str, Rows]], changed: Collection[Key], shape: Shape, name: str
) -> InStep | None:
    """Return what `bring_in_step` makes of a journal, without what stays as it is; None where all of it may change.

    But for what `changed` since then and what `theirs` say, the journal is as a sync left it.
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
    """Return the rows that say something else than the file once what their owner made of them counts as written.

    Where `changed` is not known, all of the journal is looked at.
    """
    keys = None if changed is None else surroundings(journal, [], changed, shape)
    before = journal.rows() if keys is None else restricted_journal(journal, keys)
    if not before[HIDDEN]:
        return {}
    there = {(table, row["uid"]): row for table, rows in before.items() for row in rows}
    after = owned(before, shape, journal.last_stamp())
    return {key: row for table, rows in after.items() for row in rows if there[key := (table, row["uid"])] != row}


def restricted_journal(journal: Journal, keys: Collection[Key]) -> Rows:
    """Return some rows of a journal with their notes, and every mark of a removal."""
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
            copies = [(name, found.tables[table][uid]) for name, found in states if uid in found.tables[table]]
            if len(copies) > 1:
                for gave_way, machine in lost_values(table, stands[uid], copies, fields):
                    yield Difference(gave_way, machine)


def conflict_uid(gave_way: GaveWay) -> str:
    """Return the uid of the row that keeps a text."""
    name = f"{gave_way.table} {gave_way.row['uid']} {gave_way.column} {gave_way.other}"
    return natural_uid("text-conflict", name)


def _is_text(gave_way: GaveWay) -> bool:
    return gave_way.column in TEXTS.get(gave_way.table, ())


def _keep_texts(state: State, lost: Sequence[Difference], shape: Shape) -> None:
    """Keep each text that gave way; one that was settled before and gave way again since is open again."""
    kept = state.tables[CONFLICT]
    for difference in lost:
        gave_way = difference.gave_way
        if not _is_text(gave_way):
            continue
        uid, at = conflict_uid(gave_way), gave_way.other_at
        there = kept.get(uid)
        if there is None:
            about = {"table_name": gave_way.table, "row_uid": gave_way.row["uid"], "field": gave_way.column}
            said = {"other": gave_way.other, "other_at": at, "machine": difference.machine, "settled": False}
            kept[uid] = Copy({"uid": uid, "created_at": at, "updated_at": at, "changed": {}, **about, **said})
        elif there.row["settled"] and at > last_written(there.row, "settled"):
            kept[uid] = _reopened(there.row, at)


def _reopened(row: Row, at: str) -> Copy:
    stamp = max(at, _next(row["updated_at"]))
    changed = noted(row["changed"], row["created_at"], row["updated_at"], ("other_at", "settled"), stamp)
    return Copy({**row, "other_at": at, "settled": False, "updated_at": stamp, "changed": changed})


def _next(stamp: str) -> str:
    later = datetime.fromisoformat(stamp) + timedelta(microseconds=1)
    return later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _news(lost: Sequence[Difference], before: Mapping[tuple[str, str], Row], settled: Settled) -> Iterator[Difference]:
    """Yield what to say of values that gave way: texts that are kept here from now on, and other values."""
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
