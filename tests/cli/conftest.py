"""Shared fixtures of the command tests: running a command in this process or in its own, and golden files."""

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
    """Runs a command."""

    def __call__(self, *args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done: ...


@pytest.fixture
def journal_file(tmp_path: Path) -> Path:
    """The path of the test's journal, which may not exist yet."""
    return tmp_path / "mine" / "journal.db"


@pytest.fixture
def clean_env(journal_file: Path) -> dict[str, str]:
    """An environment without the developer's variables."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(journal_file.parent.parent / "home"),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "100",
        "DEVJOURNAL_FILE": str(journal_file),
    }


@pytest.fixture
def run(clean_env: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command in this process, with its output as in a pipe."""
    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in clean_env.items():
        monkeypatch.setenv(name, value)

    def give(*args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done:
        monkeypatch.setenv("DEVJOURNAL_NOW", now)
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsysbinary.readouterr()
        code = main(args)
        out, err = (text.decode(errors="surrogateescape") for text in capsysbinary.readouterr())
        return Done(code, out, err)

    return give


@pytest.fixture
def spawn(clean_env: dict[str, str]) -> Run:
    """Run a command in its own process, as a user does."""

    def give(*args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "devjournal", *args],
            input=content,
            capture_output=True,
            env={**clean_env, "DEVJOURNAL_NOW": now},
            timeout=30,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return give


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file in tests/golden; with --update-golden, write the file."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode())
        assert text == file.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def base_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that every command needs."""
    folder = tmp_path_factory.mktemp("base") / "here"
    furnish(folder)
    return folder


@pytest.fixture
def here(base_folder: Path, run: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of `base_folder` as the current folder, with the journal at the path that commands use."""
    folder = journal_file.parent.parent
    shutil.copytree(base_folder, folder, dirs_exist_ok=True, symlinks=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(folder / "config.toml"))
    return folder
