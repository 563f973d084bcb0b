"""A shipped board: two roles, the gaps between them, and questions for a role model."""

from __future__ import annotations

from typing import NamedTuple

from devjournal.domain.career.gap import Area, NewGap, Step


class BoardTemplate(NamedTuple):
    """A shipped board; its gaps are sorted by area."""

    name: str
    """The name for `devjournal start`: `sales-rep`."""
    role: str
    next_role: str
    months: int
    aliases: tuple[str, ...]
    """Other names of the role, for the search."""
    gaps: tuple[NewGap, ...]
    questions: tuple[str, ...]
    """Questions for a role model, about the year before they got the next role."""

    @property
    def path(self) -> str:
        """Both roles with an arrow; the role alone if both are the same."""
        return f"{self.role} → {self.next_role}" if self.role != self.next_role else self.role

    def column(self, area: Area) -> tuple[NewGap, ...]:
        """Return the gaps of an area, current step first."""
        return tuple(gap for step in Step for gap in self.gaps if gap.area is area and gap.step is step)
