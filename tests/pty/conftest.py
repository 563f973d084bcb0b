"""What the tests on a pseudo-terminal share: a journal of their own, a way to open it, and commands beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.pty.terminal import Terminal

NOW = "2026-11-27T16:30"


class Open(Protocol):
    """Opens the app in a window of its own."""

    def __call__(
        self, *args: str, size: tuple[int, int] = (80, 24), command: tuple[str, ...] = (), **env: str
    ) -> Terminal: ...


class Do(Protocol):
    """Gives a command in a process of its own, and returns what it printed."""

    def __call__(self, *args: str, stdin: str = "", **env: str) -> str: ...


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with nothing in it but what the program puts there."""
    return tmp_path


@pytest.fixture
def journal_file(home: Path) -> Path:
    """Where the journal is, or will be."""
    return home / "mine" / "journal.db"


@pytest.fixture
def drafts(home: Path) -> Path:
    """The folder that drafts lie under."""
    return home / "state" / "devjournal" / "drafts"


@pytest.fixture
def env(home: Path, journal_file: Path) -> dict[str, str]:
    """An environment with nothing of the developer's in it, and a clock that stands on a Friday."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_DATA_HOME": str(home / "data"),
        "DEVJOURNAL_FILE": str(journal_file),
        "DEVJOURNAL_NOW": NOW,
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "ESCDELAY": "50",
    }


@pytest.fixture
def open_app(env: dict[str, str]) -> Iterator[Open]:
    """Open the app, as often as wanted; what is left open is ended."""
    with ExitStack() as windows:

        def start(*args: str, size: tuple[int, int] = (80, 24), command: tuple[str, ...] = (), **more: str) -> Terminal:
            return windows.enter_context(Terminal({**env, **more}, *args, size=size, command=command))

        yield start


@pytest.fixture
def do(env: dict[str, str]) -> Do:
    """Give a command; it must go well."""

    def give(*args: str, stdin: str = "", **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "devjournal", *args],
            input=stdin.encode(),
            capture_output=True,
            env={**env, **more},
            timeout=30,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), done
        return done.stdout.decode()

    return give


@pytest.fixture
def beside(journal_file: Path) -> Iterator[Journal]:
    """The journal as another program has it open, on the same Friday."""
    with Journal(journal_file, FrozenClock(FRIDAY), busy_timeout=5) as journal:
        yield journal
