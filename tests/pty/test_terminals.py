"""Any terminal: sizes that storm, few colours or none, no UTF-8, and a mouse that does what the keys do."""

from __future__ import annotations

import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.pty.conftest import Do, Open
from tests.pty.terminal import Terminal

SIZES = [(120, 40), (80, 24), (60, 20), (40, 12), (38, 10), (1, 1), (72, 30), (200, 60), (40, 11), (39, 40), (80, 24)]
COLOUR = re.compile(rb"\x1b\[([0-9;]*)m")


def colours(received: bytes) -> list[tuple[int, ...]]:
    """Return every colour that was asked for: three parts, or the number of one of the terminal's own."""
    codes: list[tuple[int, ...]] = []
    for match in COLOUR.finditer(received):
        parts = [int(part or 0) for part in match[1].split(b";")]
        while parts:
            part = parts.pop(0)
            if part in (38, 48) and parts[:1] == [2]:
                codes.append(tuple(parts[1:4]))
                parts = parts[4:]
            elif part in (38, 48) and parts[:1] == [5]:
                codes.append((256, parts[1]))
                parts = parts[2:]
            elif 30 <= part <= 47 or 90 <= part <= 107:
                codes.append((part,))
    return codes


@pytest.mark.slow
def test_a_storm_of_sizes_with_a_form_open(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents", "--plan", "Invite")
    app = open_app()
    app.wait("Friday. How did it go?")
    for keys in ((), ("g",), ("r", "h", "y"), ("a",), ("A",), ("?",), ("2",), ("ctrl+p",)):
        app.press(*keys)
        app.watch(0.1)
        if keys == ("a",):
            app.press("half a sentence")
        for size in (*SIZES, *SIZES[::-1], (80, 24)):
            app.resize(*size)
        if keys == ("a",):
            app.wait("half a sentence")
            app.press(" whole")  # the focus is where it was
            app.wait("half a sentence whole", "▌")
        if keys:
            app.press("esc")
            app.watch(0.1)
    app.press("esc", "1", "q")
    assert app.ended() == 0


def _unseen(app: Terminal) -> None:
    """Shrink and grow the window before the app looks at it: it finds the size that it knows."""
    app.kill(signal.SIGSTOP)
    app.resize(30, 5)
    app.resize(80, 24)
    app.kill(signal.SIGCONT)


def _at_once(app: Terminal) -> None:
    """Shrink and grow the window faster than the app draws; it is told of both, as newer terminals do."""
    app.screen.resize(5, 30)
    app.screen.resize(24, 80)
    app.send(b"\x1b[48;5;30;100;300t\x1b[48;24;80;480;800t")


@pytest.mark.slow
@pytest.mark.parametrize("shrink_and_grow", [_unseen, _at_once])
def test_a_window_that_was_small_for_a_moment_is_drawn_whole_again(
    shrink_and_grow: Callable[[Terminal], None], open_app: Open
) -> None:
    app = open_app()
    whole = app.wait("1 Week", "Fri 27 Nov", "set the first goal", "Have something already?", "a entry", "? help")
    shrink_and_grow(app)
    app.until(lambda: app.text == whole, "the whole screen")


RESIZED_MEANWHILE = """
import fcntl, struct, sys, termios
from textual.drivers.linux_driver import LinuxDriver

def read(driver, size=LinuxDriver._get_terminal_size):
    found = size(driver)
    if found == (100, 30):  # the window changes again before this was told
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return found

LinuxDriver._get_terminal_size = read
from devjournal.cli import main
sys.exit(main())
"""


@pytest.mark.slow
def test_a_size_that_is_being_read_does_not_come_after_a_later_one(open_app: Open) -> None:
    app = open_app(command=(sys.executable, "-c", RESIZED_MEANWHILE))
    whole = app.wait("1 Week", "Fri 27 Nov", "set the first goal", "Have something already?", "a entry", "? help")
    app.resize(100, 30)
    app.screen.resize(24, 80)
    app.screen.erase_in_display(2)
    app.until(lambda: app.text == whole, "the whole screen")
    app.press("?")
    app.wait("esc closes")
    app.press("esc")
    app.until(lambda: app.text == whole, "the whole screen, and no other size of it")


def test_below_the_smallest_size_one_line_says_what_is_needed(open_app: Open) -> None:
    app = open_app(size=(38, 10))
    app.wait("devjournal needs 40 columns and 12")
    app.resize(40, 12)
    app.wait("g set the first goal", gone="needs")


def test_a_dumb_terminal_and_a_pipe_get_a_sentence(open_app: Open, env: dict[str, str], journal_file: Path) -> None:
    app = open_app(TERM="dumb")
    assert app.ended() == 2
    assert b"\x1b" not in app.received
    assert app.received.startswith(b"devjournal: The app needs a terminal; `devjournal status` prints")
    _, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "devjournal"], stdin=theirs, capture_output=True, env=env, check=False, timeout=30
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"devjournal: The app needs a terminal")
    assert not journal_file.exists()


