"""Whole commands, from their start to their end, against a process that only imports Peewee."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.subjects import AGES, APP, environment, journal
from benchmarks.tables import middle, ms, of, table

FLOOR = "python -c 'import peewee'"


class Command(NamedTuple):
    """A command: its name in the table, its command line, and the years of the journal that it is called on."""

    name: str
    argv: Sequence[str]
    years: int = 10


OURS = {
    "devjournal status --short": ("status", "--short"),
    "devjournal status": ("status",),
    "devjournal weeks": ("weeks",),
    "devjournal summary": ("summary",),
    "devjournal search backoff": ("search", "backoff"),
}


def measure(home: Path, times: int, jrnl: str) -> str:
    """Run each command in turn, again and again, and return the table; `jrnl` is its version, empty without it."""
    commands = [
        Command("python -c pass", (sys.executable, "-c", "pass")),
        Command(FLOOR, (sys.executable, "-c", "import peewee")),
        *(Command(name, (*APP, *words), years) for name, words in OURS.items() for years in AGES),
    ]
    if jrnl:
        for years in (10, 50):
            call = peers.jrnl(home, years, jrnl)
            commands += [
                Command("jrnl -n 5", (*call, "-n", "5"), years),
                Command("jrnl -contains backoff -n 50", (*call, "-contains", "backoff", "-n", "50"), years),
            ]
    walls: dict[tuple[str, int], list[float]] = {(one.name, one.years): [] for one in commands}
    for _ in range(times):
        for one in commands:
            world = environment(home) | journal(home, one.years)
            before = time.perf_counter()
            subprocess.run(one.argv, cwd=home, env=world, stdin=subprocess.DEVNULL, capture_output=True, check=True)
            walls[one.name, one.years].append(time.perf_counter() - before)
    floor = walls[FLOOR, 10]
    rows = []
    for name in dict.fromkeys(one.name for one in commands):
        ratios = (f"{of(walls[name, years], floor):.2f}" if (name, years) in walls else "" for years in (0, 10, 50))
        rows.append((f"`{name}`", ms(middle(walls[name, 10])), *ratios))
    return table(("a command", "ten years, ms", "of importing Peewee: empty", "ten years", "fifty years"), rows)
