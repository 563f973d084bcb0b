"""Whole commands, from start to end, against a process that only imports Peewee."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import peers
from benchmarks.subjects import AGES, APP, environment, journal
from benchmarks.tables import median, ms, ratio, table

FLOOR = "python -c 'import peewee'"


class Command(NamedTuple):
    """A command: its name in the table, its command line, and the years of its journal."""

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
    """Run the commands by turns, `times` times, and return the table; `jrnl` is its version, or "" if it is missing."""
    commands = [
        Command("python -c pass", (sys.executable, "-c", "pass")),
        Command(FLOOR, (sys.executable, "-c", "import peewee")),
        *(Command(name, (*APP, *arguments), years) for name, arguments in OURS.items() for years in AGES),
    ]
    if jrnl:
        for years in (10, 50):
            argv = peers.jrnl(home, years, jrnl)
            commands += [
                Command("jrnl -n 5", (*argv, "-n", "5"), years),
                Command("jrnl -contains backoff -n 50", (*argv, "-contains", "backoff", "-n", "50"), years),
            ]
    walls: dict[tuple[str, int], list[float]] = {(command.name, command.years): [] for command in commands}
    for _ in range(times):
        for command in commands:
            variables = environment(home) | journal(home, command.years)
            start = time.perf_counter()
            subprocess.run(
                command.argv, cwd=home, env=variables, stdin=subprocess.DEVNULL, capture_output=True, check=True
            )
            walls[command.name, command.years].append(time.perf_counter() - start)
    floor = walls[FLOOR, 10]
    rows = []
    for name in dict.fromkeys(command.name for command in commands):
        ratios = (f"{ratio(walls[name, years], floor):.2f}" if (name, years) in walls else "" for years in (0, 10, 50))
        rows.append((f"`{name}`", ms(median(walls[name, 10])), *ratios))
    return table(("a command", "ten years, ms", "of importing Peewee: empty", "ten years", "fifty years"), rows)
