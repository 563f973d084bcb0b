"""The screen as values, characters and styles, and as a text for reading and comparing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style

from devjournal.tui.widgets.ink import Palette

GROUNDS = ("background", "surface", "success-muted", "panel", "primary")
INKS = ("text", "muted", "faint", "line", "here", "bar", "good", "missed", "asks")


class Cell(NamedTuple):
    """One character and its style."""

    char: str
    style: Style


class Look(NamedTuple):
    """A style in words: background, and ink with weights."""

    ground: str
    ink: str


@dataclass(frozen=True)
class ScreenSnapshot:
    """Rows of cells, and the palette that names their styles."""

    rows: list[list[Cell]]
    palette: Palette
    _looks: dict[Style, Look] = field(default_factory=dict, compare=False)

    @property
    def lines(self) -> list[str]:
        """The text by line, without trailing blanks."""
        return ["".join(cell.char for cell in row).rstrip() for row in self.rows]

    def look(self, x: int, y: int) -> Look:
        """Return the style of the character at a position."""
        at = 0
        for char, style in self.rows[y]:
            at += cell_len(char)
            if at > x:
                return self._look(style)
        raise IndexError(x)

    def described(self) -> str:
        """Return the text, then the styles of every line, then the colours of those styles."""
        width = max((cell_len("".join(cell.char for cell in row)) for row in self.rows), default=0)
        rule = "═" * width
        looks = [f"{y:3} {line}" for y, row in enumerate(self.rows) if (line := self._line(row))]
        return "\n".join((rule, *self.lines, rule, *looks, "", *self._legend(), ""))

    def _line(self, row: list[Cell]) -> str:
        """Return the styles of one line: backgrounds with their columns, and on each the inks with theirs."""
        parts = []
        at = 0
        for ground, cells in groupby(row, key=lambda cell: self._look(cell.style).ground):
            start, inks = at, []
            for ink, run in groupby(cells, key=lambda cell: self._look(cell.style).ink):
                text = "".join(cell.char for cell in run)
                size = cell_len(text)
                if text.strip() or "reverse" in ink or "underline" in ink:
                    first = at + len(text) - len(text.lstrip()) if text.strip() else at
                    inks.append(f"{_span(first, first + max(1, cell_len(text.strip())) - 1)} {ink}")
                at += size
            if ground != "background":
                parts.append(f"{ground} {_span(start, at - 1)}" + (f" [{', '.join(inks)}]" if inks else ""))
            elif inks:
                parts.append(", ".join(inks))
        return "; ".join(parts)

    def _legend(self) -> Iterator[str]:
        """Yield the colour of every style in use."""
        used = {
            (look.ground, look.ink, _hex(style.bgcolor), _hex(style.color))
            for row in self.rows
            for char, style in row
            if char.strip()
            for look in (self._look(style),)
        }
        for ground, styles in groupby(sorted(used), key=lambda entry: (entry[0], entry[2])):
            colours = dict.fromkeys((_plain(ink), colour) for _, ink, _, colour in styles)
            yield f"on {' '.join(dict.fromkeys(ground))}: " + ", ".join(f"{a} {b}" if a != b else a for a, b in colours)

    def _look(self, style: Style) -> Look:
        look = self._looks.get(style)
        if look is None:
            look = self._looks[style] = self._name(style)
        return look

    def _name(self, style: Style) -> Look:
        below, colour = _hex(style.bgcolor), _hex(style.color)
        ground = next((name for name in GROUNDS if _hex(self.palette.style("", name).bgcolor) == below), below)
        known = INKS if ground in GROUNDS else ()
        ink = next((ink for ink in known if _hex(self.palette.style(ink, ground).color) == colour), colour)
        weights = [
            attribute
            for attribute in ("bold", "dim", "italic", "underline", "reverse", "strike", "blink")
            if getattr(style, attribute)
        ]
        return Look(ground, " ".join((*weights, ink)))


def _hex(colour: object) -> str:
    triplet = getattr(colour, "triplet", None)
    if triplet is not None:
        return str(triplet.hex)
    return str(getattr(colour, "name", "none"))


def _plain(ink: str) -> str:
    return ink.split()[-1]


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
