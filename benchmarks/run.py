"""Measures devjournal against the bare Textual app in one run, and prints the ratios; `--write` keeps them in docs."""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks import journals, search
from benchmarks.probe import Answer, Probe, Silent

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: make bench ARGS=--write -->", "<!-- /measured -->"

BARE = (sys.executable, str(ROOT / "benchmarks" / "bare.py"))
APP = (sys.executable, "-m", "devjournal")
PEEWEE = (sys.executable, "-c", "import peewee")


class Subject(NamedTuple):
    """A program to start: its name in the table, its command line, its journal, and what it shows first."""

    name: str
    argv: Sequence[str]
    journal: str
    words: str


class Keys(NamedTuple):
    """Keys to press on one screen: what leads there, what is pressed over and over, and what leads back."""

    name: str
    there: str
    pressed: Sequence[str]
    back: str
    between: str = ""
    """What is pressed after each of them and not measured."""


HALFWAY, SMALL = "Halfway. On track?", "A small goal still counts"
SUBJECTS = (
    Subject("the bare Textual app", BARE, "", "READY"),
    Subject("devjournal, empty", APP, "0.db", SMALL),
    Subject("devjournal, ten years", APP, "10.db", HALFWAY),
)
FIFTY = Subject("devjournal, fifty years", APP, "50.db", HALFWAY)

TEXT = "PairedWithInesOnBackoffAndJitter"
KEYS = (
    Keys("`j` and `k` in plan and entries", "", "jjjjjjjjjj" + "kkkkkkkkkk", ""),
    Keys("`tab` from pane to pane", "", ["\t"], "."),
    Keys("`[` and `]` to another week", "", "[[[[[[[[]]]]]]]]", "."),
    Keys("`space` ticks a step (a write)", "j", " ", "."),
    Keys("typing in a form", "a", TEXT, "\x1b"),
    Keys("`a` opens a form", "", "a", "", "\x1b"),
    Keys("`1` to `4`: another screen", "2341", "2341", ""),
    Keys("`h` `j` `l` `k` in the Calendar", "2", "hhhjjjlllkkk", "1"),
    Keys("`j` `l` `k` `h` on the Gap board", "3", "jjjlkkkh", "1"),
    Keys("`l` `j` `h` `k` in People", "4", "llljjjhhhkkk", "1"),
)
COMMANDS = (
    ("python -c pass", (sys.executable, "-c", "pass")),
    ("python -c 'import peewee'", PEEWEE),
    ("devjournal status --short", (*APP, "status", "--short")),
    ("devjournal status", (*APP, "status")),
    ("devjournal weeks", (*APP, "weeks")),
)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help=f"keep the table in {DOCUMENT.relative_to(ROOT)}")
    options.add_argument("--fifty", action="store_true", help="measure fifty years, too")
    options.add_argument("--starts", type=int, default=11, help="times that each program is started")
    options.add_argument("--presses", type=int, default=40, help="times that a key of each kind is pressed")
    given = options.parse_args()
    compileall.compile_dir(ROOT / "devjournal", quiet=1)
    compileall.compile_dir(ROOT / "benchmarks", quiet=1)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for years in (0, 10, *([50] if given.fifty else [])):
            journals.make(home / f"{years}.db", years)
        subjects = (*SUBJECTS, FIFTY) if given.fifty else SUBJECTS
        tables = [
            starts(subjects, home, given.starts),
            answers(SUBJECTS[2], home, given.presses),
            commands(home, given.starts),
            searches(home),
        ]
    text = "\n\n".join((conditions(load), *tables))
    print(text)
    if given.write:
        keep(text)


def environment(home: Path, journal: str) -> dict[str, str]:
    """Return what a program sees of the world: a home that is empty, one journal, and a clock that stands still."""
    now = journals.NOW.strftime("%Y-%m-%dT%H:%M")
    path = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return {**path, "DEVJOURNAL_FILE": str(home / journal), "DEVJOURNAL_NOW": now}


def start(subject: Subject, home: Path) -> Probe:
    """Start a program on its terminal."""
    return Probe(subject.argv, home, environment(home, subject.journal))


