"""How many daily copies of the journal are kept."""

from __future__ import annotations

from typing import NamedTuple


class Retention(NamedTuple):
    """For how many of the last days, weeks and months with copies the newest daily copy is kept."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


DEFAULT_RETENTION = Retention()
"""The numbers without a setting."""
