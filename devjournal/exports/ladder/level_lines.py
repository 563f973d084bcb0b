"""Lines such as `Level 2: designs alone` below a heading with the title: a matrix written as prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from devjournal.domain.text.user_text import quoted
from devjournal.exports.ladder.ladder import AND_AREA, Ladder

_FEWEST = 2
"""The least headings with such lines; below a single one they explain a rating."""


class LevelLine(NamedTuple):
    """A line that begins with a level, and its meaning outside of a matrix."""

    line: int
    level: str
    cells: Mapping[str, str]
    """Title, why, area and step of its gap."""
    otherwise: str


class LevelLines:
    """Collects such lines, and decides at the end what they are."""

    def __init__(self) -> None:
        """Begin without lines."""
        self._lines: list[LevelLine] = []

    def add(self, line: LevelLine) -> None:
        """Keep a line until all headings are known."""
        self._lines.append(line)

    def settle(self, ladder: Ladder) -> None:
        """Turn the lines of the chosen level into gaps, or leave all lines out."""
        titles = list(dict.fromkeys(line.cells["title"] for line in self._lines))
        if len(titles) < _FEWEST:
            for line in self._lines:
                ladder.leave_out(line.otherwise)
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
                ladder.leave_out("item of another level")
        ladder.gaps.sort(key=lambda gap: gap.line)
