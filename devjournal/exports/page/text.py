"""A page as plain text, 80 cells wide."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from devjournal.domain.text.text_width import MAX_PER_CELL, width
from devjournal.domain.text.user_text import joined
from devjournal.exports.page.markdown import NOTHING
from devjournal.exports.page.page import Block, Items, Page, Row, Strip, Table
from devjournal.exports.page.summary import STRIP
from devjournal.exports.page.typed_text import marker_width

COLUMNS = 80
"""The maximal width of a line, in cells."""

_GLYPH_WIDTH = 3
"""Cells for a glyph and the space after it."""

_MAX_COLUMN = 18
"""The greatest width of a column, in cells. The flexible column takes the remaining width."""

_COLUMN_GAP = 2

_MIN_WIDE_COLUMN = 20
"""The least width of the flexible column, in cells. If less remains, other columns go below the row."""


class Part(Enum):
    """The kind of a printed line."""

    TITLE = auto()
    SPAN = auto()
    BLANK = auto()
    HEADING = auto()
    LINE = auto()
    BELOW = auto()
    """The cells of a row that are printed below it."""
    COUNT = auto()
    """A count of unlisted items, or the sentence of an empty page."""
    STRIP = auto()
    LEGEND = auto()


class Printed(NamedTuple):
    """A printed line: its kind, and the key of its item. An item may take several lines."""

    text: str
    part: Part
    key: str = ""
    mark: str = ""
    """Its glyph, after the indent."""


def render(page: Page) -> str:
    """Return the page."""
    return "\n".join(line.text.rstrip() for line in printed(page)) + "\n"


def printed(page: Page, columns: int = COLUMNS) -> Iterator[Printed]:
    """Yield the lines of a page for a width, at least 26 cells."""
    yield from (Printed(text, Part.TITLE) for text in wrapped(page.title, columns))
    yield from (Printed(text, Part.SPAN) for text in wrapped(page.span, columns))
    for section in page.sections:
        yield Printed("", Part.BLANK)
        yield from (Printed(text, Part.HEADING) for text in wrapped(section.heading, columns))
        for block in section.blocks:
            yield from _block(block, columns)
    if not page.sections:
        yield Printed("", Part.BLANK)
        yield Printed(NOTHING, Part.COUNT)


def _block(block: Block, columns: int) -> Iterator[Printed]:
    if isinstance(block, Items):
        for line in block.lines:
            text = f"{line.text} <{line.link}>" if line.link else line.text
            template = Printed("", Part.LINE if line.key else Part.COUNT, line.key, line.mark)
            yield from _hanging(template, text, columns, _GLYPH_WIDTH if line.under else 0)
    elif isinstance(block, Strip):
        yield Printed(" ".join(block.glyphs), Part.STRIP, STRIP)
        yield from (Printed(text, Part.LEGEND, STRIP) for text in _legend(block, columns))
    else:
        yield from _table(block, columns)


def _legend(strip: Strip, columns: int) -> Iterator[str]:
    """Yield the legend of the glyphs, without breaking an item."""
    line = ""
    for meaning in strip.legend:
        if line and width(line) + 3 + width(meaning) > columns:
            yield line
            line = ""
        line = f"{line}   {meaning}" if line else meaning
    yield line


def _hanging(template: Printed, text: str, columns: int, indent: int = 0) -> Iterator[Printed]:
    """Yield a text after its glyph; further lines are indented to its beginning."""
    for n, line in enumerate(wrapped(text, columns - indent - _GLYPH_WIDTH)):
        mark = "" if n else template.mark
        yield template._replace(text=" " * indent + _padded(mark, _GLYPH_WIDTH) + line, mark=mark)


def _table(table: Table, columns: int) -> Iterator[Printed]:
    mark = _GLYPH_WIDTH if any(row.mark for row in table.rows) else 0
    inline = list(range(table.below))
    widths = {n: min(_MAX_COLUMN, max((width(row.cells[n]) for row in table.rows), default=0)) for n in inline}
    remaining = columns - mark - sum(widths[n] + _COLUMN_GAP for n in inline if n != table.wide)
    while remaining < _MIN_WIDE_COLUMN and len(inline) > 1 + (table.wide > 0):
        dropped = max(n for n in inline if n != table.wide)
        inline.remove(dropped)
        remaining += widths[dropped] + _COLUMN_GAP
    longest = max((width(row.cells[table.wide]) for row in table.rows), default=0)
    widths[table.wide] = remaining if table.wide == inline[-1] else min(remaining, longest)
    for row in table.rows:
        yield from _row(row, {n: widths[n] for n in inline}, bool(mark))
        below = [f"{table.headings[n]}: {cell}" for n, cell in enumerate(row.cells) if n not in inline and cell]
        if below:
            yield from _hanging(Printed("", Part.BELOW, row.key), joined("; ", *below), columns)


def _row(row: Row, widths: dict[int, int], marked: bool) -> Iterator[Printed]:
    cells = [(wrapped(row.cells[n], wide), wide) for n, wide in widths.items()]
    for n in range(max(len(lines) for lines, _ in cells)):
        mark = "" if n else row.mark
        parts = (_padded(lines[n] if n < len(lines) else "", wide) for lines, wide in cells)
        yield Printed(
            (_padded(mark, _GLYPH_WIDTH) if marked else "") + (" " * _COLUMN_GAP).join(parts), Part.LINE, row.key, mark
        )


def _padded(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def wrapped(text: str, cells: int) -> list[str]:
    """Return a text as lines of at most `cells` cells, broken at spaces, and within a word that is wider.

    Its own line breaks and leading spaces stay. A list item is indented below its marker.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        unindented = line.lstrip(" ")
        indent = " " * min(len(line) - len(unindented), cells // 2)
        hanging = " " * min(marker_width(line), cells // 2)
        first, *following = _wrapped(unindented, cells - len(indent))
        if following and hanging:
            following = _wrapped(unindented[len(first) :].lstrip(" "), cells - len(indent) - len(hanging))
        lines += [f"{indent}{first}", *(f"{indent}{hanging}{part}" for part in following)]
    return lines


def _wrapped(text: str, cells: int) -> list[str]:
    cells = max(1, cells)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) <= cells:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        at = 0
        while len(word) - at > cells * MAX_PER_CELL or width(word[at:]) > cells:  # a long word is measured in parts
            head = _head(word[at : at + cells * MAX_PER_CELL], cells)
            lines.append(head)
            at += len(head)
        line = word[at:]
    return [*lines, line] if line or not lines else lines


def _head(word: str, cells: int) -> str:
    """Return as much of a word as fits in a line, at least one character."""
    end = 1
    while end < len(word) and width(word[: end + 1]) <= cells:
        end += 1
    return word[:end]
