"""Aligned Markdown tables, and the statistics in them."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

BEGIN, END = "<!-- measured: make bench ARGS=--write -->", "<!-- /measured -->"


def median(times: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def ratio(times: Sequence[float], floor: Sequence[float]) -> float:
    """Return the median ratio of each run to the run of the floor beside it."""
    return statistics.median(time / least for time, least in zip(times, floor, strict=True))


def ms(seconds: float) -> str:
    """Return a time in milliseconds, without decimals from 20 ms on."""
    return f"{1000 * seconds:.0f}" if seconds >= 0.02 else f"{1000 * seconds:.1f}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; all columns but the first are right-aligned."""
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
    """Return a sentence with the date, the machine and the versions."""
    versions = ", ".join((*(f"{name} {version(name)}" for name in ("textual", "peewee")), *peers))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}"
    return f"Measured on {date.today()}: {machine}; Python {platform.python_version()}, {versions}."


def replace_measured(text: str, path: Path) -> None:
    """Replace the measured part of a document."""
    document = path.read_text(encoding="utf-8")
    before, _, rest = document.partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
