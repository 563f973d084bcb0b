"""What must stand on machines in step, known from the commands alone.

Every command is entered as it is given: the machine, the field, the value and the machine's clock. What a writer had
seen is what stood on that machine's screen. The ledger reads values, and never the logs that a merge goes by.
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
"""Clocks of machines differ by more, so what is closer was written on one and the same state of a row."""

Rows = Mapping[str, list[dict[str, Any]]]

CONFLICT = "text_conflict"


@dataclass(frozen=True, slots=True)
class Write:
    """A text that was written in a field."""

    number: int
    machine: str
    place: Place
    value: str
    at: datetime
    """The clock of its machine, or a moment after all that its writer had seen of the row."""
    seen: frozenset[int]
    """The writes to this row that its writer had seen."""
    private: bool | None
    """Whether the same command made the row private, or public; None where it said neither."""

    @property
    def row(self) -> RowKey:
        """Return the row that it is in."""
        return self.place[:2]


@dataclass(frozen=True, slots=True)
class Removal:
    """A row that was removed, and what its remover had seen of it."""

    row: RowKey
    seen: frozenset[int]


class Ledger:
    """Every change that was made on some machines, and what each of them has seen."""

    def __init__(self, machines: Iterable[str]) -> None:
        self.writes: list[Write] = []
        self.removals: list[Removal] = []
        self.returned: set[RowKey] = set()
        """Rows whose removal was undone."""
        self.unsure: set[Place] = set()
        """Fields of which a writer's screen did not say which of two equal texts it showed."""
        self.owed: dict[Place, set[str]] = {}
        """The texts that gave way in somebody's sight."""
        self.seen: dict[str, set[int]] = {name: set() for name in machines}
        self._settled: set[tuple[Place, str]] = set()
        self._values: dict[tuple[Place, str], list[Write]] = {}
        self._rows: dict[RowKey, list[Write]] = {}

    # as commands are given

    def write(
        self, machine: str, row: RowKey, values: Mapping[str, str], clock: datetime, private: bool | None = None
    ) -> None:
        """Enter the texts that one command writes in a row: all at one time, none of them in sight of another."""
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
        """Enter that a row is removed."""
        removal = Removal(row, frozenset(write.number for write in self._seen_of(machine, row)))
        self.removals.append(removal)
        return removal

    def bring_back(self, removal: Removal) -> None:
        """Enter that a removal is undone, which nobody else has heard of."""
        self.removals.remove(removal)
        self.returned.add(removal.row)
        self.unsure |= {write.place for write in self._rows[removal.row]}

    def settle(self, place: Place, value: str) -> None:
        """Enter that an owner settled a text that gave way."""
        self._settled.add((place, value))

    def is_settled(self, place: Place, value: str) -> bool:
        """Say whether an owner let a text go, or the row that it was in."""
        return (place, value) in self._settled or any(removal.row == place[:2] for removal in self.removals)

    def _seen_of(self, machine: str, row: RowKey) -> list[Write]:
        return [write for write in self._rows.get(row, ()) if write.number in self.seen[machine]]

    # as screens change

    def look(self, machine: str, rows: Rows) -> dict[Place, Write]:
        """Note what a machine shows, and with it all that the writers of that had seen; return it."""
        shown: dict[Place, Write] = {}
        for table, found in rows.items():
            for row in found:
                for place in {write.place for write in self._rows.get((table, row["uid"]), ())}:
                    value = row[place[2]]
                    write = self._shown(machine, place, value, row["updated_at"])
                    assert write or not value, f"{machine} shows {value!r} in {place}, which nobody wrote"
                    if write is not None:
                        shown[place] = write
        beside: list[Write] = []
        for kept in rows[CONFLICT]:
            place = (kept["table_name"], kept["row_uid"], kept["field"])
            beside += self._values.get((place, kept["other"]), [])[:1]
        for write in (*shown.values(), *beside):
            self.seen[machine] |= {write.number, *write.seen}
        return shown

    def _shown(self, machine: str, place: Place, value: str, updated_at: str) -> Write | None:
        """Return the write that a field shows; of equal ones the last that the row's time of change allows."""
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
        self, before: Mapping[Place, Write], after: Mapping[Place, Write], kept: set[tuple[Place, str]]
    ) -> None:
        """Hold what a sync put in the place of something to the rules, and note what it owes."""
        for place, old in before.items():
            new = after.get(place, old)
            if new.value == old.value or place in self.unsure:
                continue
            assert new.number not in old.seen, f"{old.value!r} of {place} gave way to {new.value!r}, which it replaced"
            equal = {write.number for write in self._values[place, old.value]}
            later = [write for write in self._rows[place[:2]] if write.place == place]
            if any(
                equal & write.seen for write in later
            ):  # replaced by the new one, or by one that came with it unseen
                continue
            assert new.at > old.at - AT_ONCE, f"{new.value!r} stands in {place}, and {old.value!r} is later"
            if old.value:
                assert (place, old.value) in kept, f"{old.value!r} of {place} gave way to {new.value!r} and is not kept"
                self.owed.setdefault(place, set()).add(old.value)

    def is_clash(self, place: Place, value: str) -> bool:
        """Say whether a text was ever written out of sight of another one in its field."""
        mine = self._values.get((place, value), [])
        others = [write for write in self._rows.get(place[:2], ()) if write.place == place]
        return place in self.unsure or any(
            write.number not in other.seen and other.number not in write.seen and write is not other
            for write in mine
            for other in others
        )

    # at the end

    def standing(self) -> dict[Place, set[str]]:
        """Return what each field must hold: its latest change, or one of several that were made at once."""
        last: dict[Place, list[Write]] = {}
        for write in sorted(self.writes, key=lambda write: write.at):
            if write.place in self.unsure or self._is_gone(write):
                continue
            before = last.get(write.place, [])
            at_once = [old for old in before if write.at - old.at < AT_ONCE and old.number not in write.seen]
            last[write.place] = [*at_once, write]
        return {place: {write.value for write in writes} for place, writes in last.items()}

    def _is_gone(self, write: Write) -> bool:
        """Say whether a change was removed with its row before another machine had seen it."""
        others = (seen for machine, seen in self.seen.items() if machine != write.machine)
        return any(removal.row == write.row and write.number in removal.seen for removal in self.removals) and not any(
            write.number in seen for seen in others
        )

    def rivals(self) -> dict[Place, set[str]]:
        """Return the texts that nobody replaced who had seen them, beside what stands."""
        replaced = {
            (old.place, old.value)
            for write in self.writes
            for old in (self.writes[number] for number in write.seen)
            if old.place == write.place
        }
        standing = self.standing()
        left: dict[Place, set[str]] = {}
        for write in self.writes:
            if (
                write.value
                and (write.place, write.value) not in replaced
                and write.value not in standing.get(write.place, {write.value})
            ):
                left.setdefault(write.place, set()).add(write.value)
        return left

    def is_there(self, row: RowKey) -> bool | None:
        """Say whether a row must be there; None where that depends on which removal was heard of first."""
        numbers = {write.number for write in self._rows[row]}
        removals = [removal for removal in self.removals if removal.row == row]
        if not numbers <= {number for removal in removals for number in removal.seen}:
            return True
        if row in self.returned or any(place[:2] == row for place in self.unsure):
            return None
        return False if any(numbers <= removal.seen for removal in removals) else None

    def is_private(self, row: RowKey) -> bool | None:
        """Say whether a row must be private: somebody made it so, and nobody made it public who had seen that."""
        flags = [write for write in self._rows[row] if write.private is not None and not self._is_gone(write)]
        if not flags or any(place[:2] == row for place in self.unsure):
            return None
        cleared = {number for write in flags if write.private is False for number in write.seen}
        return any(write.private and write.number not in cleared for write in flags)

    def rows(self) -> Iterable[RowKey]:
        """Return every row that anybody made."""
        return self._rows.keys()
