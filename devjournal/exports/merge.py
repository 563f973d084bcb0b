"""Two copies of one journal become one: a pure function of their rows, the same whichever copy is merged into which.

The rules (`docs/command-line.md`, import): rows are known by their uid; an empty field takes the filled
one, else the later change wins and a tie goes to the greater text; what was removed stays removed unless it was
changed after that; references to what is gone become empty; every clash is told with both texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from devjournal.exports.document import REMOVED, Rows, Shape
from devjournal.exports.rules import ONCE

_STAMPS = frozenset({"uid", "created_at", "updated_at"})

_SILENT = frozenset({"position", "carried", "snapshot", "page", "answers", "line"})
"""Columns whose clashes say nothing to their owner; nor do those that end in `_at`."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that both copies had filled, and differently; `kept` stands now, `other` gave way."""

    table: str
    row: Mapping[str, Any]
    column: str
    kept: Any
    other: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The one journal that two copies make."""

    rows: Rows
    clashes: tuple[Clash, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The uids that gave way to another, where two rows turned out to mean the same."""


def merge(ours: Rows, theirs: Rows, shape: Shape) -> Merged:
    """Return what two copies make; `merge(a, b, …)` and `merge(b, a, …)` have the same rows."""
    return _Merge(shape).of(ours, theirs)


