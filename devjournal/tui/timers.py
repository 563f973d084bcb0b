"""Timers that always ring: a busy machine, or a program that was stopped, must not swallow one.

Textual drops a timer that rings once where its time is over before it is first looked at. Its resizes, toasts and
tooltips wait for such timers: one that is dropped leaves a screen at its former size, or a toast that never goes.
"""

from __future__ import annotations

from typing import Any

from textual import message_pump
from textual.timer import Timer


class KeptTimer(Timer):
    """A timer that rings late rather than not at all where it rings once; one that repeats skips what it missed."""

    def __init__(self, *args: Any, repeat: int | None = None, skip: bool = True, **more: Any) -> None:
        """Begin as Textual does."""
        super().__init__(*args, repeat=repeat, skip=skip and repeat is None, **more)


def keep_timers() -> None:
    """Let every timer that a widget, a screen or the app sets from now on be kept."""
    message_pump.Timer = KeptTimer  # type: ignore[attr-defined]
