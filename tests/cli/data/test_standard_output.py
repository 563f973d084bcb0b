"""`-` means standard output for every command that writes a file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import devjournal
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY
from tests.encrypted import encrypt

PAGES = (
    "summary",
    "summary --format html",
    "summary --format json",
    "case",
    "case --format text",
    "letter",
    "reminders",
)


def bytes_of(env: dict[str, str], folder: Path, *args: str) -> bytes:
    """Return the bytes that a command in its own process writes to a pipe, and check that it wrote no file."""
    before = sorted(folder.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "devjournal", *args],
        capture_output=True,
        cwd=folder,
        env={**env, "DEVJOURNAL_NOW": FRIDAY, "PYTHONPATH": str(Path(devjournal.__file__).parents[1])},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(folder.iterdir()) == before
    return done.stdout


@pytest.mark.parametrize("command", PAGES)
def test_a_page_is_printed(command: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("horizon", "Lead", "--in", "12")
    run("log", "Größe → shown")
    printed = run(*command.split()).out
    for force in ([], ["--force"]):
        assert run(*command.split(), "--output", "-", *force).out == printed
    assert not Path("-").exists()


def test_a_copy_of_the_journal_goes_through_a_pipe(run: Run, clean_env: dict[str, str], tmp_path: Path) -> None:
    run("log", "Kept")
    copy = tmp_path / "copy.db"
    copy.write_bytes(bytes_of(clean_env, tmp_path, "backup", "-"))
    assert [entry["text"] for entry in run("--file", str(copy), "entry", "list", "--json").json] == ["Kept"]


def test_a_copy_that_would_come_without_its_key_is_refused(
    run: Run, journal_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("log", "Kept")
    encrypt(journal_file)
    monkeypatch.chdir(tmp_path)
    assert "name a file" in run("backup", "-").refuses(1)
    assert not Path("-").exists()


@pytest.mark.slow
def test_the_demo_goes_through_a_pipe(clean_env: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    file.write_bytes(bytes_of(clean_env, tmp_path, "demo", "--output", "-"))
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
