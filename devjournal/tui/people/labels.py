"""Labels shared by the blocks of People: ages, days, marks, and texts as columns."""

from __future__ import annotations

import re
from datetime import date

from rich.cells import cell_len

from devjournal.domain.career.person import Awareness, Person
from devjournal.domain.dates.days import day_and_month, day_in_row, days_ago
from devjournal.domain.text.user_text import LINE_BREAK
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, cut, row_text, wrap

_MAX_HEAD = 200
"""Maximum characters of a title that are considered for its column head."""

_NEAR = 200
"""Days within which a date is shown with its weekday and without its year."""


def last_talk(person: Person, today: date) -> str:
    """Return how long ago the last talk with a person was."""
    return days_ago(person.last_talk, today) if person.last_talk is not None else "never"


def next_meeting(person: Person, today: date) -> Piece | None:
    """Return the day of the next 1:1, as due if the day is past; `None` if no day is set."""
    day = person.next_on
    if day is None:
        return None
    if day == today:
        return "1:1 today", "asks"
    label = day_in_row(day) if abs((day - today).days) < _NEAR else day_and_month(day, today)
    return (f"1:1 was due {label}", "asks") if day < today else (f"next 1:1 {label}", "muted")


def mark_piece(mark: Awareness | None, glyphs: Glyphs) -> Piece:
    """Return the glyph of a cell: knows, should know, or not needed."""
    if mark is None:
        return glyphs.needless, "faint"
    return (glyphs.knows, "good") if mark.knows else (glyphs.should, "asks")


def mark_label(mark: Awareness | None, today: date) -> str:
    """Return the meaning of a cell in words."""
    if mark is None:
        return "not needed"
    return f"knows since {day_and_month(mark.known_on, today)}" if mark.known_on is not None else "should know"


def column_lines(title: str, cell: int, max_lines: int, glyphs: Glyphs) -> list[str]:
    """Return a title as at most `max_lines` lines over a column of `cell` cells.

    Neighbouring titles are two blanks apart, or one if a single word needs the room. A longer word is cut, with a mark
    at its end, instead of hyphenated: its beginning says more than two halves.
    """
    room = cell - 2
    words = row_text(title[:_MAX_HEAD]).replace(LINE_BREAK, " ").split()
    parts = [part for word in words for part in _parts(word, cell - 1, glyphs)] or [" "]
    lines, line = [], ""
    for part in parts:
        if line and cell_len(line) + cell_len(part.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += part
    lines.append(line.rstrip())
    if len(lines) > max_lines:
        lines = lines[:max_lines]
        last = lines[-1].removesuffix(glyphs.cut)
        lines[-1] = cut(last + " " * cell, max(room, min(cell_len(last) + 1, cell - 1)), glyphs.cut)
    return lines


def _parts(word: str, width: int, glyphs: Glyphs) -> list[str]:
    """Return a word in parts that a line may break after; the last part ends in a blank."""
    parts = []
    for part in re.split(r"(?<=\w[-/])(?=\w)", word):
        is_wide = cell_len(part) > len(part)  # wide scripts are written without blanks, and may break anywhere
        parts += wrap(part, width) if is_wide else [cut(part, width, glyphs.cut)]
    return [*parts[:-1], f"{parts[-1]} "]


def left_aligned(text: str, ink: str, width: int, glyphs: Glyphs) -> Line:
    """Return a text left-aligned in `width` cells, the last of which is blank; a longer text is cut."""
    content = cut(text, max(0, width - 1), glyphs.cut)
    return (content, ink), (" " * (width - cell_len(content)), ink)


def centred(text: str, ink: str, width: int) -> Line:
    """Return a text centred in `width` cells."""
    before = (width - cell_len(text)) // 2
    return (" " * before, ink), (text, ink), (" " * (width - before - cell_len(text)), ink)


def right_aligned(text: str, ink: str, width: int) -> Line:
    """Return a text right-aligned in `width` cells."""
    return (" " * max(0, width - cell_len(text)), ink), (text, ink)
