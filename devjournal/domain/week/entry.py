"""Entries: what was done or learned on a day. One that names a gap is evidence for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    """One line or more about something done or learned on a day, with an optional link."""

    day: date
    text: str
    link: str = ""
    gap: int | None = None
    week: date | None = None
    """The Monday of the week whose recap made it as evidence, or None."""
    private: bool = False
    id: int = 0
    said_by: int | None = None
    """The person whose words it holds, by ID."""
    speaker: str = ""
    """The name of that person."""
    pick: bool | None = None
    """Whether it was picked for a case, or left out of one, by hand; None where neither."""
    position: int | None = None
    """Its place by hand within the claim of its gap."""

    @property
    def attributed(self) -> str:
        """The text, behind the name of the person who said it."""
        return f"{self.speaker}: {self.text}" if self.speaker else self.text

    @property
    def is_evidence(self) -> bool:
        """Whether it proves a gap."""
        return self.gap is not None
