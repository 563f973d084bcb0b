"""A week entered by keys in the app and by commands in a second journal gives the same journal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from devjournal.domain.career.gap import Area
from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, run_app
from tests.tui.days import MONDAY, NEXT_MONDAY, TUESDAY, WEDNESDAY, later

UIDS = ("uid", "week", "gap", "person", "horizon")


class Commands:
    """Runs commands on one journal, each in its own process."""

    def __init__(self, path: Path) -> None:
        """Run commands on the journal at `path`."""
        self._path = path

    def __call__(self, now: datetime, *arguments: str) -> str:
        """Run one command at a moment; it must succeed."""
        completed = subprocess.run(
            [sys.executable, "-m", "devjournal", "--file", str(self._path), *arguments],
            capture_output=True,
            text=True,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(self._path.parent),
                "LC_ALL": "C.UTF-8",
                "DEVJOURNAL_NOW": f"{now:%Y-%m-%dT%H:%M}",
            },
            check=False,
            timeout=60,
        )
        assert (completed.returncode, completed.stderr) == (0, "")
        return completed.stdout


def begin(path: Path) -> None:
    """Create a journal with a gap and last week's goal."""
    clock = FrozenClock(later(MONDAY, -1))
    with Journal(path, clock) as journal:
        journal.gaps.add(Area.EXPERIENCE, "Run an incident end to end", needed=3)


def exported(commands: Commands) -> dict[str, list[dict[str, Any]]]:
    """Return a journal's tables as exported, with uids replaced by the order of their appearance."""
    document = json.loads(commands(NEXT_MONDAY, "export", "-"))
    names: dict[str, str] = {}
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, rows in document["tables"].items():
        ordered = sorted(rows, key=lambda row: json.dumps({key: row[key] for key in row if key not in UIDS}))
        for row in ordered:
            names.setdefault(row["uid"], f"{table} {len(names)}")
        tables[table] = ordered
    return {
        table: [
            {key: names.get(value, value) if isinstance(value, str) else value for key, value in row.items()}
            for row in rows
        ]
        for table, rows in tables.items()
    }


async def by_keys(path: Path) -> None:
    clock = FrozenClock(later(FRIDAY, -1))
    with Journal(path, clock) as journal:
        async with run_app(journal, MIDDLE) as at:
            await at.press("g")
            await at.fill(skill="Incidents", goal="Read three post-mortems")
            await at.press("ctrl+s", "r", "m", "y")
            await at.write("Book the room on Monday")
            await at.press("tab")
            await at.write("Two of three")
            await at.press("ctrl+s")

            clock.set(MONDAY)
            at.app.look()
            await at.press("g", "a")
            await at.fill(skill="Incidents", goal="Run the drill", plan="Invite\nRehearse\nRun")
            await at.go_to("gap")
            await at.press("down", "enter", "ctrl+s")
            await at.press("a")
            await at.write("Invited everybody")
            await at.go_to("link")
            await at.write("https://example.org/drill")
            await at.press("ctrl+s")

            clock.set(TUESDAY)
            at.app.look()
            await at.press("space", "n")
            await at.write("Write down what surprised me")
            await at.press("ctrl+s")
            clock.set(WEDNESDAY)
            at.app.look()
            await at.press("c", "f")
            await at.write("Half the drill")
            await at.press("ctrl+s")

            clock.set(FRIDAY)
            at.app.look()
            await at.press("down", "space", "up", "r", "h", "y")  # the done step is folded into a count
            await at.write("Saying the next step aloud")
            await at.press("ctrl+s", "]", "g")
            await at.fill(skill="Writing", goal="One page a day")
            await at.press("ctrl+s")

            clock.set(NEXT_MONDAY)
            at.app.look()
            await at.press(".", "[", "a")
            await at.write("Later: what surprised me")
            await at.go_to("private")
            await at.press("y", "ctrl+s")


def by_commands(run: Commands) -> None:
    friday = later(FRIDAY, -1)
    run(friday, "goal", "Read three post-mortems", "--skill", "Incidents")
    run(friday, "recap", "--missed", "--better", "--lesson", "Book the room on Monday", "--note", "Two of three")
    run(MONDAY, "lesson", "applied")
    plan = ("--plan", "Invite", "--plan", "Rehearse", "--plan", "Run")
    run(MONDAY, "goal", "Run the drill", "--skill", "Incidents", "--gap", "1", *plan)
    run(MONDAY, "log", "Invited everybody", "--link", "https://example.org/drill")
    run(TUESDAY, "plan", "done", "1")
    run(TUESDAY, "plan", "add", "Write down what surprised me")
    run(WEDNESDAY, "check-in", "--off-track", "--adjust", "Half the drill")
    run(FRIDAY, "plan", "done", "2")
    run(FRIDAY, "recap", "--hit", "--better", "--note", "Saying the next step aloud")
    run(FRIDAY, "goal", "One page a day", "--skill", "Writing", "--week", "next")
    run(NEXT_MONDAY, "log", "Later: what surprised me", "--on", f"{FRIDAY:%Y-%m-%d}", "--private")


@pytest.mark.slow
async def test_keys_and_commands_leave_the_same_journal(tmp_path: Path) -> None:
    keys, commands = tmp_path / "keys.db", tmp_path / "commands.db"
    begin(keys)
    begin(commands)
    await by_keys(keys)
    by_commands(Commands(commands))
    assert exported(Commands(keys)) == exported(Commands(commands))
