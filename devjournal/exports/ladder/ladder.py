"""A ladder as read: its gaps by line, counts of what was left out, and its faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from devjournal.domain.career.gap import MAX_NEEDED, Area, NewGap, Step
from devjournal.domain.text.user_text import clean, quoted, required
from devjournal.errors import DocumentRefused, InvalidText
from devjournal.exports.bring.faults import Faults
from devjournal.exports.ladder.likeness import area_like, level_like, without_emoji

COLUMNS = ("area", "title", "needed", "why", "step")
"""The names of the columns."""

AND_AREA = ", and the area of its gaps with --area"
"""The question for an area, together with that for a level."""

MAX_GAPS = 2000
"""The most gaps of a file. The largest public ladders have some hundred, over all their levels."""

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Options(NamedTuple):
    """The user's choices for a file: area, step, level, and column names."""

    area: Area | None = None
    step: Step | None = None
    level: str = ""
    columns: Mapping[str, str] = {}
    """The file's name for each column: `title`, `why`, `area`, `needed` or `step`."""


class LadderGap(NamedTuple):
    """A gap of a file, with its line number."""

    line: int
    gap: NewGap
    own_step: bool = False
    """Whether its step is from the file or the user, and not the default."""


@dataclass(slots=True)
class Ladder:
    """The gaps in the order of the file, and the number of skipped items by reason."""

    options: Options
    gaps: list[LadderGap] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    read_as: dict[str, str] = field(default_factory=dict)
    """How columns with other names were understood."""
    levels: dict[str, None] = field(default_factory=dict)
    """The levels of the file, in its order."""
    faults: Faults = field(default_factory=Faults)
    without_area: list[int] = field(default_factory=list)
    """The lines of gaps that have no area."""
    level_found: bool = False
    open_matrices: list[tuple[int, str]] = field(default_factory=list)
    """The lines of matrices that need a level, each with its fault."""

    def skip(self, reason: str, count: int = 1) -> None:
        """Count something that is no gap."""
        if count:
            self.skipped[reason] += count

    def add(self, line: int, cells: Mapping[str, str]) -> None:
        """Add the gap of a line from its cells, or record its fault.

        Raises:
            DocumentRefused: there are far more gaps than in any ladder.
        """
        fault = self._fault(cells)
        area = self.options.area or area_like(cells.get("area", ""))
        if fault:
            self.faults.add(line, fault)
        elif area is None:
            self.without_area.append(line)
        else:
            try:
                self._append(line, area, cells)
            except InvalidText as error:
                self.faults.add(line, str(error).rstrip("."))

    def _append(self, line: int, area: Area, cells: Mapping[str, str]) -> None:
        # a title of emoji alone keeps them
        title = required(without_emoji(cells["title"]) or cells["title"], "The title")
        why = clean(cells.get("why", ""), "The reason")
        step_text = cells.get("step", "").strip().lower()
        step = self.options.step or Step(step_text or Step.CURRENT)
        needed = int(cells.get("needed", "").strip() or 1)
        if len(self.gaps) == MAX_GAPS:
            raise DocumentRefused(
                f"There are more than {MAX_GAPS} gaps in this file; name a part of it, or a level with --level."
            )
        gap = NewGap(area=area, title=title, why=why, needed=needed, step=step)
        self.gaps.append(LadderGap(line, gap, bool(step_text) or self.options.step is not None))

    def _fault(self, cells: Mapping[str, str]) -> str:
        """Return the fault in the cells of a gap; empty if there is none."""
        step, needed = cells.get("step", "").strip().lower(), cells.get("needed", "").strip()
        if needed and (not _NUMBER.fullmatch(needed) or not 1 <= int(needed) <= MAX_NEEDED):
            return f"Needed is {quoted(needed)}; it must be a whole number from 1 to {MAX_NEEDED}"
        if self.options.step is None and step and step not in list(Step):
            return f"{quoted(step)} is not a step; write {' or '.join(Step)}, or give --step"
        area = cells.get("area", "").strip()
        if self.options.area is None and area and area_like(area) is None:
            return (
                f"{quoted(area.lower())} is not an area; write {', '.join(Area)}, or put all of them in one with --area"
            )
        return ""

    def takes_level(self, name: str) -> bool:
        """Return whether a name is that of the chosen level."""
        matches = bool(self.options.level) and level_like(name, self.options.level)
        self.level_found |= matches
        return matches

    def finish(self) -> None:
        """Check that a ladder has gaps and no faults.

        Raises:
            DocumentRefused: it has no gap, or faults; the message names each fault with its line.
        """
        if self.options.level and not self.level_found:
            levels = ", ".join(quoted(level, 30) for level in list(self.levels)[:12])
            fact = f"it has {levels}" if levels else "no heading or column is a level"
            self.faults.add(1, f"There is no level {quoted(self.options.level)} here; {fact}")
        elif not self.gaps:
            self._ask()
        else:
            self.skip("matrix that waits for --level", len(self.open_matrices))
            self.skip("item under a heading that is no area", len(self.without_area))
        self.faults.refuse()
        if not self.gaps:
            raise DocumentRefused("There is no gap in this list; give each a row with an area and a title.")

    def _ask(self) -> None:
        """Record as faults what the user has to say to turn the lines into gaps."""
        for line, fault in self.open_matrices:
            self.faults.add(line, fault)
        if self.without_area:
            first, *others = self.without_area
            more = f", and {len(others)} more have none" if others else ""
            self.faults.add(
                first,
                f"This gap has no area{more}; put all of them in one with --area, or write a heading that is "
                f"{', '.join(Area)}",
            )
