"""What the tests of the guide share: a home of their own, a clock that stands on a Friday, and what is typed there."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from devjournal.cli import main
from tests.docs.guide import ROOT

REDIRECTED = re.compile(r"(devjournal [^|$<>;&`]*?) *(?:> *([^|$<>;&` ]+))?")
"""A command of devjournal and a file that it is printed into: nothing that only a shell could carry out."""


class Done(NamedTuple):
    """What a line of a shell printed, and its exit code."""

    printed: str
    code: int


Type = Callable[[str], Done]
"""Gives a line to a shell, or does what a shell would."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which nothing is kept yet; what is run starts there."""
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in {
        "HOME": str(home),
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "DEVJOURNAL_FILE": str(home / "journal.db"),
        "DEVJOURNAL_CONFIG": str(home / "config.toml"),
        "DEVJOURNAL_NOW": "2026-11-27T16:30",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def typed(home: Path, capsys: pytest.CaptureFixture[str]) -> Type:
    """What is typed at a prompt: in this process where it is a command of devjournal alone, else in a shell."""

    def give(line: str) -> Done:
        alone = REDIRECTED.fullmatch(line)
        if alone is None or "export DEVJOURNAL" in line:
            return in_shell(home, line)
        capsys.readouterr()
        code = main(shlex.split(alone[1])[1:])
        done = capsys.readouterr()
        if alone[2]:
            Path(alone[2]).expanduser().write_text(done.out, encoding="utf-8")
            return Done(done.err, code)
        return Done(done.out + done.err, code)

    return give


def in_shell(home: Path, line: str) -> Done:
    """Run a line in a shell that finds devjournal on its path."""
    program = home / "bin" / "devjournal"
    if not program.exists():
        program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m devjournal "$@"\n')
        program.chmod(0o755)
        (home / "bin" / "python3").symlink_to(sys.executable)
    done = subprocess.run(
        ["sh", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=60
    )
    return Done(done.stdout, done.returncode)
