"""backup and restore, and the message about a copy that could not be made."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, MONDAY, NEXT_MONDAY, WEDNESDAY


def backups(journal_file: Path) -> list[str]:
    """Return the names of the copies."""
    return sorted(path.name for path in (journal_file.parent / "backups").iterdir())


def entries(run: Run, *file: str) -> list[str]:
    """Return the texts of all entries of this week."""
    return [entry["text"] for entry in run(*file, "entry", "list", "--json").json]


def test_a_copy_beside_the_journal(run: Run, journal_file: Path) -> None:
    assert run("backup").refuses(1) == f"There is no journal at “{journal_file}” yet, so there is nothing to copy."
    assert not journal_file.parent.exists()
    run("log", "one", now=MONDAY)
    copy = journal_file.parent / "backups" / "2026-11-27T163000-backup-journal.db"
    assert run("backup").line == f"Copied the journal to “{copy}”."
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert entries(run, "--file", str(copy)) == ["one"]


def test_a_copy_into_a_file_is_never_written_over_another_unasked(run: Run, journal_file: Path, tmp_path: Path) -> None:
    run("log", "one")
    copy = tmp_path / "copy.db"
    assert run("backup", str(copy)).line == f"Copied the journal to “{copy}”."
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    run("log", "two")
    before = copy.read_bytes()
    assert "already exists; name another file, or give --force" in run("backup", str(copy)).refuses(1)
    assert copy.read_bytes() == before
    assert run("backup", "--force", str(copy)).code == 0
    assert entries(run, "--file", str(copy)) == ["one", "two"]
    assert "is the journal itself" in run("backup", "--force", str(journal_file)).refuses(1)
    assert "No such file or directory" in run("backup", str(tmp_path / "no" / "copy.db")).refuses(1)
    assert run("backup", "").refuses(2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "mine"], "nothing half-made is left"
    assert not (journal_file.parent / "backups").exists()


def test_a_copy_comes_back_and_what_it_replaces_is_kept(run: Run, journal_file: Path) -> None:
    run("goal", "Explain a design", "--skill", "Speaking", now=MONDAY)
    run("log", "by mistake", now=WEDNESDAY)
    (daily,) = backups(journal_file)
    assert daily == "2026-11-25T123000-daily-journal.db"
    folder = journal_file.parent / "backups"
    replaced = folder / "2026-11-27T163000-restore-journal.db"
    line = f"Restored “{folder / daily}”, with 1 week. The replaced journal is kept as “{replaced}”."
    assert run("restore", daily).line == line
    assert entries(run) == []
    assert run("restore", str(replaced)).code == 0
    assert entries(run) == ["by mistake"]
    assert run("restore", "nothing.db").refuses(1) == (
        "There is no “nothing.db”; the newest good copy is “2026-11-27T163001-restore-journal.db”."
    )
    assert run("restore").refuses(2)


def test_a_journal_that_is_gone_comes_back(run: Run, journal_file: Path) -> None:
    run("log", "one", now=MONDAY)
    run("log", "two")
    journal_file.unlink()
    line = run("restore", "2026-11-27T163000-daily-journal.db").line
    assert line.endswith("-daily-journal.db”, with 0 weeks; there was nothing to replace.")
    assert stat.S_IMODE(journal_file.stat().st_mode) == 0o600


def test_a_copy_of_the_day_that_cannot_be_made_is_one_line_and_no_failure(run: Run, journal_file: Path) -> None:
    run("log", "one", now=MONDAY)
    (journal_file.parent / "backups").write_text("in the way")
    done = run("log", "two", now=FRIDAY)
    assert (done.code, done.out) == (0, "Added entry 2 on 2026-11-27: “two”.\n")
    assert done.err == (
        f"devjournal: No copy of the journal could be made in “{journal_file.parent}/backups” (file exists); "
        "fix that, then make one with `devjournal backup`.\n"
    )
    assert run("log", "three", now=FRIDAY).line == "Added entry 3 on 2026-11-27: “three”."
    assert run("status", "--short", now=NEXT_MONDAY).err == "", "reading makes none"
    refused = run("entry", "remove", "99", now=NEXT_MONDAY).refuses(1)
    assert refused.startswith("There is no entry 99"), "a refusal stays one line"
    restored = run("restore", str(journal_file.parent / "backups")).refuses(1)
    assert "is not a database" in restored
