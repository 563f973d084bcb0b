"""What the tests of faults share: a journal of their own, and programs that write to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.conftest import NOW

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("refusing.c")


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    """Where the journal is, or will be."""
    return tmp_path / "mine" / "journal.db"


@pytest.fixture
def env(tmp_path: Path, journal_file: Path) -> dict[str, str]:
    """An environment with nothing of the developer's in it, and a clock that stands on a Friday."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "DEVJOURNAL_FILE": str(journal_file),
        "DEVJOURNAL_NOW": NOW,
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture(scope="session")
def refusing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets a folder refuse."""
    library = tmp_path_factory.mktemp("library") / "refusing.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"], check=True, timeout=60)
    return library


def start(module: str, env: dict[str, str], *args: str) -> subprocess.Popen[str]:
    """Start a module of the tests as a program of its own; it is talked to in lines."""
    command = [sys.executable, "-m", module, *args]
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
