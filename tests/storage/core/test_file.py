"""Opening: what is made and with which rights, what is refused, and that it is left as it was."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from devjournal.errors import FileBusy, FileRefused, JournalError, WriteFailed
from devjournal.storage import Journal
from devjournal.storage.core import file
from devjournal.storage.schema import migrations
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.file_damage import Trace, cut_off_early, fill, foreign, interrupted, mode

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal would be."""
    return tmp_path / "journal.db"


def opened(path: Path, busy_timeout: float = 0.05) -> Journal:
    """Open a journal."""
    return Journal(path, FrozenClock(), busy_timeout)


def refusal(path: Path, kind: type[JournalError] = FileRefused) -> str:
    """Return the sentence that a path is refused with, having checked that nothing was touched."""
    folder = next(each for each in path.parents if each.is_dir())
    before = Trace.of(folder)
    with pytest.raises(kind) as caught:
        opened(path)
    assert Trace.of(folder) == before
    sentence = str(caught.value)
    assert caught.value.exit_code == 1
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert path.name[:100] in sentence
    return sentence


# what is made


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277, 0o777], ids=lambda umask: f"umask-{umask:03o}")
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set the umask for a test."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_folders_are_0700_and_the_file_is_0600(tmp_path: Path, umask: int) -> None:
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(0o755)
    path = there / "a" / "b" / "journal.db"
    with opened(path) as journal:
        journal.entries.add("x", day=FRIDAY)
    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700
    assert mode(there) == 0o755, "only folders that were made"


@pytest.mark.parametrize("permissions", [0o644, 0o666, 0o660, 0o700, 0o604])
def test_a_mode_that_gives_too_much_is_mended(path: Path, permissions: int) -> None:
    opened(path).close()
    path.chmod(permissions)
    opened(path).close()
    assert mode(path) == 0o600


def test_a_mode_that_cannot_be_mended_does_not_lock_its_owner_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have no modes, and a file can be another user's."""
    opened(path).close()
    path.chmod(0o660)

    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    opened(path).close()
    monkeypatch.undo()
    assert mode(path) == 0o660


def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.touch()
    with opened(path) as journal:
        journal.entries.add("x", day=FRIDAY)
    with opened(path) as journal:
        assert len(journal.entries.all()) == 1


def test_only_the_journal_is_there_at_rest_and_after(path: Path) -> None:
    with opened(path) as journal:
        for n in range(5):
            journal.entries.add(f"{n}", day=FRIDAY)
            assert [each.name for each in path.parent.iterdir()] == ["journal.db"]
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]


def test_opening_again_changes_nothing(path: Path) -> None:
    with opened(path) as journal:
        journal.entries.add("x", day=FRIDAY)
    before = Trace.of(path.parent)
    for _ in range(2):
        with opened(path) as journal:
            journal.status()
            journal.transfer.rows()
    assert Trace.of(path.parent) == before


def test_a_link_leads_to_the_journal(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    with opened(link) as journal:
        journal.entries.add("x", day=FRIDAY)
    assert link.is_symlink()
    assert mode(path) == 0o600
    with opened(path) as journal:
        assert len(journal.entries.all()) == 1


@pytest.mark.parametrize("name", ["a b.db", "é漢.db", "50%?mode=ro&x#y.db", "-x.db", "file:x.db", ":memory:"])
def test_a_name_is_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with opened(path) as journal:
        journal.entries.add("x", day=FRIDAY)
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert mode(path) == 0o600


# what is refused


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in refusal(path)


@pytest.mark.parametrize("below", ["journal.db", "a/b/journal.db"])
def test_a_file_where_its_folder_would_be(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x")
    assert "is inside something that is not a folder" in refusal(tmp_path / "file" / below)


def test_a_fifo_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert "not a regular file" in refusal(path)
    with pytest.raises(FileRefused, match="not a regular file"):
        opened(Path(os.devnull))


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"\0" * 4096,
        b"# notes\n" * 500,
        b"SQLite format 3\0",
        b"SQLite format 3\0" + b"\0" * 83,
        b"sqlite format 3\0" + b"\0" * 4080,
        b"SQLite format 2\0" + b"\0" * 4080,
    ],
)
def test_what_is_not_a_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o644)
    assert "is not a database" in refusal(path)


