"""Timers that always fire, even on a busy machine or after SIGSTOP.

Textual drops a one-shot timer that is already late when it is first checked. Resizes, toasts and tooltips depend on
such timers: if one is dropped, a screen keeps its former size, or a toast is never removed.
"""

from __future__ import annotations

from typing import Any

from textual import message_pump
from textual.timer import Timer


class LateTimer(Timer):
    """A timer that fires late rather than never. A repeating timer skips the ticks that it missed."""

    def __init__(self, *args: Any, repeat: int | None = None, skip: bool = True, **options: Any) -> None:
        """Create a timer; `skip` applies only if it repeats."""
        super().__init__(*args, repeat=repeat, skip=skip and repeat is None, **options)


def install_late_timers() -> None:
    """Make Textual use `LateTimer` for all timers from now on."""
    message_pump.Timer = LateTimer  # type: ignore[attr-defined]
