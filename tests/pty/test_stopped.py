"""The program is stopped and goes on at any moment, as on a busy machine, while keys and sizes come."""

from __future__ import annotations

import random
import signal
import sys
import termios
from functools import partial
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open
from tests.pty.terminal import Terminal

SIZES = [(120, 40), (80, 24), (60, 20), (40, 12), (100, 30), (200, 60), (72, 30), (40, 11), (38, 10)]
KEYS = [*"123456jkv?/at", "tab", "esc", "esc", "esc", "ctrl+p", "one two"]
LAST_KEYS = ("esc", "esc", "esc", "esc", "1", "2", ".", "y")
"""What comes to the Calendar from everywhere."""


def _stop_for(app: Terminal, seconds: float) -> None:
    app.kill(signal.SIGSTOP)
    app.watch(seconds)
    app.kill(signal.SIGCONT)


def _hand_to_a_shell(app: Terminal) -> None:
    app.kill(signal.SIGSTOP)
    modes = termios.tcgetattr(app.fd)
    modes[3] |= termios.ECHO | termios.ICANON
    termios.tcsetattr(app.fd, termios.TCSANOW, modes)
    app.screen.reset()
    app.kill(signal.SIGCONT)


def _is_calendar(app: Terminal) -> bool:
    return any(name in app.text for name in ("Years", "One year")) and "view" in app.lines[-1]


def _is_like(app: Terminal, calm: Terminal) -> bool:
    calm.pump(0)
    return app.text == calm.text


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_what_is_asked_for_is_shown(seed: int, open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents", "--plan", "Invite")
    chance = random.Random(seed)
    size = chance.choice(SIZES[:-2])
    app, calm = open_app(), open_app()
    app.wait("Friday. How did it go?")
    for _ in range(30):
        if chance.random() < 0.5:
            app.press(chance.choice(KEYS))
        if chance.random() < 0.4:
            app.resize(*chance.choice(SIZES))
        if chance.random() < 0.5:
            _stop_for(app, chance.random() / 50)
        app.watch(chance.random() / 50)
    calm.wait("Friday. How did it go?")
    for window in (app, calm):
        window.resize(*size)
        window.press(*LAST_KEYS)
    _stop_for(app, 0.01)
    calm.until(partial(_is_calendar, calm), "the Calendar")
    app.until(partial(_is_like, app, calm), f"\n{calm.text}\n")


@pytest.mark.slow
@pytest.mark.parametrize("keys", ["a", "?", "/", "4n", "A"])
def test_a_storm_of_sizes_ends_at_the_last_one(keys: str, open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents", "--plan", "Invite")
    app, calm = open_app(), open_app()
    for window in (app, calm):
        window.wait("Friday. How did it go?")
        window.press(*keys)
    for sizes in (((40, 12), (100, 30)), ((60, 20), (120, 40)), ((60, 20), (40, 11)), (*SIZES, (72, 30))):
        calm.resize(*sizes[-1])
        for n, size in enumerate(sizes):
            app.resize(*size)
            app.watch(n % 3 / 100)
            _stop_for(app, n % 2 / 100)
        try:
            app.until(partial(_is_like, app, calm), f"size {sizes[-1]}")
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nbut the other window shows\n{calm.text}") from None


@pytest.mark.slow
def test_what_is_typed_meanwhile_is_taken_letter_by_letter(open_app: Open) -> None:
    app = open_app()
    app.wait("set the first goal", "? help")
    app.press("a")
    app.wait("A new entry")
    for letter in "abcdefghijklmnopqrstuvwxyz":
        app.kill(signal.SIGSTOP)
        app.press(letter, "left", "right")
        app.kill(signal.SIGCONT)
    app.wait("abcdefghijklmnopqrstuvwxyz")
    app.press("esc", "q")
    assert app.ended() == 0


@pytest.mark.slow
def test_a_terminal_that_a_shell_had_meanwhile_is_taken_back(open_app: Open) -> None:
    app = open_app()
    whole = app.wait("1 Week", "set the first goal", "Have something already?", "a entry", "? help")
    _hand_to_a_shell(app)
    app.until(lambda: app.text == whole and not app.cooked, "the whole screen")
    app.press("a")
    app.wait("A new entry")
    app.press("half a sentence")
    app.wait("half a sentence")
    app.press("esc", "q")
    assert app.ended() == 0


WITHOUT_PATIENCE = """
import sys
import devjournal.cli
import devjournal.tui.driver
devjournal.tui.driver.FLUSH_SECONDS = 0.0  # as on a machine where another thread has no turn within half a second
sys.exit(devjournal.cli.main())
"""


@pytest.mark.slow
def test_one_thread_reads_what_is_typed_however_often_the_terminal_is_taken_back(open_app: Open) -> None:
    app = open_app(command=(sys.executable, "-c", WITHOUT_PATIENCE))
    app.wait("1 Week", "set the first goal", "? help")
    threads = Path(f"/proc/{app.pid}/task")
    before = len([*threads.iterdir()])
    for _ in range(3):
        _hand_to_a_shell(app)
        app.until(lambda: "set the first goal" in app.text and not app.cooked, "the screen")
    app.until(lambda: len([*threads.iterdir()]) <= before, f"but {before} threads: another reader outlives the app")
    app.press("q")
    assert app.ended() == 0
