"""Machines that share a folder end with equal journals, even if files are delayed, doubled or cut off."""

from __future__ import annotations

import json
from contextlib import ExitStack
from datetime import datetime
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from devjournal.domain.merge.field_log import write_times
from devjournal.domain.merge.related_rows import CONFLICT
from devjournal.domain.merge.row_merge import ReplacedValue
from devjournal.domain.merge.settling import HIDDEN, REMOVED
from devjournal.domain.merge.sync_merge import TEXTS
from devjournal.domain.search.search_hit import HitKind
from devjournal.storage import Journal
from devjournal.storage.schema.consistency import broken_rules
from devjournal.sync.local_state import machine_name
from devjournal.sync.result import SyncResult
from devjournal.sync.session import Session
from tests.encrypted import encrypt
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.random_commands import WEEK, Life, any_life, live
from tests.sync.machines import Machine, carry, share

Place = tuple[str, str, str]
"""A table, the uid of a row and one of its fields."""

ROUNDS = 4
"""Of syncs in which everything arrives, until nothing is new."""


def written_texts(machine: Machine) -> dict[Place, tuple[str, str]]:
    """Return every text of a journal and the time when it was written, by table, row and field."""
    rows = machine.journal.transfer.rows()
    return {
        (table, row["uid"], field): (row[field], max(write_times(row, (field,))[field], default=""))
        for table, fields in TEXTS.items()
        for row in rows[table]
        for field in fields
        if row[field] and not follows_its_week(table, row)
    }


def follows_its_week(table: str, row: dict[str, Any]) -> bool:
    """Return whether a row is the evidence of a hit, whose text follows that of its week."""
    return table == "entry" and row["week"] is not None


class History:
    """The texts that users wrote and replaced, and the replaced texts that were reported to them."""

    def __init__(self, machines: list[Machine]) -> None:
        self._seen: dict[str, dict[Place, tuple[str, str]]] = {machine.name: {} for machine in machines}
        self._reported: dict[str, list[str]] = {machine.name: [] for machine in machines}
        self._written: dict[Place, set[tuple[str, str]]] = {}
        self._replaced: set[tuple[Place, str]] = set()
        self._rows: set[tuple[str, str]] = set()

    def live(self, machine: Machine, life: Life) -> None:
        """Let a user make changes. Texts that disappear here were replaced on purpose."""
        before = written_texts(machine)
        live(machine.journal, machine.clock, life)
        after = written_texts(machine)
        self._replaced |= {(place, text) for place, (text, at) in before.items() if after.get(place) != (text, at)}
        self._note(after)
        rows = machine.journal.transfer.rows()
        self._rows |= {
            (table, row["uid"])
            for table in rows.keys() - {REMOVED, HIDDEN, CONFLICT}
            for row in rows[table]
            if not follows_its_week(table, row)
        }

    def sync(self, machine: Machine) -> SyncResult:
        """Sync, and check that no text is reported twice, unless the sync that reported it was undone."""
        outcome = machine.sync()
        reported = self._reported[machine.name]
        if outcome.repeats_undone:
            reported.clear()
        for value in outcome.replaced:
            if value.column in TEXTS.get(value.table, ()):
                reported.append(_name(value))
        assert len(reported) == len(set(reported)), f"reported twice on {machine.name}: {sorted(reported)}"
        return outcome

    def _note(self, texts: dict[Place, tuple[str, str]]) -> None:
        for place, stamped_text in texts.items():
            self._written.setdefault(place, set()).add(stamped_text)

    def check(self, machine: Machine) -> None:
        """Check that no row and no text is lost, and that the later of two texts is the current one."""
        rows = machine.journal.transfer.rows()
        there = {(table, row["uid"]): row for table in rows for row in rows[table]}
        beside = {row["uid"] for table in (REMOVED, HIDDEN) for row in rows[table]}
        gone = {key for key in self._rows if key not in there and key[1] not in beside}
        assert gone == set(), "a row is there, or its removal is"
        conflicts = {(row["table_name"], row["row_uid"], row["field"], row["other"]) for row in rows[CONFLICT]}
        for place, stamped_texts in self._written.items():
            table, uid, field = place
            row = there.get((table, uid))
            if row is None or uid in beside or follows_its_week(table, row):
                continue
            for text, _ in stamped_texts:
                is_known = row[field] == text or (place, text) in self._replaced or (*place, text) in conflicts
                assert is_known, f"{text!r} of {place} is lost: {row[field]!r} stands there"
            # a text that its user replaced or undid may be gone
            last = max((at for text, at in stamped_texts if (place, text) not in self._replaced), default="")
            stands = max(write_times(row, (field,))[field], default="")
            assert stands >= last, f"{place} is stale: {row[field]!r} of {stands}, and it was written at {last}"
            if row[field] and stands == last:
                assert row[field] in {text for text, at in stamped_texts if at == last}, f"{place} holds what is stale"
        for conflict in machine.journal.text_conflicts.waiting():
            hits = machine.journal.search.find(conflict.other, 10_000)
            assert (HitKind.CONFLICT, conflict.id) in {(hit.kind, hit.id) for hit in hits}


