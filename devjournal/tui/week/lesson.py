"""The lesson in use as the Week screen shows it: at the side in its owner's words, or in one line."""

from __future__ import annotations

from devjournal.domain.week.week import Week
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, cut, wrap


def lesson_lines(week: Week | None, width: int, glyphs: Glyphs) -> list[Line]:
    """Return the lesson in use, in its owner's words."""
    if week is None:
        return []
    words: list[Line] = [((part, "italic"),) for part in wrap(week.lesson, width, 3, glyphs.cut)]
    return [LESSON, (), *words, ((f"from W{week.iso.number}{_helped(week)}", "faint"),)]


LESSON: Line = (("Lesson in use", "bold"),)
"""The heading of the lesson in use."""


def lesson_line(week: Week, width: int, glyphs: Glyphs) -> Line:
    """Return the lesson in use in one line."""
    label, said = ("In use: ", "muted"), _helped(week)
    quoted = f"{glyphs.open_quote}{week.lesson}{glyphs.close_quote}"
    return (label, (cut(quoted, width - len(label[0]) - len(said), glyphs.cut), "italic"), (said, "faint"))


def _helped(week: Week) -> str:
    """Return what was said of the lesson in use on Friday."""
    return {None: "", True: ", helped", False: ", did not help"}[week.lesson_helped]
