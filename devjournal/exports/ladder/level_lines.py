"""Lines such as `Level 2: designs alone` below a heading with the title: a matrix written as prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.exports.ladder.ladder import AND_AREA, Ladder

_MIN_TITLES = 2
"""The least number of headings with such lines. Below a single heading they explain a rating."""


class LevelLine(NamedTuple):
    """A line that begins with a level."""

    line: int
    level: str
    cells: Mapping[str, str]
    """Title, why, area and step of its gap."""
    reason: str
    """The reason to leave the line out if it is in no matrix."""


class LevelLines:
    """Collects such lines, and decides at the end whether they are a matrix."""

    def __init__(self) -> None:
        """Create an empty collection."""
        self._lines: list[LevelLine] = []

    def add(self, line: LevelLine) -> None:
        """Add a line, which is used once all headings are known."""
        self._lines.append(line)

    def settle(self, ladder: Ladder) -> None:
        """Turn the lines of the chosen level into gaps, or leave all lines out."""
        titles = list(dict.fromkeys(line.cells["title"] for line in self._lines))
        if len(titles) < _MIN_TITLES:
            for line in self._lines:
                ladder.skip(line.reason)
            return
        levels = dict.fromkeys(line.level for line in self._lines)
        ladder.levels.update(levels)
        if not ladder.options.level:
            named = ", ".join(quoted(level, 30) for level in list(levels)[:8])
            has_area = ladder.options.area or all(line.cells["area"] for line in self._lines)
            fault = f"{quoted(titles[0], 30)} has a line for each of {named}; choose one with --level"
            ladder.open_matrices.append((self._lines[0].line, fault if has_area else f"{fault}{AND_AREA}"))
            return
        for line in self._lines:
            if ladder.takes_level(line.level):
                ladder.add(line.line, line.cells)
            else:
                ladder.skip("item of another level")
        ladder.gaps.sort(key=lambda gap: gap.line)
