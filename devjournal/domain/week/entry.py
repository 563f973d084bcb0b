"""Entries: what was done or learned on a day. An entry with a gap is evidence for it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    """A text about something done or learned on a day, with an optional link."""

    day: date
    text: str
    link: str = ""
    gap: int | None = None
    week: date | None = None
    """The Monday of the week whose recap made this entry as evidence, or None."""
    private: bool = False
    id: int = 0
    said_by: int | None = None
    """The ID of the person who said it."""
    speaker: str = ""
    """The name of that person."""
    pick: bool | None = None
    """Whether it was picked for a case or left out by hand; None for neither."""
    position: int | None = None
    """Its place within the claim of its gap, if set by hand."""

    @property
    def attributed(self) -> str:
        """The text, behind the name of the person who said it."""
        return f"{self.speaker}: {self.text}" if self.speaker else self.text

    @property
    def is_evidence(self) -> bool:
        """Whether it is evidence for a gap."""
        return self.gap is not None
