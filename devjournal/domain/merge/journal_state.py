"""Converts the rows of a journal to the state that a merge works on, merges states, and converts them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devjournal.domain.merge.field_log import last_logged, log_write, merge_seen, sticky_of
from devjournal.domain.merge.notes import completed, fits
from devjournal.domain.merge.row_merge import Copy, ReplacedValue, Row, last_written, merge_rows, written_at
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
    restored: set[str] = set()
    for copy in tables["week"].values():
        copy.cleared = cleared_at(copy.row)
    for hidden in rows[HIDDEN]:
        table, note = hidden["table_name"], hidden["note"]
        if table in tables and fits(note, shape[table]):
            _apply_note(state, table, hidden["uid"], note, shape, restored)
    _record_missing_evidence(state, restored)
    return state


def _apply_note(state: State, table: str, uid: str, note: Note, shape: Shape, restored: set[str]) -> None:
    """Apply a note to its row: restore the hidden row, or the values that its columns do not display."""
    copies = state.tables[table]
    copy = copies.get(uid)
    if "removed" in note:
        _add_tombstone(state.removed, note["removed"])
    if copy is not None and note.get("made") == copy.row["updated_at"] and not copy.row["changed"]:
        restored.add(uid)
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
            _follow_merged_row(state, table, hidden_copy, *note["under"])
        copies[uid] = hidden_copy if copy is None else merge_rows(table, hidden_copy, copy, fields_of(shape, table))[0]
    elif copy is not None:
        _restore_values(copy, note)


def _restore_values(copy: Copy, note: Note) -> None:
    """Restore the values that a row's columns do not display, unless a field was written since the note."""
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


def _follow_merged_row(state: State, table: str, copy: Copy, under: str, since: str) -> None:
    """Apply to a merged row what became of the row that it was merged into: a new name, or its removal."""
    first = state.tables[table].get(under)
    tombstone = state.removed.get(under)
    at = written_at(first, "name") if first is not None and table == "person" else ""
    if first is not None and at > since:
        row = dict(copy.row)
        row["changed"] = log_write(row["changed"], row["created_at"], row["updated_at"], ("name",), at)
        row |= {"name": first.row["name"], "updated_at": max(at, row["updated_at"])}
        copy.row = row
        copy.at.pop("name", None)
    elif first is None and tombstone is not None:
        _add_tombstone(state.removed, {**tombstone, "uid": copy.row["uid"], "seen": None})


def _record_missing_evidence(state: State, restored: set[str]) -> None:
    """Record the hits without evidence: the user removed it, or another program wrote the hit."""
    weeks_with_evidence = {copy.row["week"] for copy in state.tables["entry"].values()}
    for uid, copy in state.tables["week"].items():
        row = copy.row
        if row["outcome"] == "hit" and row["gap"] is not None and uid not in weeks_with_evidence:
            evidence = natural_uid("evidence", row["monday"])
            if evidence not in restored and evidence not in state.tables["entry"]:
                state.missing_evidence[evidence] = hit_at(copy)


def _add_tombstone(removed: dict[str, Row], tombstone: Row) -> None:
    """Add the tombstone of a row. Of two removals, the later one counts."""
    uid = tombstone["uid"]
    there = removed.get(uid)
    if there is None:
        removed[uid] = tombstone
    elif there is not tombstone:
        last = max(there, tombstone, key=lambda candidate: (candidate["removed_at"], candidate["table_name"]))
        removed[uid] = {**last, "seen": merge_seen(there["seen"], tombstone["seen"])}


def merge_states(first: State, other: State, shape: Shape) -> tuple[State, list[ReplacedValue]]:
    """Return the merged state of two journals, and the replaced values."""
    tables: dict[str, dict[str, Copy]] = {}
    gave_way: list[ReplacedValue] = []
    for table, mine in first.tables.items():
        theirs = other.tables[table]
        fields = fields_of(shape, table)
        both = tables[table] = {**theirs, **mine}
        for uid in mine.keys() & theirs.keys():
            if mine[uid] != theirs[uid]:
                both[uid], lost = merge_rows(table, mine[uid], theirs[uid], fields)
                gave_way += lost
    removed = dict(first.removed)
    for tombstone in other.removed.values():
        _add_tombstone(removed, tombstone)
    unproved = first.missing_evidence.keys() | other.missing_evidence.keys()
    missing_evidence = {
        uid: max(first.missing_evidence.get(uid, ""), other.missing_evidence.get(uid, "")) for uid in unproved
    }
    return State(tables, removed, missing_evidence), gave_way


def settled_rows(rows: Rows, shape: Shape) -> Rows:
    """Return the rows of a journal after the rules that span rows."""
    return rows_of_settled(settle(state_of(rows, shape), shape))


def rows_of_settled(settled: Settled) -> Rows:
    """Return the rows of a settled journal by table."""
    rows: Rows = {table: list(by_uid.values()) for table, by_uid in settled.tables.items()}
    rows[REMOVED] = [settled.removed[uid] for uid in sorted(settled.removed)]
    notes = sorted((uid, table, note) for uid, (table, note) in settled.notes.items() if note)
    rows[HIDDEN] = [{"uid": uid, "table_name": table, "note": _sort_keys(note)} for uid, table, note in notes]
    return rows


def _sort_keys(value: Any) -> Any:
    """Return a JSON value with sorted keys, so that equal journals export equal bytes."""
    return {key: _sort_keys(value[key]) for key in sorted(value)} if isinstance(value, dict) else value


def pin_displayed_values(rows: Rows, shape: Shape, last: str = "") -> Rows:
    """Return the rows of a journal, with displayed values logged as written if the rules would now change them.

    A rule may display another value than a row's own, such as another place in a plan, or a horizon as retired. After
    the user's changes, the rules may give yet another value. Then the user has seen and left the displayed value, so it
    counts as written by the user, at the time of the journal's last write. If the rows are only a part of the journal,
    `last` is that time.
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
            _pin(row, settled_rows.get(row["uid"]), notes.get(row["uid"], {}), last) for row in rows[table]
        ]
    return result


def _pin(row: Row, settled_row: Row | None, note: Mapping[str, Any], last: str) -> Row:
    """Return a row in which each field that the rules would change counts as written at `last`."""
    if settled_row is None or row == settled_row or note.get("made") == row["updated_at"]:
        return row
    fields = [name for name in note.get("fields", {}) if row[name] != settled_row[name]]
    if not fields:
        return row
    changed = log_write(row["changed"], row["created_at"], row["updated_at"], fields, last)
    return {**row, "changed": changed, "updated_at": max(last, row["updated_at"])}
