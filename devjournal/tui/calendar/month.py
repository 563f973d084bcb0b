"""The month view: days, outcomes of their weeks, marks of the ritual, and numbers of entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import DAYS, IsoWeek
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.week import Week
from devjournal.tui.calendar.cells import BRACKET, CURSOR, MIDDLING, ROOMY, glyph_of, merged, word_of
from devjournal.tui.calendar.data import CalendarView, VisibleDays
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, Piece, truncate, width_of

LABEL, SHORT_LABEL = 20, 7
"""Cells of the week label beside its days: with the outcome in words, or as a glyph only."""


@dataclass(slots=True, kw_only=True)
class MonthSheet:
    """Rows of seven days. A row belongs to the ISO week of its Monday, whatever day it begins on."""

    view: CalendarView
    near: VisibleDays
    day: date
    rows: Sequence[Sequence[date]]
    filter: Filter
    width: int
    height: int
    """Lines per row: days and marks on one line, on two, or on two with a blank line."""
    glyphs: Glyphs
    lines: Sequence[Line] = field(init=False)
    _label: int = field(init=False)
    _cell: int = field(init=False)

    def __post_init__(self) -> None:
        """Draw the sheet."""
        self._label = LABEL if self.width >= ROOMY else SHORT_LABEL
        self._cell = min(13, (self.width - self._label) // 7)
        self.lines = [self._heading()]
        for row in self.rows:
            self.lines += self._row(row)

    @property
    def iso(self) -> IsoWeek:
        """The week under the cursor."""
        return IsoWeek.of(self.day)

    def at(self, x: int, y: int) -> date | None:
        """Return the day at a position; on a week label, its Monday."""
        row, column = (y - 1) // self.height, (x - self._label) // self._cell
        if y < 1 or row >= len(self.rows) or column > 6:
            return None
        return self.rows[row][column] if column >= 0 else _week_of(self.rows[row]).monday

    def _heading(self) -> Line:
        room = self._cell - 1
        names = (f" {DAYS[day.weekday()][: 3 if room >= 3 else 2]}".ljust(self._cell) for day in self.rows[0])
        return ((" " * self._label, ""), ("".join(names).rstrip(), "faint"))

    def _row(self, days: Sequence[date]) -> list[Line]:
        iso = _week_of(days)
        kind = self.view.kind(iso, self.filter)
        glyph, ink = glyph_of(kind, self.glyphs)
        has_cursor = iso == self.iso
        head: list[Piece] = [
            (f"W{iso.number:02d} ", "bold" if has_cursor else "faint" if kind is None else "muted"),
            (f"{glyph} ", ink),
        ]
        if self._label == LABEL and kind is not None:
            head.append((word_of(kind, ahead=iso.monday > self.view.today), "muted"))
        head.append((" " * (self._label - width_of(tuple(head))), ""))
        numbers = merged([*head, *(piece for day in days for piece in self._number(day))])
        if self.height == 1:
            return [numbers]
        marks: list[Piece] = [(" " * self._label, "")]
        for day in days:
            cell = truncate(((" ", ""), *self._mark(day, words=self._cell >= 12)), self._cell - 1, self.glyphs.cut)
            marks += [*cell, (" " * (self._cell - width_of(cell)), "")]
        return [numbers, merged(marks), *([BLANK] * (self.height - 2))]

    def _number(self, day: date) -> list[Piece]:
        """Return a day's cell: the number, in brackets under the cursor, and its marks if they have no line of their
        own.
        """
        has_cursor, month = day == self.day, (self.day.year, self.day.month)
        ink = "text" if (day.year, day.month) == month else "faint"
        if day == self.view.today:
            ink = "bold here"
        pieces: list[Piece] = [
            ("[" if has_cursor else " ", BRACKET if has_cursor else ""),
            (f"{day.day:>2}", CURSOR if has_cursor else ink),
        ]
        marks = [*(self._mark(day) if self.height == 1 else ()), *self._entries(day)]
        room = self._cell - 3
        if has_cursor:
            pieces.append(("]", BRACKET))
        elif room > 1:
            pieces.append((" ", ""))
        at = width_of(tuple(pieces))
        pieces += truncate(tuple(marks), self._cell - at, "") if self._cell > at else ()
        pieces.append((" " * (self._cell - width_of(tuple(pieces))), ""))
        return pieces

    def _entries(self, day: date) -> list[Piece]:
        """Return the number of a day's entries, or only `+` in a narrow cell."""
        count = self.near.entries.get(day, 0)
        if not count or self.view.kind(IsoWeek.of(day), self.filter) is None:
            return []
        return [(f"+{count}" if self._cell >= 8 else "+", "muted")]

    def _mark(self, day: date, *, words: bool = False) -> list[Piece]:
        """Return the mark of a day off, or of the ritual."""
        if self.view.kind(IsoWeek.of(day), self.filter) is None:
            return []
        week = self.near.week(IsoWeek.of(day))
        if self.view.away_on(day) is not None:
            return [(f"{self.glyphs.away} ", "muted"), ("off" if words else "", "muted")]
        mark = self._ritual(week, day)
        if mark is None:
            return []
        return [(f"{mark[0]} ", mark[1]), (_word(week, day, self.view.ritual) if words else "", "muted")]

    def _ritual(self, week: Week, day: date) -> tuple[str, str] | None:
        """Return the mark of a ritual day: answered, due today, or open."""
        ritual = self.view.ritual
        answers = {
            ritual.goal.day: week.has_goal,
            ritual.check_in.day: week.on_track is not None,
            ritual.recap.day: week.outcome is not None,
        }.get(day.weekday())
        if answers is None:
            return None
        if answers:
            return self.glyphs.given, "here"
        running = self.view.today in week.iso
        if not week.has_goal and not (running and day.weekday() == ritual.goal.day):
            return None
        return (self.glyphs.now, "here") if day == self.view.today else (self.glyphs.ahead, "faint")


def _word(week: Week, day: date, ritual: Ritual) -> str:
    """Return the question of a ritual day, or its answer."""
    weekday = day.weekday()
    if weekday == ritual.check_in.day and week.on_track is not None:
        return "on track" if week.on_track else "off track"
    return {ritual.goal.day: "goal", ritual.check_in.day: "check-in"}.get(weekday, "recap")


def month_legend(glyphs: Glyphs) -> Line:
    """Return the legend of the day marks."""
    return (
        *((f"{glyphs.given} ", "here"), ("answered  ", "muted"), (f"{glyphs.now} ", "here"), ("now  ", "muted")),
        *((f"{glyphs.ahead} ", "faint"), ("not yet  ", "muted"), ("+2 ", "text"), ("entries  ", "muted")),
        *((f"{glyphs.away} ", "muted"), ("day off", "muted")),
    )


def row_height(width: int, room: int, rows: int) -> int:
    """Return the lines per row for `rows` rows in `room` lines."""
    most = 3 if width >= ROOMY else 2 if width >= MIDDLING else 1
    return max(1, min(most, room // rows))


def _week_of(days: Sequence[date]) -> IsoWeek:
    """Return the week of a row, which is that of its Monday."""
    return next(IsoWeek.of(day) for day in days if day.weekday() == 0)
