"""An encrypted journal on a terminal: asked once, never shown, nothing of it in plain, and other windows follow."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.storage import Journal
from devjournal.storage.encryption import keyring, session
from devjournal.storage.encryption.key import Key
from tests.encrypted import CODE, PASSPHRASE, encrypt
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.pty.conftest import NOW, Open
from tests.pty.terminal import Terminal

MARKER = "Xylophone"
DRAFTED = "Yellowstone"


@pytest.fixture
def key(journal_file: Path) -> Iterator[Key]:
    """The key of a journal with an entry and a copy, all of it encrypted."""
    with Journal(journal_file, FrozenClock(FRIDAY)) as journal:
        journal.entries.add(MARKER, day=FRIDAY.date())
    key = encrypt(journal_file)
    yield key
    keyring.forget(key.salt)
    session.forget(key.salt)


def plain_files(home: Path) -> list[str]:
    """Return the files below a folder that hold what was typed, in plain."""
    paths = (path for path in home.rglob("*") if path.is_file())
    return [
        path.name for path in paths if any(text.encode() in path.read_bytes() for text in (MARKER, DRAFTED))
    ]  # fmt: skip


def asked_again(app: Terminal, times: int = 1) -> None:
    """Wait until the passphrase is asked for again."""
    question = "Passphrase of journal.db:"
    app.until(lambda: app.text.count(question) == times + 1, "the next question")
    assert app.text.count("Wrong passphrase. Try again; the recovery code works, too.") == times


def opened(open_app: Open, passphrase: str = PASSPHRASE) -> Terminal:
    """Open the app, and type the passphrase."""
    app = open_app(size=(100, 30))
    app.wait("Passphrase of journal.db:")
    app.press(passphrase, "enter")
    return app


def write_entry(app: Terminal, text: str, home: Path) -> None:
    """Write an entry whose draft is kept on the way, and is not plain."""
    app.press("a")
    app.wait("A new entry")
    app.press(text)
    app.until(lambda: list((home / "state").rglob("entry.json")), "a draft")
    assert plain_files(home) == []
    app.press("ctrl+s")
    app.wait(DRAFTED, gone="A new entry")


@pytest.mark.slow
def test_the_app_asks_once_and_shows_nothing_of_it(open_app: Open, key: Key, home: Path) -> None:
    app = opened(open_app, "wrong")
    asked_again(app)
    app.press(PASSPHRASE, "enter")
    app.wait(MARKER)
    write_entry(app, f"{DRAFTED} seen", home)
    assert plain_files(home) == []
    app.press("q")
    assert app.ended() == 0
    for secret in (PASSPHRASE, key.raw, key.raw[:64], *key.identities):
        assert secret.encode() not in app.received
    assert plain_files(home) == []
    with Journal(home / "mine" / "journal.db", FrozenClock(FRIDAY)) as journal:
        assert {entry.text for entry in journal.entries.all()} == {f"{DRAFTED} seen", MARKER}


@pytest.mark.slow
def test_a_draft_of_a_window_that_was_killed_comes_back(open_app: Open, key: Key, home: Path) -> None:
    app = opened(open_app, CODE.lower())
    app.wait(MARKER)
    app.press("a")
    app.wait("A new entry")
    app.press(f"{DRAFTED} half")
    app.until(lambda: list((home / "state").rglob("entry.json")), "a draft")
    app.kill(signal.SIGKILL)
    app.ended()
    assert plain_files(home) == []
    again = opened(open_app, "not that one")
    asked_again(again)
    again.press(PASSPHRASE, "enter")
    again.wait(MARKER)
    again.press("a")
    again.wait("Your draft is back", f"{DRAFTED} half")
    again.kill(signal.SIGKILL)
    again.ended()
    assert plain_files(home) == []


def test_three_wrong_passphrases_open_nothing(open_app: Open, key: Key) -> None:
    app = opened(open_app, "first")
    for number, wrong in enumerate(("second", "third"), 1):
        asked_again(app, number)
        app.press(wrong, "enter")
    assert app.ended() == 1
    assert "devjournal: The passphrase is wrong; nothing was changed." in app.text


def test_what_is_typed_while_a_passphrase_is_checked_is_not_shown_and_not_lost(open_app: Open, key: Key) -> None:
    app = opened(open_app, "wrong")
    app.press(PASSPHRASE, "enter")  # at once: the first one is still being checked
    app.wait(MARKER)
    app.press("q")
    assert app.ended() == 0
    assert PASSPHRASE.encode() not in app.received


def test_a_question_that_a_signal_ends_gives_the_terminal_its_echo_back(open_app: Open, key: Key) -> None:
    app = open_app()
    app.wait("Passphrase of journal.db:")
    assert not app.cooked
    app.kill(signal.SIGTERM)
    assert app.ended() == -signal.SIGTERM
    assert app.cooked


def test_a_question_that_was_stopped_is_hidden_again(open_app: Open, key: Key) -> None:
    app = open_app()
    app.wait("Passphrase of journal.db:")
    app.kill(signal.SIGSTOP)
    app.echo()  # as a shell does while its program is stopped
    app.kill(signal.SIGCONT)
    app.until(lambda: not app.cooked, "a terminal that shows nothing of what is typed")
    app.press(PASSPHRASE, "enter")
    app.wait(MARKER)
    assert PASSPHRASE.encode() not in app.received


@pytest.mark.parametrize("leave", ["ctrl+c", "ctrl+d"])
def test_it_can_be_left_at_the_question(leave: str, open_app: Open, key: Key) -> None:
    app = open_app()
    app.wait("Passphrase of journal.db:")
    app.press(leave)
    assert app.ended() in (1, 130)
    assert "You left; nothing was changed." in app.text
    assert app.cooked


@pytest.mark.slow
def test_an_unlocked_journal_opens_at_once(open_app: Open, key: Key, home: Path) -> None:
    window = open_app("unlock")
    window.wait("Passphrase of journal.db:")
    window.press(PASSPHRASE, "enter")
    assert window.ended() == 0
    assert "Unlocked" in window.text
    app = open_app(size=(100, 30))
    app.wait(MARKER)
    app.press("q")
    assert app.ended() == 0
    lock = open_app("lock")
    assert lock.ended() == 0
    assert "Locked" in lock.text
    opened(open_app).wait(MARKER)


@pytest.mark.slow
def test_an_open_window_follows_when_its_journal_is_encrypted(open_app: Open, journal_file: Path, home: Path) -> None:
    with Journal(journal_file, FrozenClock(FRIDAY)) as journal:
        journal.entries.add(MARKER, day=FRIDAY.date())
    app = open_app(size=(100, 30))
    app.wait(MARKER)
    key = encrypt(journal_file)
    write_entry(app, f"{DRAFTED} after", home)
    app.press("q")
    assert app.ended() == 0
    assert plain_files(home) == []
    with Journal(journal_file, FrozenClock(FRIDAY)) as journal:
        assert len(journal.entries.all()) == 2
    keyring.forget(key.salt)


LOCKED = """
import sys; sys.path.insert(0, sys.argv[2]); from pathlib import Path
from devjournal.storage.encryption import session
session.keep_secret = lambda *_: False
from tests.encrypted import encrypt
print(encrypt(Path(sys.argv[1])).payload(), end="")
"""


@pytest.mark.slow
def test_a_window_that_learns_no_key_says_so_and_keeps_what_is_typed(
    open_app: Open, journal_file: Path, home: Path
) -> None:
    with Journal(journal_file, FrozenClock(FRIDAY)) as journal:
        journal.entries.add(MARKER, day=FRIDAY.date())
    app = open_app(size=(100, 30))
    app.wait(MARKER)
    app.press("a")
    app.wait("A new entry")
    root = str(Path(__file__).parents[2])
    subprocess.run([sys.executable, "-c", LOCKED, str(journal_file), root], capture_output=True, check=True, timeout=60)
    app.press(f"{DRAFTED} typed")
    app.wait("is locked")
    assert plain_files(home) == []
    unlocking = open_app("unlock")
    unlocking.wait("Passphrase of journal.db:")
    unlocking.press(PASSPHRASE, "enter")
    assert unlocking.ended() == 0
    app.press(" on", "ctrl+s")
    app.wait(f"{DRAFTED} typed on", gone="A new entry")
    assert plain_files(home) == []
    assert open_app("lock").ended() == 0


def test_cron_and_a_pipe_wait_for_nobody(env: dict[str, str], key: Key, home: Path) -> None:
    """As cron runs it: no terminal at all, and nothing on standard input."""
    for command, code, out in (
        (["status", "--short"], 0, "W48 ▸ locked\n"),
        (["log", "x"], 1, ""),
        (["status"], 1, ""),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "devjournal", *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=env,
            timeout=30,
            check=False,
            start_new_session=True,
        )
        assert (done.returncode, done.stdout.decode()) == (code, out)
        assert done.stderr.count(b"\n") == code


@pytest.mark.needs("bash")
def test_a_greeting_on_a_locked_machine_waits_for_nobody(open_app: Open, key: Key) -> None:
    """As in the guide: what goes wrong in a greeting is thrown away, and with it the question."""
    script = (
        f"({sys.executable} -m devjournal status) 2>/dev/null; {sys.executable} -m devjournal status --short; echo done"
    )
    window = open_app(command=("/bin/bash", "-c", script), DEVJOURNAL_NOW=NOW)
    window.wait("W48 ▸ locked", "done")
    assert window.ended() == 0
    assert "Passphrase" not in window.text


@pytest.mark.slow
def test_it_is_encrypted_on_a_terminal(open_app: Open, journal_file: Path, home: Path) -> None:
    """With the library's own rounds, which take their time."""
    with Journal(journal_file, FrozenClock(FRIDAY)) as journal:
        journal.entries.add(MARKER, day=FRIDAY.date())
    window = open_app("encrypt", size=(120, 30))
    for question, line in (
        ("New passphrase:", "one"),
        ("Repeat it:", "two"),
        ("The two passphrases differ. Try again.", ""),
        ("New p", ""),
    ):
        window.wait(question)
        if line or question == "New p":
            window.press(line, "enter")
    window.until(lambda: window.text.count("New passphrase:") == 3, "the question again")
    window.press(PASSPHRASE, "enter")
    window.until(lambda: window.text.count("Repeat it:") == 2, "the second time")
    window.press(PASSPHRASE, "enter")
    window.wait("Type the code:", seconds=120)
    code = window.text.split("Recovery code: ")[1].split()[0]
    window.press("not the code", "enter")
    window.wait("That is not the code. Try again.")
    assert plain_files(home), "nothing is changed before the code is typed back"
    window.press(code.replace("-", "").lower(), "enter")
    window.wait("Encrypted “", seconds=60)
    assert window.ended() == 0
    assert PASSPHRASE not in window.text
    assert plain_files(home) == []
