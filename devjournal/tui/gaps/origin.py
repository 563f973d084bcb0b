"""The origin of a gap in words: a talk with a role model."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from devjournal.domain.dates.days import day_in_full
from devjournal.tui.widgets.lines import cut

LEAST_NAME = 8
"""Minimum cells of a name."""


_BEFORE = ("from a talk with ", "from ")


class Origin(NamedTuple):
    """The talk that a gap came from: person and day."""

    name: str
    day: date

    def words(self, width: int, mark: str) -> str:
        """Return the origin in at most `width` cells: the name is shortened first, the date last."""
        after = f", {day_in_full(self.day)}"
        before = next((phrase for phrase in _BEFORE if width - cell_len(phrase + after) >= LEAST_NAME), "")
        room = max(LEAST_NAME, width - cell_len(before + after))
        return cut(before + cut(self.name, room, mark) + after, width, mark)
