"""Draws the cells of a screen as SVG that is small, and the same on every machine.

What shows a state or measures something is drawn as a shape, so that it lies in its cell whatever font there is. All
other text is held to its cells by its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style

from tests.tui.screen_snapshot import Cell

WIDTH, HEIGHT = 12, 24
"""A cell, for letters of 20: nearly all fonts for terminals are 0.6 as wide as they are high."""

BASE = 17
"""From the upper edge of a row down to where its letters stand."""

MARGIN, BAR = 16, 36
"""Around the rows, and above them for the bar of the window."""

FONT = "20px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace"

_RULES = (f"text{{font:{FONT};white-space:pre}}", ".m{text-anchor:middle}", ".e{shape-rendering:crispEdges}")
"""What is common to all: letters, glyphs that stand in the middle of their cell, and areas that meet without a seam."""

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
"""Where a glyph begins, from the left end of its cell and where letters stand, and how it goes on."""

_TOGETHER = frozenset("–—…“”‘’•·›‹×°§") | {chr(n) for n in (*range(0x21, 0x7F), *range(0xC0, 0x180))}
"""Characters that every font for terminals has, one cell wide."""


class Inks:
    """The styles of a picture, each a class with a short name."""

    def __init__(self, background: str) -> None:
        """Begin with none; what has the ground `background` needs no filled area."""
        self.background = background
        self._rules: dict[str, str] = {}

    def named(self, rule: str) -> str:
        """Return the class of a rule."""
        return self._rules.setdefault(rule, f"c{len(self._rules)}")

    def css(self) -> str:
        """Return all rules."""
        return "\n".join(f".{name}{{{rule}}}" for rule, name in self._rules.items())


def background_of(rows: Sequence[list[Cell]]) -> str:
    """Return the colour that a screen lies on; its upper left corner shows it."""
    return _colours(rows[0][0].style)[1]


def drawn(row: list[Cell], inks: Inks) -> str:
    """Return a row's elements, its letters standing on the line 0; nothing where it is empty."""
    return "\n".join((*_grounds(row, inks), *_letters(row, inks)))


def _colours(style: Style) -> tuple[str, str]:
    """Return the ink and the ground of a style."""
    ink, ground = ("none" if one is None else one.get_truecolor().hex for one in (style.color, style.bgcolor))
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


def _run(text: str, at: int, name: str) -> Iterator[str]:
    """Yield the elements of a text in one style, which begins in the column `at`."""
    path = ""
    for kind, chars in groupby(_parts(text), key=_kind):
        parts = list(chars)
        size = sum(map(cell_len, parts))
        x = at * WIDTH
        if kind == "shape":
            path += _outline("".join(parts), x)
        elif kind == "words":
            words = "".join(parts)
            left = len(words) - len(words.lstrip())
            if words := words.strip():
                long = f' textLength="{len(words) * WIDTH}"' if len(words) > 1 else ""
                yield f'<text class="{name}" x="{x + left * WIDTH}"{long}>{escape(words, quote=False)}</text>'
        elif kind == "alone":
            for number, part in enumerate(parts):
                middle = (at + number) * WIDTH + cell_len(part) * WIDTH // 2
                yield f'<text class="{name} m" x="{middle}">{escape(part, quote=False)}</text>'
        at += size
    if path:
        edged = " e" if "▌" in text else ""
        yield f'<path class="{name}{edged}" d="{path}"/>'


def _parts(text: str) -> Iterator[str]:
    """Yield a text character by character, with the blanks that part words together."""
    for blank, chars in groupby(text, key=str.isspace):
        run = "".join(chars)
        yield from (run,) if blank else run


def _kind(part: str) -> str:
    if part.isspace():
        return "words" if len(part) == 1 else "gap"
    if part in SHAPES or part in _EIGHTHS or part in "─━▌":
        return "shape"
    return "words" if part in _TOGETHER else "alone"


def _outline(glyphs: str, x: int) -> str:
    """Return glyphs, side by side, as one path; the same line goes on through all of its cells."""
    path = ""
    for glyph, found in groupby(glyphs):
        size = len(list(found))
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
            start, rest = SHAPES[glyph]
            left, _, down = start.partition(",")
            path += "".join(f"M{x + n * WIDTH + float(left):g}{down}{rest}" for n in range(size))
        x += wide
    return path


def framed(size: tuple[int, int], inks: Inks, body: str, css: str = "", *, below: int = 0) -> str:
    """Return a whole picture: a window of `size` cells with `body` in it, and room `below` the rows."""
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


def place(y: int) -> str:
    """Return where the row `y` lies in a picture."""
    return f"translate({MARGIN} {BAR + y * HEIGHT + BASE})"


def still(rows: list[list[Cell]]) -> str:
    """Return a screen as a picture."""
    inks = Inks(background_of(rows))
    lines = ((y, drawn(row, inks)) for y, row in enumerate(rows))
    body = "\n".join(f'<g transform="{place(y)}">\n{line}\n</g>' for y, line in lines if line)
    width = sum(cell_len(cell.char) for cell in rows[0])
    return framed((width, len(rows)), inks, body)
