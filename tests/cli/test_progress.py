"""The progress line of long work: on a terminal only."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from devjournal.cli import main, progress
from tests.cli.conftest import Run

LONG = (
    (["import", "{document}"], "Reading “journal.json”…"),
    (["import", "{document}"], "Importing “journal.json”…"),
    (["import", "--merge", "{document}"], "Merging “journal.json”…"),
    (["import", "--from", "jrnl", "{lines}"], "Reading “lines.txt”…"),
    (["import", "--from", "jrnl", "{lines}"], "Importing “lines.txt”…"),
    (["restore", "{copy}"], "Restoring “copy.db”…"),
    (["sync", "{folder}"], "Syncing…"),
    (["doctor"], "Checking the journal…"),
    (["demo", "--output", "{target}"], "Writing the journal of the demo…"),
)


class Screen(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def files(run: Run, tmp_path: Path, journal_file: Path) -> dict[str, str]:
    """The files to import by name; the journal itself is removed again."""
    names = {"document": "journal.json", "copy": "copy.db", "lines": "lines.txt", "target": "demo.db"}
    names["folder"] = "shared"
    paths = {name: str(tmp_path / file) for name, file in names.items()}
    run("log", "Drew the failure table")
    run("export", paths["document"])
    run("backup", paths["copy"])
    Path(paths["folder"]).mkdir()
    Path(paths["lines"]).write_text("[2026-11-02 09:00] Rehearsed the rollback.\n", encoding="utf-8")
    for file in journal_file.parent.glob("journal.db*"):
        file.unlink()
    return paths


def run_on_terminal(
    monkeypatch: pytest.MonkeyPatch, files: dict[str, str], command: list[str], out: io.StringIO
) -> tuple[str, int]:
    """Run a command on a terminal, with `out` as standard output. Return its standard error."""
    err = Screen()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(progress, "DELAY", 0)
    code = main([word.format(**files) for word in command])
    return err.getvalue(), code


@pytest.mark.slow
@pytest.mark.parametrize(("command", "line"), LONG)
def test_long_work_says_what_it_does(
    command: list[str], line: str, files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    screen, code = run_on_terminal(monkeypatch, files, command, Screen())
    assert code == 0
    assert f"\r{line}" in screen
    assert screen.endswith("\r\x1b[K"), "and takes it back"


@pytest.mark.parametrize("command", [["doctor", "--json"], ["import", "--from", "jrnl", "{lines}", "--json"]])
def test_a_document_is_alone(command: list[str], files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_on_terminal(monkeypatch, files, command, Screen()) == ("", 0)


def test_nothing_is_said_into_a_pipe_or_where_no_line_can_be_taken_back(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_on_terminal(monkeypatch, files, ["doctor"], io.StringIO()) == ("", 0)
    monkeypatch.setenv("TERM", "dumb")
    assert run_on_terminal(monkeypatch, files, ["doctor"], Screen()) == ("", 0)


def test_what_is_done_at_once_says_nothing(files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Screen())
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(progress, "DELAY", 60)
    assert main(["doctor"]) == 0
    assert isinstance(sys.stderr, Screen)
    assert sys.stderr.getvalue() == ""


def test_signs_are_ascii_where_the_screen_is(files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    screen, _ = run_on_terminal(monkeypatch, files, ["doctor"], Screen())
    assert "Checking the journal..." in screen
