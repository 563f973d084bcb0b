"""Encrypting, decrypting, locking and unlocking, from the command line."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from errno import EIO
from pathlib import Path
from typing import Any

import pytest

from devjournal.login_secrets import find_secret, forget_secret, keep_secret
from devjournal.storage.encryption import keyring, session, wrapping
from devjournal.storage.encryption.draft_cipher import DraftCipher
from devjournal.storage.encryption.key import Key
from devjournal.storage.encryption.key_file import entry_for
from devjournal.storage.encryption.keyring import salt_of
from devjournal.storage.encryption.wrapping import unwrap
from devjournal.tui.state import AppState
from tests import age
from tests.cli.conftest import Run
from tests.cli.done import FRIDAY, Done
from tests.storage.file_damage import Trace

MARKER = "Xylophone"
PASSPHRASE = "correct horse"


def printing(text: str) -> str:
    """Return a command that prints a text."""
    return f"{sys.executable} -c \"print('{text}')\""


@pytest.fixture
def give(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    """Run a command as in its own process: it knows no key from an earlier command."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr(wrapping, "wrap_by", lambda key, by: age.encrypt(key.payload().encode(), by))
    keys: dict[str, Key] = {}
    monkeypatch.setattr(keyring, "_keys", keys)
    salts: set[str] = set()

    def fresh(*args: str, now: str = FRIDAY, stdin: str | bytes = "") -> Done:
        keys.clear()
        done = run(*args, now=now, stdin=stdin)
        salts.update(keys)
        return done

    yield fresh
    for salt in salts:
        session.forget(salt)


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """A command that prints the passphrase."""
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(PASSPHRASE))


