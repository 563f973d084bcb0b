"""A Textual layout that looks up places computed by the screen."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

SMALLEST = Size(40, 12)
"""The smallest window; below it only a message is shown."""


class PlacedLayout(Layout):
    """Places each child at the planned region. A child without a region is not shown."""

    name = "placed"

    def __init__(self) -> None:
        """Begin without regions."""
        super().__init__()
        self.size: Size | None = None
        """The size that the regions were planned for."""
        self._regions: Mapping[str, Region] = {}
        self._others = False

    def plan(self, size: Size, regions: Mapping[str, Region]) -> bool:
        """Take the regions planned for `size`, and return whether any differs."""
        moves = regions != self._regions
        self._others = self._others or (bool(self._regions) and regions.keys() != self._regions.keys())
        self.size, self._regions = size, regions
        return moves

    def others(self) -> bool:
        """Return whether the set of shown children has changed since the last call, except for the first plan."""
        others, self._others = self._others, False
        return others

    def holds(self, child: Widget) -> bool:
        """Return whether `child` has a region."""
        return child.id in self._regions

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of the shown children. Textual may call this any number of times."""
        return [
            WidgetPlacement(self._regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id is not None and child.id in self._regions
        ]


def too_small(size: Size) -> str:
    """Return the message for a window below `SMALLEST`, or ""."""
    if size.width >= SMALLEST.width and size.height >= SMALLEST.height:
        return ""
    return f"devjournal needs {SMALLEST.width} columns and {SMALLEST.height} rows; this is {size.width}x{size.height}."
