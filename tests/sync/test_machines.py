"""Machines that share a folder hold one journal, whatever becomes of the files on their way."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from devjournal.domain.merge.field_log import known_times
from devjournal.domain.merge.machines import TEXTS
from devjournal.storage import Journal
from devjournal.storage.schema.consistency import broken_rules
from devjournal.sync.files import is_conflict_copy
from tests.encrypted import encrypt
from tests.still import StillClock
from tests.storage import raw
from tests.storage.lives import any_life, live
from tests.sync.fleet import Machine, carry, share

ROUNDS = 4
"""Of syncs in which everything arrives, until nothing is new."""


def written_texts(machine: Machine) -> set[tuple[str, str, str, str, str]]:
    """Return every text of a journal with its row, its field and the time of its writing."""
    rows = machine.journal.transfer.rows()
    return {
        (table, row["uid"], field, row[field], max(known_times(row, (field,))[field], default=""))
        for table, fields in TEXTS.items()
        for row in rows[table]
        for field in fields
        if row[field]
    }


def in_step(machines: list[Machine]) -> None:
    """Let everything arrive everywhere, and every machine sync until nothing is new."""
    for machine in machines:
        for copy in machine.folder.glob("*conflicted copy*"):
            copy.unlink()
    for left in reversed(range(ROUNDS)):
        share(machines)
        for machine in machines:
            bad = machine.sync().bad
            assert left == ROUNDS - 1 or bad == (), "a machine mends what a carrier did to its files"
    share(machines)
    for machine in machines:
        outcome = machine.sync()
        assert (outcome.came, outcome.went, outcome.gave_way) == (0, 0, ()), "nothing is new any more"


def encrypted_journal(folder: str) -> Path:
    """Return an encrypted journal with nothing in it, from which all machines begin."""
    path = Path(folder, "first.db")
    Journal(path, StillClock()).close()
    encrypt(path)
    return path


def play(seed: int, most: int, *, encrypted: bool = False) -> None:
    """Play a history: machines live apart, sync now and then by way of a bad carrier, and meet at the end."""
    r = Random(seed)
    with TemporaryDirectory(prefix="devjournal-test-") as home, ExitStack() as close:
        first = encrypted_journal(home) if encrypted else None
        machines = [Machine(Path(home), name, close, copy_of=first) for name in ("desk", "laptop", "train")]
        for machine in machines:
            machine.clock.move(days=r.choice([0, 0, -3, 2, 5]))
        told: dict[str, list[str]] = {machine.name: [] for machine in machines}
        texts: set[tuple[str, str, str, str, str]] = set()
        for _ in range(r.randint(3, most)):
            machine = r.choice(machines)
            live(machine.journal, machine.clock, any_life(r, 5))
            texts |= written_texts(machine)
            if r.random() < 0.7:
                told[machine.name] += [_name(found) for found in machine.sync().gave_way]
            other = r.choice(machines)
            if other is not machine:
                carry(machine.folder, other.folder, r)
        in_step(machines)
        assert len({machine.document() for machine in machines}) == 1, "equal exports"
        for machine in machines:
            assert list(broken_rules(machine.path)) == []
            assert raw.query(machine.path, "PRAGMA foreign_key_check") == []
            assert raw.query(machine.path, "PRAGMA integrity_check") == [("ok",)]
            assert machine.path.read_bytes().startswith(b"SQLite") != encrypted
            for file in machine.folder.glob("*.djsync"):
                assert json.loads(file.read_bytes().partition(b"\n")[0])["sealed"] == encrypted


def _name(found: object) -> str:
    gave_way = found.gave_way  # type: ignore[attr-defined]
    return json.dumps([gave_way.table, gave_way.row["uid"], gave_way.column, gave_way.other, gave_way.other_at])


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


@pytest.mark.slow
def test_a_year_of_daily_syncs_leaves_a_small_folder(tmp_path: Path) -> None:
    """Two machines on which something is written on every working day."""
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


@pytest.mark.parametrize(
    "name",
    [
        "desk-0a1b2c3d-0123456789ab (Mara's conflicted copy 2026-11-27).djsync",
        "desk-0a1b2c3d-0123456789ab (conflicted copy 2026-11-27 163000).djsync",
        "desk-0a1b2c3d-0123456789ab.sync-conflict-20261127-163000-ABCDEFG.djsync",
        "desk-0a1b2c3d-0123456789ab 2.djsync",
    ],
)
def test_copies_that_carriers_make_are_known(name: str) -> None:
    assert is_conflict_copy(name)
    assert not is_conflict_copy("desk-0a1b2c3d-0123456789ab.djsync")
