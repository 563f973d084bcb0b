"""A shipped board: a role, the next one, the gaps between them, and what to ask somebody who is there."""

from __future__ import annotations

from typing import NamedTuple

from devjournal.domain.career.gap import Area, NewGap, Step


class BoardTemplate(NamedTuple):
    """A board to begin with; its gaps stand in the order of the columns."""

    name: str
    """What a command takes: `sales-rep`."""
    role: str
    next_role: str
    months: int
    aliases: tuple[str, ...]
    """Other words for the role."""
    gaps: tuple[NewGap, ...]
    questions: tuple[str, ...]
    """What to ask a role model: what they were doing a year before."""

    @property
    def path(self) -> str:
        """The way that it goes, in words."""
        return f"{self.role} → {self.next_role}" if self.role != self.next_role else self.role

    def column(self, area: Area) -> tuple[NewGap, ...]:
        """Return the gaps of a column, those of the current step first."""
        return tuple(gap for step in Step for gap in self.gaps if gap.area is area and gap.step is step)
