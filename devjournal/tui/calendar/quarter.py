"""The quarter view: thirteen weeks with skill, goal and lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from devjournal.domain.dates.days import MONTHS, IsoWeek
from devjournal.tui.calendar.cells import CURSOR, MIDDLE_CONTENT, WIDE_CONTENT, ScrolledTable, bracket, glyph_of
from devjournal.tui.calendar.data import VisibleDays
from devjournal.tui.widgets.lines import Line, Piece, cut, width_of
from devjournal.tui.widgets.screen_sizes import CONTENT


@dataclass(slots=True, kw_only=True)
class QuarterTable(ScrolledTable):
    """The weeks of a quarter, first on top."""

    days: VisibleDays
    weeks: Sequence[IsoWeek]
    """The visible weeks."""

    def __post_init__(self) -> None:
        """Draw the table."""
        self.lines = [self._heading(), *(self._row(iso) for iso in self.weeks), *self.below_lines()]

    def at(self, x: int, y: int) -> date | None:
        """Return the Monday of the week at a position."""
        return self.weeks[y - 1].monday if 1 <= y <= len(self.weeks) else None

    @property
    def _columns(self) -> tuple[int, int, int]:
        """Cells of skill, goal and lesson; 0 hides a column."""
        middle = self.width >= MIDDLE_CONTENT
        room = self.width - (17 if middle else 11)
        if self.width >= WIDE_CONTENT:
            goal = 44 + max(0, self.width - CONTENT) // 2
            return 20, goal, room - 20 - goal
        if middle:
            return 15, 26, room - 15 - 26
        return (12, room - 12, 0) if room >= 36 else (0, room, 0)

    def _heading(self) -> Line:
        above = f"{self.above} more {self.glyphs.less}" if self.above else ""
        columns = zip(("Skill", "Goal", "Lesson"), self._columns, strict=True)
        titles = "".join(title.ljust(size) for title, size in columns if size)
        return ((above.ljust(self.width - sum(self._columns)), "faint"), (titles.rstrip(), "faint"))

    def _row(self, iso: IsoWeek) -> Line:
        has_cursor = iso == self.iso
        kind = self.view.kind(iso, self.filter)
        hidden = kind is None
        glyph, ink = glyph_of(kind, self.glyphs)
        week = self.days.week(iso)
        pieces: list[Piece] = [
            bracket("[", shown=has_cursor),
            (glyph, CURSOR if has_cursor else ink),
            bracket("]", shown=has_cursor),
            (f" W{iso.number:02d}  ", "bold" if has_cursor else "faint" if hidden else "muted"),
        ]
        day = f"{iso.monday.day:>2} {MONTHS[iso.monday.month - 1]}" if self.width >= MIDDLE_CONTENT else ""
        pieces.append((day.ljust(self.width - sum(self._columns) - width_of(tuple(pieces))), "faint"))
        inks = ("muted", "bold" if has_cursor else "text", "italic")
        for text, size, ink in zip((week.skill, week.goal, week.lesson), self._columns, inks, strict=True):
            if size:
                label = cut(text, size - 2, self.glyphs.cut)
                pieces += [(label, "faint" if hidden else ink), (" " * (size - cell_len(label)), "")]
        return tuple(pieces)
