"""Margins, first and last content row, and size classes of a screen.

The numbers are from `docs/design.md`, The grid.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.screen_sizes import (
    MIDDLE,
    ROOMY,
    TALL,
    WIDE,
    content_beside_preview,
    content_of,
    margin_of,
    preview_of,
)


@dataclass(slots=True, kw_only=True)
class ScreenGrid:
    """The area for a screen's content, in cells and rows."""

    width: int
    height: int

    @property
    def x(self) -> int:
        """First column of the content."""
        return margin_of(self.width)

    @property
    def content(self) -> int:
        """Width of the content."""
        return content_of(self.width)

    @property
    def beside_preview(self) -> int:
        """Width of the content beside the third column, if there is one."""
        return content_beside_preview(self.width)

    @property
    def preview(self) -> Region | None:
        """Region of the third column; `None` if there is no room."""
        width = preview_of(self.width)
        at = self.x + self.content - width
        return Region(at, self.y, width, max(0, self.end - self.y)) if width else None

    @property
    def wide(self) -> bool:
        """Whether two columns fit with a wide gap."""
        return self.width >= WIDE

    @property
    def narrow(self) -> bool:
        """Whether only one column fits."""
        return self.width < MIDDLE

    @property
    def tall(self) -> bool:
        """Whether there is room for blank lines within blocks."""
        return self.height >= TALL

    @property
    def roomy(self) -> bool:
        """Whether there is room for blank lines between blocks and above the footer."""
        return self.height >= ROOMY

    @property
    def y(self) -> int:
        """First row of the content."""
        return 3 if self.wide else 2

    @property
    def top(self) -> int:
        """First row below a block's title."""
        return self.y + (3 if self.wide and self.tall else 2 if self.roomy else 1)

    @property
    def below_title(self) -> int:
        """First row below a title that is set close to its content."""
        return self.y + (2 if self.roomy else 1)

    @property
    def end(self) -> int:
        """Row after the last one."""
        return self.height - (2 if self.roomy else 1)


@dataclass(slots=True, kw_only=True)
class SizedLayout:
    """A layout for one terminal size."""

    width: int
    height: int
    glyphs: Glyphs

    @property
    def grid(self) -> ScreenGrid:
        """The area for the content."""
        return ScreenGrid(width=self.width, height=self.height)