def starts(subjects: Sequence[Subject], home: Path, times: int) -> str:
    """Start each program in turn, again and again, and return the table of first paints and memory."""
    paints: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    memory: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for _ in range(times):
        for subject in subjects:
            with start(subject, home) as program:
                paints[subject.name].append(program.until(subject.words))
                memory[subject.name].append(program.peak_memory() / 2**20)
    floor = subjects[0].name
    rows = []
    for subject in subjects:
        paint, size = paints[subject.name], memory[subject.name]
        rows.append(
            (
                subject.name,
                f"{1000 * statistics.median(paint):.0f}",
                f"{of(paint, paints[floor]):.2f}",
                f"{statistics.median(size):.1f}" if size[0] else "?",
                f"{of(size, memory[floor]):.2f}" if size[0] else "?",
            )
        )
    return table(("a start", "first paint, ms", "of the bare app", "memory, MB", "of the bare app"), rows)


def answers(subject: Subject, home: Path, times: int) -> str:
    """Press keys in both programs by turns, and return the table of their answers."""
    rows = []
    bare: list[Answer] = []
    with start(SUBJECTS[0], home) as floor, start(subject, home) as program:
        floor.until(SUBJECTS[0].words)
        program.until(subject.words)
        for keys in KEYS:
            found: list[Answer] = []
            beside: list[Answer] = []
            for key in keys.there:
                program.press(key)
            for n in range(times):
                beside.append(floor.press("jk"[n % 2]))
                with suppress(Silent):  # a cursor at an edge
                    found.append(program.press(keys.pressed[n % len(keys.pressed)]))
                for key in keys.between:
                    program.press(key)
            for key in keys.back:
                program.press(key)
            rows.append(key_row(keys.name, found, beside))
            bare += beside
    rows.insert(0, key_row("the bare Textual app", bare, bare))
    beside_bare = "of the bare app"
    head = ("a key's answer on ten years", "p50, ms", beside_bare, "p95, ms", beside_bare, "at rest", "bytes")
    return table(head, rows)


def key_row(name: str, found: Sequence[Answer], beside: Sequence[Answer]) -> tuple[str, ...]:
    """Return a row of the table of keys, against the answers of the bare app in the same minute."""
    first, floor = [answer.first for answer in found], [answer.first for answer in beside]
    middle, slow = statistics.median(first), late(first)
    return (
        name,
        f"{1000 * middle:.1f}",
        f"{middle / statistics.median(floor):.1f}",
        f"{1000 * slow:.1f}",
        f"{slow / late(floor):.1f}",
        f"{1000 * statistics.median(answer.last for answer in found):.1f}",
        f"{statistics.median(answer.sent for answer in found):.0f}",
    )


def commands(home: Path, times: int) -> str:
    """Run each command in turn, again and again, and return the table of how long they took."""
    walls: dict[str, list[float]] = {name: [] for name, _ in COMMANDS}
    for _ in range(times):
        for name, argv in COMMANDS:
            before = time.perf_counter()
            subprocess.run(argv, cwd=home, env=environment(home, "10.db"), stdout=subprocess.DEVNULL, check=True)
            walls[name].append(time.perf_counter() - before)
    floor = walls[COMMANDS[1][0]]
    rows = [
        (f"`{name}`", f"{1000 * statistics.median(wall):.0f}", f"{of(wall, floor):.2f}") for name, wall in walls.items()
    ]
    return table(("a command on ten years", "ms", "of importing Peewee"), rows)


def searches(home: Path) -> str:
    """Ask in this process, where no terminal stands between, and return the table of the answers."""
    search.make(home / "search.db")
    return table(search.HEAD, list(search.measured(home / "search.db")))


def of(times: Sequence[float], floor: Sequence[float]) -> float:
    """Return the median ratio of runs that stood side by side."""
    return statistics.median(time / least for time, least in zip(times, floor, strict=True))


def late(times: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return statistics.quantiles(times, n=20)[-1]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown that can be read as it is."""
    lines = [tuple(head), *map(tuple, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * (width - (n > 0)) + ":" * (n > 0) for n, width in enumerate(widths)))
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if n == 0 else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in lines
    )


def conditions(load: float) -> str:
    """Return when, on what and with what was measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("textual", "peewee"))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"
    return f"Measured on {date.today()}: {machine}; Python {platform.python_version()}, {versions}."


def keep(text: str) -> None:
    """Put what was measured in its place in the documentation."""
    document = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = document.partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
