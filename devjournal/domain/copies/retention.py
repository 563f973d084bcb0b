"""How many copies of the journal are kept."""

from __future__ import annotations

from typing import NamedTuple


class Retention(NamedTuple):
    """Of how many of the last days, weeks and months that have copies of the day the newest one stays."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


KEPT = Retention()
"""What is kept where nothing else is set."""
