"""Timers that always fire, even on a busy machine or after SIGSTOP.

Textual drops a one-shot timer that is already late when first checked. Resizes, toasts and tooltips depend on such
timers: a dropped one leaves a screen at its former size, or a toast for good.
"""

from __future__ import annotations

from typing import Any

from textual import message_pump
from textual.timer import Timer


class KeptTimer(Timer):
    """A timer that fires late rather than never. A repeating one skips the ticks that it missed."""

    def __init__(self, *args: Any, repeat: int | None = None, skip: bool = True, **more: Any) -> None:
        """Create the timer; `skip` applies only if it repeats."""
        super().__init__(*args, repeat=repeat, skip=skip and repeat is None, **more)


def keep_timers() -> None:
    """Use `KeptTimer` for all timers from now on."""
    message_pump.Timer = KeptTimer  # type: ignore[attr-defined]
