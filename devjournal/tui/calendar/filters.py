"""The Calendar's filters, each with its number of weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.week import WeekKind
from devjournal.tui.calendar.cells import glyph_of
from devjournal.tui.calendar.data import CalendarView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, cut, pad, width_of

_NAME_WIDTH = 32
"""Cells of a filter's glyph and name."""


def filter_options(view: CalendarView, glyphs: Glyphs) -> Iterator[tuple[Filter, Line]]:
    """Yield the filters that match some week: none, outcomes, skills, gaps."""
    yield ALL, (("all weeks", "text"),)
    counts = Counter(view.history.kinds)
    for kind in WeekKind:
        if counts[kind] and kind is not WeekKind.NONE:
            glyph, ink = glyph_of(kind, glyphs)
            yield Filter(kind=kind), _line("outcome", (f"{glyph} ", ink), kind.value, counts[kind], glyphs)
    for share in view.history.skills():
        yield Filter(skill=share.name), _line("skill", ("", ""), share.name, share.weeks, glyphs)
    for share in view.history.gaps(view.gap_titles):
        if isinstance(share.key, int):
            yield Filter(gap=share.key), _line("gap", ("", ""), share.name, share.weeks, glyphs)


def _line(criterion: str, glyph: Piece, name: str, weeks: int, glyphs: Glyphs) -> Line:
    width = _NAME_WIDTH - width_of((glyph,))
    name = pad(cut(name, width - 2, glyphs.cut), width)
    return ((criterion.ljust(9), "faint"), glyph, (name, "text"), (pluralized(weeks, "week"), "muted"))
