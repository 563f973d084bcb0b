"""A Textual layout that looks up the regions that a screen has planned."""

from __future__ import annotations

from collections.abc import Mapping

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

SMALLEST = Size(40, 12)
"""The smallest window. In a smaller one, only a message is shown."""


class PlacedLayout(Layout):
    """Places each child at its planned region. A child without a region is hidden."""

    name = "placed"

    def __init__(self) -> None:
        """Begin without regions."""
        super().__init__()
        self.size: Size | None = None
        """The size that the regions were planned for."""
        self._regions: Mapping[str, Region] = {}
        self._set_changed = False

    def plan(self, size: Size, regions: Mapping[str, Region]) -> bool:
        """Set the regions for `size`, and return whether any has changed."""
        changed = regions != self._regions
        self._set_changed = self._set_changed or (bool(self._regions) and regions.keys() != self._regions.keys())
        self.size, self._regions = size, regions
        return changed

    def take_set_changed(self) -> bool:
        """Return whether other children are shown than at the last call. The first plan is no change."""
        changed, self._set_changed = self._set_changed, False
        return changed

    def holds(self, child: Widget) -> bool:
        """Return whether `child` has a region."""
        return child.id in self._regions

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of the visible children. Textual may call this any number of times."""
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
