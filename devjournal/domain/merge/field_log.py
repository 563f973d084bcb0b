"""The log of a row: when each field was written, so that two copies of the row can be merged field by field.

`{"2026-11-25T09:00:00.000000Z": "goal skill"}` means that goal and skill were written at that time. A field without an
entry was written when the row was created. Special entries:

- `*` means every field that was filled at that time. It is used if the times of single fields are unknown.
- No name means that the row came back from its removal.
- `+` means that the row was created on another machine, too.

If the log is None, or ends before `updated_at`, a program without logs wrote the row. Then `*` holds at `updated_at`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

Log = dict[str, str]
"""Names of the fields written at a time, separated by spaces, by that time."""

ALL = "*"
"""In a log, every field that the row had filled."""

CREATED = "+"
"""In a log, a time at which the row was created on another machine, too."""

COMMON = frozenset({"uid", "created_at", "updated_at", "changed"})
"""The columns that every row has besides its own fields."""

_SILENT = frozenset(
    (
        "position",
        "case_position",
        "carried",
        "snapshot",
        "page",
        "answers",
        "step",
        "line",
        "settled",
        "machine",
        "lesson_week",
    )
)

POSITION_FIELDS = frozenset({"position", "case_position"})
"""A row's place in an order: it also changes when another row is moved, added or removed."""

STICKY = ("private", "settled")
"""Flags that stay set if two copies changed them, unless one had seen the other's; at most one a table."""


def is_silent(field: str) -> bool:
    """Return whether a field means nothing to the user. It merges without a line; a log keeps only its last time."""
    return field in _SILENT or field.endswith("_at")


def sticky_of(fields: Collection[str]) -> str | None:
    """Return the row's flag that stays set in a merge, if it has one."""
    return next((name for name in STICKY if name in fields), None)


def is_empty(value: Any) -> bool:
    """Return whether a value is empty."""
    return value is None or value in ("", {})


def complete_log(log: Mapping[str, str] | None, created_at: str, updated_at: str) -> Log:
    """Return a log that reaches the last change of its row, which was created and changed at these times."""
    known = dict(log or {})
    if updated_at > max(known, default=created_at):
        known[updated_at] = ALL
    return known


def log_of_row(row: Mapping[str, Any]) -> Log:
    """Return the log of a row up to its last change."""
    return complete_log(row["changed"], row["created_at"], row["updated_at"])


def log_write(log: Mapping[str, str] | None, created_at: str, updated_at: str, fields: Collection[str], at: str) -> Log:
    """Return the log of a row, created and changed at these times, after some fields were written at `at`."""
    log = complete_log(log, created_at, updated_at)
    silent = {field for field in fields if is_silent(field)}
    fields_at = {stamp: names for stamp, previous in log.items() if (names := _without(previous, silent))}
    if fields:
        fields_at[at] = _joined((*fields_at.get(at, "").split(), *fields))
    return dict(sorted(fields_at.items()))


def seen_writes(log: Mapping[str, str] | None, created_at: str, updated_at: str) -> Log:
    """Return all known writes to a row, for its tombstone: the remover had seen them."""
    known = complete_log(log, created_at, updated_at)
    birth_stamps = [created_at, *(at for at, names in known.items() if CREATED in names.split())]
    return dict(sorted({**known, **dict.fromkeys(birth_stamps, ALL)}.items()))


def covers(seen: Mapping[str, str] | None, row: Mapping[str, Any]) -> bool:
    """Return whether the remover of a row had seen every write of this copy. If `seen` is None, that is assumed."""
    if seen is None:
        return True
    for at, names in seen_writes(row["changed"], row["created_at"], row["updated_at"]).items():
        seen_names = seen.get(at, "").split()
        if ALL not in seen_names and any(name not in seen_names and not is_silent(name) for name in names.split()):
            return False
    return True


def merge_seen(first: Mapping[str, str] | None, other: Mapping[str, str] | None) -> Log | None:
    """Return the writes that two removals of one row had seen together; None if either is unknown."""
    if first is None or other is None:
        return None
    stamps = sorted({*first, *other})
    return {at: _joined(f"{first.get(at, '')} {other.get(at, '')}".split()) for at in stamps}


def write_times(row: Mapping[str, Any], fields: Iterable[str]) -> dict[str, set[str]]:
    """Return all known times at which each field was written, the creation of the row included.

    A field that was empty from the beginning was never written: its emptiness has no time.
    """
    log = log_of_row(row)
    created = creation_times(row)
    known: dict[str, set[str]] = {field: set() for field in fields}
    for at, names in log.items():
        for name in names.split():
            if name in known:
                known[name].add(at)
    all_written = [at for at, names in log.items() if ALL in names.split()]
    for field, times in known.items():
        filled = not is_empty(row[field])
        times.update(at for at in all_written if filled or max(times, default="") > at)
        if filled or times:
            times |= created
    return known


def creation_times(row: Mapping[str, Any]) -> set[str]:
    """Return when a row was created, on each machine that created it."""
    return {row["created_at"], *(at for at, names in (row["changed"] or {}).items() if CREATED in names.split())}


def last_logged(row: Mapping[str, Any], field: str) -> str:
    """Return the last time that the log has for a field; empty if there is none."""
    log = log_of_row(row)
    return max((at for at, names in log.items() if ALL in names.split() or field in names.split()), default="")


def last_change(row: Mapping[str, Any]) -> str:
    """Return when a row was last created, changed or restored. Changes of its place in an order do not count."""
    stamps = (at for at, names in log_of_row(row).items() if not names or not POSITION_FIELDS.issuperset(names.split()))
    return max(stamps, default=str(row["created_at"]))


def build_log(known: Mapping[str, set[str]], created: set[str], updated_at: str) -> Log:
    """Return the log of a row from the times of its writes and of its creation."""
    created_at = min(created)
    fields_at: dict[str, list[str]] = {at: [CREATED] for at in created - {created_at}}
    for field, times in known.items():
        written = times - created
        for at in [max(written)] if written and is_silent(field) else written:
            fields_at.setdefault(at, []).append(field)
    if updated_at > max(fields_at, default=created_at):
        fields_at[updated_at] = []
    return {at: _joined(fields_at[at]) for at in sorted(fields_at)}


def _joined(names: Iterable[str]) -> str:
    fields = set(names)
    return ALL if ALL in fields else " ".join(sorted(fields))


def _without(names: str, removed: Collection[str]) -> str:
    return " ".join(name for name in names.split() if name not in removed) if removed else names