@pytest.mark.parametrize("application", [0, 1, migrations.APPLICATION_ID + 1, -1])
@pytest.mark.parametrize("version", [0, 1, 99])
def test_another_programs_database(path: Path, application: int, version: int) -> None:
    foreign(path, application=application, version=version)
    assert "made by another program" in refusal(path)


def test_another_programs_empty_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")
    assert path.stat().st_size > 0
    assert "made by another program" in refusal(path)


def test_another_programs_write_ahead_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("CREATE TABLE theirs (x)")
        assert "made by another program" in refusal(path)


def test_another_programs_interrupted_write_is_its_own(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x, y)")
    interrupted(path, fill("theirs"))
    assert "made by another program" in refusal(path)


def test_our_interrupted_write_is_rolled_back(path: Path) -> None:
    with opened(path) as journal:
        journal.entries.add("kept", day=FRIDAY)
    with raw.connected(path) as connection:
        connection.execute("CREATE TABLE big (x, y)")
    interrupted(path, fill("big"))
    assert sorted(each.name for each in path.parent.iterdir()) == ["journal.db", "journal.db-journal"]
    with opened(path) as journal:
        assert [entry.text for entry in journal.entries.all()] == ["kept"]
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]
    assert raw.query(path, "SELECT count(*) FROM big") == [(0,)]
    assert raw.query(path, "PRAGMA integrity_check") == [("ok",)]


def test_a_write_that_was_killed_before_it_began_leaves_nothing_beside_the_journal(path: Path) -> None:
    with opened(path) as journal:
        journal.entries.add("kept", day=FRIDAY)
    content = path.read_bytes()
    cut_off_early(path)
    with opened(path) as journal:
        assert [entry.text for entry in journal.entries.all()] == ["kept"]
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]
    assert path.read_bytes() == content


def test_a_write_that_goes_on_elsewhere_keeps_its_journal(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA user_version = 9")
        opened(path).close()
        assert path.with_name("journal.db-journal").exists()
        other.execute("ROLLBACK")
    assert [each.name for each in path.parent.iterdir()] == ["journal.db"]


@pytest.mark.parametrize("ahead", [1, 1000])
def test_a_newer_version(path: Path, ahead: int) -> None:
    opened(path).close()
    with raw.connected(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS) + ahead}")
    path.chmod(0o644)
    assert "); update this one" in refusal(path)


