"""What the tests of commands share: a way to give one, in this process or as a process of its own, and golden files."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from devjournal.cli import main
from tests.cli.done import FRIDAY, Done
from tests.cli.every import furnish

GOLDEN = Path(__file__).parent.parent / "golden"


class Run(Protocol):
    """Gives a command."""

    def __call__(self, *args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done: ...


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    """Where the journal of the test is, or will be."""
    return tmp_path / "mine" / "journal.db"


@pytest.fixture
def clean_env(journal_file: Path) -> dict[str, str]:
    """An environment with nothing of the developer's in it."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(journal_file.parent.parent / "home"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "DEVJOURNAL_FILE": str(journal_file),
    }


@pytest.fixture
def run(clean_env: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Give a command in this process; its output is what a pipe would get."""
    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in clean_env.items():
        monkeypatch.setenv(name, value)

    def give(*args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done:
        monkeypatch.setenv("DEVJOURNAL_NOW", now)
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        capsysbinary.readouterr()
        code = main(args)
        out, err = (text.decode(errors="surrogateescape") for text in capsysbinary.readouterr())
        return Done(code, out, err)

    return give


@pytest.fixture
def spawn(clean_env: dict[str, str]) -> Run:
    """Give a command as its user does: in a process of its own."""

    def give(*args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "devjournal", *args],
            input=given,
            capture_output=True,
            env={**clean_env, "DEVJOURNAL_NOW": now},
            timeout=30,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return give


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/golden, or keep it there with --update-golden."""

    def compare(name: str, text: str) -> None:
        kept = GOLDEN / name
        if request.config.getoption("--update-golden"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_bytes(text.encode())
        assert text == kept.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def base_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every command has what it needs."""
    folder = tmp_path_factory.mktemp("base") / "here"
    furnish(folder)
    return folder


@pytest.fixture
def here(base_folder: Path, run: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that is the current folder, with the journal where the commands look for it."""
    folder = journal_file.parent.parent
    shutil.copytree(base_folder, folder, dirs_exist_ok=True, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(folder / "config.toml"))
    return folder
