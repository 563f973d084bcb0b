"""What panes show: rows, lines of a listing, sheets of cells, and the block that hands one of them to its pane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from textual.geometry import Region

from devjournal.tui.widgets.lines import Line

EDGE = 2
"""Cells at a row pane's left for the edge of the row under the cursor; they lie in the screen's margin."""


class Row(NamedTuple):
    """One row of a `RowPane`: its lines, and what it stands for."""

    lines: tuple[Line, ...]
    value: object = None
    name: str = ""
    """What it is, for a screen that asks what `e` and `x` act on: `step`, `entry`, `week` …"""
    short: Line = ()
    """The one line that stands for its lines where there is no room for more, if that is not the first."""


class ItemRow(NamedTuple):
    """A line, and the key of what it belongs to; lines in a row with one key are one thing."""

    line: Line
    key: str = ""
    """Empty where nothing can be done."""


@dataclass(frozen=True, slots=True)
class PageBody:
    """How a listing lies on the screen."""

    ground: str = "background"
    raised: str = "surface"
    """What lies behind what is under the cursor."""
    left: int = EDGE
    """Cells before the lines, where the edge of the cursor stands."""
    pad: int = 0
    """Blank lines above and below."""


class Sheet(Protocol):
    """What a grid shows: its lines, and what stands where."""

    @property
    def lines(self) -> Sequence[Line]:
        """The lines that are in view."""

    def at(self, x: int, y: int) -> Any:
        """Return what stands at a place."""


@dataclass(frozen=True, slots=True)
class Block:
    """What one pane of a screen shows, and where."""

    name: str
    region: Region
    lines: Sequence[Line] = ()
    rows: Sequence[Row] | None = None
    summary: Line | None = None
    """What a pane of one row shows in place of its rows while it has no focus."""
    listed: Sequence[ItemRow] = ()
    paper: PageBody | None = None
    sheet: Sheet | None = None
    about: str = ""
    """What it is about, where that is not what its screen is about."""
    shown: bool = True
    """Whether it stands on the screen; one that does not has its lines all the same, for the keys to act on."""
