"""Shows that long work goes on: one line on standard error, removed at the end."""

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

DELAY = 0.4
"""Seconds until the line is shown; shorter work shows no line."""

_ERASE_TIMEOUT = 2.0
"""The most seconds to wait for the removal of the line: a stopped terminal must not stop the command."""

_LINE_START, _ERASE = "\r", "\r\x1b[K"


@contextmanager
def progress(context: Context, label: str, *, delay: float | None = None, silent: bool = False) -> Iterator[None]:
    """Show `label` and the elapsed seconds while the block runs.

    Show nothing if `silent`, as with `--json`, or if standard output or standard error is no terminal. The block must
    not ask questions.
    """
    if silent or not _can_show():
        yield
        return
    from threading import Event, Thread  # only long work needs it

    done = Event()
    line = f"{label}{'...' if context.draws_ascii else '…'}"
    thread = Thread(target=_show, args=(line, done, DELAY if delay is None else delay), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(_ERASE_TIMEOUT)


def _can_show() -> bool:
    return is_terminal(sys.stdout) and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


def _show(line: str, done: Event, delay: float) -> None:
    with suppress(OSError, ValueError):  # the terminal is gone
        _draw(line, done, delay)


def _draw(line: str, done: Event, delay: float) -> None:
    """Draw the line after the delay, update its seconds, and remove it at the end."""
    if delay and done.wait(delay):
        return
    seconds = 0
    while True:
        sys.stderr.write(f"{_LINE_START}{line}{f' {seconds} s' if seconds else ''}")
        sys.stderr.flush()
        if done.wait(1):
            break
        seconds += 1
    sys.stderr.write(_ERASE)
    sys.stderr.flush()
