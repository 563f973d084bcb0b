"""An independent model of synced machines: it derives their expected content from the commands alone.

Every command is recorded with its machine, field, value and clock. A writer has seen the values on that machine's
screen. The ledger reads values only, never the logs that a merge uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

RowKey = tuple[str, str]
"""A table and the uid of a row."""

Place = tuple[str, str, str]
"""A table, the uid of a row and one of its fields."""

AT_ONCE = timedelta(seconds=1)
"""Clocks of machines differ by more than this, so closer writes were made on the same state of a row."""

Rows = Mapping[str, list[dict[str, Any]]]

CONFLICT = "text_conflict"


@dataclass(frozen=True, slots=True)
class Write:
    """A text written into a field."""

    number: int
    machine: str
    place: Place
    value: str
    at: datetime
    """The machine's clock, or one microsecond after the last write to the row that the writer had seen."""
    seen: frozenset[int]
    """The numbers of the writes to this row that the writer had seen."""
    private: bool | None
    """Whether the same command made the row private or public; None for neither."""

    @property
    def row(self) -> RowKey:
        """Return the row of the field."""
        return self.place[:2]


@dataclass(frozen=True, slots=True)
class Removal:
    """A removed row, and the writes to it that the remover had seen."""

    row: RowKey
    seen: frozenset[int]


