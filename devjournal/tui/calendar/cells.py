"""What the Calendar's tables share: their fields, the cells of weeks, and the legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.calendar.week_filter import Filter
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import WeekKind
from devjournal.tui.calendar.data import CalendarView
from devjournal.tui.widgets.glyphs import Glyphs, kind_glyph
from devjournal.tui.widgets.lines import Line, Piece
from devjournal.tui.widgets.paragraphs import flow
from devjournal.tui.widgets.screen_sizes import MIDDLE, WIDE

WIDE_CONTENT, MIDDLE_CONTENT = WIDE - 8, MIDDLE - 4
"""Content width from which a screen is wide, or middle."""

CURSOR = "bold reverse here"
"""Ink of the cell under the cursor, which has brackets beside it if they fit."""

BRACKET = "bold here"


@dataclass(slots=True, kw_only=True)
class WeekTable:
    """Lines with a cell for each week or day; a subclass draws them."""

    view: CalendarView
    day: date
    """The day under the cursor."""
    filter: Filter
    width: int
    glyphs: Glyphs
    lines: Sequence[Line] = field(init=False)

    @property
    def iso(self) -> IsoWeek:
        """The week under the cursor."""
        return IsoWeek.of(self.day)


@dataclass(slots=True, kw_only=True)
class ScrolledTable(WeekTable):
    """A table of which only some rows are visible."""

    above: int
    below: int
    """Number of hidden rows."""

    def below_lines(self) -> list[Line]:
        """Return the count of hidden rows below, if there are any."""
        return [((f"{self.below} more {self.glyphs.more}", "faint"),)] if self.below else []


def bracket(glyph: str, *, shown: bool) -> Piece:
    """Return a bracket beside the cursor's cell, or the blank in its place."""
    return (glyph, BRACKET) if shown else (" ", "")


def glyph_of(kind: WeekKind | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return glyph and ink of a week. `None` is a week that the filter hides."""
    return kind_glyph(kind or WeekKind.NONE, glyphs)


def kind_label(kind: WeekKind, *, ahead: bool) -> str:
    """Return the name of a kind; a week ahead is "to come", not "nothing"."""
    return "to come" if ahead and kind is WeekKind.NONE else kind.value


def legend(width: int, glyphs: Glyphs, *, short: bool) -> list[Line]:
    """Return the legend, wrapped at `width`; `short` abbreviates it."""
    middle = width >= MIDDLE_CONTENT
    gap = 4 if not short else 2 if middle else 1
    short_labels = {WeekKind.BETTER: "better", WeekKind.NONE: "nothing" if middle else "none"} if short else {}
    items: list[Line] = []
    for kind in WeekKind:
        glyph, ink = glyph_of(kind, glyphs)
        items.append(((f"{glyph} ", ink), (short_labels.get(kind, kind.value), "muted")))
    return flow(items, width, gap)


def joined_by_ink(pieces: Sequence[Piece]) -> Line:
    """Return a line with neighbouring pieces of the same ink joined."""
    line: list[Piece] = []
    for text, ink in pieces:
        if line and line[-1][1] == ink:
            line[-1] = (line[-1][0] + text, ink)
        elif text:
            line.append((text, ink))
    return tuple(line)
