"""The rules of a merge that span several rows: unique values, references, places in an order, evidence of hits.

`settle` is a pure function of a `State`. If a rule displays another value than a row's own, or hides a row, a note in
the table `hidden` keeps the original. So the state can be restored from rows and notes (`journal_state`), and journals
that merged the same copies are equal, in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from devjournal.domain.merge.column import Column
from devjournal.domain.merge.field_log import COMMON, covers, last_change, last_logged, sticky_of
from devjournal.domain.merge.row_merge import GOAL_FIELDS, Copy, Row, last_written, value_order, written_at
from devjournal.domain.merge.uids import natural_uid

REMOVED, HIDDEN = "removed", "hidden"
"""The tables of tombstones and of notes."""

UNIQUE: dict[str, tuple[str, ...]] = {
    "week": ("monday",),
    "person": ("name",),
    "awareness": ("person", "gap"),
    "entry": ("week",),
    "page_choice": ("page", "line"),
    "bet": ("review", "gap"),
    "walk": ("kind",),
    "deferral": ("kind", "due"),
}
"""Columns that are unique in a table, unless one of them is null."""

NUMBERED = {"plan_step": "week", "bet": "review"}
"""Tables whose rows have a place below another row, and the column that refers to it."""

Shape = Mapping[str, Mapping[str, Column]]
"""The columns of each table (`storage.schema.document_shape`)."""

Rows = dict[str, list[Row]]
"""Rows by table: references are uids, days are ISO texts; `removed` and `hidden` are included."""

Note = dict[str, Any]
"""A note beside a row, or in place of a hidden row."""


@dataclass(slots=True)
class State:
    """The state of a journal: its rows as written, by table and uid, and the tombstones of removed rows."""

    tables: dict[str, dict[str, Copy]]
    removed: dict[str, Row] = field(default_factory=dict)
    missing_evidence: dict[str, str] = field(default_factory=dict)
    """Uids of evidence that hits lack on purpose, each with the time since when its week is a hit on its gap."""


@dataclass(slots=True)
class Settled:
    """The displayed rows, the tombstones, and the notes from which the state can be restored."""

    tables: dict[str, dict[str, Row]]
    removed: dict[str, Row]
    notes: dict[str, tuple[str, Note]]
    merged_into: dict[str, str]
    """The uids that were merged into others, each with its replacement."""


def fields_of(shape: Shape, table: str) -> tuple[str, ...]:
    """Return the fields of a table without the columns that every table has."""
    return tuple(name for name in shape[table] if name not in COMMON)


def references(shape: Shape, table: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the columns of a table that refer to another table, that table, and whether they may be empty."""
    for name, column in shape[table].items():
        if column.kind == "reference":
            yield name, column.table, column.nullable


def settle(state: State, shape: Shape, *, restore_unseen: bool = False) -> Settled:
    """Apply all rules to a state.

    A removed row comes back if a field other than its place in an order was written after the removal, by the clock.
    With `restore_unseen` it also comes back if the remover had not seen all its writes.
    """
    return _Settling(state, shape, restore_unseen).settled()


