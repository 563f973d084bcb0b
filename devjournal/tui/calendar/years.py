"""The years view: one row per year, one cell per week, newest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import MONTHS, IsoWeek, month_above, weeks_in_year
from devjournal.domain.week.week import WeekKind
from devjournal.tui.calendar.cells import BRACKET, CURSOR, MIDDLING, glyph_of, merged
from devjournal.tui.calendar.data import CalendarView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, width_of
from devjournal.tui.widgets.screen_sizes import CONTENT

COLUMNS = 53
"""Maximum number of weeks in a year."""

COUNTS = 18
"""Cells of a year's counts at the right."""

MOST_CELLS = 3
"""Maximum cells per week; more would make rows hard to read."""


@dataclass(slots=True, kw_only=True)
class YearsSheet:
    """The rows of some years, under a ruler with the months of the cursor's year."""

    view: CalendarView
    day: date
    years: Sequence[int]
    """The visible years, newest first; `above` and `below` count the others."""
    above: int
    below: int
    """Number of hidden years."""
    filter: Filter
    width: int
    glyphs: Glyphs
    lines: Sequence[Line] = field(init=False)
    _step: int = field(init=False)
    _label: int = field(init=False)
    _first_column: int = field(init=False)
    """First visible column, if not all fit."""
    _visible_columns: int = field(init=False)

    def __post_init__(self) -> None:
        """Draw the sheet."""
        wide, middle = self.width >= CONTENT, self.width >= MIDDLING
        self._step = max(2, min(MOST_CELLS, (self.width - 6 - COUNTS) // COLUMNS)) if wide else 1
        self._label = 4 if middle else 2
        room = self.width - self._label - 1
        self._visible_columns = min(COLUMNS, room // self._step)
        at = self.iso.number - 1
        self._first_column = max(0, min(at - self._visible_columns // 2, COLUMNS - self._visible_columns))
        counts = middle and room >= COLUMNS * self._step + wide + COUNTS
        rows = [self._row(year, counts=counts) for year in self.years]
        more = [((f"{self.below} more {self.glyphs.more}", "faint"),)] if self.below else []
        self.lines = [self._ruler(), *rows, *more]

    @property
    def iso(self) -> IsoWeek:
        """The week under the cursor."""
        return IsoWeek.of(self.day)

    def at(self, x: int, y: int) -> date | None:
        """Return the Monday of the week at a position."""
        n = self._first_column + (x - self._label - 1) // self._step
        if not 1 <= y <= len(self.years) or x <= self._label or not 0 <= n < weeks_in_year(self.years[y - 1]):
            return None
        return date.fromisocalendar(self.years[y - 1], n + 1, 1)

    def _ruler(self) -> Line:
        """Return the month names of the cursor's year, each above the week of its first day."""
        above = f"{self.above} {self.glyphs.less}" if self.above else ""
        text = above.ljust(self._label + 1) if self.width >= MIDDLING else above.replace(" ", "")
        text = text.ljust(self._label + 1) + " " * (self._step - 1)
        start, january = len(text), IsoWeek(date.fromisocalendar(self.iso.year, 1, 1))
        for n in range(
            self._first_column, min(self._first_column + self._visible_columns, weeks_in_year(self.iso.year))
        ):
            month = month_above(january.shift(n))
            spot = start + (n - self._first_column) * self._step
            name = MONTHS[month - 1]
            if month and spot >= len(text.rstrip()) and spot + 3 <= self.width:
                text = text.ljust(spot)[:spot] + name
        return ((text, "faint"),)

    def _row(self, year: int, *, counts: bool) -> Line:
        has_cursor = year == self.iso.year
        ink = "bold" if has_cursor else "muted"
        kinds = self.view.year(year, self.filter)
        cells: list[Piece] = [(f"{year}"[-self._label :], ink)]
        cursor = self.iso.number - 1 if has_cursor else -9
        wide, air = self._step > 1, " " * (self._step - 2)
        for n in range(self._first_column, min(self._first_column + self._visible_columns, len(kinds))):
            glyph, colour = glyph_of(kinds[n], self.glyphs)
            if n == self._first_column:
                cells.append((" ", ""))
            if wide:
                opens, closes = n == cursor, n == cursor + 1
                bracket: Piece = ("[" if opens else "]" if closes else " ", BRACKET if opens or closes else "")
                cells += [bracket, (air, "")] if closes else [(air, ""), bracket]
            cells.append((glyph, CURSOR if n == cursor else colour))
        if wide and cursor == len(kinds) - 1:
            cells.append(("]", BRACKET))
        if counts:
            cells += self._counts(kinds, width_of(tuple(cells)), has_cursor=has_cursor)
        return merged(cells)

    def _counts(self, kinds: Sequence[WeekKind | None], at: int, *, has_cursor: bool) -> list[Piece]:
        hit, better = kinds.count(WeekKind.HIT), kinds.count(WeekKind.BETTER)
        if not hit and not better:
            return []
        blank = self._label + 1 + COLUMNS * self._step + (self._step > 1) - at
        return [(" " * blank, ""), (f"{hit:>3} hit{better:>4} better", "text" if has_cursor else "muted")]
