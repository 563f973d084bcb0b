"""Restore: what comes back, what is kept, what is refused before anything is touched, and windows that are open."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from devjournal.domain.copies.copies import CopyReason
from devjournal.errors import FileBusy, FileRefused, JournalError, NotFound, WriteFailed
from devjournal.storage import Journal
from devjournal.storage.health.restore import Restored, restore
from devjournal.storage.schema import migrations as schema_migrations
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.storage import raw
from tests.storage.file_damage import HURTS, Trace, cut_short, fill, foreign, interrupted, mode, scramble


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is: it holds entries of today, and a copy of yesterday's."""
    path = tmp_path / "mine" / "journal.db"
    log(path, FrozenClock(FRIDAY.replace(day=26)), "yesterday " * 600)
    log(path, FrozenClock(), "today " * 600)
    return path


@pytest.fixture
def copy(path: Path) -> Path:
    """Yesterday's copy."""
    return path.parent / "backups" / "2026-11-27T163000-daily-journal.db"


def log(path: Path, clock: FrozenClock, *texts: str) -> None:
    """Add an entry for each text."""
    with Journal(path, clock) as journal:
        for text in texts:
            journal.entries.add(text, day=journal.today)


def words(path: Path) -> list[str]:
    """Return the first word of each entry, having seen that the file is sound."""
    assert raw.query(path, "PRAGMA integrity_check") == [("ok",)]
    return [text.split()[0] for (text,) in raw.query(path, "SELECT text FROM entry ORDER BY id")]


def back(path: Path, source: Path, patience: float = 0.05) -> Restored:
    """Restore, and see that nothing is left beside the journal."""
    restored = restore(path, source, FRIDAY, patience)
    assert {each.name for each in path.parent.iterdir()} <= {"journal.db", "backups"}
    assert mode(path) == 0o600
    return restored


def refusal(path: Path, source: Path, kind: type[JournalError] = FileRefused) -> str:
    """Return why a restore is refused, having seen that nothing was touched."""
    before = Trace.of(path.parent.parent)
    with pytest.raises(kind) as caught:
        restore(path, source, FRIDAY, 0.05)
    assert Trace.of(path.parent.parent) == before
    return str(caught.value)


def test_what_comes_back_and_what_is_kept(path: Path, copy: Path) -> None:
    restored = back(path, copy)
    assert words(path) == ["yesterday"]
    assert restored.replaced == path.parent / "backups" / "2026-11-27T163000-restore-journal.db"
    assert words(restored.replaced) == ["yesterday", "today"]
    assert mode(restored.replaced) == 0o600
    back(path, restored.replaced)
    assert words(path) == ["yesterday", "today"]


