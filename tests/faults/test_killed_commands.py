"""Every changing command, killed at each access to the disk, took effect completely or not at all."""

from __future__ import annotations

import json
import random
import re
import shlex
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.every import BEFORE, Leaf, furnish, leaves, rows
from tests.faults.conftest import start

pytestmark = [pytest.mark.needs("cc"), pytest.mark.needs("git")]

MAX_KILLS = 6
"""Touches of a command at which it is killed, chosen by its name: they differ from command to command."""

NOTHING_HERE = {"config edit": "opens an editor, which needs a terminal", "unlock": "keeps the key for the login"}
"""Commands that write nothing here, and why."""

OF_SYNC = ("home/.local/state/devjournal/sync/", "shared/")
"""Where files of other names come with each sync, step by step; its own tests hold that nothing is lost by it."""

CHANGES = [leaf for leaf in leaves() if leaf.changes and leaf.name not in NOTHING_HERE]
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

PASSPHRASE = "echo all the words of it"


class Killer:
    """Runs commands in a folder, and kills them."""

    def __init__(self, folder: Path, library: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.journal = folder / "mine" / "journal.db"
        settings = {"LD_PRELOAD": str(library), "FAULT_UNDER": str(folder), "DEVJOURNAL_FILE": str(self.journal)}
        settings |= {"DEVJOURNAL_CONFIG": str(folder / "config.toml"), "DEVJOURNAL_PASSPHRASE_COMMAND": PASSPHRASE}
        settings |= {"DEVJOURNAL_NEW_PASSPHRASE_COMMAND": PASSPHRASE, "HOME": str(folder / "home")}
        self.process = start("tests.faults.killed_commands", {**env, **settings})

    def __enter__(self) -> Killer:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=30)

    def give(self, *args: str, touch: int = 0, original: Path | None = None) -> dict[str, Any]:
        """Run a command, in a fresh copy of a folder if there is one, and return how it ended."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(
            json.dumps({"words": args, "touch": touch, "kept": original and str(original)}),
            file=self.process.stdin,
            flush=True,
        )
        line = self.process.stdout.readline()
        assert line, "the program that gives commands ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def faults(self) -> dict[str, str]:
        """Return what the doctor finds wrong, by the name of the check."""
        doctor = self.give("doctor", "--json")
        checks = json.loads(doctor["said"])["checks"]
        wrong = {check["check"]: check["says"] for check in checks if check["health"] == "wrong"}
        assert doctor["ended"] == bool(wrong), doctor
        return wrong

    def state(self, known: frozenset[str]) -> str:
        """Return the content of the journal, with a placeholder for each uid not in `known`, as new uids are random."""
        is_plain = self.journal.read_bytes().startswith(b"SQLite")
        held = repr(rows(self.journal)) if is_plain else self.give("export")["said"]
        return UID.sub(lambda uid: uid[0] if uid[0] in known else "new", held)

    def files(self) -> dict[str, bytes]:
        """Return the files other than the journal, its side files and git's own files."""
        beside = self.journal.parent
        paths = {path.relative_to(self.folder): path for path in self.folder.rglob("*") if path.is_file()}
        return {
            str(name): path.read_bytes()
            for name, path in paths.items()
            if beside not in path.parents and ".git" not in name.parts
        }


@pytest.fixture(scope="module")
def base_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that every command needs."""
    folder = tmp_path_factory.mktemp("base") / "here"
    furnish(folder)
    return folder


def killed_at_each_touch(leaf: Leaf, killer: Killer, original: Path) -> None:
    """Kill a command at each access to the disk, and check the files."""
    whole = killer.give("status", original=original)
    assert whole["ended"] == 0, whole
    known = frozenset(UID.findall(repr(rows(killer.journal)) if leaf.name not in ("decrypt",) else ""))
    for line in BEFORE.get(leaf.name, ()):
        done = killer.give(*shlex.split(line))
        assert done["ended"] == 0, done
    ready = original.with_name("ready")
    shutil.copytree(killer.folder, ready, symlinks=True)
    before, files_before = killer.state(known), killer.files()
    through = killer.give(*leaf.args, original=ready)
    assert through["ended"] == 0, through
    after, files_after = killer.state(known), killer.files()
    touches = through["touches"]
    assert touches, "it changes something"
    for touch in sorted(random.Random(leaf.name).sample(range(1, touches + 1), min(MAX_KILLS, touches))):
        killed = killer.give(*leaf.args, touch=touch, original=ready)
        where = f"killed at touch {touch} of {touches}"
        assert killed["ended"] == -signal.SIGKILL, (where, killed)
        faults = killer.faults()
        if leaf.name == "encrypt" and "plain" in faults:
            assert killer.give(*leaf.args)["ended"] == 0, "the doctor says to go on like that"
            faults = killer.faults()
        assert not faults, (where, faults)
        assert killer.state(known) in (before, after), where
        for name, content in killer.files().items():
            if not name.startswith(OF_SYNC) and not Path(name).name.startswith(".devjournal-"):
                assert content in (files_before.get(name), files_after.get(name)), (where, name)
        again = killer.give("log", "The next one")
        assert again["ended"] == 0, (where, again)
        there = {path.name for path in killer.journal.parent.iterdir()}
        if leaf.name == "encrypt":  # its leftovers are encrypted, and the next conversion removes them
            there = {name for name in there if not name.startswith(".devjournal-new-")}
        assert there <= {"journal.db", "key-of-journal.db", "backups"}, (where, there)


@pytest.mark.slow
@pytest.mark.parametrize("leaf", CHANGES, ids=lambda leaf: leaf.name)
def test_a_killed_command_was_carried_out_or_was_not(
    leaf: Leaf, base_folder: Path, refusing: Path, tmp_path: Path, env: dict[str, str]
) -> None:
    here = tmp_path / "here"
    original = tmp_path / "kept"
    shutil.copytree(base_folder, original, symlinks=True)
    here.mkdir()
    with Killer(here, refusing, env) as killer:
        killed_at_each_touch(leaf, killer, original)
