"""Synced machines have the content that an independent ledger of all commands expects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.storage import Journal
from devjournal.storage.schema.consistency import broken_rules
from devjournal.sync.result import SyncResult
from tests.frozen_clock import FRIDAY
from tests.storage import raw
from tests.storage.random_commands import WEEK, live
from tests.sync.expected_content import CONFLICT, Ledger, Place, RowKey, Write
from tests.sync.machines import Machine, carry, share

OTHER_WEEK: IsoWeek = WEEK.shift(-9)
"""A week that no other action writes to."""

PERSON = "Dora"

BESIDE = (
    *("goal", "clear goal", "add step", "edit step", "tick", "remove step", "check in", "recap", "answer", "away"),
    *("not away", "log", "gap", "person", "edit person", "should know", "knows", "forget", "review", "remove review"),
    *("remark", "put off", "choose", "drafts", "keep draft", "drop draft", "topic", "horizon"),
)
"""Actions on rows that the ledger does not record."""

Texts = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of row: its texts, and the commands that create, change and remove it."""

    texts: tuple[str, ...]
    add: Callable[[Journal, Texts], object]
    edit: Callable[[Journal, int, Texts], object]
    remove: Callable[[Journal, int], object] | None = None
    has_flag: bool = False
    may_be_empty: frozenset[str] = frozenset()
    is_natural: bool = False
    """Whether two machines that create such a row create the same row."""


def _edit_horizon(j: Journal, row_id: int, texts: Texts) -> object:
    horizon = j.horizons.get(row_id)
    return j.horizons.edit(row_id, **{"role": horizon.role, "months": horizon.months, "why": horizon.why, **texts})


def _add_horizon(j: Journal, texts: Texts) -> object:
    months = 100 + int("".join(filter(str.isdigit, texts["role"])))
    return j.horizons.set(texts["role"], months=months, why=texts["why"])


KINDS: dict[str, Kind] = {
    "entry": Kind(
        ("text", "link"),
        lambda j, texts: j.entries.add(day=FRIDAY.date(), **texts),
        lambda j, row_id, texts: j.entries.edit(row_id, **texts),
        lambda j, row_id: j.entries.remove(row_id),
        has_flag=True,
        may_be_empty=frozenset({"link"}),
    ),
    "gap": Kind(
        ("title", "why"),
        lambda j, texts: j.gaps.add(Area.SKILLS, **texts),
        lambda j, row_id, texts: j.gaps.edit(row_id, **texts),
        lambda j, row_id: j.gaps.remove(row_id),
        has_flag=True,
        may_be_empty=frozenset({"why"}),
    ),
    "topic": Kind(
        ("text",),
        lambda j, texts: j.topics.add(**texts),
        lambda j, row_id, texts: j.topics.edit(row_id, **texts),
        lambda j, row_id: j.topics.remove(row_id),
        has_flag=True,
    ),
    "horizon": Kind(
        ("role", "why"), _add_horizon, _edit_horizon, lambda j, row_id: j.horizons.remove(row_id),
        may_be_empty=frozenset({"why"}),
    ),
    "person": Kind(
        ("role",),
        lambda j, texts: j.people.add(PERSON, **texts),
        lambda j, row_id, texts: j.people.edit(PERSON, **texts),
        is_natural=True,
    ),
    "week": Kind(
        ("goal", "skill"),
        lambda j, texts: j.weeks.set_goal(OTHER_WEEK, texts["goal"], skill=texts["skill"]),
        lambda j, row_id, texts: j.weeks.set_goal(OTHER_WEEK, texts["goal"], skill=texts.get("skill")),
        is_natural=True,
    ),
}  # fmt: skip


class Killed(BaseException):
    """A simulated kill, which no code may catch."""


def _kill(*args: object, **more: object) -> None:
    raise Killed


KILLS = (
    "devjournal.storage.transfer.apply_sync.apply_merged_rows",  # while the journal is written
    "devjournal.sync.session.Writer.write",  # between the journal and the folder
    "devjournal.sync.writing.save_state",  # before the file
    "devjournal.sync.writing.write_file",  # in its place
    "devjournal.sync.session.Writer.remove_superseded_files",  # after the file
    "devjournal.sync.session.save_state",  # before the machine remembers any of it
)
"""Where a sync is killed."""


@dataclass
class Command:
    """The effect of a command, for its undo."""

    row: RowKey
    before: dict[str, str] = field(default_factory=dict)
    was_private: bool | None = None
    removal: Any = None


