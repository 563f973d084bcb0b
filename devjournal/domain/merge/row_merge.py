"""Merges two copies of a row field by field: the last writer wins, even with an empty value.

The merge is commutative and idempotent. Its rules:

- A field takes the value that was written last. If two were written at the same time, it takes the greater text.
- A field that depends on another (`OWNERS`) goes with the value of its owner: an answer goes with its lesson.
- Goal and skill of a week each keep the time of their writing, and the week the time when they were last cleared. Both
  are filled or both are empty.
- A sticky flag (`private`, `settled`) is a set of marks, the times at which it was set. A mark is removed only by a
  writer who had seen it. So after concurrent edits the flag is set, and if it was cleared knowingly, older copies do
  not set it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from devjournal.domain.merge.field_log import (
    ALL,
    build_log,
    creation_times,
    is_empty,
    is_silent,
    log_of_row,
    sticky_of,
    write_times,
)

Row = dict[str, Any]

OWNERS: dict[str, dict[str, str]] = {
    "week": {
        "checked_in_on": "on_track",
        "recapped_on": "outcome",
        "recapped_at": "outcome",
        "lesson_answer": "lesson",
        "lesson_helped": "lesson",
        "lesson_week": "lesson",
    },
    "topic": {"done_at": "done_on"},
    "draft": {"entry": "state"},
}
"""The owner of each dependent field, by table. A dependent field takes the value that was written with its owner's."""

GOAL_FIELDS = ("goal", "skill")
"""Fields of a week that are either both filled or both empty."""


@dataclass(slots=True)
class Copy:
    """A row of one journal, with the times that its columns cannot store."""

    row: Row
    at: dict[str, str] = field(default_factory=dict)
    """When a field got its value, if it was written again later."""
    marks: frozenset[str] | None = None
    """When the flag was set, if it was written again later."""
    cleared: str = ""
    """When a week's goal was last cleared; the row has the earlier goal, if that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedValue:
    """A value that lost against a concurrent edit, and the value that stands, each with the time of its writing."""

    table: str
    row: Mapping[str, Any]
    column: str
    kept: Any
    kept_at: str
    other: Any
    """The replaced value."""
    other_at: str
    machine: str = ""
    """The machine that wrote it, if known."""


class _Side:
    """A copy with the times of its fields."""

    def __init__(self, copy: Copy, fields: tuple[str, ...]) -> None:
        self.copy = copy
        self.row = copy.row
        self.known = write_times(copy.row, fields)
        self.is_old = ALL in log_of_row(copy.row).values()
        self.flag = sticky_of(fields)

    def at(self, name: str) -> str:
        return self.copy.at[name] if name in self.copy.at else max(self.known[name], default="")

    def rank(self, name: str) -> tuple[str, tuple[int, str]]:
        return self.at(name), value_order(self.row[name])

    def marks(self) -> frozenset[str]:
        if self.copy.marks is not None:
            return self.copy.marks
        return frozenset({self.at(self.flag)} if self.flag and self.row[self.flag] else ())


def value_order(value: Any) -> tuple[int, str]:
    """Return a sort key for values of one field: nothing first, numbers as numbers, everything else as texts."""
    if value is None:
        return (-(2**63) - 1, "")
    if isinstance(value, int):
        return (int(value), "")
    return (0, value if isinstance(value, str) else json.dumps(value, sort_keys=True))


def written_at(copy: Copy, name: str) -> str:
    """Return when a field of a row got its value."""
    return copy.at[name] if name in copy.at else last_written(copy.row, name)


def last_written(row: Mapping[str, Any], name: str) -> str:
    """Return when a field of a row was last written, by its log."""
    return max(write_times(row, (name,))[name], default="")


def merge_rows(table: str, first: Copy, other: Copy, fields: tuple[str, ...]) -> tuple[Copy, list[ReplacedValue]]:
    """Return the row merged from two copies, and the replaced values."""
    sides = _Side(first, fields), _Side(other, fields)
    values, times = _values(table, fields, *sides)
    row: Row = {
        "uid": first.row["uid"],
        "created_at": min(first.row["created_at"], other.row["created_at"]),
        "updated_at": max(first.row["updated_at"], other.row["updated_at"]),
    }
    known = {name: sides[0].known[name] | sides[1].known[name] for name in fields}
    row["changed"] = build_log(known, creation_times(first.row) | creation_times(other.row), row["updated_at"])
    row |= values
    marks = None
    if flag := sticky_of(fields):
        times[flag] = max(known[flag], default="")
        stamps = _marks(flag, *sides)
        row[flag] = bool(stamps)
        marks = stamps if stamps and stamps != {times[flag]} else None
    last = {name: max(stamps, default="") for name, stamps in write_times(row, fields).items()}
    at = {name: stamp for name, stamp in times.items() if stamp != last[name]}
    cleared = max(first.cleared, other.cleared)
    if (
        table == "week"
        and all(row[name] for name in GOAL_FIELDS)
        and max(times[name] for name in GOAL_FIELDS) > cleared
    ):
        cleared = ""  # the value says nothing any more
    both = Copy(row, at, marks, cleared)
    return both, _replaced_values(table, fields, both, times, sides)


def _values(table: str, fields: tuple[str, ...], first: _Side, other: _Side) -> tuple[Row, dict[str, str]]:
    owners = OWNERS.get(table, {})
    values: Row = {}
    times: dict[str, str] = {}
    for name in fields:
        side = max(first, other, key=lambda side: side.rank(name))
        owner = owners.get(name)
        if owner in fields and not _same(first, other, owner):
            side = max(first, other, key=lambda side: side.rank(owner))
        elif table == "week" and name in GOAL_FIELDS and bool(first.row[name]) != bool(other.row[name]):
            side = first if first.row[name] else other
        values[name], times[name] = side.row[name], side.at(name)
    return values, times


def _same(first: _Side, other: _Side, owner: str) -> bool:
    """Return whether both sides have the same write of a field. Old rows can only be compared by value."""
    if first.row[owner] != other.row[owner]:
        return False
    return first.is_old or other.is_old or first.at(owner) == other.at(owner)


def _marks(flag: str, first: _Side, other: _Side) -> frozenset[str]:
    """Return the marks of a flag after a merge: without those that the other side had seen and removed."""
    mine, theirs = first.marks(), other.marks()
    return (mine & theirs) | (mine - other.known[flag]) | (theirs - first.known[flag])


def _replaced_values(
    table: str, fields: tuple[str, ...], both: Copy, times: Mapping[str, str], sides: tuple[_Side, _Side]
) -> list[ReplacedValue]:
    losses = []
    for name in fields:
        if is_silent(name) or sides[0].row[name] == sides[1].row[name]:
            continue
        owner = _owner(table, name)
        for side, other in (sides, sides[::-1]):
            value, at = side.row[name], side.at(name)
            if value == both.row[name] or is_empty(value) or (at in other.known[name] and at != other.at(name)):
                continue
            if owner != name and side.row[owner] != both.row[owner]:
                continue
            winner = both.row[name]
            kept_at = other.at(name) if name == "private" else times[name] or times[owner]
            losses.append(
                ReplacedValue(
                    table=table, row=both.row, column=name, kept=winner, kept_at=kept_at, other=value, other_at=at
                )
            )
    return losses


def _owner(table: str, name: str) -> str:
    """Return the owner of a field, or the field itself. A value replaced together with its owner's is not reported."""
    return OWNERS.get(table, {}).get(name, name)