class _Settling:
    """The merged tables; each table comes before those that refer to it."""

    def __init__(self, state: State, shape: Shape, restore_unseen: bool) -> None:
        self.restore_unseen = restore_unseen
        self.shape = {name: columns for name, columns in shape.items() if name not in (REMOVED, HIDDEN)}
        self.copies = state.tables
        self.removed = dict(state.removed)
        self.missing_evidence = state.missing_evidence
        self.shown = {name: {uid: copy.row for uid, copy in copies.items()} for name, copies in state.tables.items()}
        self.notes: dict[str, tuple[str, Note]] = {}
        self.merged_into: dict[str, str] = {}

    def settled(self) -> Settled:
        """Return the rows after every rule. Later rules rely on earlier ones."""
        self._drop_removed()
        for table in self.shape:
            self._resolve_references(table)
            if table in UNIQUE:
                self._merge_duplicates(table, UNIQUE[table])
            if table == "week":
                for uid in list(self.shown["week"]):
                    self._settle_week(uid)
        self._number_steps()
        self._number_bets()
        self._retire_horizons()
        self._settle_evidence()
        self._move_text_conflicts()
        self._note_hidden_times()
        return Settled(self.shown, self.removed, self.notes, self.merged_into)

    # showing other values

    def _note(self, table: str, uid: str) -> Note:
        return self.notes.setdefault(uid, (table, {}))[1]

    def _show(self, table: str, uid: str, column: str, value: Any) -> None:
        """Display a value instead of the row's own, and keep its own in a note."""
        row = self.shown[table][uid]
        if row[column] == value:
            return
        copy = self.copies[table][uid]
        if row is copy.row:
            row = self.shown[table][uid] = dict(row)
        row[column] = value
        times = [last_logged(copy.row, column), written_at(copy, column), copy.row[column]]
        self._note(table, uid).setdefault("fields", {})[column] = times

    def _hide(self, table: str, uid: str, **more: Any) -> None:
        """Hide a row, and keep it in a note."""
        del self.shown[table][uid]
        copy = self.copies[table][uid]
        fields = {name: value for name, value in copy.row.items() if name != "uid"}
        times = {"at": dict(sorted(copy.at.items())), "marks": sorted(copy.marks or ()), "cleared": copy.cleared}
        note = {"row": fields, **times, **more}
        self._note(table, uid).update({name: value for name, value in note.items() if value})

    def _note_hidden_times(self) -> None:
        """Keep the times that a row's columns cannot store in notes."""
        for table, rows in self.shown.items():
            for uid, row in rows.items():
                copy = self.copies[table].get(uid)
                if copy is None or not (copy.at or copy.marks or copy.cleared or table == "week"):
                    continue
                for column, at in copy.at.items():
                    fields = self._note(table, uid).setdefault("fields", {})
                    fields.setdefault(column, [last_logged(copy.row, column), at, copy.row[column]])
                if copy.marks and (flag := sticky_of(copy.row)):
                    self._note(table, uid)["marks"] = [last_logged(copy.row, flag), sorted(copy.marks)]
                if table == "week" and copy.cleared != cleared_at(row):
                    self._note(table, uid)["cleared"] = [last_cleared(row), copy.cleared]

    # rules within one table

    def _drop_removed(self) -> None:
        """Drop or restore the rows with a tombstone, or hide them if the remover had not seen all their writes."""
        for uid, tombstone in list(self.removed.items()):
            table = tombstone["table_name"]
            copy = self.copies.get(table, {}).get(uid)
            if copy is None:
                continue
            if last_change(copy.row) > tombstone["removed_at"]:
                del self.removed[uid]
            elif covers(tombstone["seen"], copy.row):
                del self.shown[table][uid]
            elif self.restore_unseen:
                del self.removed[uid]
            else:
                self._hide(table, uid)

    def _resolve_references(self, table: str) -> None:
        """Redirect references to merged rows, clear those to removed rows, and hide rows that require a missing row."""
        rows = self.shown[table]
        for column, other, may_be_empty in references(self.shape, table):
            there = self.shown[other]
            for uid, row in list(rows.items()):
                if row[column] is None or row[column] in there:
                    continue
                into = self.merged_into.get(row[column])
                if into in there:
                    self._show(table, uid, column, into)
                elif may_be_empty:
                    self._show(table, uid, column, None)
                else:
                    self._hide(table, uid)
        if table == "page_choice":
            for uid, row in list(rows.items()):
                self._show(table, uid, "page", self.merged_into.get(row["page"], row["page"]))

    def _merge_duplicates(self, table: str, columns: tuple[str, ...]) -> None:
        """Merge rows with equal values in these columns into the one with the smallest uid."""
        same: dict[tuple[Any, ...], list[str]] = {}
        for uid, row in self.shown[table].items():
            key = tuple(row[column] for column in columns)
            if None not in key:
                same.setdefault(key, []).append(uid)
        for uids in same.values():
            if len(uids) == 1:
                continue
            first, *duplicates = sorted(uids)
            copies = [self.copies[table][uid] for uid in (first, *duplicates)]
            for name in fields_of(self.shape, table):
                if name not in columns and self.shape[table][name].kind != "reference":
                    best = max(copies, key=lambda copy: (written_at(copy, name), value_order(copy.row[name])))
                    self._show(table, first, name, best.row[name])
            for uid in duplicates:
                self._hide(table, uid, under=[first, written_at(copies[0], "name") if table == "person" else ""])
                self.merged_into[uid] = first

    # rules across rows

    def _settle_week(self, uid: str) -> None:
        """Display goal and skill together or not at all. Without a goal, clear the fields that need one."""
        copy = self.copies["week"][uid]
        row = self.shown["week"][uid]
        played = row["outcome"] in ("hit", "missed")
        has_goal = all(row[name] for name in GOAL_FIELDS)
        if has_goal and copy.cleared and not played:
            has_goal = max(written_at(copy, name) for name in GOAL_FIELDS) > copy.cleared
        cleared_values: dict[str, Any] = {}
        if not has_goal:
            cleared_values |= {"goal": "", "skill": "", "gap": None}
            if played:
                cleared_values |= dict.fromkeys(("outcome", "recapped_on", "recapped_at", "better"))
        if not played:
            cleared_values["better"] = None
        if not row["lesson"]:
            cleared_values |= {name: None for name in ("lesson_answer", "lesson_helped", "lesson_week") if name in row}
        for column, value in cleared_values.items():
            self._show("week", uid, column, value)

    def _in_order(self, table: str) -> Iterator[list[str]]:
        """Yield the uids of the rows below another row, in order."""
        groups: dict[str, list[Row]] = {}
        for row in self.shown[table].values():
            groups.setdefault(row[NUMBERED[table]], []).append(row)
        for rows in groups.values():
            yield [row["uid"] for row in sorted(rows, key=lambda row: (row["position"], row["created_at"], row["uid"]))]

    def _number_steps(self) -> None:
        """Number the steps of a plan 1, 2, 3."""
        for uids in self._in_order("plan_step"):
            for position, uid in enumerate(uids, 1):
                self._show("plan_step", uid, "position", position)

    def _number_bets(self) -> None:
        """If two bets of a review have the same place, number the first three 1 to 3 and hide the others."""
        for uids in self._in_order("bet"):
            if len({self.shown["bet"][uid]["position"] for uid in uids}) == len(uids):
                continue
            for position, uid in enumerate(uids, 1):
                if position > 3:
                    self._hide("bet", uid)
                else:
                    self._show("bet", uid, "position", position)

    def _retire_horizons(self) -> None:
        """Of the horizons for the same number of months, retire all but the one that was set last."""
        latest: dict[int, Row] = {}
        current = [row for row in self.shown["horizon"].values() if row["retired_on"] is None]
        for row in sorted(current, key=lambda row: (row["set_on"], row["created_at"], row["uid"])):
            before = latest.get(row["months"])
            if before is not None:
                self._show("horizon", before["uid"], "retired_on", row["set_on"])
            latest[row["months"]] = row

    def _settle_evidence(self) -> None:
        """Give every week that hit its goal evidence for the goal's gap, and hide the evidence of other weeks."""
        weeks, weeks_with_evidence = self.shown["week"], set()
        for uid, row in list(self.shown["entry"].items()):
            week = weeks.get(row["week"])
            if week is None:
                continue
            gap = self.copies["entry"][uid].row["gap"]
            if week["outcome"] != "hit" or (
                week["gap"] is None and gap in self.shown["gap"] and self._is_from_recap(uid, "gap")
            ):
                self._hide("entry", uid)
                continue
            weeks_with_evidence.add(row["week"])
            if week["gap"] is not None:
                for column, follows in (("gap", week["gap"]), ("text", week["goal"])):
                    if self._is_from_recap(uid, column):
                        self._show("entry", uid, column, follows)
        for uid, week in weeks.items():
            if uid not in weeks_with_evidence and week["outcome"] == "hit" and week["gap"] is not None:
                self._add_evidence(uid, week)

    def _move_text_conflicts(self) -> None:
        """Redirect text conflicts to merged rows, and hide those of missing rows."""
        for uid, row in list(self.shown.get("text_conflict", {}).items()):
            there = self.shown.get(row["table_name"], {})
            into = self.merged_into.get(row["row_uid"])
            if row["row_uid"] not in there and into in there:
                self._show("text_conflict", uid, "row_uid", into)
            elif row["row_uid"] not in there:
                self._hide("text_conflict", uid)

    def _is_from_recap(self, uid: str, column: str) -> bool:
        """Return whether a field of evidence was written by the recap and not edited since."""
        copy = self.copies["entry"][uid]
        return copy.row["changed"] is not None and written_at(copy, column) == written_at(copy, "week")

    def _add_evidence(self, week_uid: str, week: Row) -> None:
        """Add the evidence of a hit, unless the user removed it after the hit."""
        at = hit_at(self.copies["week"][week_uid])
        uid = natural_uid("evidence", week["monday"])
        tombstone = self.removed.get(uid)
        removed_at = max(self.missing_evidence.get(uid, ""), tombstone["removed_at"] if tombstone is not None else "")
        if removed_at >= at or uid in self.shown["entry"]:
            return
        sunday = date.fromisoformat(week["monday"]) + timedelta(days=6)
        values = {"day": min(week["recapped_on"], sunday.isoformat()), "text": week["goal"], "link": ""}
        row = {"uid": uid, "created_at": at, "updated_at": at, "changed": {}}
        blank = {name: None for name in ("said_by", "case_pick", "case_position") if name in self.shape["entry"]}
        entry = {**row, **values, "gap": week["gap"], "week": week_uid, "private": False, **blank}
        self.shown["entry"][uid] = entry
        self._note("entry", uid)["made"] = at
        if tombstone is not None:  # displayed again: its tombstone is kept in the note
            self._note("entry", uid)["removed"] = self.removed.pop(uid)


def last_cleared(row: Mapping[str, Any]) -> str:
    """Return when a week's goal or skill was last written."""
    return max(last_logged(row, name) for name in GOAL_FIELDS)


def cleared_at(row: Mapping[str, Any]) -> str:
    """Return when a week's goal was last cleared, by its row alone."""
    return "" if row["goal"] else max(last_written(row, name) for name in GOAL_FIELDS)


def hit_at(week: Copy) -> str:
    """Return when a week became a hit on its gap."""
    return max(written_at(week, "outcome"), written_at(week, "gap"))