class Owner:
    """A user of one machine. The ledger records every command."""

    def __init__(self, machine: Machine, ledger: Ledger, r: Random) -> None:
        self.machine, self._ledger, self._r = machine, ledger, r
        self.journal, self.name = machine.journal, machine.name
        self.shown: dict[Place, Write] = {}
        self.told: list[tuple[Place, str]] = []
        self.untold: set[tuple[Place, str]] = set()
        """What a killed sync kept and could not tell."""
        self._last: Command | None = None

    def act(self) -> None:
        """Run a random action: create, change or remove a row, undo that, settle texts, or act on other rows."""
        r, last, self._last = self._r, self._last, None
        self.machine.clock.move(minutes=r.choice([1, 1, 7, 600]))
        luck = r.random()
        if luck < 0.15:
            live(self.journal, self.machine.clock, [(r.choice(BESIDE), r.randrange(10_000), 0)])
        elif luck < 0.3 and last is not None:
            self._undo(last)
        elif luck < 0.38:
            self._settle()
        else:
            self._command(r.choice(list(KINDS)), luck)
        self.look()

    def look(self) -> dict[Place, Write]:
        """Record what the machine shows."""
        self.shown = self._ledger.look(self.name, self.journal.transfer.rows())
        return self.shown

    def _command(self, table: str, luck: float) -> None:
        kind, there = KINDS[table], self._rows(table)
        if not there or (luck < 0.55 and not kind.is_natural):
            self._add(table, kind)
            return
        row = self._r.choice(there)
        if luck > 0.92 and kind.remove is not None:
            kind.remove(self.journal, self._id(row))
            self._last = Command(row, removal=self._ledger.remove(self.name, row))
        else:
            self._edit(row, kind)

    def _rows(self, table: str) -> list[RowKey]:
        there = {(table, row["uid"]) for row in self.journal.transfer.rows()[table]}
        return [row for row in self._ledger.rows() if row in there]  # in the order of their creation

    def _id(self, row: RowKey) -> int:
        return int(raw.query(self.machine.path, f"SELECT id FROM {row[0]} WHERE uid = ?", row[1])[0][0])

    def _word(self, place: str) -> str:
        """Return a text that was not used before, and that does not sort by time."""
        return f"{self._r.choice('abcxyz')}{place}{len(self._ledger.writes)} at the {self.name}"

    def _add(self, table: str, kind: Kind) -> None:
        texts: dict[str, Any] = {name: self._word(name) for name in kind.texts}
        private = self._r.random() < 0.3 if kind.has_flag else None
        kind.add(self.journal, {**texts, **({"private": private} if kind.has_flag else {})})
        (uid,) = [
            row["uid"] for row in self.journal.transfer.rows()[table]
            if all(row[name] == text for name, text in texts.items())
        ]  # fmt: skip
        self._ledger.write(self.name, (table, uid), texts, self.machine.clock(), private or None)
        self._last = None if kind.is_natural else Command((table, uid))

    def _edit(self, row: RowKey, kind: Kind) -> None:
        r = self._r
        (current,) = (values for values in self.journal.transfer.rows()[row[0]] if values["uid"] == row[1])
        names = r.sample(kind.texts, r.randint(1, len(kind.texts)))
        if row[0] == "week" and "goal" not in names:
            names.append("goal")
        texts = {name: self._word(name) for name in names}
        for name in sorted(kind.may_be_empty & texts.keys()):
            if current[name] and r.random() < 0.2:
                texts[name] = ""
        flags: dict[str, bool] = {"private": r.random() < 0.5} if kind.has_flag and r.random() < 0.4 else {}
        private = flags["private"] if flags and flags["private"] != current["private"] else None
        kind.edit(self.journal, self._id(row), {**texts, **flags})
        self._ledger.write(self.name, row, texts, self.machine.clock(), private)
        before = {name: current[name] for name in texts}
        self._last = Command(row, before, None if private is None else not private)

    def _undo(self, command: Command) -> None:
        self.journal.undo()
        if command.removal is not None:
            self._ledger.bring_back(command.removal)
        elif command.before:
            self._ledger.write(self.name, command.row, command.before, self.machine.clock(), command.was_private)
        else:
            self._ledger.remove(self.name, command.row)

    def _settle(self) -> None:
        waiting = {
            (conflict.table, uid, conflict.field): conflict
            for conflict in self.journal.text_conflicts.waiting()
            for (uid,) in raw.query(self.machine.path, f"SELECT uid FROM {conflict.table} WHERE id = ?", conflict.row)
            if (conflict.table, uid) in self._ledger.rows()
        }
        if not waiting:
            return
        place, conflict = self._r.choice(list(waiting.items()))
        if self._r.random() < 0.5:
            self.journal.text_conflicts.restore(conflict.id)
            self._ledger.write(self.name, place[:2], {conflict.field: conflict.other}, self.machine.clock())
        else:
            self.journal.text_conflicts.settle(conflict.id)
        self._ledger.settle(place, conflict.other)

    def sync(self) -> None:
        """Sync, sometimes with a kill in between, sometimes with an undo afterwards. Check the result."""
        luck, told_before = self._r.random(), list(self.told)
        before, steps, stored_before = self.look(), self.journal.steps(), self.kept()
        outcome = None
        if luck < 0.2:
            with patch(self._r.choice(KILLS), _kill), suppress(Killed):
                outcome = self.machine.sync()
        else:
            outcome = self.machine.sync()
        if outcome is None:
            self.untold |= self.kept() - stored_before
        else:
            self.note(outcome)
        seen_writes = set(self._ledger.seen[self.name])
        self._ledger.replaced(before, self.look(), self.kept())
        if self.journal.steps() != steps:
            self._last = None  # no longer the last step
        if luck > 0.9 and self.journal.steps() != steps and self.journal.steps().undo.startswith("sync with"):
            self.machine.clock.move(minutes=1)
            self.journal.undo()
            self._ledger.seen[self.name], self.told = seen_writes, told_before
            assert {place: write.value for place, write in self.look().items()} == {
                place: write.value for place, write in before.items()
            }, "an undone sync was never here"

    def note(self, outcome: SyncResult) -> None:
        """Record the texts that a sync reports, and check that each is a real conflict and is reported once."""
        for gone in outcome.replaced:
            place = (gone.table, gone.row["uid"], gone.column)
            if place in {write.place for write in self._ledger.writes} and gone.other:
                assert self._ledger.is_clash(place, gone.other), f"{gone.other!r} of {place} was in nobody's way"
                assert (place, gone.other) not in self.told or self._ledger.is_settled(place, gone.other), "told twice"
                self.told.append((place, gone.other))

    def kept(self) -> set[tuple[Place, str]]:
        """Return the replaced texts stored on this machine, settled or not."""
        return {
            ((row["table_name"], row["row_uid"], row["field"]), row["other"])
            for row in self.journal.transfer.rows()[CONFLICT]
        }


