"""The demo in a terminal: it says what it is, forgets what is done in it, and leaves nothing behind however it ends."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from devjournal.errors import Interrupted
from tests.pty.conftest import Open
from tests.pty.terminal import Terminal

TOAST = "Demo: everything is invented, and nothing is saved."


def thrown_away(home: Path) -> list[Path]:
    """Return what is there of throw-away folders."""
    return list(home.glob("devjournal-demo-*"))


def filling(app: Terminal, home: Path) -> None:
    """Wait until the demo is being written, which a line says, and nothing else is drawn yet."""
    app.until(lambda: list(home.glob("devjournal-demo-*/journal.db")), "a file")
    app.wait("Writing the journal of the demo…")
    assert "devjournal" not in app.text


@pytest.mark.slow
def test_it_opens_and_forgets(open_app: Open, home: Path, journal_file: Path) -> None:
    app = open_app("demo", size=(120, 40))
    app.wait("devjournal  demo", "Friday. How did it go?", TOAST)
    (folder,) = thrown_away(home)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())

    app.press("u")
    app.wait("There is nothing to undo.")
    app.press("a")
    app.wait("What was done or learned?")
    app.press("Half a line that is a draft")
    app.until(lambda: list(folder.rglob("entry*.json")), "a draft, in its own folder")
    app.press("esc")
    app.press("q")
    assert app.ended() == 0
    assert b"That was the demo, and nothing of it is kept." in app.received
    assert list(home.iterdir()) == [], "not in the owner's folders either"
    assert not journal_file.exists()


@pytest.mark.slow
def test_it_goes_with_its_window(open_app: Open, home: Path) -> None:
    app = open_app("demo")
    app.wait("demo  Fri 27 Nov", TOAST)
    app.hang_up()
    assert app.ended() in (128 + signal.SIGHUP, 120), "120 where Python's last words found nobody"
    assert thrown_away(home) == []


@pytest.mark.slow
def test_signals_end_it_while_it_is_written(open_app: Open, home: Path) -> None:
    app = open_app("demo")
    filling(app, home)
    app.kill(signal.SIGTERM)
    assert app.ended() == 128 + signal.SIGTERM
    assert thrown_away(home) == []

    app = open_app("demo")
    filling(app, home)
    app.press("ctrl+c")
    assert app.ended() == Interrupted.exit_code
    assert thrown_away(home) == []