def plain_files(folder: Path) -> list[str]:
    """Return the files below a folder that contain the marker as plain text."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if MARKER.encode() in path.read_bytes()]


@pytest.fixture
def encrypted(give: Run, monkeypatch: pytest.MonkeyPatch) -> Done:
    """An encrypted journal with an entry and a copy, and no way to ask for the passphrase."""
    assert give("log", MARKER).code == 0
    assert give("backup").code == 0
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(PASSPHRASE))
    done = give("encrypt")
    monkeypatch.delenv("DEVJOURNAL_PASSPHRASE_COMMAND")
    return done


@pytest.mark.slow
def test_encrypt_tells_the_recovery_code_once(encrypted: Done, journal_file: Path) -> None:
    assert (encrypted.code, encrypted.err) == (0, "")
    code, line = encrypted.out.splitlines()
    assert re.fullmatch(r"Recovery code: ([0-9A-Z]{5}-){4}[0-9A-Z]{5}", code)
    assert line == f"Encrypted “{journal_file}”, with 1 copy. `devjournal unlock` keeps it open for a while."
    assert plain_files(journal_file.parent) == []
    assert code.split()[-1].encode() not in journal_file.with_name("key-of-journal.db").read_bytes()


@pytest.mark.slow
def test_locked_every_command_says_so_in_a_line(encrypted: Done, give: Run, journal_file: Path) -> None:
    before = Trace.of(journal_file.parent)
    commands = (("log", "x"), ("status",), ("status", "--json"), ("export",), ("backup",), ("doctor",), ("undo",))
    for command in (*commands, ("weeks", "--json"), ("restore", "x.db"), ("summary",)):
        line = give(*command).refuses(1)
        if command[0] != "restore":
            assert line == f"“{journal_file}” is locked; `devjournal unlock` unlocks it.", command
    assert Trace.of(journal_file.parent) == before


def test_a_prompt_says_the_week_and_that_it_is_locked(encrypted: Done, give: Run) -> None:
    assert give("status", "--short").line == "W48 ▸ locked"


def test_a_prompt_never_asks(encrypted: Done, give: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    touched = tmp_path / "asked"
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", f"touch {touched}")
    assert give("status", "--short").line == "W48 ▸ locked"
    assert not touched.exists()


def test_the_passphrase_comes_from_a_command(encrypted: Done, give: Run, passphrase: None) -> None:
    assert MARKER in give("entry", "list").out
    assert give("log", "Second").code == 0
    assert give("doctor").code == 0
    assert [row["text"] for row in give("entry", "list", "--json").json] == [MARKER, "Second"]


def test_the_passphrase_comes_from_the_settings(
    encrypted: Done, give: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f"[encryption]\npassphrase_command = {json.dumps(printing(PASSPHRASE))}\n")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(config))
    assert MARKER in give("entry", "list").out
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing("wrong"))  # which wins
    give("entry", "list").refuses(1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "says"),
    [
        (printing("wrong"), "The passphrase is wrong; nothing was changed."),
        (f"{sys.executable} -c \"raise SystemExit(3)\"", "failed with exit code 3"),
        ("no-such-program-at-all", "cannot be run (no such file or directory)"),
        (f"{sys.executable} -c \"import sys; sys.stdout.buffer.write(b'\\xff\\xfe')\"", "does not print UTF-8"),
        ("'open", "cannot be run"),
        ("true", "The passphrase is wrong"),
    ],
)  # fmt: skip
def test_a_wrong_passphrase_changes_nothing(
    command: str, says: str, encrypted: Done, give: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", command)
    before = Trace.of(journal_file.parent)
    for command_line in (
        ("log", "x"),
        ("unlock",),
        ("decrypt",),
        ("passphrase",),
        ("passphrase", "--new-key"),
        ("encrypt",),
    ):
        assert says.casefold() in give(*command_line).refuses(1).casefold(), command_line
    assert Trace.of(journal_file.parent) == before


def test_a_passphrase_command_that_prints_without_end_is_refused(
    encrypted: Done, give: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devjournal.cli.passphrase._COMMAND_TIMEOUT", 20)
    code = "import sys; [sys.stdout.write('x' * 65536) for _ in iter(int, 1)]"
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", f'{sys.executable} -c "{code}"')
    assert give("status").refuses(1).endswith("prints more than 64 KB; let it print only the passphrase.")


def test_a_passphrase_command_that_takes_too_long_is_refused(
    encrypted: Done, give: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is killed and not waited for, although a program that it started still holds its output open.

    That program reads a pipe that ends after the refusal.
    """
    processes: list[subprocess.Popen[bytes]] = []

    class RecordedProcess(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            processes.append(self)

    monkeypatch.setattr("devjournal.cli.passphrase._COMMAND_TIMEOUT", 0.5)
    monkeypatch.setattr(subprocess, "Popen", RecordedProcess)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pipe.open("r+b", buffering=0):
        monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", f"sh -c 'cat {shlex.quote(str(pipe))}; true'")
        assert "run it in a shell to see why" in give("status").refuses(1)
    assert [process.returncode for process in processes] == [-signal.SIGKILL]


def test_a_passphrase_is_no_argument_and_no_variable(
    encrypted: Done, give: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in ("encrypt", "decrypt", "passphrase", "lock", "unlock"):
        give(command, PASSPHRASE).refuses(2)
        give(command, "--passphrase", PASSPHRASE).refuses(2)
    for name in ("DEVJOURNAL_PASSPHRASE", "DEVJOURNAL_KEY"):
        monkeypatch.setenv(name, PASSPHRASE)
    give("status").refuses(1)


@pytest.fixture(params=["the kernel's keyring", "the runtime folder"])
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The place in which Linux stores a key for a login."""
    if request.param == "the runtime folder":
        monkeypatch.setattr("devjournal.login_secrets._SYSCALLS", {})
    return str(request.param)


def test_unlocked_it_is_open_until_it_is_locked(
    place: str, encrypted: Done, give: Run, passphrase: None, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says = f"Unlocked “{journal_file}” for 8 hours, or until you log out; `devjournal lock` locks it."
    assert give("unlock").line == says
    monkeypatch.delenv("DEVJOURNAL_PASSPHRASE_COMMAND")
    assert give("log", "Second").code == 0
    assert "locked" not in give("status", "--short").out
    assert give("lock").line == f"Locked “{journal_file}”; an open window stays unlocked until you close it."
    give("log", "Third").refuses(1)
    assert give("lock").code == 0


def test_where_no_place_forgets_a_key_that_is_said(
    encrypted: Done, give: Run, passphrase: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("devjournal.login_secrets._SYSCALLS", {})
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert "encryption.passphrase_command" in give("unlock").refuses(1)


def test_a_secret_is_kept_for_its_time_alone(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    name = f"devjournal:test-{os.getpid()}"
    assert keep_secret(name, "first", 60)
    assert keep_secret(name, "second", 60)
    assert find_secret(name) == "second"
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o077 == 0
        until, rest = path.read_text().split(" ", 1)
        path.write_text(f"{int(until) - 61} {rest}")
        assert find_secret(name) is None
        path.write_text(f"{until} another-boot second")
        assert find_secret(name) is None
    forget_secret(name)
    assert find_secret(name) is None
    forget_secret(name)


def test_decrypt_makes_all_of_it_plain(encrypted: Done, give: Run, passphrase: None, journal_file: Path) -> None:
    assert give("decrypt").line == (
        f"Decrypted “{journal_file}”, with 1 copy. Everybody who can read the disk can read it now."
    )
    assert {path.name for path in journal_file.parent.iterdir()} == {"journal.db", "backups"}
    assert len(plain_files(journal_file.parent)) == 2
    assert give("doctor").code == 0
    assert "is not encrypted; `devjournal encrypt`" in give("decrypt").refuses(1)


def test_decrypt_goes_on_where_it_was_cut_off(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After the interruption, copies and drafts are plain, and the journal still has its key."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    state = AppState(tmp_path / "state" / "devjournal", journal_file)
    state.draft_file("entry").save({"text": MARKER})
    assert "with 1 draft" in give("encrypt").line

    def cut_off(*_: object) -> None:
        raise OSError(EIO, os.strerror(EIO))

    with monkeypatch.context() as patch:
        patch.setattr("devjournal.storage.conversion.conversion.move_into_place", cut_off)
        assert "cannot be replaced" in give("decrypt").refuses(1)
    assert state.draft_file("entry").load() == {"text": MARKER}
    assert MARKER in give("entry", "list").out
    assert give("decrypt").code == 0
    assert len(plain_files(journal_file.parent)) == 2
    assert state.draft_file("entry").load() == {"text": MARKER}
    state.close()


@pytest.mark.parametrize("command", ["decrypt", "passphrase", "lock", "unlock"])
def test_a_plain_journal_has_no_passphrase(command: str, give: Run, journal_file: Path) -> None:
    assert "There is no journal" in give(command).refuses(1)
    assert give("log", "x").code == 0
    assert give(command).refuses(1) == f"“{journal_file}” is not encrypted; `devjournal encrypt` encrypts it."
    assert not journal_file.with_name("key-of-journal.db").exists()


def test_encrypt_needs_a_passphrase(give: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no journal" in give("encrypt").refuses(1)
    assert not journal_file.exists()
    assert give("log", MARKER).code == 0
    assert "DEVJOURNAL_PASSPHRASE_COMMAND" in give("encrypt").refuses(1)
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", "true")
    assert "is empty" in give("encrypt").refuses(1)
    assert plain_files(journal_file.parent) == ["journal.db"]


def test_a_new_passphrase_takes_the_place_of_the_old_one(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "DEVJOURNAL_NEW_PASSPHRASE_COMMAND" in give("passphrase").refuses(1)
    before = journal_file.read_bytes()
    monkeypatch.setenv("DEVJOURNAL_NEW_PASSPHRASE_COMMAND", printing("battery staple"))
    line = give("passphrase").line
    assert line == f"Changed the passphrase of “{journal_file}”; the recovery code stays as it was."
    assert journal_file.read_bytes() == before
    give("status").refuses(1)
    code = encrypted.out.split()[2]
    for opens in ("battery staple", code, code.lower()):
        monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(opens))
        assert give("status").code == 0
        copy = next((journal_file.parent / "backups").glob("2026*"))
        assert give("--file", str(copy), "status").code == 0, "the key files of the copies follow"


def test_a_new_key_encrypts_all_of_it_anew(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, keys = journal_file.read_bytes(), journal_file.with_name("key-of-journal.db").read_bytes()
    done = give("passphrase", "--new-key")
    assert done.code == 0
    code, line = done.out.splitlines()
    assert line == (f"Gave “{journal_file}” a new key, with 1 copy; the old recovery code no longer opens it.")
    assert journal_file.read_bytes()[:16] != before[:16]
    assert MARKER in give("entry", "list").out
    assert give("doctor").code == 0
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(encrypted.out.split()[2]))
    give("status").refuses(1)
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(code.split()[-1]))
    assert give("status").code == 0
    for path in journal_file.parent.rglob("key-of-*"):
        path.write_bytes(keys)  # an old one
    assert "of an older state" in give("status").refuses(1)


def test_encrypt_again_takes_what_is_still_plain(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path
) -> None:
    assert "its copies and drafts are already encrypted" in give("encrypt").refuses(1)
    folder = journal_file.parent / "backups"
    plain = journal_file.with_name("plain.db")
    assert give("--file", str(plain), "log", MARKER).code == 0
    plain.rename(folder / "2026-11-01T120000-daily-journal.db")
    (folder / "2026-11-02T120000-restore-journal.db").write_text(f"{MARKER} was damaged")
    assert give("doctor").code == 1
    done = give("encrypt")
    assert (done.code, done.out) == (1, f"Encrypted the rest of “{journal_file}”, with 1 copy.\n")
    assert "could not be encrypted: “2026-11-02T120000-restore-journal.db”; remove" in done.err
    (folder / "2026-11-02T120000-restore-journal.db").unlink()
    assert plain_files(journal_file.parent) == []
    assert give("doctor").code == 0


def test_a_copy_takes_its_key_along(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "safe.db"
    stick.parent.mkdir()
    line = give("backup", str(stick)).line
    assert (
        line
        == f"Copied the journal to “{stick}”, and its key file to “key-of-{stick.name}” beside it; keep both together."
    )
    assert {path.name for path in stick.parent.iterdir()} == {"safe.db", "key-of-safe.db"}
    assert plain_files(stick.parent) == []
    there = tmp_path / "new" / "journal.db"
    assert give("--file", str(there), "restore", str(stick)).code == 0
    assert {path.name for path in there.parent.iterdir()} == {"journal.db", "key-of-journal.db"}
    assert MARKER in give("--file", str(there), "entry", "list").out


def test_a_copy_without_its_key_is_not_restored(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "safe.db"
    stick.parent.mkdir()
    stick.write_bytes(journal_file.read_bytes())
    there = tmp_path / "new" / "journal.db"
    assert "is not a database" in give("--file", str(there), "restore", str(stick)).refuses(1)
    assert not there.parent.exists()


def test_an_encrypted_journal_stays_encrypted_whatever_is_restored(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.db"
    assert give("--file", str(plain), "log", "Other words").code == 0
    assert give("restore", str(plain)).code == 0
    assert b"Other words" not in journal_file.read_bytes()
    assert "Other words" in give("entry", "list").out
    backup = next((journal_file.parent / "backups").glob("2026*restore*"))
    assert give("restore", backup.name).code == 0
    assert MARKER in give("entry", "list").out
    assert plain_files(journal_file.parent) == []


def test_a_plain_journal_becomes_encrypted_with_the_copy(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "journal.db"
    assert give("--file", str(other), "log", "Plain").code == 0
    copy = next((journal_file.parent / "backups").glob("2026*"))
    assert give("--file", str(other), "restore", str(copy)).code == 0
    assert MARKER in give("--file", str(other), "entry", "list").out
    assert other.read_bytes()[:6] != b"SQLite"
    assert other.with_name("key-of-journal.db").exists()


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["gone", "cut", "of another"])
def test_a_restore_brings_the_key_file_back_with_the_journal(
    harm: str, encrypted: Done, give: Run, passphrase: None, journal_file: Path, tmp_path: Path
) -> None:
    """The copy is in another folder, and the copies beside the journal have no key file either."""
    stick, keys = tmp_path / "safe.db", journal_file.with_name("key-of-journal.db")
    assert give("backup", str(stick)).code == 0
    content = keys.read_text()
    for path in journal_file.parent.rglob("key-of-*"):
        path.unlink()
    if harm != "gone":
        document = json.loads(content)
        document["keys"] = [{"salt": "0" * 32, "passphrase": "", "recovery": ""}]
        keys.write_text(content[:-200] if harm == "cut" else json.dumps(document))
    copy = next((journal_file.parent / "backups").iterdir()).name
    line = give("restore", copy).refuses(1)
    assert f"“key-of-{copy}” is missing beside it; put that file back, or" in line
    done = give("doctor")
    assert done.code == 1
    does = {
        "gone": "Put “key-of-journal.db” back",
        "cut": "Replace it by the key file of a copy",
        "of another": "Put the right key file in its place",
    }
    assert does[harm] in done.out
    checks = json.loads(give("doctor", "--json").out)["checks"]
    wrong = {check["check"] for check in checks if check["health"] == "wrong"}
    assert "key" in wrong
    assert "copies" not in wrong, "a copy that only lacks its key is worth keeping"
    assert give("restore", str(stick)).code == 0
    assert MARKER in give("entry", "list").out
    assert sorted(json.loads(keys.read_text())["keys"][0]) == ["passphrase", "recovery", "salt", "sha256"]
    assert give("backup").code == 0


def test_drafts_are_encrypted_with_it_and_come_back(
    give: Run, passphrase: None, journal_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert give("log", "x").code == 0
    state = AppState(tmp_path / "state" / "devjournal", journal_file)
    state.draft_file("entry").save({"text": MARKER})
    state.close()
    half = state.drafts / ".entry.json.7"
    half.write_text(MARKER)
    assert "with 1 draft." in give("encrypt").out
    assert plain_files(tmp_path / "state") == []
    assert "with 1 draft;" in give("passphrase", "--new-key").out
    assert plain_files(tmp_path / "state") == []
    assert "with 1 draft." in give("decrypt").line
    assert state.draft_file("entry").load() == {"text": MARKER}
    state.close()


def test_an_export_is_the_same_before_and_after(give: Run, passphrase: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert give("log", MARKER).code == 0
    assert give("goal", "Write", "--skill", "Writing", "--plan", "One").code == 0
    before = give("export").out
    for command in (("encrypt",), ("passphrase", "--new-key"), ("decrypt",)):
        assert give(*command).code == 0
        assert give("export").out == before
    assert give("undo").code == 0


@pytest.mark.slow
def test_fifty_wrong_passphrases(
    encrypted: Done, give: Run, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Trace.of(journal_file.parent)
    for n in range(50):
        wrong = PASSPHRASE[: n % len(PASSPHRASE)] + "x" * (n % 3) + " " * (n % 2)
        monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(wrong))
        assert give(("unlock", "status", "decrypt", "passphrase")[n % 4]).refuses(1) == (
            "The passphrase is wrong; nothing was changed."
        )
    assert Trace.of(journal_file.parent) == before


@pytest.mark.slow
def test_with_nothing_but_the_real_libraries(spawn: Run, clean_env: dict[str, str], tmp_path: Path) -> None:
    """The key is wrapped with the real cost, which takes a second."""
    clean_env["DEVJOURNAL_PASSPHRASE_COMMAND"] = printing(PASSPHRASE)
    assert spawn("log", MARKER).code == 0
    code = spawn("encrypt").out.split()[2]
    assert MARKER in spawn("entry", "list").out
    clean_env["DEVJOURNAL_PASSPHRASE_COMMAND"] = printing(code)
    assert MARKER in spawn("entry", "list").out
    clean_env["DEVJOURNAL_PASSPHRASE_COMMAND"] = printing("wrong")
    spawn("entry", "list").refuses(1)


def test_what_is_written_in_plain_says_so(
    encrypted: Done, give: Run, passphrase: None, tmp_path: Path, journal_file: Path
) -> None:
    assert give("horizon", "Staff", "--in", "24").code == 0
    for number, command in enumerate(
        (("export",), ("summary", "--output"), ("letter", "--output"), ("case", "--output"))
    ):
        target = tmp_path / f"page-{number}"
        assert give(*command, str(target)).line.endswith(f"to “{target}”. It is not encrypted."), command
    plain = tmp_path / "plain.db"
    assert give("--file", str(plain), "log", "x").code == 0
    assert give("--file", str(plain), "export", str(tmp_path / "page")).line.endswith("page”.")


def test_files_of_a_sync_are_encrypted_to_the_key_of_the_journal(
    give: Run, journal_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files written before the encryption are encrypted, too; a machine that started from a copy reads them."""
    folder = tmp_path / "shared"
    folder.mkdir()
    assert give("log", MARKER).code == 0
    assert give("sync", str(folder)).code == 0
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing(PASSPHRASE))
    config = tmp_path / "config.toml"
    config.write_text(f"[sync]\nfolder = {json.dumps(str(folder))}\n")
    monkeypatch.setenv("DEVJOURNAL_CONFIG", str(config))
    assert give("encrypt").out.endswith("stay unencrypted until the next `devjournal sync`.\n")
    nobody = "No other machine uses the folder yet; nothing new"
    assert give("sync").line == f"{nobody}; the files of this machine were written anew, encrypted."
    assert give("sync").line == f"{nobody}."
    other, copy = tmp_path / "other" / "journal.db", tmp_path / "copy.db"
    assert give("backup", str(copy)).code == 0
    assert give("--file", str(other), "restore", str(copy)).code == 0
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state of the other"))
    assert give("--file", str(other), "log", "From the other").code == 0
    assert give("--file", str(other), "sync", str(folder)).code == 0
    monkeypatch.delenv("XDG_STATE_HOME")
    assert give("sync", str(folder)).code == 0
    assert "From the other" in give("entry", "list").out
    files = list(folder.iterdir())
    assert files
    for path in files:
        header, _, body = path.read_bytes().partition(b"\n")
        assert json.loads(header)["sealed"]
        assert body.startswith(b"age-encryption.org/v1")
    assert plain_files(tmp_path) == []


def sealed_bodies(folder: Path) -> list[bytes]:
    """Return the encrypted bodies of all files of a sync."""
    parts = [path.read_bytes().partition(b"\n") for path in folder.iterdir()]
    assert parts
    assert all(json.loads(header)["sealed"] for header, _, _ in parts)
    return [body for _, _, body in parts]


def test_after_a_new_key_the_next_sync_writes_its_files_anew(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, tmp_path: Path
) -> None:
    """No file in the folder opens with the old key, and another machine is told to start from a copy."""
    folder, other = tmp_path / "shared", tmp_path / "other" / "journal.db"
    folder.mkdir()
    copy = tmp_path / "copy.db"
    assert give("backup", str(copy)).code == 0
    assert give("--file", str(other), "restore", str(copy)).code == 0
    assert give("sync", str(folder)).code == 0
    old = key_in_use(journal_file)
    assert all(DraftCipher(old).decrypt(body) for body in sealed_bodies(folder))
    assert give("passphrase", "--new-key").code == 0
    assert give("sync", str(folder)).line.endswith("were written anew, encrypted with the new key.")
    assert not any(DraftCipher(old).decrypt(body) for body in sealed_bodies(folder))
    assert "nothing new" in give("sync", str(folder)).line
    done = give("--file", str(other), "sync", str(folder))
    assert done.code == 1
    assert "it is encrypted to another key; begin this journal from a copy of that one" in done.err
    assert "wait until" not in done.err, "waiting would bring nothing"


def test_after_decrypt_the_next_sync_writes_plain_files(
    encrypted: Done, give: Run, passphrase: None, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    assert give("sync", str(folder)).code == 0
    assert sealed_bodies(folder)
    assert give("decrypt").code == 0
    assert give("sync", str(folder)).line.endswith("were written anew, not encrypted.")
    assert [json.loads(path.read_bytes().partition(b"\n")[0])["sealed"] for path in folder.iterdir()] == [False]
    assert "nothing new" in give("sync", str(folder)).line


def key_in_use(path: Path) -> Key:
    """Return the key of a journal, unwrapped with its passphrase."""
    entry = entry_for(path, salt_of(path))
    assert entry is not None
    return unwrap(entry, PASSPHRASE)


@pytest.mark.slow
def test_a_key_file_that_is_lost_is_made_anew_while_the_journal_is_unlocked(
    encrypted: Done, give: Run, passphrase: None, journal_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert give("unlock").code == 0
    for path in journal_file.parent.rglob("key-of-*"):
        path.unlink()
    assert "passphrase --new-key" in give("backup").refuses(1)
    assert give("doctor").code == 1
    monkeypatch.setenv("DEVJOURNAL_NEW_PASSPHRASE_COMMAND", printing("battery staple"))
    assert give("passphrase", "--new-key").code == 0
    monkeypatch.setenv("DEVJOURNAL_PASSPHRASE_COMMAND", printing("battery staple"))
    assert give("lock").code == 0
    assert MARKER in give("entry", "list").out
    assert give("doctor").code == 0
