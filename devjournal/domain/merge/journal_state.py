"""A whole journal as a merge sees it: parsed from rows, merged with others, and written as rows again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devjournal.domain.merge.field_log import joined_seen, last_logged, noted, sticky_of
from devjournal.domain.merge.notes import completed, fits
from devjournal.domain.merge.row_merge import Copy, GaveWay, Row, join, last_written, written_at
from devjournal.domain.merge.settling import (
    HIDDEN,
    REMOVED,
    Note,
    Rows,
    Settled,
    Shape,
    State,
    cleared_at,
    fields_of,
    hit_at,
    last_cleared,
    settle,
)
from devjournal.domain.merge.uids import natural_uid


def state_of(rows: Rows, shape: Shape) -> State:
    """Return the state of a journal with these rows."""
    tables = {name: {row["uid"]: Copy(row) for row in rows[name]} for name in shape if name not in (REMOVED, HIDDEN)}
    removed = {row["uid"]: row for row in rows[REMOVED]}
    state = State(tables, removed)
    brought_back: set[str] = set()
    for copy in tables["week"].values():
        copy.cleared = cleared_at(copy.row)
    for hidden in rows[HIDDEN]:
        table, note = hidden["table_name"], hidden["note"]
        if table in tables and fits(note, shape[table]):
            _bring_back(state, table, hidden["uid"], note, shape, brought_back)
    _mark_what_is_not_left(state, brought_back)
    return state


def _bring_back(state: State, table: str, uid: str, note: Note, shape: Shape, brought_back: set[str]) -> None:
    """Apply a note: a hidden row, or values of a row that its columns do not show."""
    copies = state.tables[table]
    copy = copies.get(uid)
    if "removed" in note:
        _remove(state.removed, note["removed"])
    if copy is not None and note.get("made") == copy.row["updated_at"] and not copy.row["changed"]:
        brought_back.add(uid)
        del copies[uid]
        copy = None
    if "row" in note:
        marks = frozenset(note.get("marks", ())) or None
        hidden_copy = Copy(
            {"uid": uid, **completed(note["row"], shape[table])},
            dict(note.get("at", {})),
            marks,
            note.get("cleared", ""),
        )
        if "under" in note:
            _follow(state, table, hidden_copy, *note["under"])
        copies[uid] = hidden_copy if copy is None else join(table, hidden_copy, copy, fields_of(shape, table))[0]
    elif copy is not None:
        _complete(copy, note)


def _complete(copy: Copy, note: Note) -> None:
    """Give a row back the values that its columns do not show. Fields written since then keep their own."""
    row = dict(copy.row)
    for column, (last, at, value) in note.get("fields", {}).items():
        if last_logged(copy.row, column) == last:
            row[column] = value
            if at != last_written(row, column):
                copy.at[column] = at
    flag = sticky_of(row)
    if flag and "marks" in note and row[flag] and last_logged(copy.row, flag) == note["marks"][0]:
        copy.marks = frozenset(note["marks"][1])
    if "cleared" in note and note["cleared"][0] == last_cleared(copy.row):
        copy.cleared = note["cleared"][1]
    copy.row = row


def _follow(state: State, table: str, copy: Copy, under: str, since: str) -> None:
    """Split off a row that became part of another one: take its new name, and be removed with it."""
    first = state.tables[table].get(under)
    mark = state.removed.get(under)
    at = written_at(first, "name") if first is not None and table == "person" else ""
    if first is not None and at > since:
        row = dict(copy.row)
        row["changed"] = noted(row["changed"], row["created_at"], row["updated_at"], ("name",), at)
        row |= {"name": first.row["name"], "updated_at": max(at, row["updated_at"])}
        copy.row = row
        copy.at.pop("name", None)
    elif first is None and mark is not None:
        _remove(state.removed, {**mark, "uid": copy.row["uid"], "seen": None})


def _mark_what_is_not_left(state: State, brought_back: set[str]) -> None:
    """Record which hits have no evidence: the user removed it, or another program wrote the hit."""
    weeks_with_evidence = {copy.row["week"] for copy in state.tables["entry"].values()}
    for uid, copy in state.tables["week"].items():
        row = copy.row
        if row["outcome"] == "hit" and row["gap"] is not None and uid not in weeks_with_evidence:
            evidence = natural_uid("evidence", row["monday"])
            if evidence not in brought_back and evidence not in state.tables["entry"]:
                state.not_left[evidence] = hit_at(copy)


def _remove(removed: dict[str, Row], mark: Row) -> None:
    """Add the mark of a removal; the last removal of a row counts."""
    uid = mark["uid"]
    there = removed.get(uid)
    if there is None:
        removed[uid] = mark
    elif there is not mark:
        last = max(there, mark, key=lambda candidate: (candidate["removed_at"], candidate["table_name"]))
        removed[uid] = {**last, "seen": joined_seen(there["seen"], mark["seen"])}


def joined(first: State, other: State, shape: Shape) -> tuple[State, list[GaveWay]]:
    """Return the merged state of two journals, and the values that were replaced."""
    tables: dict[str, dict[str, Copy]] = {}
    gave_way: list[GaveWay] = []
    for table, mine in first.tables.items():
        theirs = other.tables[table]
        fields = fields_of(shape, table)
        both = tables[table] = {**theirs, **mine}
        for uid in mine.keys() & theirs.keys():
            if mine[uid] != theirs[uid]:
                both[uid], lost = join(table, mine[uid], theirs[uid], fields)
                gave_way += lost
    removed = dict(first.removed)
    for mark in other.removed.values():
        _remove(removed, mark)
    unproved = first.not_left.keys() | other.not_left.keys()
    not_left = {uid: max(first.not_left.get(uid, ""), other.not_left.get(uid, "")) for uid in unproved}
    return State(tables, removed, not_left), gave_way


def in_step(rows: Rows, shape: Shape) -> Rows:
    """Return the rows of one journal as a merge would leave them."""
    return rows_of_settled(settle(state_of(rows, shape), shape))


def rows_of_settled(settled: Settled) -> Rows:
    """Return the rows of a settled journal by table."""
    rows: Rows = {table: list(by_uid.values()) for table, by_uid in settled.tables.items()}
    rows[REMOVED] = [settled.removed[uid] for uid in sorted(settled.removed)]
    notes = sorted((uid, table, note) for uid, (table, note) in settled.notes.items() if note)
    rows[HIDDEN] = [{"uid": uid, "table_name": table, "note": _in_order(note)} for uid, table, note in notes]
    return rows


def _in_order(value: Any) -> Any:
    """Return a JSON value with sorted keys, so that equal journals export equal bytes."""
    return {key: _in_order(value[key]) for key in sorted(value)} if isinstance(value, dict) else value


def owned(rows: Rows, shape: Shape, last: str = "") -> Rows:
    """Return the rows of a journal with the user's changes since the last merge recorded as written.

    If the rows are a part of the journal, `last` is the time of its last write or removal.

    A merge may show something else than a copy has, such as another place in a plan, or a horizon as retired. If a
    later merge would show something else again, what the user saw and left counts as written by the user.
    """
    if not rows[HIDDEN]:
        return rows
    settled = settle(state_of(rows, shape), shape)
    stamps = [row["updated_at"] for name in settled.tables for row in rows[name]]
    last = max([last, *stamps, *(row["removed_at"] for row in rows[REMOVED])])
    notes = {row["uid"]: row["note"] for row in rows[HIDDEN] if fits(row["note"], shape.get(row["table_name"], {}))}
    result = dict(rows)
    for table, settled_rows in settled.tables.items():
        result[table] = [
            _owned(row, settled_rows.get(row["uid"]), notes.get(row["uid"], {}), last) for row in rows[table]
        ]
    return result


def _owned(row: Row, settled_row: Row | None, note: Mapping[str, Any], last: str) -> Row:
    """Return a row with every field that a merge would show differently as written at `last`."""
    if settled_row is None or row == settled_row or note.get("made") == row["updated_at"]:
        return row
    fields = [name for name in note.get("fields", {}) if row[name] != settled_row[name]]
    if not fields:
        return row
    changed = noted(row["changed"], row["created_at"], row["updated_at"], fields, last)
    return {**row, "changed": changed, "updated_at": max(last, row["updated_at"])}
