"""The Calendar's filters, each with its number of weeks."""

from __future__ import annotations

from collections import Counter

from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.text.user_text import pluralized
from devjournal.domain.week.week import WeekKind
from devjournal.tui.calendar.cells import glyph_of
from devjournal.tui.calendar.data import CalendarView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, cut, width_of

NAME = 32
"""Cells of a name."""


def filter_options(view: CalendarView, glyphs: Glyphs) -> list[tuple[Filter, Line]]:
    """Return the filters that match some week: none, outcomes, skills, gaps."""
    history = view.history
    counts = Counter(history.kinds)
    options: list[tuple[Filter, Line]] = [(ALL, (("all weeks", "text"),))]
    for kind in WeekKind:
        if counts[kind] and kind is not WeekKind.NONE:
            glyph, ink = glyph_of(kind, glyphs)
            options.append(
                (
                    Filter(kind=kind),
                    (("outcome  ", "faint"), *_named(f"{glyph} ", ink, kind.value, counts[kind], glyphs)),
                )
            )
    for share in history.skills():
        line: Line = (("skill    ", "faint"), *_named("", "", share.name, share.weeks, glyphs))
        options.append((Filter(skill=share.name), line))
    for share in history.gaps(view.titles):
        if isinstance(share.key, int):
            line = (("gap      ", "faint"), *_named("", "", share.name, share.weeks, glyphs))
            options.append((Filter(gap=share.key), line))
    return options


def _named(mark: str, ink: str, name: str, weeks: int, glyphs: Glyphs) -> Line:
    text = cut(name, NAME - len(mark) - 2, glyphs.cut)
    blank = NAME - len(mark) - width_of(((text, ""),))
    return ((mark, ink), (text, "text"), (" " * blank, ""), (pluralized(weeks, "week"), "muted"))
