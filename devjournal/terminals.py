"""Hides typed input on a terminal, on platforms with termios."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from devjournal.platforms import handle_signals, tidying_up


def terminal_echoes(handle: int) -> bool:
    """Return whether a terminal is in a shell's mode: it echoes input, or passes it on line by line."""
    if sys.platform == "win32":
        return False
    import termios

    try:
        return bool(termios.tcgetattr(handle)[3] & (termios.ECHO | termios.ICANON))
    except termios.error:
        return False


@contextmanager
def hidden_typing(handle: int) -> Iterator[bool]:
    """Turn off the echo during the block; yield False if that is not possible.

    Input typed before the block is kept. If a signal ends the program, the echo is turned on first. A shell turns the
    echo on while the program is suspended, so it is turned off again afterwards.
    """
    if sys.platform == "win32":
        yield False
        return
    import termios

    try:
        before = termios.tcgetattr(handle)
    except termios.error:  # no terminal, or one that is gone
        yield False
        return
    without_echo = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]

    def set_to(modes: list[int | list[bytes | int]]) -> None:
        with suppress(termios.error):  # the terminal was closed
            termios.tcsetattr(handle, termios.TCSANOW, modes)

    with tidying_up(), handle_signals(("SIGCONT",), lambda _: set_to(without_echo)):
        set_to(without_echo)
        try:
            yield True
        finally:
            set_to(before)