def meet(owners: list[Owner], ledger: Ledger) -> None:
    """Sync all machines over a reliable carrier until nothing is new."""
    machines = [owner.machine for owner in owners]
    for machine in machines:
        for copy in machine.folder.glob("*conflicted copy*"):
            copy.unlink()
    for rounds_left in reversed(range(5)):
        share(machines)
        for owner in owners:
            before = owner.look()
            outcome = owner.machine.sync()
            owner.note(outcome)
            ledger.replaced(before, owner.look(), owner.kept())
            assert rounds_left or (outcome.received, outcome.sent, outcome.unreadable) == (0, 0, ()), (
                "nothing is new any more"
            )


def check(owner: Owner, ledger: Ledger) -> None:
    """Compare a fully synced machine with the ledger."""
    rows = owner.journal.transfer.rows()
    there = {(table, row["uid"]): row for table, table_rows in rows.items() for row in table_rows}
    for row in ledger.rows():
        expected = ledger.is_there(row)
        assert expected is None or expected == (row in there), f"{row} is {'lost' if expected else 'back'}"
        private = ledger.is_private(row)
        if row in there and private is not None:
            assert there[row]["private"] == private, f"{row} is {'not ' if private else ''}private"
    for (table, uid, name), last in ledger.standing().items():
        if (stored_row := there.get((table, uid))) is not None:
            assert stored_row[name] in last, (
                f"{name} of {table} {uid} is {stored_row[name]!r}, and {last} was written later"
            )
    stored = owner.kept()
    for texts in (ledger.rivals(), ledger.owed):
        for place, values in texts.items():
            for value in values:
                if place[:2] in there and not ledger.is_settled(place, value) and place not in ledger.unsure:
                    assert (place, value) in stored, f"{value!r} of {place} gave way and is not kept"
                    assert (place, value) in {*owner.told, *owner.untold}, f"{value!r} of {place} was not told"


def play(seed: int, max_steps: int) -> Ledger:
    """Run a history over an unreliable carrier, and compare the result with the ledger."""
    r = Random(seed)
    with TemporaryDirectory(prefix="devjournal-test-") as home, ExitStack() as close:
        machines = [Machine(Path(home), name, close) for name in ("desk", "laptop", "train")]
        ledger = Ledger(machine.name for machine in machines)
        owners = [Owner(machine, ledger, r) for machine in machines]
        for place, machine in enumerate(machines):
            machine.clock.set(FRIDAY + timedelta(seconds=20 * place, days=r.choice([0, 0, 0, -3, 2, 5])))
        for _ in range(r.randint(max_steps // 2, max_steps)):
            owner = r.choice(owners)
            for _ in range(r.randint(0, 5)):
                owner.act()
            if r.random() < 0.7:
                owner.sync()
            other = r.choice(machines)
            if other is not owner.machine:
                carry(owner.machine.folder, other.folder, r)
        meet(owners, ledger)
        assert len({machine.document() for machine in machines}) == 1, "equal exports"
        for owner in owners:
            check(owner, ledger)
            assert list(broken_rules(owner.machine.path)) == []
    return ledger


@pytest.mark.parametrize("seed", range(2))
def test_machines_hold_what_their_owners_wrote(seed: int) -> None:
    play(seed, 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3000, 3200))
def test_machines_hold_what_their_owners_wrote_in_any_history(seed: int) -> None:
    play(seed, 24)
