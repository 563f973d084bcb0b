"""Draws the cells of a screen as a small SVG that looks the same on every machine.

Glyphs that show a state or a measure are drawn as shapes, so that they fit their cells in any font. `textLength` fits
other text to its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style

from tests.tui.screen_snapshot import Cell

WIDTH, HEIGHT = 12, 24
"""The size of a cell in pixels, for a font of 20: nearly all terminal fonts are 0.6 times as wide as they are high."""

BASE = 17
"""The distance from the top of a row to its baseline, in pixels."""

MARGIN, BAR = 16, 36
"""The margin around the rows, and the height of the title bar above them, in pixels."""

FONT = "20px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace"

_RULES = (f"text{{font:{FONT};white-space:pre}}", ".m{text-anchor:middle}", ".e{shape-rendering:crispEdges}")
"""The rules of every picture: text, glyphs centred in their cell, and areas without seams between them."""

_EIGHTHS = "▁▂▃▄▅▆▇█"
_RING = "a5 5 0 1 1 0-10a5 5 0 1 1 0 10z"
_HOLE = "m0-1.5a3.5 3.5 0 1 0 0-7a3.5 3.5 0 1 0 0 7z"
_DISC = "m0-1.2a2.3 2.3 0 1 1 0-4.6a2.3 2.3 0 1 1 0 4.6z"
_SQUARE = "h10v10h-10z"

SHAPES = {
    "■": ("1,-11", _SQUARE),
    "□": ("1,-11", f"{_SQUARE}m1.5 1.5v7h7v-7z"),
    "◧": ("1,-11", f"{_SQUARE}m5 1.5v7h3.5v-7z"),
    "●": ("6,-1", _RING),
    "○": ("6,-1", _RING + _HOLE),
    "◉": ("6,-1", f"{_RING}{_HOLE}{_DISC}"),
    "◆": ("6,-12", "l5.5 6l-5.5 6l-5.5-6z"),
    "▸": ("2,-11.5", "l8 5.5l-8 5.5z"),
    "✓": ("1,-6.5", "l1.6-1.3l2 2.9l5-8.1l1.7 1.1l-6.4 10.4h-.9z"),
    "✗": (
        "1.5,-10.5",
        "l1.4-1.4l3.3 3.6l3.3-3.6l1.4 1.4l-3.4 3.7l3.4 3.7l-1.4 1.4l-3.3-3.6l-3.3 3.6l-1.4-1.4l3.4-3.7z",
    ),
}
"""The path of each glyph: its start, from the left edge of the cell and the baseline, and its outline."""

_ONE_CELL = frozenset("–—…“”‘’•·›‹×°§") | {chr(n) for n in (*range(0x21, 0x7F), *range(0xC0, 0x180))}
"""Characters that every terminal font has, one cell wide."""


class Inks:
    """The CSS rules of a picture, each a class with a short name."""

    def __init__(self, background: str) -> None:
        """Begin without rules. Cells with the colour `background` need no filled area."""
        self.background = background
        self._rules: dict[str, str] = {}

    def named(self, rule: str) -> str:
        """Return the class of a rule."""
        return self._rules.setdefault(rule, f"c{len(self._rules)}")

    def css(self) -> str:
        """Return all rules."""
        return "\n".join(f".{name}{{{rule}}}" for rule, name in self._rules.items())


def background_of(rows: Sequence[list[Cell]]) -> str:
    """Return the background colour of a screen: that of its upper left cell."""
    return _colours(rows[0][0].style)[1]


def draw(row: list[Cell], inks: Inks) -> str:
    """Return the elements of a row, with its baseline at 0; empty for an empty row."""
    return "\n".join((*_grounds(row, inks), *_letters(row, inks)))


def _colours(style: Style) -> tuple[str, str]:
    """Return the foreground and the background colour of a style."""
    ink, ground = ("none" if colour is None else colour.get_truecolor().hex for colour in (style.color, style.bgcolor))
    return (ground, ink) if style.reverse else (ink, ground)


def _grounds(row: list[Cell], inks: Inks) -> Iterator[str]:
    at = 0
    for ground, cells in groupby(row, key=lambda cell: _colours(cell.style)[1]):
        size = sum(cell_len(cell.char) for cell in cells)
        if ground != inks.background:
            area = f"M{at * WIDTH}-{BASE}h{size * WIDTH}v{HEIGHT}.5h-{size * WIDTH}z"
            yield f'<path class="{inks.named(f"fill:{ground}")} e" d="{area}"/>'
        at += size


def _letters(row: list[Cell], inks: Inks) -> Iterator[str]:
    at = 0
    for rule, cells in groupby(row, key=lambda cell: _rule(cell.style)):
        text = "".join(cell.char for cell in cells)
        if text.strip():
            yield from _run(text, at, inks.named(rule))
        at += cell_len(text)


def _rule(style: Style) -> str:
    parts = [f"fill:{_colours(style)[0]}"]
    parts += ["font-weight:700"] * bool(style.bold) + ["font-style:italic"] * bool(style.italic)
    lines = ["underline"] * bool(style.underline) + ["line-through"] * bool(style.strike)
    return ";".join(parts + [f"text-decoration:{' '.join(lines)}"] * bool(lines))


def _run(text: str, column: int, name: str) -> Iterator[str]:
    """Yield the elements of a text in one style that begins in `column`."""
    path = ""
    for kind, chars in groupby(_parts(text), key=_kind):
        parts = list(chars)
        size = sum(map(cell_len, parts))
        x = column * WIDTH
        if kind == "shape":
            path += _outline("".join(parts), x)
        elif kind == "words":
            run = "".join(parts)
            indent = len(run) - len(run.lstrip())
            if run := run.strip():
                length = f' textLength="{len(run) * WIDTH}"' if len(run) > 1 else ""
                yield f'<text class="{name}" x="{x + indent * WIDTH}"{length}>{escape(run, quote=False)}</text>'
        elif kind == "alone":
            for number, part in enumerate(parts):
                middle = (column + number) * WIDTH + cell_len(part) * WIDTH // 2
                yield f'<text class="{name} m" x="{middle}">{escape(part, quote=False)}</text>'
        column += size
    if path:
        edged = " e" if "▌" in text else ""
        yield f'<path class="{name}{edged}" d="{path}"/>'


def _parts(text: str) -> Iterator[str]:
    """Yield each character of a text, but each run of blanks as one part."""
    for blank, chars in groupby(text, key=str.isspace):
        run = "".join(chars)
        yield from (run,) if blank else run


def _kind(part: str) -> str:
    if part.isspace():
        return "words" if len(part) == 1 else "gap"
    if part in SHAPES or part in _EIGHTHS or part in "─━▌":
        return "shape"
    return "words" if part in _ONE_CELL else "alone"


def _outline(glyphs: str, x: int) -> str:
    """Return glyphs side by side as one path. Equal glyphs of a line or bar are joined."""
    path = ""
    for glyph, repeats in groupby(glyphs):
        size = len(list(repeats))
        wide = size * WIDTH
        if glyph in "─━":
            high = 4 if glyph == "━" else 2
            path += f"M{x}-{6 + high // 2}h{wide}v{high}h-{wide}z"
        elif glyph in _EIGHTHS:
            high = (_EIGHTHS.index(glyph) + 1) * HEIGHT // len(_EIGHTHS)
            path += f"M{x} {HEIGHT - BASE}h{wide}v-{high}h-{wide}z"
        elif glyph == "▌":
            path += "".join(f"M{x + n * WIDTH}-{BASE}h6v{HEIGHT}.5h-6z" for n in range(size))
        else:
            start, outline = SHAPES[glyph]
            left, _, down = start.partition(",")
            path += "".join(f"M{x + n * WIDTH + float(left):g}{down}{outline}" for n in range(size))
        x += wide
    return path


def framed(size: tuple[int, int], inks: Inks, body: str, css: str = "", *, below: int = 0) -> str:
    """Return a picture: a window of `size` cells with `body` in it, and `below` pixels under the rows."""
    wide = size[0] * WIDTH + 2 * MARGIN
    high = size[1] * HEIGHT + BAR + MARGIN + below
    outer = f'width="{wide - 1}" height="{high - 1}" rx="8"'
    light = int(inks.background[1:3], 16) > 127
    line, dot = ("#0003", "#0004") if light else ("#fff4", "#fff4")
    dots = "".join(f"M{MARGIN + 4 + n * 20} 16a5 5 0 1 1 10 0a5 5 0 1 1-10 0z" for n in range(3))
    rules = "\n".join(filter(None, (*_RULES, inks.css(), css)))
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">',
            f"<style>\n{rules}\n</style>",
            f'<rect x=".5" y=".5" {outer} fill="{inks.background}" stroke="{line}"/>',
            f'<path fill="{dot}" d="{dots}"/>',
            body,
            "</svg>\n",
        )
    )


def row_transform(y: int) -> str:
    """Return the SVG transform that moves a row to its place `y`."""
    return f"translate({MARGIN} {BAR + y * HEIGHT + BASE})"


def still(rows: list[list[Cell]]) -> str:
    """Return a screen as a picture."""
    inks = Inks(background_of(rows))
    lines = ((y, draw(row, inks)) for y, row in enumerate(rows))
    body = "\n".join(f'<g transform="{row_transform(y)}">\n{line}\n</g>' for y, line in lines if line)
    width = sum(cell_len(cell.char) for cell in rows[0])
    return framed((width, len(rows)), inks, body)
