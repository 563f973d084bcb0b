"""A layout whose places are worked out by the screen itself, for blocks that fold by rules of their own."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

SMALLEST = Size(40, 12)
"""Below this nothing is drawn but a line that says so."""


class PlacedLayout(Layout):
    """Puts each child where the screen planned it; a child without a place is not drawn."""

    name = "placed"

    def __init__(self) -> None:
        """Begin without places."""
        super().__init__()
        self.size: Size | None = None
        """The size that the places are for."""
        self._regions: Mapping[str, Region] = {}
        self._others = False

    def plan(self, size: Size, regions: Mapping[str, Region]) -> bool:
        """Take the places for a size, and return whether something moves."""
        moves = regions != self._regions
        self._others = self._others or (bool(self._regions) and regions.keys() != self._regions.keys())
        self.size, self._regions = size, regions
        return moves

    def others(self) -> bool:
        """Return whether other children were placed since this was asked last, where some were before."""
        others, self._others = self._others, False
        return others

    def holds(self, child: Widget) -> bool:
        """Return whether a child stands where it can be seen."""
        return child.id in self._regions

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of the children that are shown: Textual asks as often as it likes."""
        return [
            WidgetPlacement(self._regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id is not None and child.id in self._regions
        ]


def too_small(size: Size) -> str:
    """Return what to say where the terminal is too small, or an empty text."""
    if size.width >= SMALLEST.width and size.height >= SMALLEST.height:
        return ""
    return f"devjournal needs {SMALLEST.width} columns and {SMALLEST.height} rows; this is {size.width}x{size.height}."
