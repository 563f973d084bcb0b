"""The years view: one row per year, one cell per week, newest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.dates.days import MONTHS, IsoWeek, month_above, weeks_in_year
from devjournal.domain.week.week import WeekKind
from devjournal.tui.calendar.cells import CURSOR, MIDDLE_CONTENT, ScrolledTable, bracket, glyph_of, joined_by_ink
from devjournal.tui.widgets.lines import Line, Piece, width_of
from devjournal.tui.widgets.screen_sizes import CONTENT

COLUMNS = 53
"""Maximum number of weeks in a year."""

COUNTS = 18
"""Cells of a year's counts at the right."""

MAX_CELLS = 3
"""Maximum cells per week; more would make rows hard to read."""


@dataclass(slots=True, kw_only=True)
class YearsTable(ScrolledTable):
    """The rows of some years, under a ruler with the months of the cursor's year."""

    years: Sequence[int]
    """The visible years, newest first."""
    _step: int = field(init=False)
    """Cells per week."""
    _label: int = field(init=False)
    """Cells of a year's number."""
    _first_column: int = field(init=False)
    """First visible column, if not all fit."""
    _visible_columns: int = field(init=False)

    def __post_init__(self) -> None:
        """Draw the table."""
        wide, middle = self.width >= CONTENT, self.width >= MIDDLE_CONTENT
        self._step = max(2, min(MAX_CELLS, (self.width - 6 - COUNTS) // COLUMNS)) if wide else 1
        self._label = 4 if middle else 2
        room = self.width - self._label - 1
        self._visible_columns = min(COLUMNS, room // self._step)
        at = self.iso.number - 1
        self._first_column = max(0, min(at - self._visible_columns // 2, COLUMNS - self._visible_columns))
        counts = middle and room >= COLUMNS * self._step + wide + COUNTS
        rows = [self._row(year, counts=counts) for year in self.years]
        self.lines = [self._ruler(), *rows, *self.below_lines()]

    def at(self, x: int, y: int) -> date | None:
        """Return the Monday of the week at a position."""
        n = self._first_column + (x - self._label - 1) // self._step
        if not 1 <= y <= len(self.years) or x <= self._label or not 0 <= n < weeks_in_year(self.years[y - 1]):
            return None
        return date.fromisocalendar(self.years[y - 1], n + 1, 1)

    def _columns(self, year: int) -> range:
        """Return the visible columns of a year."""
        end = min(self._first_column + self._visible_columns, weeks_in_year(year))
        return range(self._first_column, end)

    def _ruler(self) -> Line:
        """Return the month names of the cursor's year, each above the week of its first day."""
        above = f"{self.above} {self.glyphs.less}" if self.above else ""
        text = above if self.width >= MIDDLE_CONTENT else above.replace(" ", "")
        text = text.ljust(self._label + 1) + " " * (self._step - 1)
        start, first_week = len(text), IsoWeek(date.fromisocalendar(self.iso.year, 1, 1))
        for n in self._columns(self.iso.year):
            month = month_above(first_week.shift(n))
            at = start + (n - self._first_column) * self._step
            if month and at >= len(text.rstrip()) and at + 3 <= self.width:
                text = text.ljust(at)[:at] + MONTHS[month - 1]
        return ((text, "faint"),)

    def _row(self, year: int, *, counts: bool) -> Line:
        has_cursor = year == self.iso.year
        kinds = self.view.year(year, self.filter)
        cursor = self.iso.number - 1 if has_cursor else -9
        wide, air = self._step > 1, (" " * (self._step - 2), "")
        cells: list[Piece] = [(f"{year}"[-self._label :], "bold" if has_cursor else "muted"), (" ", "")]
        for n in self._columns(year):
            if wide and n == cursor + 1:
                cells += [bracket("]", shown=True), air]
            elif wide:
                cells += [air, bracket("[", shown=n == cursor)]
            glyph, ink = glyph_of(kinds[n], self.glyphs)
            cells.append((glyph, CURSOR if n == cursor else ink))
        if wide and cursor == len(kinds) - 1:
            cells.append(bracket("]", shown=True))
        hit, better = kinds.count(WeekKind.HIT), kinds.count(WeekKind.BETTER)
        if counts and (hit or better):
            blank = self._label + 1 + COLUMNS * self._step + wide - width_of(tuple(cells))
            cells += [(" " * blank, ""), (f"{hit:>3} hit{better:>4} better", "text" if has_cursor else "muted")]
        return joined_by_ink(cells)