@pytest.mark.slow
@pytest.mark.parametrize("value", ["1", ""])
def test_no_color_has_no_hue(value: str, open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents", "--plan", "Invite")
    do("recap", "--hit", "--better")
    app = open_app(size=(100, 40), NO_COLOR=value)
    app.wait("■")
    app.press("e")
    app.wait("Recap of week 48")
    used_colours = colours(bytes(app.received))
    assert used_colours
    assert all(len(colour) == 3 and max(colour) - min(colour) <= 1 for colour in used_colours)


@pytest.mark.slow
def test_a_console_of_16_colours_gets_them_and_ascii(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents", "--plan", "Invite")
    app = open_app(size=(100, 40), TERM="linux", COLORTERM="")
    app.wait("Friday. How did it go?", "-  Invite")
    for keys in ((), ("r",), ("g",), ("c",), ("A",), ("a",), ("?",)):
        app.press(*keys)
        app.watch(0.15)
        letters = {letter for letter in app.text if ord(letter) > 126}
        assert letters <= set("–·…“”"), (keys, letters)
        app.press("esc")
        app.watch(0.05)
    assert all(len(colour) == 1 for colour in colours(bytes(app.received)))


@pytest.mark.slow
def test_a_locale_without_utf_8_gets_ascii(open_app: Open, do: Do) -> None:
    do("goal", "Zoë 日本語", "--skill", "Incidents", "--plan", "Invite")
    app = open_app(size=(100, 40), LC_ALL="POSIX", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    app.wait("Friday. How did it go?", "Zo? ???", "-  Invite")
    assert bytes(app.received).isascii()


def _twice(app: Terminal, text: str) -> bool:
    return app.text.count(text) == 2


@pytest.mark.slow
def test_a_theme_that_was_chosen_is_there_again(open_app: Open, home: Path) -> None:
    grounds = []
    for theme in ("devjournal-light", "devjournal-contrast", "devjournal-dark", ""):
        app = open_app()
        app.wait("set the first goal", "? help")
        grounds.append(app.screen.buffer[3][0].bg)
        if theme:
            app.press("ctrl+p")
            app.wait("What next?")
            app.press("theme")
            app.wait("Choose how devjournal looks", gone="Leave;")
            app.press("enter")
            app.wait("a theme, dark, or light")
            app.press(theme)
            app.until(partial(_twice, app, theme), "theme in the list")
            app.press("enter")
            app.wait("set the first goal", gone=theme)
        app.press("q")
        assert app.ended() == 0
        state_file = home / "state" / "devjournal" / "app.json"
        assert theme in state_file.read_text()
        assert state_file.stat().st_mode & 0o777 == 0o600
    assert len(set(grounds)) == 3
    assert grounds[0] == grounds[-1]


@pytest.mark.slow
def test_the_mouse_does_what_the_keys_do(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents", "--plan", "Invite", "--plan", "Rehearse")
    do("log", "An entry")
    app = open_app(size=(100, 40))
    app.wait("Friday. How did it go?")
    app.wait("? help", "2 Calendar")
    app.click("2 Calendar")
    app.wait(gone="How did it go?")
    app.click("1 Week")
    app.wait("Friday. How did it go?")
    app.click("Rehearse")
    app.wait("▌ ○  Rehearse")
    app.click("a entry")
    app.wait("A new entry")
    app.click("y yes")
    app.wait("● y yes")
    app.click("What was done")
    app.click("Back")
    app.wait("Friday. How did it go?")
    app.click("recap the week")
    app.wait("Recap of week 48")
    app.click("m □ missed")
    app.click("n no")
    app.press("Halve it")
    app.wait("Halve it")
    app.click("Save ")
    app.wait("Missed.", "Halve it", gone="Recap of week 48")
    app.click("? help")
    app.wait("Go one week back.")


@pytest.mark.slow
def test_every_verb_is_in_the_palette_with_its_key_and_help_is_one_key_away(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(size=(120, 60))
    app.wait("Friday. How did it go?")
    for key in ("1", "2"):
        app.press(key, "?")
        app.wait("esc closes", "U redo")
        app.press("esc")
        app.wait(gone="esc closes")
    app.press("1")
    for query, key in {"goal of this week": "g  goal", "take back": "u  undo", "go to gaps": "3  Gaps"}.items():
        app.press("ctrl+p")
        app.wait("What next?")
        app.press(query)
        app.wait(key)
        app.press("esc")
        app.wait("? help", gone="What next?")


@pytest.mark.slow
def test_a_resize_while_the_smallest_size_hid_the_form(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app: Terminal = open_app()
    app.wait("Friday. How did it go?")
    app.press("r", "h", "y", "One")
    app.wait("One")
    app.resize(30, 8)
    app.wait("devjournal needs")
    app.press(" two")
    app.resize(80, 24)
    app.wait("One two")


def test_a_start_loads_no_openssl(open_app: Open) -> None:
    app = open_app()
    app.wait("A small goal still counts")
    maps = Path(f"/proc/{app.pid}/maps")  # only Linux tells what a program has loaded
    loaded = maps.read_text(encoding="utf-8") if maps.exists() else "_sqlite3"
    assert "_sqlite3" in loaded
    assert not re.search("libssl|libcrypto|_ssl|_hashlib", loaded)


@pytest.mark.slow
@pytest.mark.parametrize("redirection", ['2> "$1"', "2>&-"])
def test_the_app_is_drawn_where_standard_error_goes_elsewhere(redirection: str, open_app: Open, home: Path) -> None:
    elsewhere = home / "said.txt"
    elsewhere.touch()
    command = ("/bin/sh", "-c", f'exec "$0" -m devjournal {redirection}', sys.executable, str(elsewhere))
    app = open_app(command=command)
    app.wait("1 Week", "set the first goal", "? help")
    app.press("a")
    app.wait("A new entry")
    app.press("esc", "q")
    assert app.ended() == 0
    assert elsewhere.read_bytes() == b""
