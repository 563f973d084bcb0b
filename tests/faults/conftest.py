"""Shared fixtures of the fault tests: a separate journal, and programs that write to it."""

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
    """The path of the journal, which may not exist yet."""
    return tmp_path / "mine" / "journal.db"


@pytest.fixture
def env(tmp_path: Path, journal_file: Path) -> dict[str, str]:
    """An environment without the developer's variables, and with the clock stopped on a Friday."""
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
    """The library that makes system calls on a folder fail."""
    library = tmp_path_factory.mktemp("library") / "refusing.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"], check=True, timeout=60)
    return library


def start(module: str, env: dict[str, str], *args: str) -> subprocess.Popen[str]:
    """Start a test module as a program that reads and writes lines."""
    command = [sys.executable, "-m", module, *args]
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
