"""Many keys in one read, on a real terminal: each does one thing, once, and to what was on the screen."""

from __future__ import annotations

import json

import pytest

from tests.pty.conftest import Do, Open
from tests.pty.terminal import KEYS, Terminal

CLICK = "\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"


@pytest.fixture
def app(open_app: Open, do: Do) -> Terminal:
    """The app on a week with a goal."""
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(size=(120, 40))
    app.wait("Friday. How did it go?")
    return app


def begun(app: Terminal) -> None:
    """Begin an entry, and put the focus on Save."""
    app.press("a")
    app.wait("A new entry")
    app.press("An hour of pairing")
    app.wait("An hour of pairing")
    app.press("shift+tab", "shift+tab")
    app.wait("▌ Save")


def entry_texts(do: Do) -> list[str]:
    """Return the texts of all entries."""
    return [entry["text"] for entry in json.loads(do("entry", "list", "--json"))]


@pytest.mark.slow
@pytest.mark.parametrize("keys", ["  ", "   a2u/", "\r\r", " \r\x13\x13uj2", "\x13\x13\x13a/"])
def test_save_pressed_more_than_once_in_one_read(app: Terminal, do: Do, keys: str) -> None:
    begun(app)
    app.send(keys.encode())
    app.wait("Friday. How did it go?", "An hour of pairing", gone="ctrl+s")
    app.press("n")
    app.wait("A step for the plan")
    app.press("esc")
    app.wait("Friday. How did it go?", gone="A step for the plan")
    assert entry_texts(do) == ["An hour of pairing"]
    app.press("q")
    assert app.ended() == 0
    assert b"Traceback" not in app.received


@pytest.mark.slow
def test_save_clicked_more_than_once_in_one_read(app: Terminal, do: Do) -> None:
    begun(app)
    x, y = app.where("Save   ctrl+s")
    app.send((CLICK.format(x=x + 1, y=y + 1) * 3 + "u").encode())
    app.wait("Friday. How did it go?", "An hour of pairing", gone="ctrl+s")
    app.press("q")
    assert app.ended() == 0
    assert entry_texts(do) == ["An hour of pairing"]


@pytest.mark.slow
def test_a_form_is_opened_filled_and_saved_in_one_read(app: Terminal, do: Do) -> None:
    app.send(b"aOne hour\x13")
    app.wait("One hour", "Friday. How did it go?", gone="ctrl+s")
    app.send(b"3s" + KEYS["down"].encode() + b"\r\x1b[Ajk")
    app.wait("3 Gaps")
    app.press("esc", "esc", "esc", "q")
    assert app.ended() == 0
    assert entry_texts(do) == ["One hour"]
