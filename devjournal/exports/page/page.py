"""The page: a summary as sections of lists and tables of plain texts.

The renderers know nothing else: they print titles, lists, tables and the strip, and escape every text alike.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list: a glyph, a text, and a link that may be opened."""

    text: str
    mark: str = "•"
    link: str = ""
    key: str = ""
    """What it is left out by; a line that counts others has none."""
    under: bool = False
    """Whether it belongs to the line before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: a glyph and its cells."""

    cells: tuple[str, ...]
    key: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; a column in which every cell is empty was left out."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: int
    """The column that takes the room there is."""
    below: int
    """From this column on, plain text has the cells in a line of their own."""
    marked: int = 0
    """The column whose word the glyph stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Weeks as glyphs, oldest first, and their legend with counts."""

    glyphs: tuple[str, ...]
    legend: tuple[str, ...]
    words: str
    """The same for who cannot see it."""


Block = Items | Table | Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A summary laid out."""

    title: str
    span: str
    sections: tuple[Section, ...]
