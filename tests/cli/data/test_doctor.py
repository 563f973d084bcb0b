"""The command doctor: what it prints for a person and for a script, and its exit code."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY
from tests.cli.hostile import harms
from tests.storage.hurt import behead, scramble

Golden = Callable[[str, str], None]

HINT = "each line says what to do."


@pytest.fixture
def lived(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands on a journal of two days, on a disk of which a known part is free."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=83_700_000_000))
    run("goal", "Explain a design", "--skill", "Speaking", "--plan", "Outline", "--plan", "Dry run", now=MONDAY)
    run("log", "Paired on it " * 300, now=FRIDAY)
    return run


def test_a_journal_that_is_well(lived: Run, golden: Golden, tmp_path: Path) -> None:
    for name, command in (("doctor.txt", ["doctor"]), ("doctor.json", ["doctor", "--json"])):
        done = lived(*command)
        assert (done.code, done.err) == (0, "")
        golden(name, done.out.replace(str(tmp_path), "…"))


def test_a_journal_with_much_that_is_wrong(lived: Run, golden: Golden, journal_file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(journal_file)) as connection, connection:
        connection.execute("UPDATE plan_step SET position = position + 1")
        connection.execute("UPDATE entry SET gap = 7")
    journal_file.chmod(0o644)
    dropbox = tmp_path / "Dropbox"
    journal_file.parent.rename(dropbox)
    (dropbox / "journal (Ana's conflicted copy 2026-11-26).db").touch()
    (dropbox / "journal.db-journal").touch()
    for name, command in (("doctor-wrong.txt", ["doctor"]), ("doctor-wrong.json", ["doctor", "--json"])):
        done = lived("--file", str(dropbox / "journal.db"), *command)
        assert (done.code, done.err) == (1, f"devjournal: 4 things are wrong with the journal; {HINT}\n")
        golden(name, done.out.replace(str(tmp_path), "…"))


@pytest.mark.parametrize("hurt", [scramble, behead])
def test_a_damaged_journal_names_the_newest_good_copy(
    lived: Run, journal_file: Path, hurt: Callable[[Path], None]
) -> None:
    hurt(journal_file)
    left = journal_file.read_bytes()
    done = lived("doctor")
    assert (done.code, done.err) == (1, f"devjournal: 1 thing is wrong with the journal; {HINT}\n")
    restore = "devjournal restore 2026-11-27T163000-daily-journal.db"
    assert f"`{restore}` brings back the newest good copy" in done.out
    assert journal_file.read_bytes() == left
    refused = lived("entry", "list")
    if hurt is scramble:
        assert f"is damaged; `{restore}` brings back" in refused.refuses(1)
    else:
        assert f"is not a database; name your journal with --file, `{restore}` brings back" in refused.refuses(1)
    assert lived(*restore.split()[1:]).code == 0
    assert lived("doctor").code == 0


def test_what_is_not_a_journal(lived: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text("# notes\n" * 100)
    notes.chmod(0o600)
    done = lived("--file", str(notes), "doctor")
    assert done.code == 1
    assert "is not a database" in done.out
    assert notes.read_text() == "# notes\n" * 100
    assert lived("--file", str(tmp_path), "doctor").code == 1
    new = lived("--file", str(tmp_path / "new" / "journal.db"), "doctor")
    assert (new.code, new.err) == (0, "")
    assert not (tmp_path / "new").exists()


def test_a_uid_that_is_none_is_found(lived: Run, journal_file: Path) -> None:
    with closing(sqlite3.connect(journal_file)) as connection, connection:
        connection.execute("UPDATE entry SET uid = 'not-a-uid' || substr(uid, 10)")
    found = {one["check"]: one for one in lived_json(lived, 1)["checks"]}
    assert found["rows"]["health"] == "wrong"
    assert "which is no UUID" in found["rows"]["says"]


def lived_json(run: Run, code: int) -> dict[str, list[dict[str, str]]]:
    """Return the document that the command prints, having seen its exit code."""
    done = run("doctor", "--json")
    assert done.code == code
    return type(done)(0, done.out, "").json  # type: ignore[no-any-return]


def test_no_name_reaches_the_terminal_as_it_is(lived: Run, journal_file: Path) -> None:
    for name in ("journal (\x1b[31mconflicted copy).db", "journal (conflict\n\u202e).db"):
        (journal_file.parent / name).touch()
    for command in (["doctor"], ["doctor", "--json"]):
        done = lived(*command)
        assert done.code == 1
        assert not harms(done.out.replace("\n", " "))


def test_a_locale_without_the_glyphs(lived: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert lived("doctor").out.startswith("+ file ")
