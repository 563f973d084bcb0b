"""doctor: its output for people and for scripts, and its exit code."""

from __future__ import annotations

import json
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
from tests.storage.file_damage import behead, scramble

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


@pytest.mark.slow
@pytest.mark.parametrize("hurt", [scramble, behead])
def test_a_damaged_journal_names_the_newest_good_copy(
    lived: Run, journal_file: Path, hurt: Callable[[Path], None]
) -> None:
    hurt(journal_file)
    damaged = journal_file.read_bytes()
    done = lived("doctor")
    assert (done.code, done.err) == (1, f"devjournal: 1 thing is wrong with the journal; {HINT}\n")
    restore = "devjournal restore 2026-11-27T163000-daily-journal.db"
    assert f"`{restore}` brings back the newest good copy" in done.out
    assert journal_file.read_bytes() == damaged
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


@pytest.mark.slow
def test_a_uid_that_is_none_is_found(lived: Run, journal_file: Path) -> None:
    with closing(sqlite3.connect(journal_file)) as connection, connection:
        connection.execute("UPDATE entry SET uid = 'not-a-uid' || substr(uid, 10)")
    checks = {check["check"]: check for check in lived_json(lived, 1)["checks"]}
    assert checks["rows"]["health"] == "wrong"
    assert "which is not a UUID" in checks["rows"]["says"]


def lived_json(run: Run, code: int) -> dict[str, list[dict[str, str]]]:
    """Return the JSON document of the command, after checking its exit code."""
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


@pytest.fixture
def shared(lived: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the settings, which a second machine has synced with at the time of the doctor."""
    share = tmp_path / "share"
    share.mkdir()
    (tmp_path / "config.toml").write_text(f'[sync]\nfolder = "{share.as_posix()}"\n', encoding="utf-8")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setattr("devjournal.cli.commands.data.sync.host_name", lambda: "desk")
    return share


def of_machines(run: Run, now: str = FRIDAY) -> list[tuple[str, str]]:
    """Return doctor's result for the other machines, which is never a problem."""
    checks = run("doctor", "--json", now=now).json["checks"]
    return [(check["health"], check["says"]) for check in checks if check["check"] == "machines"]


def sync_laptop(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    """Write on the laptop and sync it."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("devjournal.cli.commands.data.sync.host_name", lambda: "laptop")
        for args in (["log", "On the train"], ["sync"]):
            assert run("--file", str(tmp_path / "laptop" / "journal.db"), *args, now=now).code == 0


def test_machines_are_looked_at_where_they_share_a_folder(
    lived: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"“{shared}”"
    assert of_machines(lived) == [("good", f"no other machine in {name} yet")]
    sync_laptop(lived, tmp_path, monkeypatch, FRIDAY)
    assert of_machines(lived) == [("good", f"1 other machine in {name}, each heard of within a month")]
    lived("sync")
    assert of_machines(lived) == [("good", f"1 other machine in {name}, each heard of within a month")]
    monkeypatch.delenv("DEVJOURNAL_CONFIG")
    assert of_machines(lived) == []


def test_a_sync_folder_that_is_gone_is_a_hint(lived: Run, shared: Path) -> None:
    shared.rmdir()
    assert of_machines(lived) == [("hint", f"there is no folder “{shared}”, so nothing is synced")]
    assert not shared.exists()


def test_a_machine_that_is_silent_for_a_month_is_a_hint(
    lived: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    sync_laptop(lived, tmp_path, monkeypatch, "2026-10-28T16:30")
    lived("sync", now="2026-10-28T16:31")
    assert [health for health, _ in of_machines(lived, "2026-11-27T16:30")] == ["good"]
    assert of_machines(lived, "2026-11-27T16:31") == [
        ("hint", "nothing was heard of laptop since 28 October 2026 (4 weeks ago)")
    ]
    (machine_id,) = (file.name.split("-")[1] for file in shared.glob("laptop-*"))
    golden("doctor-machines.txt", lived("doctor", now="2026-11-27T16:31").out.replace(str(tmp_path), "…")
           .replace(machine_id, "1a2b3c4d"))  # fmt: skip


@pytest.mark.slow
def test_a_clock_that_is_ahead_is_a_hint(
    lived: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_laptop(lived, tmp_path, monkeypatch, "2026-11-27T16:32")
    assert [health for health, _ in of_machines(lived)] == ["good"], "clocks differ by a little"
    sync_laptop(lived, tmp_path, monkeypatch, "2026-11-27T17:30")
    ahead = [("hint", "the clock of laptop is at least 60 minutes ahead of this one")]
    assert of_machines(lived) == ahead
    lived("sync")
    assert of_machines(lived, "2026-11-27T18:00") == ahead, "as it was when the file was read"
    lived("log", "Later", now="2026-11-27T19:00")
    lived("sync", now="2026-11-27T19:00")
    assert [health for health, _ in of_machines(lived, "2026-11-27T19:00")] == ["good"]


@pytest.mark.slow
def test_a_clock_of_this_machine_that_was_ahead_is_a_hint(lived: Run, shared: Path) -> None:
    lived("sync", now="2026-12-01T16:30")
    assert of_machines(lived) == [
        ("hint", "this machine's clock was at least 4 days ahead when it synced, or is behind now")
    ]


def test_a_name_of_a_machine_reaches_the_terminal_harmless(lived: Run, shared: Path) -> None:
    header = {
        "format": "devjournal-sync", "version": 1, "machine": "0a1b2c3d", "name": "lap\x1b[31mtop\n\u202e",
        "at": "2025-01-01T00:00:00+00:00", "schema": 1, "after": "", "digest": "0" * 64, "sealed": False,
    }  # fmt: skip
    (shared / "laptop-0a1b2c3d-0123456789ab.djsync").write_text(json.dumps(header) + "\n", encoding="utf-8")
    done = lived("doctor")
    assert "Nothing was heard of" in done.out
    assert not harms(done.out.replace("\n", " "))
