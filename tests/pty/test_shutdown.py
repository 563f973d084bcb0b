"""The app ends whatever its terminal does, and what was typed is kept."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open
from tests.pty.terminal import Terminal, waiting_for

HUNG_UP = 128 + signal.SIGHUP

WORDS = "what was learned"

FRAMES = "redraw " * 60
"""So much typing that its frames fill the terminal, the queue before it, and more."""

NO_SIGNAL = (
    "import fcntl, signal, sys, termios\n"
    "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    "fcntl.ioctl(0, termios.TIOCNOTTY)\n"
    "from devjournal.cli import main\n"
    "sys.exit(main())"
)
"""The app on a terminal that is not its own: nothing tells it that it is gone, as behind an ssh that died."""

STUCK = (
    "import sys, threading\n"
    "from devjournal.tui.kit.form import Form\n"
    "Form.action_help = lambda self: threading.Event().wait()\n"
    "from devjournal.cli import main\n"
    "sys.exit(main())"
)
"""The app, whose main thread waits for ever once F1 is pressed in a form."""


@pytest.fixture
def form(open_app: Open, do: Do, request: pytest.FixtureRequest) -> Terminal:
    """The app with a form in which something is typed."""
    do("goal", "Run the drill", "--skill", "Incidents")
    code: str = getattr(request, "param", "")
    app = open_app(size=(120, 40), command=(sys.executable, "-c", code) if code else ())
    app.wait("Friday. How did it go?")
    app.press("a")
    app.wait("A new entry")
    app.press(WORDS)
    app.wait(WORDS)
    return app


def draft_holds(drafts: Path, text: str) -> None:
    """Wait until the draft of the entry holds a text."""
    path = next(drafts.glob("*/entry*.json"), None) or next(drafts.iterdir()) / "entry.json"
    waiting_for(path, lambda content: text in json.loads(content)["text"])


def close(app: Terminal) -> None:
    """Close the window though not all was read."""
    os.close(app.fd)
    app.fd = -1


@pytest.mark.slow
@pytest.mark.parametrize("form", ["", NO_SIGNAL], indirect=True, ids=["with a signal", "without a signal"])
@pytest.mark.parametrize("pending", [False, True], ids=["nothing pending", "output pending"])
def test_the_terminal_is_gone(form: Terminal, drafts: Path, *, pending: bool) -> None:
    if pending:
        form.type_blindly(FRAMES + "to the end")
        draft_holds(drafts, "to the end")
    close(form)
    assert form.ended_unseen() == HUNG_UP
    draft_holds(drafts, WORDS + FRAMES + "to the end" if pending else WORDS)


@pytest.mark.slow
def test_the_terminal_is_gone_amid_the_typing(form: Terminal, drafts: Path) -> None:
    form.type_blindly(FRAMES)
    close(form)
    assert form.ended_unseen() == HUNG_UP
    draft_holds(drafts, WORDS)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
@pytest.mark.parametrize("how", ["stopped", "unread"])
def test_a_signal_where_the_terminal_takes_nothing(
    form: Terminal, drafts: Path, number: signal.Signals, how: str
) -> None:
    if how == "stopped":
        form.stop()
    form.type_blindly(FRAMES + "to the end")
    draft_holds(drafts, "to the end")  # it goes on all the same
    form.kill(number)
    assert form.ended_unseen() == 128 + number


@pytest.mark.slow
def test_a_stopped_terminal_is_left_by_its_key(form: Terminal, drafts: Path) -> None:
    form.stop()
    form.type_blindly(FRAMES + "to the end\x11")
    assert form.ended_unseen() == 0
    draft_holds(drafts, "to the end")


@pytest.mark.slow
def test_a_terminal_that_reads_again_shows_all(form: Terminal) -> None:
    form.type_blindly(FRAMES)
    form.type_blindly("\x1b[A" * 40 + "\x1b[B" * 40 + "to the end")
    form.wait("to the end", "A new entry", "What was done or learned?", "ctrl+o editor")
    form.press("esc")
    form.wait("Friday. How did it go?", gone="A new entry")


@pytest.mark.slow
def test_a_slow_terminal_gets_its_screen_back(form: Terminal, drafts: Path) -> None:
    form.type_blindly(FRAMES + "to the end\x11")
    assert form.ended_slowly() == 0
    draft_holds(drafts, "to the end")
    assert form.received.rfind(b"\x1b[?1049l") > form.received.rfind(b"\x1b[?1049h"), "the screen is given back"


@pytest.mark.slow
@pytest.mark.parametrize("form", [STUCK], indirect=True, ids=["stuck"])
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_the_app_waits_for_something(form: Terminal, drafts: Path, number: signal.Signals) -> None:
    form.press(" and more")
    form.wait("and more")
    form.press("f1")
    form.press("unheard")
    form.kill(number)
    assert form.ended() == 128 + number
    draft_holds(drafts, "and more")
    assert form.received.rfind(b"\x1b[?1049l") > form.received.rfind(b"\x1b[?1049h"), "the screen is given back"
    assert b"Traceback" not in form.received


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_while_an_editor_has_the_terminal(
    open_app: Open, do: Do, home: Path, drafts: Path, number: signal.Signals
) -> None:
    script = home / "ed.sh"
    script.write_text(f'#!/bin/sh\necho $$ > "{home}/part"; mv "{home}/part" "{home}/open"; exec sleep 600\n')
    script.chmod(0o700)
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(EDITOR=str(script))
    app.wait("Friday. How did it go?")
    app.press("a")
    app.wait("A new entry")
    app.press(WORDS)
    app.wait(WORDS)
    app.press("ctrl+o")
    app.until((home / "open").exists, "editor")
    app.kill(number)
    assert app.ended() == 128 + number
    draft_holds(drafts, WORDS)
    assert app.cooked
    assert not list(home.glob("devjournal-*")), "the editor's file is gone"
    with pytest.raises(ProcessLookupError):
        os.kill(int((home / "open").read_text()), 0)