def in_step(machines: list[Machine], history: History) -> None:
    """Deliver every file, and sync every machine until nothing is new."""
    for machine in machines:
        for copy in machine.folder.glob("*conflicted copy*"):
            copy.unlink()
    for rounds_left in reversed(range(ROUNDS)):
        share(machines)
        for machine in machines:
            bad = history.sync(machine).unreadable
            assert rounds_left == ROUNDS - 1 or bad == (), "a machine mends what a carrier did to its files"
    share(machines)
    for machine in machines:
        outcome = history.sync(machine)
        assert (outcome.received, outcome.sent, outcome.replaced) == (0, 0, ()), "nothing is new any more"


def encrypted_journal(folder: str) -> Path:
    """Return an empty encrypted journal, from which all machines start."""
    path = Path(folder, "first.db")
    Journal(path, FrozenClock()).close()
    encrypt(path)
    return path


def play(seed: int, max_steps: int, *, encrypted: bool = False) -> None:
    """Run a history: machines change apart, sync now and then over an unreliable carrier, and meet at the end."""
    r = Random(seed)
    with TemporaryDirectory(prefix="devjournal-test-") as home, ExitStack() as close:
        first = encrypted_journal(home) if encrypted else None
        machines = [Machine(Path(home), name, close, copy_of=first) for name in ("desk", "laptop", "train")]
        for machine in machines:
            machine.clock.move(days=r.choice([0, 0, -3, 2, 5]))
        history = History(machines)
        for _ in range(r.randint(3, max_steps)):
            machine = r.choice(machines)
            history.live(machine, any_life(r, 5))
            if r.random() < 0.7:
                history.sync(machine)
            other = r.choice(machines)
            if other is not machine:
                carry(machine.folder, other.folder, r)
        in_step(machines, history)
        assert len({machine.document() for machine in machines}) == 1, "equal exports"
        history.check(machines[0])
        for machine in machines:
            assert list(broken_rules(machine.path)) == []
            assert raw.query(machine.path, "PRAGMA foreign_key_check") == []
            assert raw.query(machine.path, "PRAGMA integrity_check") == [("ok",)]
            assert machine.path.read_bytes().startswith(b"SQLite") != encrypted
            for file in machine.folder.glob("*.djsync"):
                assert json.loads(file.read_bytes().partition(b"\n")[0])["sealed"] == encrypted


def _name(value: ReplacedValue) -> str:
    return json.dumps([value.table, value.row["uid"], value.column, value.other, value.other_at])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_machines_hold_one_journal(seed: int) -> None:
    play(seed, 6)


def test_machines_hold_one_encrypted_journal() -> None:
    play(6, 6, encrypted=True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2000, 2020))
