"""Where a gap is from: the talk with a role model that it came out of, in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from devjournal.domain.dates.days import day_in_full
from devjournal.tui.widgets.lines import cut

LEAST_NAME = 8
"""Cells that a name keeps, however little room there is."""


_BEFORE = ("from a talk with ", "from ")


class Origin(NamedTuple):
    """A talk that a gap came out of: with whom, and when."""

    name: str
    day: date

    def words(self, width: int, mark: str) -> str:
        """Return it in at most `width` cells: the name gives way, then what it was, and the day last."""
        after = f", {day_in_full(self.day)}"
        before = next((phrase for phrase in _BEFORE if width - cell_len(phrase + after) >= LEAST_NAME), "")
        room = max(LEAST_NAME, width - cell_len(before + after))
        return cut(before + cut(self.name, room, mark) + after, width, mark)
