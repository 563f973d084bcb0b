"""Tables in Markdown that can be read as they are, and the numbers that go into them."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

BEGIN, END = "<!-- measured: make bench ARGS=--write -->", "<!-- /measured -->"


def middle(times: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def late(times: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return statistics.quantiles(times, n=20)[-1]


def of(times: Sequence[float], floor: Sequence[float]) -> float:
    """Return the median ratio of runs that stood side by side."""
    return statistics.median(time / least for time, least in zip(times, floor, strict=True))


def ms(seconds: float) -> str:
    """Return a time in milliseconds: whole ones from 20 on."""
    return f"{1000 * seconds:.0f}" if seconds >= 0.02 else f"{1000 * seconds:.1f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose columns but the first are numbers."""
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


def conditions(load: float, peers: Iterable[str]) -> str:
    """Return when, on what and with what was measured."""
    versions = ", ".join((*(f"{name} {version(name)}" for name in ("textual", "peewee")), *peers))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"
    return f"Measured on {date.today()}: {machine}; Python {platform.python_version()}, {versions}."


def keep(text: str, path: Path) -> None:
    """Put what was measured in its place in a document."""
    document = path.read_text(encoding="utf-8")
    before, _, rest = document.partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
