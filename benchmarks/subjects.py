"""What is measured: programs with their command lines and journals, and the world that they are started in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.journals import NOW
from benchmarks.probe import Probe

ROOT = Path(__file__).resolve().parent.parent
APP = (sys.executable, "-m", "devjournal")

AGES = {0: "empty", 10: "ten years", 50: "fifty years"}
"""The journals by their years, and what they are called in tables."""


class Subject(NamedTuple):
    """A program to start: its name in the table, its command line, what it shows first, and its surroundings."""

    name: str
    argv: Sequence[str]
    words: str
    world: Mapping[str, str] = {}

    def start(self, home: Path) -> Probe:
        """Start it on a terminal."""
        return Probe(self.argv, home, environment(home) | dict(self.world))


def environment(home: Path) -> dict[str, str]:
    """Return what a program sees of the world: a home that is empty, and a clock that stands still."""
    now = NOW.strftime("%Y-%m-%dT%H:%M")
    path = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return {**path, "DEVJOURNAL_NOW": now}


def journal(home: Path, years: int) -> dict[str, str]:
    """Return what names the journal of so many years."""
    return {"DEVJOURNAL_FILE": str(home / f"{years}.db")}


def bare() -> Subject:
    """Return the smallest Textual app."""
    return Subject("the bare Textual app", (sys.executable, str(ROOT / "benchmarks" / "bare.py")), "READY")


def ours(home: Path, years: int) -> Subject:
    """Return devjournal on a journal of so many years."""
    words = "Halfway. On track?" if years else "A small goal still counts"
    return Subject(f"devjournal, {AGES[years]}", APP, words, journal(home, years))
