"""What is said on a terminal while something takes long: a line on standard error, taken back once it is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from devjournal.cli.context import Context
from devjournal.cli.terminal import is_terminal

if TYPE_CHECKING:
    from threading import Event

AFTER = 0.4
"""Seconds after which work counts as long: what is done before that says nothing."""

_LAST_WORDS = 2.0
"""Seconds that a terminal gets to take the line back; one that was stopped holds up no work."""

_TO_THE_START, _ERASE = "\r", "\r\x1b[K"


@contextmanager
def progress(context: Context, what: str, *, after: float | None = None, silent: bool = False) -> Iterator[None]:
    """Say `what` is done, and for how many seconds, while what is within is carried out.

    Nothing is said where it is `silent`, as with `--json`, and where standard output or standard error is no terminal.
    No question may be asked within.
    """
    if silent or not _can_show():
        yield
        return
    from threading import Event, Thread  # only what takes long pays for it

    done = Event()
    line = f"{what}{'...' if context.draws_ascii else '…'}"
    thread = Thread(target=_tell, args=(line, done, AFTER if after is None else after), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(_LAST_WORDS)


def _can_show() -> bool:
    return is_terminal(sys.stdout) and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


def _tell(line: str, done: Event, after: float) -> None:
    with suppress(OSError, ValueError):  # the terminal has gone: so has whoever would read it
        _show(line, done, after)


def _show(line: str, done: Event, after: float) -> None:
    """Draw the line once the time has come, and its seconds as they pass; take it back at the end."""
    if after and done.wait(after):
        return
    seconds = 0
    while True:
        sys.stderr.write(f"{_TO_THE_START}{line}{f' {seconds} s' if seconds else ''}")
        sys.stderr.flush()
        if done.wait(1):
            break
        seconds += 1
    sys.stderr.write(_ERASE)
    sys.stderr.flush()
