"""A layout whose places are worked out by the screen itself, for blocks that fold by rules of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

SMALLEST = Size(40, 12)
"""Below this nothing is drawn but a line that says so."""


class Placer(Protocol):
    """A parent that knows where its children stand."""

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return the region of each child that is shown, by its ID."""


class PlacedLayout(Layout):
    """Puts each child where its parent says; a child without a place is not drawn."""

    name = "placed"

    def __init__(self) -> None:
        """Begin without places."""
        super().__init__()
        self._regions: dict[str, Region] = {}
        self._next: tuple[Size, dict[str, Region]] | None = None
        self._others = False

    def others(self) -> bool:
        """Return whether other children were placed since this was asked last, where some were before."""
        others, self._others = self._others, False
        return others

    def holds(self, child: Widget) -> bool:
        """Return whether a child stands where it can be seen."""
        return child.id in self._regions

    def moves(self, parent: Placer, size: Size) -> bool:
        """Ask for the places, and return whether something moves; then the next arrangement takes them."""
        regions = dict(parent.place(size))
        moved = regions != self._regions
        self._next = (size, regions) if moved else None
        return moved

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placements of the children that are shown."""
        prepared, self._next = self._next, None
        regions = prepared[1] if prepared and prepared[0] == size else dict(cast(Placer, parent).place(size))
        self._others = self._others or (bool(self._regions) and regions.keys() != self._regions.keys())
        self._regions = regions
        return [
            WidgetPlacement(regions[child.id], NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id is not None and child.id in regions
        ]


def too_small(size: Size) -> str:
    """Return what to say where the terminal is too small, or an empty text."""
    if size.width >= SMALLEST.width and size.height >= SMALLEST.height:
        return ""
    return f"devjournal needs {SMALLEST.width} columns and {SMALLEST.height} rows; this is {size.width}x{size.height}."
