"""What an examination of the journal finds: each thing looked at, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How something is that was looked at."""

    GOOD = "good"
    HINT = "hint"
    """Nothing is wrong, and something is worth knowing."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str
    """What was looked at, in one word that stays the same: scripts know it by that."""
    health: Health
    says: str
    """How it is, in a sentence without its full stop."""
    do: str = ""
    """What to do, in another; empty where there is nothing to do."""


def good(about: str, says: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(about, Health.GOOD, says)


def hint(about: str, says: str, do: str) -> Finding:
    """Return something worth knowing."""
    return Finding(about, Health.HINT, says, do)


def wrong(about: str, says: str, do: str) -> Finding:
    """Return that something is wrong."""
    return Finding(about, Health.WRONG, says, do)
