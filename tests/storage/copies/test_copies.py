"""Copies: when one is made and what it holds, that it is whole, who may read it, what stays, and what is said."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from devjournal.domain.copies.copies import CopyReason
from devjournal.domain.copies.retention import Retention
from devjournal.domain.dates.days import IsoWeek
from devjournal.errors import FileBusy, FileRefused, RuleViolation
from devjournal.exports.transfer.merge import Merged, merge
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import Rows, table_columns
from devjournal.storage.schema.migrations import MIGRATIONS
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.file_damage import cut_short, mode, scramble

MONDAY = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at a Monday morning."""
    return FrozenClock(MONDAY.astimezone())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal is."""
    return tmp_path / "journal.db"


def log(path: Path, clock: FrozenClock, *texts: str) -> str:
    """Open the journal, add an entry for each text, and return what was said of its copies."""
    with Journal(path, clock, busy_timeout=0.05) as journal:
        for text in texts:
            journal.entries.add(text, day=journal.today)
        return journal.backup_failure()


def names(path: Path) -> list[str]:
    """Return what lies in the folder of copies."""
    folder = path.parent / "backups"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def texts(path: Path) -> list[str]:
    """Return the entries that a file holds."""
    return [text for (text,) in raw.query(path, "SELECT text FROM entry ORDER BY id")]


def held(path: Path) -> list[list[str]]:
    """Return the entries that each copy holds, the oldest copy first."""
    return [texts(path.parent / "backups" / name) for name in names(path)]


# when


def test_the_first_write_of_a_day_begins_with_a_copy_of_what_was_there(path: Path, clock: FrozenClock) -> None:
    log(path, clock, "Monday")
    log(path, clock, "Monday, another window")
    assert names(path) == [], "a new journal needs none on its first day"
    clock.move(days=1)
    for text in ("Tuesday", "Tuesday, another window"):
        assert log(path, clock, text) == ""
        assert names(path) == ["2026-11-24T090000-daily-journal.db"]
    assert held(path) == [["Monday", "Monday, another window"]]
    assert raw.query(path.parent / "backups" / names(path)[0], "PRAGMA integrity_check") == [("ok",)]


def test_a_window_that_stays_open_over_night(path: Path, clock: FrozenClock) -> None:
    with Journal(path, clock) as journal:
        for day in ("Monday", "Tuesday", "Wednesday"):
            journal.entries.add(day, day=journal.today)
            journal.entries.add("more", day=journal.today)
            clock.move(days=1)
    assert held(path) == [["Monday", "more"], ["Monday", "more", "Tuesday", "more"]]


def test_reading_makes_none(path: Path, clock: FrozenClock) -> None:
    log(path, clock, "Monday")
    clock.move(days=1)
    with Journal(path, clock) as journal:
        journal.status()
        journal.entries.all()
        journal.transfer.rows()
    assert names(path) == []


@pytest.mark.parametrize("way", ["undo", "redo", "load"])
def test_every_way_to_write_begins_with_one(path: Path, clock: FrozenClock, way: str) -> None:
    with Journal(path, clock) as journal:
        journal.entries.add("Monday", day=journal.today)
        rows = journal.transfer.rows()
        if way == "redo":
            journal.undo()
        elif way == "load":
            journal.entries.remove(1)
        clock.move(days=1)
        ways: dict[str, Callable[[], object]] = {"undo": journal.undo, "redo": journal.redo}
        ways.get(way, lambda: journal.transfer.load(rows))()
    assert held(path) == [["Monday"] if way == "undo" else []]


def test_a_journal_that_another_program_wrote_gets_one(path: Path, clock: FrozenClock) -> None:
    log(path, clock)
    raw.query(path, "INSERT INTO entry (uid, created_at, updated_at, day, text) VALUES (?, ?, ?, ?, ?)",
              "x" * 36, "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-23", "theirs")  # fmt: skip
    log(path, clock, "ours")
    assert held(path) == [["theirs"]]


def test_a_journal_that_takes_the_place_of_an_open_one_gets_one(path: Path, clock: FrozenClock) -> None:
    other = path.with_name("other.db")
    log(other, clock, "of Monday, elsewhere")
    clock.move(days=1)
    with Journal(path, clock) as journal:
        journal.entries.add("new on Tuesday", day=journal.today)
        other.rename(path)
        journal.entries.add("after it came", day=journal.today)
    assert held(path) == [["of Monday, elsewhere"]]
    assert texts(path) == ["of Monday, elsewhere", "after it came"]


def test_a_clock_that_goes_back_still_gets_its_copy(path: Path, clock: FrozenClock) -> None:
    for day in range(9):
        log(path, clock, f"{day}")
        clock.move(days=1)
    clock.move(days=-300)
    log(path, clock, "long ago")
    log(path, clock, "long ago, too")
    assert names(path)[0].startswith("2026-02-05")
    assert len(names(path)) == 7 + 1, "and the others are not thinned for it"


def test_a_migration_begins_with_one_and_one_that_fails_leaves_none(
    path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(path, clock, "kept")
    half, more = ((*MIGRATIONS, (f"CREATE TABLE {table}", "CREATE TABLE t (x)")) for table in ("t (x)", "more (x)"))
    monkeypatch.setattr("devjournal.storage.core.file.MIGRATIONS", half)
    before = path.read_bytes()
    with pytest.raises(FileRefused, match="which its tables are not"):
        log(path, clock)
    assert (path.read_bytes(), names(path)) == (before, [])
    assert not (path.parent / "backups").exists()
    monkeypatch.setattr("devjournal.storage.core.file.MIGRATIONS", more)
    for _ in range(2):
        assert log(path, clock) == ""
        assert names(path) == ["2026-11-23T090000-migration-journal.db"]
    copy = path.parent / "backups" / names(path)[0]
    assert raw.query(copy, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert texts(copy) == ["kept"]


def test_a_merge_begins_with_one_and_one_that_fails_leaves_none(path: Path, clock: FrozenClock) -> None:
    other = path.with_name("other.db")
    log(path, clock, "here")
    log(other, clock, "there")
    with Journal(path, clock) as journal, Journal(other, clock) as second:
        theirs = second.transfer.rows()
        combine = partial(merge, shape=table_columns())

        def fail(mine: Rows, theirs: Rows) -> Merged:
            combine(mine, theirs)
            raise RuleViolation("no")

        with pytest.raises(RuleViolation):
            journal.transfer.merge(theirs, fail, "merge")
        assert names(path) == []
        journal.transfer.merge(theirs, combine, "merge")
    assert names(path) == ["2026-11-23T090000-merge-journal.db"]
    assert held(path) == [["here"]]


# how


def test_folder_and_copies_are_their_owners_alone(path: Path, clock: FrozenClock) -> None:
    before = os.umask(0o277)
    try:
        for _ in range(2):
            log(path, clock, "x")
            clock.move(days=1)
    finally:
        os.umask(before)
    folder = path.parent / "backups"
    assert (mode(folder), mode(folder / names(path)[0])) == (0o700, 0o600)


def test_a_folder_that_gives_too_much_is_mended_where_it_holds_copies_alone(path: Path, clock: FrozenClock) -> None:
    folder = path.parent / "backups"
    for wanted in (0o700, 0o755):
        log(path, clock, "x")
        clock.move(days=1)
        log(path, clock, "x")
        assert mode(folder) == wanted
        folder.chmod(0o755)
        (folder / "photos.tar").touch()


@pytest.mark.slow
def test_two_journals_in_one_folder_do_not_mix_their_copies(tmp_path: Path, clock: FrozenClock) -> None:
    paths = [tmp_path / name for name in ("journal.db", "work.db", "daily-journal.db", "-x y%.db")]
    for day in range(12):
        for path in paths:
            log(path, clock, f"{path.name} {day}")
        clock.move(days=1)
    for path in paths:
        with Journal(path, clock) as journal:
            copies = journal.copies.all()
            assert len(copies) == 7
            assert {text.rpartition(" ")[0] for copy in copies for text in texts(journal.copies.path_of(copy))} == {
                path.name
            }


def test_a_link_and_its_journal_share_their_copies(path: Path, clock: FrozenClock) -> None:
    (path.parent / "elsewhere").mkdir()
    link = path.parent / "elsewhere" / "link.db"
    link.symlink_to(path)
    log(link, clock, "Monday")
    clock.move(days=1)
    log(link, clock, "Tuesday")
    log(path, clock, "Tuesday")
    assert names(path) == ["2026-11-24T090000-daily-journal.db"]
    assert names(link) == []


@pytest.mark.slow
def test_a_copy_is_whole_while_others_write(path: Path, clock: FrozenClock) -> None:
    """Two processes write pairs as one transaction each; no copy that is made meanwhile holds half a pair."""
    log(path, clock, "first")
    write = (
        "import sys; from pathlib import Path; from devjournal.storage import Journal; "
        "from tests.frozen_clock import FrozenClock\n"
        "with Journal(Path(sys.argv[1]), FrozenClock(), 30) as journal:\n"
        "    for n in range(60):\n"
        "        with journal.transaction('pair'):\n"
        "            journal.entries.add('left', day=journal.today); journal.entries.add('right', day=journal.today)\n"
    )
    copies: list[Path] = []
    with ExitStack() as stack:
        writers = [stack.enter_context(subprocess.Popen([sys.executable, "-c", write, str(path)])) for _ in range(2)]
        journal = stack.enter_context(Journal(path, FrozenClock(), 30))
        while any(writer.poll() is None for writer in writers) or not copies:
            copies.append(journal.copies.path_of(journal.copies.make(CopyReason.BACKUP, journal.now)))
    assert [writer.returncode for writer in writers] == [0, 0]
    for copy in copies[:: max(1, len(copies) // 10)]:
        assert raw.query(copy, "PRAGMA integrity_check") == [("ok",)]
        entry_texts = texts(copy)
        assert entry_texts.count("left") == entry_texts.count("right")
    assert len({len(texts(copy)) for copy in copies}) > 2, "they were made while others wrote"
    assert texts(path).count("left") == 120


def test_copies_of_one_moment_have_names_of_their_own(path: Path, clock: FrozenClock) -> None:
    log(path, clock, "x")
    with Journal(path, clock) as journal:
        copy_names = [journal.copies.make(CopyReason.BACKUP, clock()).name for _ in range(3)]
        assert [copy.name for copy in journal.copies.all()] == copy_names[::-1]
    assert copy_names == [f"2026-11-23T09000{n}-backup-journal.db" for n in range(3)]


def test_what_a_cut_off_copy_left_goes_on_another_day(path: Path, clock: FrozenClock) -> None:
    log(path, clock, "x")
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700)
    leftovers = [f".2026-11-{day}-daily-journal.db" for day in ("23T085959", "24T090000")]
    for name in (*leftovers, ".2026-11-23T090000-daily-work.db", ".hidden"):
        (folder / name).write_text("x")
    clock.move(days=1)
    log(path, clock, "x")
    remaining = names(path)
    assert leftovers[0] not in remaining
    assert {leftovers[1], ".2026-11-23T090000-daily-work.db", ".hidden"} < set(remaining)
    assert "2026-11-24T090001-daily-journal.db" in remaining, "another window may be at work on the other one"


def test_a_year_of_days_is_thinned(path: Path, clock: FrozenClock) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    log(path, clock, "x")
    for n in range(1, 400):
        day = datetime.fromordinal(MONDAY.toordinal() - n)
        (folder / f"{day:%Y-%m-%d}T090000-daily-journal.db").touch()
    other_files = ["notes.txt", "2026-02-31T090000-daily-journal.db", "2020-01-01T090000-backup-journal.db"]
    for name in other_files:
        (folder / name).touch()
    clock.move(days=1)
    log(path, clock, "y")
    remaining = names(path)
    assert set(other_files) < set(remaining), "what is not ours, or was asked for, stays"
    assert len(remaining) - len(other_files) == 7 + 2 + 11


# what cannot be


def test_as_many_are_kept_as_is_set_whatever_else_makes_copies(path: Path, clock: FrozenClock) -> None:
    def kept() -> Retention:
        return Retention(daily=9, weekly=1, monthly=1)

    for n in range(12):
        with Journal(path, clock, retention=kept) as journal:
            journal.entries.add(f"Day {n}", day=journal.today)
        clock.move(days=1)
    daily = [name for name in names(path) if "daily" in name]
    assert len(daily) == 9
    with Journal(path, clock) as journal:  # one that does not know what is set, as a restore does not
        journal.copies.make(CopyReason.RESTORE, clock())
    assert [name for name in names(path) if "daily" in name] == daily


def test_a_copy_that_cannot_be_made_is_said_once_and_the_journal_goes_on(path: Path, clock: FrozenClock) -> None:
    log(path, clock, "Monday")
    (path.parent / "backups").write_text("in the way")
    clock.move(days=1)
    with Journal(path, clock) as journal:
        journal.entries.add("Tuesday", day=journal.today)
        failure = journal.backup_failure()
        assert failure == (
            f"No copy of the journal could be made in “{path.parent}/backups” (file exists); "
            "fix that, then make one with `devjournal backup`."
        )
        journal.entries.add("Tuesday again", day=journal.today)
        assert journal.backup_failure() == ""
    assert log(path, clock, "another window") == "", "once a day"
    assert texts(path) == ["Monday", "Tuesday", "Tuesday again", "another window"]


def test_a_folder_that_may_not_be_written(mine: Path, clock: FrozenClock) -> None:
    path = mine / "journal.db"
    log(path, clock, "Monday")
    folder = mine / "backups"
    folder.mkdir()
    folder.chmod(0o500)
    clock.move(days=1)
    assert "(permission denied)" in log(path, clock, "Tuesday")
    assert texts(path) == ["Monday", "Tuesday"]
    assert names(path) == []


def test_a_full_disk_leaves_nothing_half_made(path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    log(path, clock, "Monday")
    clock.move(days=1)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "(no space left on device)" in log(path, clock, "Tuesday")
    assert names(path) == []


def test_a_damaged_journal_is_not_copied_and_the_good_ones_stay(path: Path, clock: FrozenClock) -> None:
    for day in range(8):
        log(path, clock, f"{day}" * 500)
        clock.move(days=1)
    before = names(path)
    scramble(path, "topic")
    message = log(path, clock, "goes on")
    assert message.startswith(f"“{path}” is damaged (")
    assert message.endswith(
        "`devjournal restore 2026-11-30T090000-daily-journal.db` brings back the newest good copy, "
        "of 30 November 2026, 09:00."
    )
    assert names(path) == before


def test_a_locked_journal_cannot_be_copied(path: Path, clock: FrozenClock) -> None:
    log(path, clock, "x")
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Journal(path, clock) as journal:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileBusy, match="held by another program"):
            journal.copies.make(CopyReason.BACKUP, clock(), patience=0.05)
    assert names(path) == []


def test_the_newest_good_copy_is_one_that_is_sound_and_ours(path: Path, clock: FrozenClock) -> None:
    for day in range(5):
        log(path, clock, f"{day}" * 500)
        clock.move(days=1)
    with Journal(path, clock) as journal:
        copies = journal.copies
        good = copies.all()
        assert len(good) == 4
        scramble(copies.path_of(good[0]))
        cut_short(copies.path_of(good[1]))
        with raw.connected(copies.path_of(good[2])) as connection:
            connection.execute("PRAGMA user_version = 99")
        assert copies.newest_good() == good[3]
        copies.path_of(good[3]).write_bytes(b"")
        assert copies.newest_good() is None
        assert "no good copy of it lies beside it" in copies.restore_hint()


def test_copies_are_listed_with_what_they_hold(path: Path, clock: FrozenClock) -> None:
    with Journal(path, clock) as journal:
        assert journal.copies.with_weeks() == ()
        for text in ("one", "two", "three"):
            journal.weeks.set_goal(IsoWeek.of(journal.today), goal=text, skill="skill")
            clock.move(weeks=1)
        listed = journal.copies.with_weeks()
        assert [(copy.made_at.day, copy.weeks, copy.why) for copy in listed] == [
            (7, 2, CopyReason.DAILY),
            (30, 1, CopyReason.DAILY),
        ]
        assert all(copy.size == journal.copies.path_of(copy).stat().st_size > 0 for copy in listed)
        journal.copies.path_of(listed[0]).write_text("x")
        assert [copy.weeks for copy in journal.copies.with_weeks()] == [None, 1]
