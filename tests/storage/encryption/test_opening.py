"""An encrypted journal is opened by its key, and by nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devjournal.domain.copies.copies import CopyReason
from devjournal.errors import FileRefused, JournalError, Locked, WrongPassphrase
from devjournal.storage import Journal
from devjournal.storage.encryption import keyring
from devjournal.storage.encryption.key import Key, new_key
from devjournal.storage.encryption.key_file import entry_for, key_file_of, write_entries
from devjournal.storage.encryption.wrapping import new_code, normalized_code, unwrap
from devjournal.storage.health.doctor import examine
from devjournal.storage.rescue import rescue
from devjournal.storage.schema.sqlite_file import is_good, page_faults
from tests.encrypted import CODE, PASSPHRASE, encrypt, lock, wrapped
from tests.frozen_clock import FrozenClock
from tests.storage.file_damage import Trace

MARKER = "Xylophone"

PAGE = 1024
"""Bytes of a page of the format that is used."""

PLAIN_TOOL = (
    'PRAGMA key = "{}";\nPRAGMA cipher_compatibility = 3;\nPRAGMA writable_schema = 1;\nSELECT text FROM entry;\n'
)
"""What docs/encryption.md says: newer tools need the second line, and those with an old SQLite the third."""


@pytest.fixture
def path(tmp_path: Path, clock: FrozenClock) -> Path:
    """A journal with an entry and a copy."""
    path = tmp_path / "mine" / "journal.db"
    with Journal(path, clock) as journal:
        journal.entries.add(f"{MARKER} played", day=journal.today)
        journal.copies.make(CopyReason.BACKUP, journal.now)
    return path


@pytest.fixture
def key(path: Path) -> Key:
    """The key of the journal, which is encrypted."""
    return encrypt(path)


def test_it_is_a_journal_like_any_other(path: Path, key: Key, clock: FrozenClock) -> None:
    with Journal(path, clock) as journal:
        assert [entry.text for entry in journal.entries.all()] == [f"{MARKER} played"]
        journal.entries.add("Second", day=journal.today)
        assert journal.undo().startswith("entry")
        assert len(journal.entries.all()) == 1
        assert journal.search.find("xylophone")
    assert path.read_bytes()[:16].hex() == key.salt
    assert {each.name for each in path.parent.iterdir()} == {"journal.db", "key-of-journal.db", "backups"}
    assert not [each.name for each in path.parent.iterdir() if each.name.startswith("journal.db")][1:]


def test_nothing_of_it_is_plain(path: Path, key: Key) -> None:
    for each in path.parent.rglob("*"):
        if each.is_file():
            assert MARKER.encode() not in each.read_bytes(), each
            assert each.stat().st_mode & 0o077 == 0


def test_locked_it_is_refused_in_a_line_and_left_alone(path: Path, key: Key, clock: FrozenClock) -> None:
    lock(key)
    before = Trace.of(path.parent)
    with pytest.raises(Locked, match=r"is locked; `devjournal unlock` unlocks it\.") as refused:
        Journal(path, clock)
    assert refused.value.path == path
    with pytest.raises(Locked):
        examine(path, clock())
    assert not is_good(path)
    assert Trace.of(path.parent) == before


def test_the_passphrase_and_the_code_open_it(path: Path, key: Key) -> None:
    entry = entry_for(path, key.salt)
    assert entry is not None
    assert unwrap(entry, PASSPHRASE) == key
    assert unwrap(entry, CODE) == key
    assert unwrap(entry, f" {CODE.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ") == key
    for wrong in ("", "correct  horse", "Correct horse", new_code(), "é" * 300):
        with pytest.raises(WrongPassphrase):
            unwrap(entry, wrong)


def test_a_passphrase_is_the_same_however_its_letters_are_composed(key: Key) -> None:
    assert unwrap(wrapped(key, "café"), "cafe\u0301") == key


def test_a_code_is_typed_as_it_comes() -> None:
    code = new_code()
    assert normalized_code(code.lower()) == code
    assert normalized_code("correct horse") == ""
    assert normalized_code(code[:-1]) == ""


@pytest.mark.parametrize(
    "harm", ["cut", "of another", "empty", "another's format", "newer", "a flipped bit", "a folder"]
)
def test_a_key_file_that_does_not_fit_is_named(harm: str, path: Path, key: Key, clock: FrozenClock) -> None:
    file = key_file_of(path)
    content = {
        "cut": file.read_bytes()[:-40],
        "empty": b"",
        "another's format": b'{"keys": []}',
        "newer": file.read_bytes().replace(b'"version": 1', b'"version": 2'),
        "a flipped bit": file.read_bytes().replace(b"YWdl", b"YWdm", 1),
    }
    other_key = new_key()
    if harm == "of another":
        write_entries(file, [wrapped(other_key)])
    elif harm == "a folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(content[harm])
    lock(key)
    copies = path.parent / "backups"
    with pytest.raises(Locked):  # the key file of the copy does as well
        Journal(path, clock)
    for each in copies.glob("key-of-*"):
        each.unlink()
    before = Trace.of(path.parent)
    with pytest.raises(FileRefused, match=r"key-of-journal\.db.+; \w") as refused:
        Journal(path, clock)
    assert not isinstance(refused.value, Locked)
    assert Trace.of(path.parent) == before


def test_a_lost_key_file_is_named(path: Path, key: Key, clock: FrozenClock) -> None:
    key_file_of(path).unlink()
    keyring.add_key(key)
    assert [result.says for result in examine(path, clock()) if result.about == "key" and result.do]
    lock(key)
    for each in (path.parent / "backups").glob("key-of-*"):
        each.unlink()
    with pytest.raises(FileRefused, match=r"if it is encrypted, key-of-journal\.db is missing beside it"):
        Journal(path, clock)


def test_a_key_that_does_not_fit_opens_nothing(path: Path, key: Key, clock: FrozenClock) -> None:
    """The key file says that it fits, and it does not: nothing is taken for a journal that is not."""
    lock(key)
    wrong = new_key()._replace(raw=new_key().raw[:64] + key.salt)
    keyring.add_key(wrong)
    before = Trace.of(path.parent)
    with pytest.raises(FileRefused, match="is damaged"):
        Journal(path, clock)
    lock(wrong)
    assert Trace.of(path.parent) == before


def test_a_flipped_byte_in_any_page_is_found(path: Path, key: Key, clock: FrozenClock) -> None:
    whole = path.read_bytes()
    for page in range(len(whole) // PAGE):
        at = page * PAGE + (16 if page == 0 else 0) + (page * 37) % 1000
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert page_faults(path), f"page {page}"
    path.write_bytes(whole)
    assert page_faults(path) == []


@pytest.mark.slow
def test_with_a_flipped_byte_in_any_page_nothing_ends_in_a_traceback(path: Path, key: Key, clock: FrozenClock) -> None:
    whole = path.read_bytes()
    for page in range(len(whole) // PAGE):
        at = page * PAGE + (16 if page == 0 else 0) + (page * 53) % 1000
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert any(result.do for result in examine(path, clock()))
        try:
            rescue(path, clock)
            with Journal(path, clock) as journal:
                journal.entries.all()
                journal.entries.add("After", day=journal.today)
        except JournalError:
            pass
        path.write_bytes(whole)


def test_the_doctor_finds_nothing_wrong_with_it(path: Path, key: Key, clock: FrozenClock) -> None:
    results = examine(path, clock())
    assert [result for result in results if result.do] == []
    assert "encrypted" in results[0].says
    assert "key" in [result.about for result in results]


def test_the_doctor_names_copies_that_are_plain(path: Path, clock: FrozenClock) -> None:
    unencrypted = next((path.parent / "backups").iterdir()).read_bytes()
    encrypt(path)
    (path.parent / "backups" / "2026-11-01T120000-daily-journal.db").write_bytes(unencrypted)
    wrong = [result for result in examine(path, clock()) if result.about == "plain"]
    assert "2026-11-01T120000-daily-journal.db" in wrong[0].says


@pytest.mark.needs("sqlcipher")
def test_the_plain_tool_opens_it_by_its_raw_key(path: Path, key: Key) -> None:
    script = PLAIN_TOOL.format(key.pragma)
    done = subprocess.run(
        ["sqlcipher", str(path)], input=script, capture_output=True, text=True, check=True, timeout=30
    )
    assert f"{MARKER} played" in done.stdout


def test_without_the_extra_it_says_which(path: Path, key: Key) -> None:
    program = (
        "import sys; sys.modules['sqlcipher3'] = None\n"
        "from devjournal.storage.encryption import keyring; from devjournal.storage.encryption.key import Key\n"
        f"keyring.add_key(Key({key.raw!r}, {key.identities!r}))\n"
        "from devjournal.cli import main; sys.exit(main(['status']))"
    )
    env = {**os.environ, "DEVJOURNAL_FILE": str(path), "DEVJOURNAL_NOW": "2026-11-27T16:30"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, timeout=30, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "devjournal[encrypted]" in done.stderr


def test_a_plain_journal_loads_nothing_of_it(path: Path) -> None:
    """Whoever does not encrypt pays nothing."""
    program = (
        "import sys; from devjournal.cli import main\n"
        "for command in (['status', '--short'], ['log', 'x'], ['backup'], ['doctor'], ['export'], ['entry', 'list']):\n"
        "    assert main(command) == 0, command\n"
        "heavy = {'sqlcipher3', 'pyrage', 'ctypes', 'playhouse.sqlcipher_ext'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    env = {**os.environ, "DEVJOURNAL_FILE": str(path), "DEVJOURNAL_NOW": "2026-11-27T16:30"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
