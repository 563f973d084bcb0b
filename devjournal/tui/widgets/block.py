"""The content of panes: rows, list items, cell sheets, and the block that carries one of them to its pane."""

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
    name: str = ""
    """Kind of the row, which decides what `e` and `x` act on: `step`, `entry`, `week` …"""
    short: Line = ()
    """The line for a row of one line, if other than the first."""


class ItemRow(NamedTuple):
    """A line and the key of its item. Consecutive lines with the same key are one item."""

    line: Line
    key: str = ""
    """Empty for a line that the cursor skips."""
    whole: tuple[Line, ...] = ()
    """The lines of a cut text, for its first line. Under the cursor they push the lines below down, or cover them."""


class PageBody(NamedTuple):
    """Colours and margins of an item list."""

    ground: str = "background"
    raised: str = "surface"
    """Background of the item under the cursor."""
    left: int = EDGE
    """Cells before the lines, for the cursor's edge."""
    pad: int = 0
    """Blank lines above and below."""


class Sheet(Protocol):
    """The content of a grid: lines, and a value for each cell."""

    @property
    def lines(self) -> Sequence[Line]:
        """The visible lines."""

    def at(self, x: int, y: int) -> Any:
        """Return the value of the cell at a position."""


class Block(NamedTuple):
    """The content and region of one pane."""

    name: str
    region: Region
    lines: Sequence[Line] = ()
    rows: Sequence[Row] | None = None
    summary: Line | None = None
    """The line shown instead of the rows while a one-row pane has no focus."""
    listed: Sequence[ItemRow] = ()
    paper: PageBody | None = None
    sheet: Sheet | None = None
    about: str = ""
    """Subject of the content, if other than the screen's."""
    shown: bool = True
    """Whether the pane is visible. A hidden block still has lines, for keys to act on."""