def test_a_copy_by_its_name(path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert back(path, Path(copy.name)).source == copy
    assert words(path) == ["yesterday"]
    Path(copy.name).write_text("a file of that name goes first")
    assert "is not a database" in refusal(path, Path(copy.name))
    hint = refusal(path, Path("2026-01-01T000000-daily-journal.db"), NotFound)
    assert hint.endswith("; the newest good copy is “2026-11-27T163000-restore-journal.db”.")
    assert "name a copy of a journal" in refusal(path.with_name("new.db"), tmp_path / "nothing.db", NotFound)


def test_an_open_window_goes_on_with_what_came_back(path: Path, copy: Path) -> None:
    """One that has written, and so has its triggers for undo; and one that has read, and so keeps answers in memory."""
    with Journal(path, FrozenClock()) as writer, Journal(path, FrozenClock()) as reader:
        writer.entries.add("one more", day=writer.today)
        assert reader.entries.last_day() == FRIDAY.date()
        before = reader.data_version()
        back(path, copy)
        assert reader.data_version() != before
        assert reader.entries.last_day() == FRIDAY.replace(day=26).date()
        writer.entries.add("afterwards", day=writer.today)
        assert [entry.text.split()[0] for entry in reader.entries.all()] == ["yesterday", "afterwards"]
        assert reader.undo() == "entry of 2026-11-27"
        assert writer.undo() == "entry of 2026-11-26", "the steps are those of the copy"
    assert words(path) == []


def test_a_window_restores_what_it_has_open_itself(path: Path) -> None:
    with Journal(path, FrozenClock()) as journal:
        journal.entries.add("one more", day=journal.today)
        (copy,) = journal.copies.all()
        restored = journal.restore(copy)
        assert len(journal.entries.all()) == 1
        assert restored.replaced is not None
        assert words(restored.replaced) == ["yesterday", "today", "one"]
        assert [each.why for each in journal.copies.all()] == [CopyReason.RESTORE, CopyReason.DAILY]


@pytest.mark.slow
@pytest.mark.parametrize("hurt", HURTS)
@pytest.mark.parametrize("window", [False, True], ids=["closed", "open"])
def test_a_journal_that_came_to_harm(path: Path, copy: Path, hurt: str, window: bool) -> None:
    """What is there is kept byte for byte, and a window that was open goes on."""
    with Journal(path, FrozenClock()) as journal:
        journal.entries.all() if window else journal.close()
        HURTS[hurt](path)
        damaged = path.read_bytes()
        restored = back(path, copy)
        assert words(path) == ["yesterday"]
        assert restored.replaced is not None
        assert restored.replaced.read_bytes() == damaged
        if window:
            journal.entries.add("afterwards", day=journal.today)
            assert words(path) == ["yesterday", "afterwards"]


@pytest.mark.slow
@pytest.mark.parametrize("remains", ["nothing", "an empty file", "an interrupted write"])
def test_a_journal_that_is_gone(path: Path, copy: Path, remains: str) -> None:
    if remains == "an interrupted write":
        with raw.connected(path) as connection:
            connection.execute("CREATE TABLE big (x, y)")
        interrupted(path, fill("big"))
    path.unlink()
    if remains == "an empty file":
        path.touch()
    assert back(path, copy).replaced is None
    assert words(path) == ["yesterday"]


def test_an_interrupted_write_is_taken_back_before_it_is_kept(path: Path, copy: Path) -> None:
    with raw.connected(path) as connection:
        connection.execute("CREATE TABLE big (x, y)")
    interrupted(path, fill("big"))
    replaced = back(path, copy).replaced
    assert replaced is not None
    assert words(replaced) == ["yesterday", "today"]
    assert raw.query(replaced, "SELECT count(*) FROM big") == [(0,)]
    assert words(path) == ["yesterday"]


CUT_OFF = """
import os, signal, sys
from pathlib import Path
from devjournal.storage.health import restore
from tests.frozen_clock import FRIDAY

def copy_half(source, target):
    def cut_off(status, remaining, total):
        if remaining < total // 2:
            os.kill(os.getpid(), signal.SIGKILL)
    source.backup(target, pages=50, progress=cut_off)

restore.copy_database = copy_half
restore.restore(Path(sys.argv[1]), Path(sys.argv[2]), FRIDAY)
"""


@pytest.mark.slow
def test_a_restore_that_is_cut_off_leaves_what_was_there(path: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.db"
    log(large, FrozenClock(), *["large " * 20_000] * 30)
    before = path.read_bytes()
    script = [sys.executable, "-c", CUT_OFF, str(path), str(large)]
    done = subprocess.run(script, check=False, env={**os.environ, "TMPDIR": str(tmp_path)}, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("journal.db-journal").exists(), "it was in the middle of it"
    assert path.read_bytes() != before
    with Journal(path, FrozenClock()) as journal:
        assert len(journal.entries.all()) == 2
    assert words(path) == ["yesterday", "today"]
    assert back(path, large).replaced is not None
    assert set(words(path)) == {"large"}


def test_a_folder_that_is_not_there_yet(tmp_path: Path, copy: Path) -> None:
    path = tmp_path / "new" / "computer" / "journal.db"
    assert back(path, copy) == Restored(copy, 0, None)
    assert words(path) == ["yesterday"]
    assert mode(path.parent) == 0o700


@pytest.mark.parametrize("beside", ["journal", "wal"])
def test_a_copy_that_was_taken_in_the_middle_of_a_write(path: Path, copy: Path, tmp_path: Path, beside: str) -> None:
    """What lies beside it belongs to it; neither is touched."""
    torn_copy = tmp_path / "taken.db"
    torn_copy.write_bytes(copy.read_bytes())
    if beside == "journal":
        with raw.connected(torn_copy) as connection:
            connection.execute("CREATE TABLE big (x, y)")
        interrupted(torn_copy, fill("big"))
        wanted = ["yesterday"]
    else:
        with closing(sqlite3.connect(torn_copy)) as connection, connection:
            connection.execute("PRAGMA journal_mode = wal")
            connection.execute("UPDATE entry SET text = 'logged'")
            connection.commit()
            log_file = Path(f"{torn_copy}-wal").read_bytes()
            main_file = torn_copy.read_bytes()
        torn_copy.write_bytes(main_file)
        Path(f"{torn_copy}-wal").write_bytes(log_file)
        wanted = ["logged"]
    before = {each.name: each.read_bytes() for each in tmp_path.glob("taken*")}
    back(path, torn_copy)
    assert {each.name: each.read_bytes() for each in tmp_path.glob("taken*")} == before
    assert words(path) == wanted
    assert raw.query(path, "PRAGMA journal_mode") == [("delete",)]


def test_an_older_version_is_brought_up_to_date(path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations = (*schema_migrations.MIGRATIONS, ("CREATE TABLE more (x)", "INSERT INTO more VALUES (1)"))
    monkeypatch.setattr("devjournal.storage.core.file.MIGRATIONS", migrations)
    before = copy.read_bytes()
    with Journal(path, FrozenClock()) as journal:
        back(path, copy)
        assert len(journal.entries.all()) == 1
    assert raw.query(path, "SELECT * FROM more") == [(1,)]
    assert raw.query(path, "PRAGMA user_version") == [(len(migrations),)]
    assert copy.read_bytes() == before
    monkeypatch.setattr(
        "devjournal.storage.core.file.MIGRATIONS", (*schema_migrations.MIGRATIONS, ("CREATE TABLE half (x) NONSENSE",))
    )
    assert "cannot be migrated" in refusal(path, copy)


def test_a_newer_journal_gives_way_to_an_older_copy(path: Path, copy: Path) -> None:
    """So an older devjournal can be gone back to."""
    with raw.connected(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema_migrations.MIGRATIONS) + 1}")
    replaced = back(path, copy).replaced
    assert words(path) == ["yesterday"]
    assert replaced is not None
    assert raw.query(replaced, "PRAGMA user_version") == [(len(schema_migrations.MIGRATIONS) + 1,)]


# what is refused


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A file that somebody takes for a copy."""
    return tmp_path / "other.db"


def test_what_is_no_sound_journal_is_refused_and_nothing_touched(path: Path, copy: Path, other: Path) -> None:
    other.write_bytes(copy.read_bytes())
    for hurt in (scramble, cut_short):
        other.write_bytes(copy.read_bytes())
        hurt(other)
        sentence = refusal(path, other)
        assert "is damaged (" in sentence
        assert "`devjournal restore 2026-11-27T163000-daily-journal.db` brings back" in sentence
    for content in (b"", b"x", b"# notes\n" * 900, b"\0" * 8192):
        other.write_bytes(content)
        assert "is not a database; name a copy of a journal" in refusal(path, other)
    other.unlink()
    foreign(other, application=7)
    assert "made by another program (its application_id is 0x7); name a copy of a journal" in refusal(path, other)
    other.write_bytes(copy.read_bytes())
    with raw.connected(other) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "; update this one" in refusal(path, other)
    assert "is a folder" in refusal(path, path.parent)
    assert "is the journal itself" in refusal(path, path)
    other.unlink()
    other.symlink_to(path)
    assert "is the journal itself" in refusal(path, other)
    os.mkfifo(other.with_name("pipe"))
    assert "not a regular file" in refusal(path, other.with_name("pipe"))


def test_another_programs_database_does_not_give_way(path: Path, copy: Path, other: Path) -> None:
    foreign(other)
    assert "made by another program (its application_id is 0x0); name your journal with --file" in refusal(other, copy)
    assert "is a folder" in refusal(path.parent, copy)


def test_a_journal_that_is_held_is_left_as_it_is(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileBusy, match="held by another program"):
            restore(path, copy, FRIDAY, 0.05)
        holder.execute("ROLLBACK")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusy, match="held by another program"):
            restore(path, copy, FRIDAY, 0.05)
        with pytest.raises(FileBusy, match="held by another program"):
            restore(path.with_name("new.db"), path, FRIDAY, 0.05)
    assert words(path) == ["yesterday", "today"]


def test_nothing_is_replaced_that_cannot_be_kept(mine: Path) -> None:
    path = mine / "journal.db"
    log(path, FrozenClock(FRIDAY.replace(day=26)), "yesterday")
    log(path, FrozenClock(), "today")
    (copy,) = (mine / "backups").iterdir()
    (mine / "backups").chmod(0o500)
    with pytest.raises(WriteFailed, match=r"No copy .* \(permission denied\)"):
        restore(path, copy, FRIDAY)
    assert words(path) == ["yesterday", "today"]
