"""The lesson in use, in the side column or below the ritual."""

from __future__ import annotations

from devjournal.domain.week.week import Week
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.paragraphs import hang, wrap_inked


def lesson_lines(week: Week | None, width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """Return the lesson in use under its heading, in at most `most` lines."""
    if week is None:
        return []
    words: list[Line] = wrap_inked("italic", week.lesson, width, most, glyphs.cut)
    return [LESSON, (), *words, ((f"from W{week.iso.number}{_helped(week)}", "faint"),)]


LESSON: Line = (("Lesson in use", "bold"),)
"""Heading of the lesson in use."""


def lesson_in_use(week: Week, width: int, most: int, glyphs: Glyphs) -> list[Line]:
    """Return the lesson in use after its label, in at most `most` lines."""
    label, helped = "In use: ", _helped(week)
    quoted = f"{glyphs.open_quote}{week.lesson}{glyphs.close_quote}"
    parts = wrap(quoted, width - len(label) - len(helped), most, glyphs.cut)
    lines = hang(((label, "muted"),), parts, "italic")
    lines[-1] = (*lines[-1], (helped, "faint"))
    return lines


def _helped(week: Week) -> str:
    """Return whether the lesson helped, by the answer in the recap."""
    return {None: "", True: ", helped", False: ", did not help"}[week.lesson_helped]
