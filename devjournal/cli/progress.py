"""Shows the progress of long work: one line on standard error, removed at the end."""

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
"""Seconds before work counts as long; shorter work shows no line."""

_ERASE_TIMEOUT = 2.0
"""Seconds to wait until the line is removed; a stopped terminal must not delay the command further."""

_TO_THE_START, _ERASE = "\r", "\r\x1b[K"


@contextmanager
def progress(context: Context, what: str, *, after: float | None = None, silent: bool = False) -> Iterator[None]:
    """Show `what` and the elapsed seconds while the block runs.

    Show nothing if `silent`, as with `--json`, or if standard output or standard error is no terminal. The block must
    not ask questions.
    """
    if silent or not _can_show():
        yield
        return
    from threading import Event, Thread  # only long work needs it

    done = Event()
    line = f"{what}{'...' if context.draws_ascii else '…'}"
    thread = Thread(target=_show, args=(line, done, AFTER if after is None else after), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(_ERASE_TIMEOUT)


def _can_show() -> bool:
    return is_terminal(sys.stdout) and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"


def _show(line: str, done: Event, after: float) -> None:
    with suppress(OSError, ValueError):  # the terminal is gone
        _draw(line, done, after)


def _draw(line: str, done: Event, after: float) -> None:
    """Draw the line after the delay, update its seconds, and remove it at the end."""
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
