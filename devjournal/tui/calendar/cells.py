"""How a kind of week is drawn and called, and the small pieces that the Calendar's sheets share."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.calendar.insight import WeekKind
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece
from devjournal.tui.widgets.tabs import MIDDLE, WIDE

ROOMY, MIDDLING = WIDE - 8, MIDDLE - 4
"""The content's width on a screen that is wide, or middle."""

CURSOR = "bold reverse here"
"""The ink of what is under the cursor; brackets beside it where there is room."""

BRACKET = "bold here"


def glyph_of(kind: WeekKind | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return the glyph of a kind and its ink; None is a week that a filter leaves out."""
    if kind is None:
        return glyphs.none, "faint"
    return {
        WeekKind.HIT: (glyphs.hit, "good"),
        WeekKind.BETTER: (glyphs.missed_better, "good"),
        WeekKind.MISSED: (glyphs.missed, "missed"),
        WeekKind.AWAY: (glyphs.away, "muted"),
        WeekKind.OPEN: (glyphs.open, "bold here"),
        WeekKind.UNRECAPPED: (glyphs.unrecapped, "bold asks"),
        WeekKind.NONE: (glyphs.none, "faint"),
    }[kind]


def word_of(kind: WeekKind, *, ahead: bool) -> str:
    """Return what a week is called; one that has not begun is not one in which nothing happened."""
    return "to come" if ahead and kind is WeekKind.NONE else kind.value


def legend(width: int, glyphs: Glyphs, *, short: bool) -> list[Line]:
    """Return what the glyphs mean, wrapped at `width`; `short` says it in fewer words."""
    lines: list[list[Piece]] = [[]]
    cells_used = 0
    gap = 4 if not short else 2 if width >= MIDDLING else 1
    for kind in WeekKind:
        glyph, ink = glyph_of(kind, glyphs)
        word = (
            {WeekKind.BETTER: "better", WeekKind.NONE: "nothing" if width >= MIDDLING else "none"}.get(kind)
            if short
            else None
        )
        word = word or kind.value
        size = 2 + len(word)
        if cells_used and cells_used + gap + size > width:
            lines.append([])
            cells_used = 0
        elif cells_used:
            lines[-1].append((" " * gap, ""))
            cells_used += gap
        lines[-1] += [(f"{glyph} ", ink), (word, "muted")]
        cells_used += size
    return [tuple(line) for line in lines]


def merged(pieces: Sequence[Piece]) -> Line:
    """Return a line in which neighbours of the same ink are one piece."""
    line: list[Piece] = []
    for text, ink in pieces:
        if line and line[-1][1] == ink:
            line[-1] = (line[-1][0] + text, ink)
        elif text:
            line.append((text, ink))
    return tuple(line)


def window(top: int, count: int, room: int, cursor: int) -> int:
    """Return the first row that is shown of `count` in `room`, moved no more than the cursor asks for."""
    top = min(max(top, cursor - room + 1, 0), cursor)
    return max(0, min(top, count - room))
