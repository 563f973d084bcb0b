"""The measured programs: command lines, journals and environment."""

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
"""The labels of the journals in tables, by their years."""


class Subject(NamedTuple):
    """A program: its name in the table, its command line, a text of its first screen, and its variables."""

    name: str
    argv: Sequence[str]
    first_text: str
    variables: Mapping[str, str] = {}

    def start(self, home: Path) -> Probe:
        """Start it on a terminal."""
        return Probe(self.argv, home, environment(home) | dict(self.variables))


def environment(home: Path) -> dict[str, str]:
    """Return the environment of all programs: an empty home, and a clock that stands still."""
    now = NOW.strftime("%Y-%m-%dT%H:%M")
    path = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "HOME": str(home)}
    return {**path, "DEVJOURNAL_NOW": now}


def journal(home: Path, years: int) -> dict[str, str]:
    """Return the variable that names the journal of `years` years."""
    return {"DEVJOURNAL_FILE": str(home / f"{years}.db")}


def bare() -> Subject:
    """Return the smallest Textual app."""
    return Subject("the bare Textual app", (sys.executable, str(ROOT / "benchmarks" / "bare.py")), "READY")


def plain_form() -> Subject:
    """Return the bare app in which `a` opens a form of Textual's own widgets."""
    return Subject("a plain Textual form", (sys.executable, "-m", "benchmarks.plain_form"), "READY")


def ours(home: Path, years: int) -> Subject:
    """Return devjournal on a journal of `years` years."""
    first_text = "Halfway. On track?" if years else "A small goal still counts"
    return Subject(f"devjournal, {AGES[years]}", APP, first_text, journal(home, years))
