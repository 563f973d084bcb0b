"""A disk that refuses locks or writes: commands name the cause, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.faults.conftest import start
from tests.frozen_clock import FrozenClock
from tests.storage import raw

pytestmark = pytest.mark.needs("cc")


@pytest.fixture
def refused(env: dict[str, str], refusing: Path, journal_file: Path) -> dict[str, str]:
    """An environment in which the journal's folder fails; the journal and a copy exist."""
    with Journal(journal_file, FrozenClock()) as journal:
        journal.entries.add("one", day=journal.today)
    done = subprocess.run(
        [sys.executable, "-m", "devjournal", "backup"], env=env, capture_output=True, check=True, timeout=60
    )
    assert done.stderr == b""
    return {**env, "LD_PRELOAD": str(refusing), "FAULT_UNDER": str(journal_file.parent)}


def give(env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    """Run a command."""
    command = [sys.executable, "-m", "devjournal", *args]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


LOCKLESS = ("ENOLCK", "EOPNOTSUPP", "ENOSYS", "EIO", "ESTALE")


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCKLESS)
def test_a_mount_without_locks_is_said_to_be_one(name: str, refused: dict[str, str], journal_file: Path) -> None:
    number = getattr(errno, name)
    env = {**refused, "FAULT_LOCK": str(number)}
    before = journal_file.read_bytes()
    says = f"devjournal: “{journal_file}” is in a folder that cannot lock files ({os.strerror(number).lower()}); "
    for command in (["status"], ["log", "two"]):
        done = give(env, *command)
        assert (done.returncode, done.stdout, done.stderr.startswith(says)) == (1, "", True), done.stderr
        assert done.stderr.count("\n") == 1
    assert journal_file.read_bytes() == before


OPENED_WITH_PATIENCE = """
import sys
from pathlib import Path
from devjournal.errors import FileRefused
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
try:
    Journal(Path(sys.argv[1]), FrozenClock(), busy_timeout=3600)
except FileRefused as error:
    print(error)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", LOCKLESS)
def test_nobody_waits_for_a_lock_that_cannot_be_had(name: str, refused: dict[str, str], journal_file: Path) -> None:
    command = [sys.executable, "-c", OPENED_WITH_PATIENCE, str(journal_file)]
    env = {**refused, "FAULT_LOCK": str(getattr(errno, name)), "PYTHONPATH": str(Path(__file__).parents[2])}
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=30, check=True)
    except subprocess.TimeoutExpired:
        pytest.fail("it waits for another program's lock")
    assert "cannot lock files" in done.stdout


@pytest.mark.slow
def test_the_doctor_says_so_and_calls_a_sound_journal_sound(
    refused: dict[str, str], journal_file: Path, tmp_path: Path
) -> None:
    env = {**refused, "FAULT_LOCK": str(errno.ENOLCK)}
    checks = {check["check"]: check["health"] for check in json.loads(give(env, "doctor", "--json").stdout)["checks"]}
    assert checks.pop("locks") == "wrong"
    assert checks["pages"] == checks["rows"] == "good"
    assert "wrong" not in checks.values(), "also the copies, which can be restored"
    elsewhere = tmp_path / "elsewhere.db"
    done = give(env, "--file", str(elsewhere), "restore", str(journal_file))
    assert (done.returncode, done.stderr) == (0, ""), "the way out"
    assert "one" in give(env, "--file", str(elsewhere), "entry", "list").stdout


@pytest.mark.slow
def test_the_doctor_says_so_where_no_folder_knows_locks(refused: dict[str, str]) -> None:
    env = {**refused, "FAULT_LOCK": str(errno.EIO), "FAULT_UNDER": "/"}
    checks = {check["check"]: check["health"] for check in json.loads(give(env, "doctor", "--json").stdout)["checks"]}
    assert [name for name, health in checks.items() if health == "wrong"] == ["locks"]


ROOMLESS = (
    *(["log", "two"], ["goal", "x", "--skill", "y", "--plan", "z"], ["undo"], ["backup"]),
    *(["backup", "copy.db"], ["export", "journal.json"], ["export", "--force", "old.json"], ["config", "init"]),
)

NO_ROOM = re.compile("no room left|no space left on device", re.IGNORECASE)


@pytest.mark.slow
@pytest.mark.parametrize("command", ROOMLESS, ids=" ".join)
def test_a_full_disk_is_told_at_every_write(command: list[str], refused: dict[str, str], journal_file: Path) -> None:
    folder = journal_file.parent
    journal_file.with_name("old.json").write_text("old")
    original = folder.with_name("kept")
    shutil.copytree(folder, original)
    command = [str(folder / word) if word.endswith((".db", ".json")) else word for word in command]
    env = {
        **refused,
        "DEVJOURNAL_NOW": "2026-11-28T09:00",  # a new day begins with a copy
        "DEVJOURNAL_CONFIG": str(folder / "settings" / "config.toml"),
    }
    refusals = 0
    with start("tests.faults.full_disk", env) as tending:
        assert tending.stdin is not None
        assert tending.stdout is not None
        print(json.dumps([command, str(original)]), file=tending.stdin, flush=True)
        for line in tending.stdout:
            if line == "done\n":
                break
            if line != "next\n":
                room, code, message = json.loads(line)
                continue
            if message or code:
                refusals += 1
                assert message.count("\n") == 1, (room, message)
                assert NO_ROOM.search(message), (room, code, message)
                assert raw.query(journal_file, "PRAGMA integrity_check") == [("ok",)]
                assert code == 0 or journal_file.with_name("old.json").read_text() == "old"
            print("next" if message or code else "stop", file=tending.stdin, flush=True)
        tending.stdin.close()
        assert tending.wait(30) == 0
    assert refusals > 2, "some writes were refused"