@pytest.mark.parametrize("hurt", ["cut", "scrambled"])
def test_a_damaged_journal_gets_its_line(path: Path, hurt: str) -> None:
    with opened(path) as journal:
        for n in range(50):
            journal.entries.add(f"{n}" * 100, day=FRIDAY)
    content = path.read_bytes()
    path.write_bytes(content[:4096] if hurt == "cut" else content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(FileRefused, match="damaged"), opened(path) as journal:
        journal.entries.all()


def test_a_name_too_long_and_a_loop_of_links(tmp_path: Path) -> None:
    assert "cannot be reached" in refusal(tmp_path / ("x" * 300))
    loop = tmp_path / "loop.db"
    loop.symlink_to(loop)
    assert "cannot be reached" in refusal(loop)
    with pytest.raises(FileRefused, match="not a path"):
        opened(tmp_path / "a\0b")


# rights


@pytest.mark.parametrize("permissions", [0o000, 0o200, 0o400])
def test_a_file_that_may_not_be_read_or_written(mine: Path, permissions: int) -> None:
    path = mine / "journal.db"
    opened(path).close()
    before = path.read_bytes()
    path.chmod(permissions)
    touched = path.stat().st_mtime_ns
    with pytest.raises(FileRefused, match=r"cannot be read and written \(.*\); change its permissions"):
        opened(path)
    assert (mode(path), path.stat().st_mtime_ns) == (permissions, touched)
    assert [each.name for each in mine.iterdir()] == ["journal.db"]
    path.chmod(0o600)
    assert path.read_bytes() == before


@pytest.mark.parametrize("permissions", [0o500, 0o400, 0o000])
def test_a_folder_that_may_not_be_written(mine: Path, permissions: int) -> None:
    folder = mine / "folder"
    folder.mkdir()
    folder.chmod(permissions)
    for path in (folder / "journal.db", folder / "deeper" / "journal.db"):
        with pytest.raises(FileRefused, match=r"cannot be (made|reached) \("):
            opened(path)
    folder.chmod(0o700)
    assert list(folder.iterdir()) == []


def test_a_journal_in_a_folder_that_may_not_be_written(mine: Path) -> None:
    """It can be read; a write has no place for its rollback journal, and says so."""
    path = mine / "folder" / "journal.db"
    with opened(path) as journal:
        journal.entries.add("x", day=FRIDAY)
    before = path.read_bytes()
    path.parent.chmod(0o500)
    with opened(path) as journal:
        assert len(journal.entries.all()) == 1
        with pytest.raises(JournalError, match="folder") as caught:
            journal.entries.add("y", day=FRIDAY)
    path.parent.chmod(0o700)
    assert caught.value.exit_code == 1
    assert path.read_bytes() == before


# migrations


def broken(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Add a migration that fails at its end."""
    steps = (*migrations.MIGRATIONS, (*statements, "CREATE TABLE half (x) NONSENSE"))
    monkeypatch.setattr(file, "MIGRATIONS", steps)


def test_a_migration_that_fails_leaves_the_journal_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path) as journal:
        journal.entries.add("kept", day=FRIDAY)
    broken(monkeypatch, "CREATE TABLE fine (x)", "ALTER TABLE entry ADD COLUMN mood TEXT", "DELETE FROM entry")
    assert "nothing was written" in refusal(path, WriteFailed)
    monkeypatch.undo()
    with opened(path) as journal:
        assert [entry.text for entry in journal.entries.all()] == ["kept"]


def test_a_first_migration_that_fails_leaves_an_empty_file_empty(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch(mode=0o600)
    broken(monkeypatch)
    refusal(path, WriteFailed)
    assert path.stat().st_size == 0
    monkeypatch.undo()
    opened(path).close()


def test_a_migration_runs_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path) as journal:
        journal.entries.add("kept", day=FRIDAY)
    steps = (*migrations.MIGRATIONS, ("CREATE TABLE more (x)", "INSERT INTO more VALUES (1)"))
    monkeypatch.setattr(file, "MIGRATIONS", steps)
    for _ in range(2):
        with opened(path) as journal:
            assert len(journal.entries.all()) == 1
        assert raw.query(path, "SELECT * FROM more") == [(1,)]
        assert raw.query(path, "PRAGMA user_version") == [(len(steps),)]
    monkeypatch.undo()
    assert "newer" in refusal(path)


# others at the same file


def test_a_locked_journal_is_busy_within_the_time_given(path: Path) -> None:
    with opened(path) as journal:
        journal.entries.add("x", day=FRIDAY)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert len(journal.entries.all()) == 1, "a read does not wait"
            with pytest.raises(FileBusy, match="held by another program"):
                journal.entries.add("y", day=FRIDAY)
            other.execute("ROLLBACK")
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(FileBusy):
                journal.entries.all()
            with pytest.raises(FileBusy):
                opened(path)
            other.execute("ROLLBACK")
        assert journal.entries.add("y", day=FRIDAY).id == 2


def test_a_fresh_journal_that_another_makes_meanwhile(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever the other one is done, before each look at the file up to its lock, it is not a stranger's."""
    look = file._pragma
    for turn in range(3):
        fresh = path.with_name(f"{turn}.db")
        looks = iter(range(100))

        def between(
            database: object, name: str, fresh: Path = fresh, looks: Iterator[int] = looks, at: int = turn
        ) -> int:
            if next(looks) == at:
                monkeypatch.setattr(file, "_pragma", look)
                opened(fresh).close()
                monkeypatch.setattr(file, "_pragma", between)
            return look(database, name)  # type: ignore[arg-type]

        monkeypatch.setattr(file, "_pragma", between)
        with opened(fresh) as journal:
            journal.entries.add("x", day=FRIDAY)
        monkeypatch.setattr(file, "_pragma", look)
        assert raw.query(fresh, "PRAGMA application_id") == [(migrations.APPLICATION_ID,)]
