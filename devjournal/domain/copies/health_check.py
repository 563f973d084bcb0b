"""What an examination of the journal finds: each thing looked at, how it is, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How something is that was looked at."""

    GOOD = "good"
    HINT = "hint"
    """Nothing is wrong, and something is worth knowing."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing that was looked at."""

    about: str
    """What was looked at, in one word that stays the same: scripts know it by that."""
    health: Severity
    says: str
    """How it is, in a sentence without its full stop."""
    do: str = ""
    """What to do, in another; empty where there is nothing to do."""


def ok(about: str, says: str) -> CheckResult:
    """Return that something is as it should be."""
    return CheckResult(about, Severity.GOOD, says)


def warning(about: str, says: str, do: str) -> CheckResult:
    """Return something worth knowing."""
    return CheckResult(about, Severity.HINT, says, do)


def problem(about: str, says: str, do: str) -> CheckResult:
    """Return that something is wrong."""
    return CheckResult(about, Severity.WRONG, says, do)