def replaced_values(
    table: str, stands: Copy, copies: Sequence[tuple[str, Copy]], fields: tuple[str, ...]
) -> list[ReplacedValue]:
    """Return each value of named copies that lost in the merged row `stands`, with the name of its copy.

    A value is left out if the writer of its successor had seen it. The order of the copies does not matter.
    """
    sides = [(name, _Side(copy, fields)) for name, copy in copies]
    lost: dict[tuple[str, str], ReplacedValue] = {}
    for field_name in fields:
        current = stands.row[field_name]
        if is_silent(field_name) or all(side.row[field_name] == current for _, side in sides):
            continue
        owner = _owner(table, field_name)
        for name, side in sorted(sides, key=lambda named: (named[0], named[1].rank(field_name))):
            value, at = side.row[field_name], side.at(field_name)
            if value == current or is_empty(value) or _replaced(field_name, at, (other for _, other in sides)):
                continue
            if owner != field_name and side.row[owner] != stands.row[owner]:
                continue
            kept_at = written_at(stands, field_name) or written_at(stands, owner)
            replaced = ReplacedValue(
                table=table,
                row=stands.row,
                column=field_name,
                kept=current,
                kept_at=kept_at,
                other=value,
                other_at=at,
                machine=name,
            )
            known = lost.get((field_name, str(value)))
            if known is None or known.other_at < at:
                lost[field_name, str(value)] = replaced
    return list(lost.values())


def _replaced(field_name: str, at: str, sides: Iterable[_Side]) -> bool:
    return any(at in side.known[field_name] and side.at(field_name) != at for side in sides)