class _Merge:
    """One merge: the tables as they grow together."""

    def __init__(self, shape: Shape) -> None:
        self._shape = {name: columns for name, columns in shape.items() if name != REMOVED}
        self._tables: dict[str, dict[str, Row]] = {}
        self._removed: dict[str, Row] = {}
        self._clashes: list[Clash] = []
        self._renamed: dict[str, str] = {}

    def of(self, ours: Rows, theirs: Rows) -> Merged:
        """Return what the two make, step by step; the later steps know that the earlier ones are done."""
        for name in self._shape:
            mine = {row["uid"]: row for row in ours[name]}
            other = {row["uid"]: row for row in theirs[name]}
            self._tables[name] = {
                uid: self._one(name, mine[uid], other[uid])
                if uid in mine and uid in other
                else dict(mine.get(uid) or other[uid])
                for uid in sorted({*mine, *other})
            }
        self._keep_removed(ours, theirs)
        for name, columns in ONCE:  # rows that mean the same by these, whatever their uids are
            self._unite(name, columns)
        self._let_go()
        self._replace_horizons()
        self._keep_evidence_of_hits()
        for week in self._tables["week"].values():
            _settle(week)
        rows = {name: list(found.values()) for name, found in self._tables.items()}
        return Merged(
            rows={**rows, REMOVED: [self._removed[uid] for uid in sorted(self._removed)]},
            clashes=tuple(self._clashes),
            renamed=self._renamed,
        )

    def _one(self, table: str, mine: Row, other: Row) -> Row:
        """Return the row that two rows make; where they clash, say so."""
        one: Row = {
            "uid": min(mine["uid"], other["uid"]),
            "created_at": min(mine["created_at"], other["created_at"]),
            "updated_at": max(mine["updated_at"], other["updated_at"]),
        }
        for column in self._shape[table]:
            if column in _STAMPS:
                continue
            values = mine[column], other[column]
            one[column] = _winner(mine, other, column)
            told = column not in _SILENT and not column.endswith("_at")
            if told and values[0] != values[1] and not any(_empty(value) for value in values):
                gave_way = values[1] if one[column] == values[0] else values[0]
                self._clashes.append(Clash(table=table, row=one, column=column, kept=one[column], other=gave_way))
        if table == "week" and mine["lesson"] != other["lesson"]:  # an answer belongs to its lesson
            owner = mine if one["lesson"] == mine["lesson"] else other
            one["lesson_answer"] = owner["lesson_answer"]
        return one

    def _keep_removed(self, ours: Rows, theirs: Rows) -> None:
        """Take out what either copy removed, unless it was changed after that."""
        for row in (*ours[REMOVED], *theirs[REMOVED]):
            there = self._removed.get(row["uid"])
            if there is None or _key(row) > _key(there):
                self._removed[row["uid"]] = dict(row)
        for found in self._tables.values():
            for uid in [uid for uid in found if uid in self._removed]:
                if found[uid]["updated_at"] > self._removed[uid]["removed_at"]:
                    del self._removed[uid]
                else:
                    del found[uid]

    def _unite(self, table: str, columns: tuple[str, ...]) -> None:
        """Make one row of those that mean the same by their columns, under the least of their uids."""
        found = self._tables[table]
        first: dict[tuple[Any, ...], str] = {}
        for uid in sorted(found):
            key = tuple(found[uid][column] for column in columns)
            if None in key:
                continue
            if key not in first:
                first[key] = uid
                continue
            found[first[key]] = self._one(table, found[first[key]], found.pop(uid))
            self._rename(table, uid, first[key])

    def _rename(self, table: str, old: str, new: str) -> None:
        """Let what referred to a row refer to the one that it became part of."""
        self._renamed[old] = new
        for name, column, _ in self._references(table):
            for row in self._tables[name].values():
                if row[column] == old:
                    row[column] = new
        for row in self._tables["page_choice"].values():
            row["page"] = new if row["page"] == old else row["page"]

    def _references(self, to: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Yield the tables and columns that refer to a table, or to any, and to which."""
        for name, columns in self._shape.items():
            for column, kind in columns.items():
                other = kind.partition("=")[0].removesuffix("?").removeprefix("uid of ")
                if kind.startswith("uid of ") and to in (None, other):
                    yield name, column, other

    def _let_go(self) -> None:
        """Empty the references to what is gone; what cannot be without it goes, too."""
        for name, column, other in self._references():
            there = self._tables[other]
            for uid, row in list(self._tables[name].items()):
                if row[column] is None or row[column] in there:
                    continue
                if self._shape[name][column].partition("=")[0].endswith("?"):
                    row[column] = None
                else:
                    self._remove(name, uid, self._removed.get(row[column], {}).get("removed_at", ""))

    def _remove(self, table: str, uid: str, since: str) -> None:
        """Take a row out for good: not before it was changed last, or the next merge would bring it back."""
        row = self._tables[table].pop(uid)
        self._removed[uid] = {"uid": uid, "table_name": table, "removed_at": max(row["updated_at"], since)}

    def _replace_horizons(self) -> None:
        """Retire all but the last that was set of the horizons for one number of months."""
        alive: dict[int, Row] = {}
        standing = (row for row in self._tables["horizon"].values() if row["retired_on"] is None)
        for row in sorted(standing, key=lambda row: (row["set_on"], row["created_at"], row["uid"])):
            if row["months"] in alive:
                alive[row["months"]]["retired_on"] = row["set_on"]
            alive[row["months"]] = row

    def _keep_evidence_of_hits(self) -> None:
        """Take out what the hit of a week left that is none any more."""
        weeks = self._tables["week"]
        for uid, row in list(self._tables["entry"].items()):
            week = weeks.get(row["week"])
            if week is not None and week["outcome"] != "hit":
                self._remove("entry", uid, week["updated_at"])


def _winner(mine: Row, other: Row, column: str) -> Any:
    """Return the value of a column that stands: the filled one, the later one, the greater one."""
    values = mine[column], other[column]
    if any(_empty(value) for value in values):
        return values[1] if _empty(values[0]) else values[0]
    if mine["updated_at"] != other["updated_at"]:
        return values[0] if mine["updated_at"] > other["updated_at"] else values[1]
    return max(values, key=_text)


def _empty(value: Any) -> bool:
    return value is None or value in ("", {})


def _text(value: Any) -> tuple[int, str]:
    """Return what orders two values of one column: numbers as numbers, all else as texts."""
    if isinstance(value, int):
        return (int(value), "")
    return (0, value if isinstance(value, str) else json.dumps(value, sort_keys=True))


def _key(removed: Row) -> tuple[str, str]:
    return removed["removed_at"], removed["table_name"]


def _settle(week: Row) -> None:
    """Clear what a week cannot say, where its fields came from two copies."""
    if week["outcome"] not in ("hit", "missed"):
        week["better"] = None
    if not week["lesson"]:
        week["lesson_answer"] = None
