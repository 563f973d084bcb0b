"""The month view: days, outcomes of their weeks, marks of the ritual, and numbers of entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.dates.days import DAYS, IsoWeek
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.week import Week
from devjournal.tui.calendar.cells import (
    CURSOR,
    MIDDLE_CONTENT,
    WIDE_CONTENT,
    WeekTable,
    bracket,
    glyph_of,
    joined_by_ink,
    kind_label,
)
from devjournal.tui.calendar.data import VisibleDays
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, truncate, width_of

LABEL, SHORT_LABEL = 20, 7
"""Cells of the week label beside its days: with the outcome in words, or as a glyph only."""

MAX_CELL = 13
"""Maximum cells per day."""


@dataclass(slots=True, kw_only=True)
class MonthTable(WeekTable):
    """Rows of seven days. A row belongs to the ISO week of its Monday, whatever day it begins on."""

    days: VisibleDays
    rows: Sequence[Sequence[date]]
    """The visible rows."""
    height: int
    """Lines per row: days and marks on one line, on two, or on two with a blank line."""
    _label: int = field(init=False)
    _cell: int = field(init=False)

    def __post_init__(self) -> None:
        """Draw the table."""
        self._label = LABEL if self.width >= WIDE_CONTENT else SHORT_LABEL
        self._cell = min(MAX_CELL, (self.width - self._label) // 7)
        self.lines = [self._heading(), *(line for row in self.rows for line in self._row(row))]

    def at(self, x: int, y: int) -> date | None:
        """Return the day at a position; on a week label, its Monday."""
        row, column = (y - 1) // self.height, (x - self._label) // self._cell
        if y < 1 or row >= len(self.rows) or column > 6:
            return None
        return self.rows[row][column] if column >= 0 else _week_of(self.rows[row]).monday

    def _heading(self) -> Line:
        letters = 3 if self._cell >= 4 else 2
        names = (f" {DAYS[day.weekday()][:letters]}".ljust(self._cell) for day in self.rows[0])
        return ((" " * self._label, ""), ("".join(names).rstrip(), "faint"))

    def _row(self, days: Sequence[date]) -> list[Line]:
        iso = _week_of(days)
        kind = self.view.kind(iso, self.filter)
        number_ink = "bold" if iso == self.iso else "faint" if kind is None else "muted"
        glyph, ink = glyph_of(kind, self.glyphs)
        label: list[Piece] = [(f"W{iso.number:02d} ", number_ink), (f"{glyph} ", ink)]
        if self._label == LABEL and kind is not None:
            label.append((kind_label(kind, ahead=iso.monday > self.view.today), "muted"))
        label.append((" " * (self._label - width_of(tuple(label))), ""))
        numbers = joined_by_ink([*label, *(piece for day in days for piece in self._number(day))])
        if self.height == 1:
            return [numbers]
        marks: list[Piece] = [(" " * self._label, "")]
        for day in days:
            mark: Line = ((" ", ""), *self._mark(day, in_words=self._cell >= 12))
            cell = truncate(mark, self._cell - 1, self.glyphs.cut)
            marks += [*cell, (" " * (self._cell - width_of(cell)), "")]
        return [numbers, joined_by_ink(marks), *([BLANK] * (self.height - 2))]

    def _number(self, day: date) -> list[Piece]:
        """Return a day's cell: its number, in brackets under the cursor, and its number of entries.

        If the marks of days have no line of their own, the mark precedes the number of entries.
        """
        has_cursor = day == self.day
        ink = "text" if (day.year, day.month) == (self.day.year, self.day.month) else "faint"
        if has_cursor or day == self.view.today:
            ink = CURSOR if has_cursor else "bold here"
        pieces: list[Piece] = [bracket("[", shown=has_cursor), (f"{day.day:>2}", ink)]
        if has_cursor or self._cell > 4:
            pieces.append(bracket("]", shown=has_cursor))
        marks = (*(self._mark(day) if self.height == 1 else ()), *self._entries(day))
        room = self._cell - width_of(tuple(pieces))
        pieces += truncate(marks, room, "") if room > 0 else ()
        pieces.append((" " * (self._cell - width_of(tuple(pieces))), ""))
        return pieces

    def _entries(self, day: date) -> list[Piece]:
        """Return the number of a day's entries, or only `+` in a narrow cell."""
        count = self.days.entry_counts.get(day, 0)
        if not count or self.view.kind(IsoWeek.of(day), self.filter) is None:
            return []
        return [(f"+{count}" if self._cell >= 8 else "+", "muted")]

    def _mark(self, day: date, *, in_words: bool = False) -> list[Piece]:
        """Return the mark of a day off, or of the ritual."""
        if self.view.kind(IsoWeek.of(day), self.filter) is None:
            return []
        if self.view.away_on(day) is not None:
            return [(f"{self.glyphs.away} ", "muted"), ("off" if in_words else "", "muted")]
        week = self.days.week(IsoWeek.of(day))
        mark = self._ritual(week, day)
        if mark is None:
            return []
        glyph, ink = mark
        return [(f"{glyph} ", ink), (_moment(week, day, self.view.ritual) if in_words else "", "muted")]

    def _ritual(self, week: Week, day: date) -> tuple[str, str] | None:
        """Return the mark of a ritual day: answered, due today, or open."""
        ritual = self.view.ritual
        answered = {
            ritual.goal.day: week.has_goal,
            ritual.check_in.day: week.on_track is not None,
            ritual.recap.day: week.outcome is not None,
        }.get(day.weekday())
        if answered is None:
            return None
        if answered:
            return self.glyphs.answered, "here"
        is_this_week = self.view.today in week.iso
        if not week.has_goal and not (is_this_week and day.weekday() == ritual.goal.day):
            return None
        return (self.glyphs.current, "here") if day == self.view.today else (self.glyphs.upcoming, "faint")


def _moment(week: Week, day: date, ritual: Ritual) -> str:
    """Return the name of a ritual day, or the answer of the check-in."""
    weekday = day.weekday()
    if weekday == ritual.check_in.day and week.on_track is not None:
        return "on track" if week.on_track else "off track"
    return {ritual.goal.day: "goal", ritual.check_in.day: "check-in"}.get(weekday, "recap")


def month_legend(glyphs: Glyphs) -> Line:
    """Return the legend of the day marks."""
    return (
        *((f"{glyphs.answered} ", "here"), ("answered  ", "muted"), (f"{glyphs.current} ", "here"), ("now  ", "muted")),
        *((f"{glyphs.upcoming} ", "faint"), ("not yet  ", "muted"), ("+2 ", "text"), ("entries  ", "muted")),
        *((f"{glyphs.away} ", "muted"), ("day off", "muted")),
    )


def row_height(width: int, room: int, rows: int) -> int:
    """Return the lines per row for `rows` rows in `room` lines."""
    limit = 3 if width >= WIDE_CONTENT else 2 if width >= MIDDLE_CONTENT else 1
    return max(1, min(limit, room // rows))


def _week_of(days: Sequence[date]) -> IsoWeek:
    """Return the week of a row, which is that of its Monday."""
    return next(IsoWeek.of(day) for day in days if day.weekday() == 0)
