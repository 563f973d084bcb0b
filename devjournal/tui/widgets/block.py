"""The content of panes: rows, list items, grid cells, and the block that carries one of them to its pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from textual.geometry import Region

from devjournal.tui.widgets.lines import Line

EDGE = 2
"""Cells at the left of a row pane for the cursor's edge. They lie in the screen's margin."""


class Row(NamedTuple):
    """A row of a `RowPane`: its lines, and the value that it stands for."""

    lines: tuple[Line, ...]
    value: object = None
    kind: str = ""
    """Kind of the row, which decides what `e` and `x` act on: `step`, `entry`, `week` …"""
    short: Line = ()
    """The line shown if the row gets only one line; if empty, it is the first of `lines`."""


class ItemRow(NamedTuple):
    """A line of an item list. Consecutive lines with the same key are one item."""

    line: Line
    key: str = ""
    """Key of the item. If it is empty, the cursor skips the line."""
    full_text: tuple[Line, ...] = ()
    """All lines of a text that is cut, for its first line. Under the cursor they push down or cover the lines below."""


class ListStyle(NamedTuple):
    """Colours and margins of an item list."""

    ground: str = "background"
    raised: str = "surface"
    """Background of the item under the cursor."""
    margin: int = EDGE
    """Cells left of the lines, for the cursor's edge."""
    padding: int = 0
    """Blank rows above the first and below the last line."""


class GridCells(Protocol):
    """The cells of a `CellGrid`: their lines, and the value at each position."""

    @property
    def lines(self) -> Sequence[Line]:
        """The visible lines."""

    def at(self, x: int, y: int) -> Any:
        """Return the value of the cell at column `x` and row `y`; `None` if it has no value."""


class Block(NamedTuple):
    """The content and region of one pane."""

    name: str
    region: Region
    lines: Sequence[Line] = ()
    rows: Sequence[Row] | None = None
    summary: Line | None = None
    """The line shown instead of the rows while the pane has one row of height and no focus."""
    items: Sequence[ItemRow] = ()
    style: ListStyle | None = None
    cells: GridCells | None = None
    subject: str = ""
    """Subject of the content, if other than the screen's. A new subject returns a scrolled pane to its top."""
    visible: bool = True
    """Whether the pane is visible. A hidden pane still has its content, so that keys can act on it."""