def test_machines_hold_one_encrypted_journal_after_any_history(seed: int) -> None:
    play(seed, 14, encrypted=True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_machines_hold_one_journal_after_any_history(seed: int) -> None:
    play(seed, 14)


def test_an_undone_change_is_undone_on_the_other_machine(tmp_path: Path) -> None:
    """An undo is a change, later than the undone change, whichever text is greater."""
    with ExitStack() as close:
        desk, laptop = (Machine(tmp_path, name, close, tmp_path / "share") for name in ("desk", "laptop"))
        entry = desk.journal.entries.add("As it was", day=desk.clock().date())
        desk.journal.entries.edit(entry.id, text="Zealously changed")
        for machine in (desk, laptop):
            machine.sync()
        desk.journal.undo()
        for machine in (desk, laptop):
            assert machine.sync().replaced == ()
            assert [entry.text for entry in machine.journal.entries.all()] == ["As it was"]


def test_a_file_that_was_cut_off_is_read_once_it_is_whole(tmp_path: Path) -> None:
    """No later file repeats its content, so it must not count as read while it is cut off."""
    with ExitStack() as close:
        desk, laptop = (Machine(tmp_path, name, close, tmp_path / "share") for name in ("desk", "laptop"))
        desk.journal.entries.add("Written at the desk", day=desk.clock().date())
        desk.sync()
        (file,) = desk.folder.iterdir()
        whole = file.read_bytes()
        file.write_bytes(whole[:-20])
        assert [name for name, _ in laptop.sync().unreadable] == [file.name]
        file.write_bytes(whole)
        assert laptop.sync().unreadable == ()
        assert [entry.text for entry in laptop.journal.entries.all()] == ["Written at the desk"]


@pytest.mark.slow
def test_a_year_of_daily_syncs_leaves_a_small_folder(tmp_path: Path) -> None:
    """Two machines, both with changes on every working day."""
    share_folder, r = tmp_path / "share", Random(1)
    with ExitStack() as close:
        machines = [Machine(tmp_path, name, close, share_folder) for name in ("desk", "laptop")]
        for _ in range(365):
            for machine in machines:
                today = machine.clock().date()
                if today.weekday() < 5:
                    machine.journal.entries.add(f"Paired on {r.random()}, at the {machine.name}", day=today)
                machine.sync()
                size = sum(file.stat().st_size for file in share_folder.iterdir())
                journal = machine.path.stat().st_size
                assert size <= 2 * journal, f"{size} bytes in the folder on {today}, {journal} in the journal"
                machine.clock.move(days=1)
        for machine in (*machines, machines[0]):
            machine.sync()
        assert machines[0].document() == machines[1].document()
        assert machines[0].document().count("Paired on") == 2 * 261


def test_a_machine_that_crossed_time_zones_last_wrote_with_its_latest_file(tmp_path: Path) -> None:
    """Its files have times of two zones, and the later time looks earlier as text."""
    with ExitStack() as close:
        desk, laptop = (Machine(tmp_path, name, close, tmp_path / "share") for name in ("desk", "laptop"))
        for moment in ("2026-11-27T21:30:00+05:00", "2026-11-27T16:45:00+00:00"):
            desk.clock.moment = datetime.fromisoformat(moment)
            desk.journal.entries.add(f"Written at {moment}", day=desk.clock().date())
            desk.sync()
        assert [peer.wrote_at for peer in laptop.sync().peers] == [moment]


def test_machines_of_one_host_name_that_join_at_once_get_distinct_names(tmp_path: Path) -> None:
    """Each joins before the files of the others have arrived, so all choose one name."""
    with ExitStack() as close:
        machines = [Machine(tmp_path, name, close) for name in ("first", "second", "third")]
        for machine in machines:
            machine.host = "vm"
            machine.journal.weeks.set_goal(WEEK, f"Goal of the {machine.name}", skill="Delivery")
            machine.clock.move(minutes=1)
            machine.sync()
        for _ in range(3):
            for source, target in permutations(machines, 2):
                carry(source.folder, target.folder)
            results = [machine.sync() for machine in machines]
        statuses = [Session(machine.journal, machine.folder, machine.state, "vm").status() for machine in machines]
        names = [status.name for status in statuses]
        assert sorted(names) == ["vm", "vm-2", "vm-3"]
        for name, result, status, machine in zip(names, results, statuses, machines, strict=True):
            assert [peer.name for peer in result.peers] == sorted({*names} - {name})
            assert result.peers == status.peers
            assert machine_name(machine.path, machine.state) == name
        assert len({machine.document() for machine in machines}) == 1
        written_by = {f"Goal of the {machine.name}": name for machine, name in zip(machines, names, strict=True)}
        conflicts = machines[0].journal.text_conflicts.waiting()
        assert len(conflicts) == 2
        assert all(conflict.machine == written_by[conflict.other] for conflict in conflicts)
