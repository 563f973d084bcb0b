"""Encrypting, decrypting and a new key: nothing is lost, whatever happens meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from devjournal.domain.copies.copies import CopyReason
from devjournal.errors import FileBusy, FileRefused, Locked
from devjournal.storage import Journal
from devjournal.storage.conversion.conversion import Target, convert_copies, convert_journal, unlock_copies
from devjournal.storage.copies.copies import Copies
from devjournal.storage.core.file import check
from devjournal.storage.encryption import keyring
from devjournal.storage.encryption.key import Key, new_key, parse_key
from devjournal.storage.encryption.key_file import entry_for, key_file_of
from devjournal.storage.schema.leftovers import NEW_FILE_PREFIX, remove_leftovers
from devjournal.storage.schema.replacement import new_file
from devjournal.storage.schema.sqlite_file import page_faults
from tests.encrypted import PASSPHRASE, encrypt, lock, wrapped
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.file_damage import Trace, cut_off_early, scramble

MARKER = "Xylophone"
TEXTS = ("First", MARKER, "é 漢 \x1b[0m", "long" * 2000)


@pytest.fixture
def path(tmp_path: Path, clock: FrozenClock) -> Path:
    """A journal with entries and a copy."""
    path = tmp_path / "mine" / "journal.db"
    with Journal(path, clock) as journal:
        for text in TEXTS:
            journal.entries.add(text, day=journal.today)
        journal.copies.make(CopyReason.BACKUP, journal.now)
    return path


def targets() -> tuple[Target, Target]:
    """Return two keys, wrapped."""
    first = new_key()
    second = new_key(first)
    return Target(first, wrapped(first)), Target(second, wrapped(second))


def texts(path: Path, clock: FrozenClock) -> list[str]:
    """Return the entries of a journal, in order of their IDs."""
    with Journal(path, clock) as journal:
        return [entry.text for entry in sorted(journal.entries.all(), key=lambda entry: entry.id)]


def elsewhere(act: Callable[[], object]) -> int:
    """Do something in another process; return its exit code, or its signal below zero."""
    process = multiprocessing.get_context("fork").Process(target=act)
    process.start()
    process.join(60)
    assert process.exitcode is not None, "the other process is still at work"
    return process.exitcode


def test_it_holds_the_same_afterwards(path: Path, clock: FrozenClock) -> None:
    before = list(raw.dump(path))
    first, second = targets()
    for target in (first, second, None):
        convert_journal(path, target)
        assert list(raw.dump(path)) == before
        assert page_faults(path) == []
        assert convert_copies(Copies(path), target).converted == 1
        assert all(list(raw.dump(Copies(path).path_of(copy))) == before for copy in Copies(path).all())
        assert key_file_of(path).exists() == (target is not None)
    with Journal(path, clock) as journal:
        assert journal.undo().startswith("entry")


def test_a_write_that_was_killed_leaves_no_plain_rows_beside_an_encrypted_journal(path: Path) -> None:
    cut_off_early(path)
    first, _ = targets()
    convert_journal(path, first)
    assert not path.with_name("journal.db-journal").exists()
    assert page_faults(path) == []


def test_windows_that_are_open_follow(path: Path, clock: FrozenClock) -> None:
    first, second = targets()
    with Journal(path, clock) as window:
        for number, target in enumerate((first, second, None, first)):
            version = window.data_version()
            assert elsewhere(partial(convert_journal, path, target)) == 0
            assert window.data_version() != version
            window.entries.add(f"After {number}", day=window.today)
            assert len(window.entries.all()) == len(TEXTS) + 1 + number
    keyring.add_key(first.key)
    assert texts(path, clock)[-1] == "After 3"
    keyring.forget(first.key.salt)
    keyring.forget(second.key.salt)


def test_a_window_that_comes_too_late_says_that_it_is_locked(
    path: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, _ = targets()
    monkeypatch.setattr("devjournal.storage.encryption.session.keep_secret", lambda *_: False)
    with Journal(path, clock) as window:
        elsewhere(lambda: convert_journal(path, target))
        with pytest.raises(Locked):
            window.entries.add("Not in plain", day=window.today)
        with pytest.raises(Locked):
            window.draft_cipher()
        keyring.add_key(target.key)  # its owner unlocks it
        window.entries.add("After all", day=window.today)
    assert b"Not in plain" not in path.read_bytes()
    assert texts(path, clock)[-1] == "After all"
    keyring.forget(target.key.salt)


ENCRYPT = """
import sys; from pathlib import Path
from tests.encrypted import encrypt
print(encrypt(Path(sys.argv[1])).payload(), end="")
"""


def test_a_write_that_waits_goes_into_the_new_file(path: Path, clock: FrozenClock) -> None:
    """Between its question for the lock and its turn, the file gets another one in its place."""
    keys: list[Key] = []
    with Journal(path, clock, busy_timeout=20) as window:
        begin = window._store.database.begin

        def begin_late(*args: object, **options: object) -> object:
            if not keys:
                command = [sys.executable, "-c", ENCRYPT, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
                keys.append(parse_key(done.stdout))
            return begin(*args, **options)

        window._store.database.begin = begin_late  # type: ignore[assignment]
        window.entries.add("It waited", day=window.today)
    (key,) = keys
    keyring.add_key(key)
    assert texts(path, clock)[-1] == "It waited"
    assert not path.with_name("journal.db-journal").exists()
    keyring.forget(key.salt)


def test_nobody_else_may_be_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, _ = targets()
    monkeypatch.setattr("devjournal.storage.conversion.conversion.PATIENCE", 0.1)
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert elsewhere(lambda: _refused(FileBusy, path, target)) == 0
    assert path.read_bytes() == before
    assert not key_file_of(path).exists()


def _refused(kind: type[Exception], path: Path, target: Target) -> None:
    with pytest.raises(kind):
        convert_journal(path, target)


def test_a_damaged_journal_stays_as_it_is(path: Path) -> None:
    scramble(path)
    before = path.read_bytes()
    target, _ = targets()
    with pytest.raises(FileRefused, match="damaged"):
        convert_journal(path, target)
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} == {"journal.db", "backups"}


# killed


class Kills:
    """Kills a conversion at its n-th look at the disk."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, event: str, args: tuple[object, ...]) -> None:
        if event in ("open", "os.rename", "os.remove", "sqlite3.connect", "os.listdir", "tempfile.mkstemp"):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def converted(path: Path, target: Target | None) -> None:
    """Convert a journal and its copies, in the order of the commands."""
    if target is None:
        convert_journal(path, None, before=lambda: convert_copies(Copies(path), None))
    else:
        convert_journal(path, target)
        convert_copies(Copies(path), target)


