"""The grid of a screen: margins, the first and the last row of its content, and how much room there is.

The numbers are those of `docs/design.md`, The grid.
"""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.tui.widgets.tabs import MIDDLE, TALL, WIDE, content_of, margin_of

ROOMY = 16
"""From so many rows on a blank stands above the footer."""


@dataclass(slots=True, kw_only=True)
class ScreenGrid:
    """The room of a screen for its content."""

    width: int
    height: int

    @property
    def x(self) -> int:
        """Where the content begins."""
        return margin_of(self.width)

    @property
    def content(self) -> int:
        """How wide it is."""
        return content_of(self.width)

    @property
    def wide(self) -> bool:
        """Whether there is room for two columns with air."""
        return self.width >= WIDE

    @property
    def narrow(self) -> bool:
        """Whether there is room for one column alone."""
        return self.width < MIDDLE

    @property
    def tall(self) -> bool:
        """Whether there is room for air between lines."""
        return self.height >= TALL

    @property
    def roomy(self) -> bool:
        """Whether there is room for a blank above the footer, and between blocks."""
        return self.height >= ROOMY

    @property
    def y(self) -> int:
        """The first row."""
        return 3 if self.wide else 2

    @property
    def top(self) -> int:
        """The first row under the titles."""
        return self.y + (3 if self.wide and self.tall else 2 if self.roomy else 1)

    @property
    def below_title(self) -> int:
        """The first row under a title that what follows belongs to."""
        return self.y + (2 if self.roomy else 1)

    @property
    def end(self) -> int:
        """The row after the last one."""
        return self.height - (2 if self.roomy else 1)
