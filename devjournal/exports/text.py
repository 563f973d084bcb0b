"""A page as plain text of 80 columns, counted in cells."""

from __future__ import annotations

from collections.abc import Iterator

from devjournal.domain.cells import width
from devjournal.exports.markdown import NOTHING
from devjournal.exports.page import Block, Items, Page, Row, Strip, Table

COLUMNS = 80
"""How wide a line may be."""

_GLYPH = 3
"""Cells for a glyph and the blanks behind it."""

_SHORT = 18
"""The widest that a column of a table gets, but for the one that takes the room there is."""

_GAP = 2


def render(page: Page) -> str:
    """Return the page."""
    lines = [*wrapped(page.title, COLUMNS), page.span]
    for section in page.sections:
        lines += ["", *wrapped(section.heading, COLUMNS)]
        for block in section.blocks:
            lines += _block(block)
    if not page.sections:
        lines += ["", NOTHING]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Items):
        for line in block.lines:
            text = f"{line.text} <{line.link}>" if line.link else line.text
            indent = _GLYPH if line.under else 0
            yield from _hanging(line.mark, text, indent)
    elif isinstance(block, Strip):
        yield " ".join(block.glyphs)
        yield from _legend(block)
    else:
        yield from _table(block)


def _legend(strip: Strip) -> Iterator[str]:
    """Yield what the glyphs mean, and break no meaning in two."""
    line = ""
    for meaning in strip.legend:
        if line and width(line) + 3 + width(meaning) > COLUMNS:
            yield line
            line = ""
        line = f"{line}   {meaning}" if line else meaning
    yield line


def _hanging(mark: str, text: str, indent: int = 0) -> Iterator[str]:
    """Yield a text behind its glyph; what goes on stands below its beginning."""
    first = True
    for line in wrapped(text, COLUMNS - indent - _GLYPH):
        yield " " * indent + (_padded(mark, _GLYPH) if first else " " * _GLYPH) + line
        first = False


def _table(table: Table) -> Iterator[str]:
    columns = range(table.below)
    marked = any(row.mark for row in table.rows)
    widths = {n: min(_SHORT, max(width(row.cells[n]) for row in table.rows)) for n in columns if n != table.wide}
    used = (_GLYPH if marked else 0) + sum(widths.values()) + _GAP * len(widths)
    room = COLUMNS - used
    longest = max((width(row.cells[table.wide]) for row in table.rows), default=0)
    widths[table.wide] = room if table.wide == table.below - 1 else min(room, longest)
    for row in table.rows:
        yield from _row(row, [widths[n] for n in columns], marked)
        below = [f"{table.headings[n]}: {cell}" for n, cell in enumerate(row.cells) if n >= table.below and cell]
        if below:
            yield from _hanging("", "; ".join(below))


def _row(row: Row, widths: list[int], marked: bool) -> Iterator[str]:
    cells = [wrapped(row.cells[n], wide) for n, wide in enumerate(widths)]
    for n in range(max(map(len, cells))):
        mark = _padded(row.mark if n == 0 else "", _GLYPH) if marked else ""
        parts = (_padded(cell[n] if n < len(cell) else "", wide) for cell, wide in zip(cells, widths, strict=True))
        yield mark + (" " * _GAP).join(parts)


def _padded(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def wrapped(text: str, cells: int) -> list[str]:
    """Return a text in lines of at most so many cells, broken at blanks, and inside a word that is wider."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) <= cells:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        line = word
        while width(line) > cells:
            head = _head(line, cells)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line or not lines else lines


def _head(word: str, cells: int) -> str:
    """Return as much of a word as a line takes: one character at least."""
    end = 1
    while end < len(word) and width(word[: end + 1]) <= cells:
        end += 1
    return word[:end]
