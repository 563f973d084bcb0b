"""The lesson in use, in the side column or below the ritual."""

from __future__ import annotations

from devjournal.domain.week.week import Week
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import BLANK, Line, wrap
from devjournal.tui.widgets.paragraphs import hang, heading, wrap_inked

LESSON_HEADING: Line = heading("Lesson in use")


def lesson_lines(week: Week | None, width: int, limit: int, glyphs: Glyphs) -> list[Line]:
    """Return the lesson of `week` under its heading, in at most `limit` lines of text."""
    if week is None:
        return []
    text: list[Line] = wrap_inked("italic", week.lesson, width, limit, glyphs.cut)
    return [LESSON_HEADING, BLANK, *text, ((f"from W{week.iso.number}{_helped(week)}", "faint"),)]


def lesson_in_use(week: Week, width: int, limit: int, glyphs: Glyphs) -> list[Line]:
    """Return the lesson of `week` after its label, in at most `limit` lines."""
    label, helped = "In use: ", _helped(week)
    parts = wrap(glyphs.quoted(week.lesson), width - len(label) - len(helped), limit, glyphs.cut)
    lines = hang(((label, "muted"),), parts, "italic")
    lines[-1] = (*lines[-1], (helped, "faint"))
    return lines


def _helped(week: Week) -> str:
    """Return whether the lesson helped, by the answer in the recap."""
    return {None: "", True: ", helped", False: ", did not help"}[week.lesson_helped]
