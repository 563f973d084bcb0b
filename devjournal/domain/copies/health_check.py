"""The results of health checks: what was checked, its state, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """The state of what was checked."""

    GOOD = "good"
    HINT = "hint"
    """Nothing is wrong, but something is worth knowing."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of one check."""

    about: str
    """The name of the check, which scripts rely on."""
    health: Severity
    says: str
    """The state in a sentence, without a full stop."""
    do: str = ""
    """What to do, in a sentence; empty if there is nothing to do."""


def ok(about: str, says: str) -> CheckResult:
    """Return a result without problems."""
    return CheckResult(about, Severity.GOOD, says)


def warning(about: str, says: str, do: str) -> CheckResult:
    """Return a hint."""
    return CheckResult(about, Severity.HINT, says, do)


def problem(about: str, says: str, do: str) -> CheckResult:
    """Return a problem."""
    return CheckResult(about, Severity.WRONG, says, do)