def plain_names(path: Path) -> set[str]:
    """Return the names of the files around a journal that hold the marker in plain."""
    return {each.name for each in path.parent.rglob("*") if each.is_file() and MARKER.encode() in each.read_bytes()}


def look_for_plain(path: Path, target: Target | None, keys: tuple[Key, ...]) -> None:
    """Look what is plain after a kill: what was plain before, or was to be; and nothing once a command was given."""
    for key in keys:
        lock(key)
    journal_and_copies = {path.name, *(copy.name for copy in Copies(path).all())}
    if target is not None:
        was_plain = keys.index(target.key) == 0
        assert plain_names(path) <= (journal_and_copies if was_plain else set())
    if not path.read_bytes().startswith(b"SQLite"):
        with pytest.raises(Locked):
            check(path)
        assert not [each.name for each in path.parent.rglob(f"{NEW_FILE_PREFIX}*")]
    assert plain_names(path) <= journal_and_copies


def after_a_kill(path: Path, target: Target | None, clock: FrozenClock, keys: tuple[Key, ...]) -> None:
    """Look whether there is a journal, with the key file that fits, and whether it can be converted again."""
    look_for_plain(path, target, keys)
    header = path.read_bytes()[:16]
    if not header.startswith(b"SQLite"):
        assert entry_for(path, header.hex()) is not None, "the key file does not fit"
        entries = key_file_of(path).read_text()
        assert header.hex() in entries, "and it is the one beside the journal that does"
    for key in keys:
        keyring.add_key(key)
    assert page_faults(path) == []
    assert texts(path, clock) == list(TEXTS)
    for copy in Copies(path).all():
        assert page_faults(Copies(path).path_of(copy)) == []
        content = Copies(path).path_of(copy).read_bytes()
        assert content.startswith(b"SQLite") or key_file_of(Copies(path).path_of(copy)).exists()
    beside = {each.name for each in path.parent.iterdir() if not each.name.startswith(".devjournal-")}
    assert beside <= {"journal.db", "key-of-journal.db", "backups"}
    for key in keys:
        keyring.forget(key.salt)


def stages(path: Path) -> tuple[tuple[Target, Target], list[tuple[Path, Target | None]]]:
    """Return two keys, and folders with the journal as it is before it is encrypted, gets a new key, is decrypted."""
    first, second = targets()
    folders: list[tuple[Path, Target | None]] = []
    for name, before, after in (("encrypt", None, first), ("new", first, second), ("decrypt", second, None)):
        if before is not None:
            converted(path, before)
        copytree(path.parent, path.parent.parent / name)
        folders.append((path.parent.parent / name / path.name, after))
    return (first, second), folders


