"""If the locale or the settings demand ASCII, commands write their own words in ASCII."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.demo.reworded import in_ascii, retell
from tests.frozen_clock import FRIDAY, FrozenClock

READING = (
    *(["status"], ["status", "--short"], ["weeks", "--since", "2026-08-31"], ["calendar"], ["plan", "list"]),
    *(["away", "list"], ["entry", "list"], ["gap", "list", "--all"], ["person", "list"], ["topic", "list"]),
    *(["horizon", "list"], ["review", "list"], ["review", "show"], ["review", "show", "5"], ["search", "board"]),
    *(["doctor"], ["config"], ["summary", "--format", "text"]),
    ["summary", "--format", "text", "--for", "quarter"],
)
WRITING = (
    *(["log", "A line"], ["topic", "add", "Something"], ["away", "add", "2026-12-05", "--note", "Off"]),
    *(["goal", "X", "--skill", "Y"], ["plan", "add", "One more"], ["talk", "Dorota Lis", "--notes", "Hello"]),
    *(["check-in", "--off-track", "--adjust", "Less"], ["gap", "add", "skills", "Listen"], ["undo"], ["redo"]),
    *(["horizon", "set", "Director", "--in", "48"], ["backup"]),
)
REFUSED = (["nonsense"], ["status", "3"], ["person", "edit", "Nobody"], ["week", "x"], ["away", "add", "noday"])


@pytest.fixture(scope="module")
def retold_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's journal with texts in ASCII."""
    file = tmp_path_factory.mktemp("retold") / "journal.db"
    retell(file, FrozenClock(FRIDAY), in_ascii).close()
    return file


@pytest.fixture(params=["locale", "setting"])
def plainly(
    request: pytest.FixtureRequest, retold_file: Path, run: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run commands on the demo, with ASCII demanded by the locale or by the settings."""
    journal_file.parent.mkdir(mode=0o700)
    shutil.copy(retold_file, journal_file)
    if request.param == "locale":
        monkeypatch.setenv("LC_ALL", "C")
    else:
        settings = journal_file.with_name("settings.toml")
        settings.write_text("ascii = true\n")
        monkeypatch.setenv("DEVJOURNAL_CONFIG", str(settings))
    return run


@pytest.mark.slow
@pytest.mark.parametrize("columns", [0, 60])
def test_what_commands_list_is_ascii(plainly: Run, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devjournal.cli.output.terminal_width", lambda: columns)
    monkeypatch.setattr("devjournal.cli.commands.data.search.terminal_width", lambda: columns)
    for command in READING:
        done = plainly(*command)
        assert (done.code, done.out.isascii(), done.err.isascii()) == (0, True, True), (command, done.out)


@pytest.mark.slow
def test_what_commands_say_of_what_they_did_is_ascii(plainly: Run) -> None:
    for command in WRITING:
        done = plainly(*command)
        assert (done.code, done.out.isascii(), done.err.isascii()) == (0, True, True), (command, done.out, done.err)


def test_a_refusal_is_told_in_ascii(plainly: Run, request: pytest.FixtureRequest) -> None:
    for command in REFUSED:
        done = plainly(*command)
        assert done.code
        if "locale" in request.node.name or command[0] in (
            "person",
            "away",
        ):  # the others are refused before all settings
            assert done.err.isascii(), (command, done.err)


@pytest.mark.slow
def test_what_was_typed_and_what_is_a_document_stay_as_they_are(plainly: Run) -> None:
    plainly("log", "“Größe” – gut …")
    assert "“Größe” – gut …" in plainly("entry", "list").out
    assert "“Größe” – gut …" in plainly("entry", "list", "--json").out
    assert " – 27 November 2026" in plainly("summary", "--for", "quarter").out
    assert " – 27 November 2026" in plainly("summary", "--for", "quarter", "--format", "html").out
    assert "“" in plainly("letter").out