class Ledger:
    """Every change made on the machines, and the changes that each machine has seen."""

    def __init__(self, machines: Iterable[str]) -> None:
        self.writes: list[Write] = []
        self.removals: list[Removal] = []
        self.returned: set[RowKey] = set()
        """Rows whose removal was undone."""
        self.unsure: set[Place] = set()
        """Fields for which a screen may have shown either of two equal texts."""
        self.owed: dict[Place, set[str]] = {}
        """The replaced texts that a sync must have stored."""
        self.seen: dict[str, set[int]] = {name: set() for name in machines}
        self._settled: set[tuple[Place, str]] = set()
        self._values: dict[tuple[Place, str], list[Write]] = {}
        self._rows: dict[RowKey, list[Write]] = {}

    # recording commands

    def write(
        self, machine: str, row: RowKey, values: Mapping[str, str], clock: datetime, private: bool | None = None
    ) -> None:
        """Record the texts that one command writes into a row. They have the same time, and none has seen another."""
        known = self._seen_of(machine, row)
        at = clock.astimezone(UTC)
        if known:
            at = max(at, max(write.at for write in known) + timedelta(microseconds=1))
        seen = frozenset(write.number for write in known)
        for field, value in values.items():
            self._enter(machine, (*row, field), value, at, seen, private)

    def _enter(
        self, machine: str, place: Place, value: str, at: datetime, seen: frozenset[int], private: bool | None
    ) -> None:
        write = Write(len(self.writes), machine, place, value, at, seen, private)
        self.writes.append(write)
        self.seen[machine].add(write.number)
        self._values.setdefault((place, value), []).append(write)
        self._rows.setdefault(place[:2], []).append(write)

    def remove(self, machine: str, row: RowKey) -> Removal:
        """Record the removal of a row."""
        removal = Removal(row, frozenset(write.number for write in self._seen_of(machine, row)))
        self.removals.append(removal)
        return removal

    def bring_back(self, removal: Removal) -> None:
        """Record the undo of a removal that no other machine has seen."""
        self.removals.remove(removal)
        self.returned.add(removal.row)
        self.unsure |= {write.place for write in self._rows[removal.row]}

    def settle(self, place: Place, value: str) -> None:
        """Record that a user settled a replaced text."""
        self._settled.add((place, value))

    def is_settled(self, place: Place, value: str) -> bool:
        """Return whether a user settled a replaced text, or removed its row."""
        return (place, value) in self._settled or any(removal.row == place[:2] for removal in self.removals)

    def _seen_of(self, machine: str, row: RowKey) -> list[Write]:
        return [write for write in self._rows.get(row, ()) if write.number in self.seen[machine]]

    # reading screens

    def look(self, machine: str, rows: Rows) -> dict[Place, Write]:
        """Return the writes that a machine shows, and record that it has seen them and everything they had seen."""
        current: dict[Place, Write] = {}
        for table, table_rows in rows.items():
            for row in table_rows:
                for place in {write.place for write in self._rows.get((table, row["uid"]), ())}:
                    value = row[place[2]]
                    write = self._shown(machine, place, value, row["updated_at"])
                    assert write or not value, f"{machine} shows {value!r} in {place}, which nobody wrote"
                    if write is not None:
                        current[place] = write
        stored: list[Write] = []
        for conflict in rows[CONFLICT]:
            place = (conflict["table_name"], conflict["row_uid"], conflict["field"])
            stored += self._values.get((place, conflict["other"]), [])[:1]
        for write in (*current.values(), *stored):
            self.seen[machine] |= {write.number, *write.seen}
        return current

    def _shown(self, machine: str, place: Place, value: str, updated_at: str) -> Write | None:
        """Return the write that a field shows; of equal writes, the last one not after the row's last change."""
        equal = self._values.get((place, value), [])
        if len(equal) < 2:
            return equal[0] if equal else None
        until = datetime.fromisoformat(updated_at)
        known = [write for write in equal if write.number in self.seen[machine]]
        possible = [write for write in equal if write.at <= until]
        if not possible or (known and known[-1] is not possible[-1]) or (not known and len(possible) > 1):
            self.unsure.add(place)
        return (possible or equal)[-1]

    def replaced(
        self, before: Mapping[Place, Write], after: Mapping[Place, Write], stored_texts: set[tuple[Place, str]]
    ) -> None:
        """Check the values that a sync replaced, and record the texts that it must store."""
        for place, old in before.items():
            new = after.get(place, old)
            if new.value == old.value or place in self.unsure:
                continue
            assert new.number not in old.seen, f"{old.value!r} of {place} gave way to {new.value!r}, which it replaced"
            equal = {write.number for write in self._values[place, old.value]}
            later = [write for write in self._rows[place[:2]] if write.place == place]
            if any(equal & write.seen for write in later):  # some later writer had seen and replaced it
                continue
            assert new.at > old.at - AT_ONCE, f"{new.value!r} stands in {place}, and {old.value!r} is later"
            if old.value:
                assert (place, old.value) in stored_texts, (
                    f"{old.value!r} of {place} gave way to {new.value!r} and is not kept"
                )
                self.owed.setdefault(place, set()).add(old.value)

    def is_clash(self, place: Place, value: str) -> bool:
        """Return whether a text and another text in its field were written without seeing each other."""
        mine = self._values.get((place, value), [])
        others = [write for write in self._rows.get(place[:2], ()) if write.place == place]
        return place in self.unsure or any(
            write.number not in other.seen and other.number not in write.seen and write is not other
            for write in mine
            for other in others
        )

    # expected content

    def standing(self) -> dict[Place, set[str]]:
        """Return the possible values of each field: its latest change, or several changes made at the same time."""
        last: dict[Place, list[Write]] = {}
        for write in sorted(self.writes, key=lambda write: write.at):
            if write.place in self.unsure or self._is_gone(write):
                continue
            before = last.get(write.place, [])
            at_once = [
                earlier for earlier in before if write.at - earlier.at < AT_ONCE and earlier.number not in write.seen
            ]
            last[write.place] = [*at_once, write]
        return {place: {write.value for write in writes} for place, writes in last.items()}

    def _is_gone(self, write: Write) -> bool:
        """Return whether a change was removed with its row before another machine had seen it."""
        seen_elsewhere = (seen for machine, seen in self.seen.items() if machine != write.machine)
        return any(removal.row == write.row and write.number in removal.seen for removal in self.removals) and not any(
            write.number in seen for seen in seen_elsewhere
        )

    def rivals(self) -> dict[Place, set[str]]:
        """Return the texts that lost to the current value without a writer who had seen them."""
        replaced = {
            (earlier.place, earlier.value)
            for write in self.writes
            for earlier in (self.writes[number] for number in write.seen)
            if earlier.place == write.place
        }
        standing = self.standing()
        lost: dict[Place, set[str]] = {}
        for write in self.writes:
            if (
                write.value
                and (write.place, write.value) not in replaced
                and write.value not in standing.get(write.place, {write.value})
            ):
                lost.setdefault(write.place, set()).add(write.value)
        return lost

    def is_there(self, row: RowKey) -> bool | None:
        """Return whether a row must exist; None if that depends on the order in which removals arrived."""
        numbers = {write.number for write in self._rows[row]}
        removals = [removal for removal in self.removals if removal.row == row]
        if not numbers <= {number for removal in removals for number in removal.seen}:
            return True
        if row in self.returned or any(place[:2] == row for place in self.unsure):
            return None
        return False if any(numbers <= removal.seen for removal in removals) else None

    def is_private(self, row: RowKey) -> bool | None:
        """Return whether a row must be private: a writer made it private, and no writer who had seen that undid it."""
        flags = [write for write in self._rows[row] if write.private is not None and not self._is_gone(write)]
        if not flags or any(place[:2] == row for place in self.unsure):
            return None
        cleared = {number for write in flags if write.private is False for number in write.seen}
        return any(write.private and write.number not in cleared for write in flags)

    def rows(self) -> Iterable[RowKey]:
        """Return every row ever written."""
        return self._rows.keys()
