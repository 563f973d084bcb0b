"""What happens to the file while the app is open is said in words; what was typed stays, and saving works again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.pty.conftest import Do, Open

FORM = "ctrl+s save"
"""What the footer shows while a form is open."""

NO_SOCKETS = """
import socket, sys
def refuse(*args, **more):
    raise AssertionError("a socket was asked for")
own = socket.socketpair
class Refused(socket.socket):
    def connect(self, *args): refuse()
    def bind(self, *args): refuse()
    connect_ex = sendto = connect
socket.socket = Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
from devjournal.cli import main
raise SystemExit(main())
"""


@pytest.mark.slow
def test_a_file_that_is_gone_and_one_that_takes_its_place(open_app: Open, do: Do, journal_file: Path) -> None:
    do("log", "before")
    app = open_app(size=(100, 46))
    app.wait("before", "? help")
    away = journal_file.with_name("away.db")
    journal_file.rename(away)
    app.wait("is gone; put it back")
    app.press("a")
    app.wait(FORM)
    app.press("typed meanwhile")
    app.wait("typed meanwhile")
    app.press("ctrl+s")
    app.wait("is gone; put it", FORM)
    assert not journal_file.exists(), "no new file is made behind its owner's back"
    content = away.read_bytes()

    replacement = journal_file.with_name("other.db")
    with Journal(replacement, FrozenClock(FRIDAY)) as journal:
        journal.entries.add("of the other machine", day=FRIDAY.date())
    replacement.rename(journal_file)
    app.press("ctrl+s")
    app.wait("typed meanwhile", "of the other machine", gone=FORM)
    assert away.read_bytes() == content, "nothing was written to the wrong file"


@pytest.mark.slow
def test_a_file_that_does_not_take_a_write(open_app: Open, do: Do, journal_file: Path) -> None:
    do("log", "before")
    app = open_app(size=(100, 46))
    app.wait("before", "? help")
    app.press("a")
    app.wait(FORM)
    app.press("typed meanwhile")
    app.wait("typed meanwhile")
    block = journal_file.with_name("journal.db-journal")
    block.mkdir()  # SQLite cannot begin a write, whoever asks: modes say nothing to root
    app.press("ctrl+s")
    app.wait("did not take", FORM)
    block.rmdir()
    app.press("ctrl+s")
    app.wait("typed meanwhile", gone=FORM)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A folder of a disk with room for a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=True, timeout=60)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True, timeout=60)


@pytest.mark.slow
@pytest.mark.mounts
def test_a_disk_that_is_full(open_app: Open, small: Path) -> None:
    file = small / "journal.db"
    app = open_app("--file", str(file), size=(100, 46))
    app.wait("? help")
    app.press("a")
    app.wait(FORM)
    app.press("before")
    app.wait("before")
    app.press("ctrl+s")
    app.wait("before", gone=FORM)
    filler = small / "filler"
    room = os.statvfs(small)
    filler.write_bytes(b"x" * (room.f_bavail * room.f_frsize - 4096))
    app.press("a")
    app.wait(FORM)
    app.press("y" * 40)
    app.wait("y" * 40)
    app.press("ctrl+s")
    app.wait("There is no room left", FORM)
    filler.unlink()
    app.press("ctrl+s")
    app.wait("y" * 40, gone=FORM)


@pytest.mark.slow
def test_no_network_is_asked_for(open_app: Open, env: dict[str, str], home: Path) -> None:
    script = home / "guarded.py"
    script.write_text(NO_SOCKETS)
    env["PYTHONPATH"] = str(Path.cwd())
    for args in (
        ["goal", "Ship it", "--skill", "Delivery"],
        ["log", "A line"],
        ["status"],
        ["summary", "--format", "html"],
        ["search", "line"],
        ["export", "-"],
        ["backup"],
        ["doctor"],
        ["reminders"],
        ["letter"],
        ["config"],
    ):
        command = [sys.executable, str(script), *args]
        done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=60)
        assert (done.returncode, b"socket" in done.stderr) == (0, False), (args, done.stderr)
    app = open_app(command=(sys.executable, str(script)), size=(100, 46))
    app.wait("Friday. How did it go?")
    for key in ("2", "3", "4", "5", "6", "1", "/", "esc", "a", "esc", "?"):
        app.press(key)
    app.watch(0.5)
    assert "socket" not in app.text
    app.press("esc", "q")
    assert app.ended() == 0