def kill_in(place: Path, after: Target | None, how: Callable[[], object], keys: tuple[Key, ...]) -> int:
    """Convert a copy of a folder in another process that is killed; return what it ended with."""
    work = place.parent.with_name("work")
    rmtree(work, ignore_errors=True)
    copytree(place.parent, work)

    def act() -> None:
        for key in keys:
            keyring.add_key(key)
        how()
        converted(work / place.name, after)

    return elsewhere(act)


@pytest.mark.slow
def test_killed_at_any_step_there_is_a_journal_and_its_key(path: Path, clock: FrozenClock) -> None:
    """A few steps of each; the slow test takes all of them."""
    _kill_at(path, clock, step=31)


@pytest.mark.slow
def test_killed_at_every_step_there_is_a_journal_and_its_key(path: Path, clock: FrozenClock) -> None:
    _kill_at(path, clock, step=1)


def _kill_at(path: Path, clock: FrozenClock, step: int) -> None:
    (first, second), folders = stages(path)
    keys = (first.key, second.key)
    killed = 0
    for place, after in folders:
        number, code = 1, -signal.SIGKILL
        while code == -signal.SIGKILL:
            code = kill_in(place, after, partial(sys.addaudithook, Kills(number)), keys)
            after_a_kill(place.parent.with_name("work") / path.name, after, clock, keys)
            number += step
            killed += code == -signal.SIGKILL
        assert code == 0
    assert killed > 3 * 20 // step


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_killed_two_hundred_times_nothing_is_lost(path: Path, clock: FrozenClock) -> None:
    """At any moment, also in the middle of a write."""
    (first, second), folders = stages(path)
    keys = (first.key, second.key)
    chance = random.Random(20)
    began = time.monotonic()
    for place, after in folders:
        assert kill_in(place, after, lambda: None, keys) == 0
    took = (time.monotonic() - began) / len(folders)
    for number in range(200):
        place, after = folders[number % 3]
        moment = chance.uniform(0.001, took)

        def alarm(moment: float = moment) -> None:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, moment)

        kill_in(place, after, alarm, keys)
        after_a_kill(place.parent.with_name("work") / path.name, after, clock, keys)


def leave_leftovers(path: Path) -> list[Path]:
    """Leave what a killed conversion leaves beside the journal and beside its copies."""
    leftovers = [path.with_name(f"{NEW_FILE_PREFIX}abcdefgh"), path.parent / "backups" / f"{NEW_FILE_PREFIX}ijklmnop"]
    for each in leftovers:
        each.write_text(MARKER)
    return leftovers


def test_what_a_kill_left_goes_with_the_next_conversion(path: Path) -> None:
    leftovers = leave_leftovers(path)
    encrypt(path)
    assert not any(each.exists() for each in leftovers)


def test_what_a_kill_left_goes_with_the_next_command_locked_or_not(path: Path, clock: FrozenClock) -> None:
    key = encrypt(path)
    leftovers = leave_leftovers(path)
    with Journal(path, clock):
        assert not any(each.exists() for each in leftovers)
    leave_leftovers(path)
    lock(key)
    with pytest.raises(Locked):
        Journal(path, clock)
    assert not any(each.exists() for each in leftovers)


def test_a_file_that_is_being_made_is_no_leftover(path: Path) -> None:
    """It is one as soon as its maker has ended, however that was."""
    lock(encrypt(path))
    leftovers = leave_leftovers(path)
    with new_file(path) as unfinished:
        assert elsewhere(lambda: remove_leftovers(path)) == 0
        assert unfinished.exists()
        assert leftovers[0].exists()
        assert not leftovers[1].exists()  # in another folder
    remove_leftovers(path)
    assert not leftovers[0].exists()


def test_a_conversion_that_is_refused_leaves_the_copies_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encrypt(path)
    before = Trace.of(path.parent)
    monkeypatch.setattr("devjournal.storage.conversion.conversion.PATIENCE", 0.1)
    with raw.connected(path) as other:
        other.execute("BEGIN IMMEDIATE")
        assert elsewhere(lambda: _refused_decrypting(path)) == 0
    assert Trace.of(path.parent) == before


def _refused_decrypting(path: Path) -> None:
    with pytest.raises(FileBusy):
        converted(path, None)


def test_copies_of_an_earlier_key_get_the_new_one_where_the_passphrase_opens_them(path: Path) -> None:
    """As a new key leaves them that was cut off after the journal."""
    first, second = targets()
    converted(path, first)
    convert_journal(path, second)
    third = Target(key := new_key(second.key), wrapped(key))
    lock(first.key)
    copies = Copies(path)
    assert convert_copies(copies, third) == (0, (), tuple(copy.name for copy in copies.all()))
    unlock_copies(copies, "not that one")
    assert convert_copies(copies, third).converted == 0
    unlock_copies(copies, PASSPHRASE)
    assert convert_copies(copies, third) == (1, (), ())
    keyring.add_key(third.key)
    assert page_faults(copies.path_of(copies.all()[0])) == []
