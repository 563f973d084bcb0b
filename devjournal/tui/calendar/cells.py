"""Glyphs and names of week kinds, and helpers shared by the Calendar's sheets."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.week.week import WeekKind
from devjournal.tui.widgets.glyphs import Glyphs, kind_glyph
from devjournal.tui.widgets.lines import Line, Piece
from devjournal.tui.widgets.paragraphs import flow
from devjournal.tui.widgets.screen_sizes import MIDDLE, WIDE

ROOMY, MIDDLING = WIDE - 8, MIDDLE - 4
"""Content width from which a screen is wide, or middle."""

CURSOR = "bold reverse here"
"""Ink of the cell under the cursor, which has brackets beside it if they fit."""

BRACKET = "bold here"


def glyph_of(kind: WeekKind | None, glyphs: Glyphs) -> tuple[str, str]:
    """Return glyph and ink of a week. `None` is a week that the filter hides."""
    return kind_glyph(kind or WeekKind.NONE, glyphs)


def word_of(kind: WeekKind, *, ahead: bool) -> str:
    """Return the name of a kind; a week ahead is "to come", not "nothing"."""
    return "to come" if ahead and kind is WeekKind.NONE else kind.value


def legend(width: int, glyphs: Glyphs, *, short: bool) -> list[Line]:
    """Return the legend, wrapped at `width`; `short` abbreviates it."""
    gap = 4 if not short else 2 if width >= MIDDLING else 1
    brief = {WeekKind.BETTER: "better", WeekKind.NONE: "nothing" if width >= MIDDLING else "none"} if short else {}
    items: list[Line] = []
    for kind in WeekKind:
        glyph, ink = glyph_of(kind, glyphs)
        items.append(((f"{glyph} ", ink), (brief.get(kind, kind.value), "muted")))
    return flow(items, width, gap)


def merged(pieces: Sequence[Piece]) -> Line:
    """Return a line with neighbouring pieces of the same ink joined."""
    line: list[Piece] = []
    for text, ink in pieces:
        if line and line[-1][1] == ink:
            line[-1] = (line[-1][0] + text, ink)
        elif text:
            line.append((text, ink))
    return tuple(line)


def window(top: int, count: int, room: int, cursor: int) -> int:
    """Return the first visible row of `count` in `room`, scrolled from `top` no further than the cursor needs."""
    top = min(max(top, cursor - room + 1, 0), cursor)
    return max(0, min(top, count - room))
