"""The page: a summary as sections of lists and tables of plain texts.

Renderers know only these: they print titles, lists, tables and the strip, and escape every text in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a list: a glyph, a text, and an optional link."""

    text: str
    mark: str = "•"
    link: str = ""
    key: str = ""
    """The key by which the user leaves it out. Lines with counts have none."""
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
    """A table without empty columns."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: int
    """The column that takes the remaining width."""
    below: int
    """From this column on, plain text puts cells on their own line."""
    marked: int = 0
    """The column whose word the glyph replaces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Weeks as glyphs, oldest first, with a legend and counts."""

    glyphs: tuple[str, ...]
    legend: tuple[str, ...]
    words: str
    """The same in words, for screen readers."""


Block = Items | Table | Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its blocks."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A summary laid out."""

    title: str
    span: str
    sections: tuple[Section, ...]
