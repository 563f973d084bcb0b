"""A text page over a screen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.screen_sizes import MIDDLE
from devjournal.tui.widgets.scroller import Scroller

_SPACIOUS_ROWS = 24
"""Rows of the window from which the text has a blank line above and below."""


class TextOverlay(ModalScreen[None]):
    """A text that scrolls, with a count of the lines out of view. A subclass binds the keys that close it."""

    MAX_WIDTH: ClassVar[int] = 70
    """Maximum width of the text, in cells."""

    def compose(self) -> ComposeResult:
        """One scrolling page."""
        with Vertical(id="leaf"):
            yield Scroller(id="page")

    def lines(self, width: int) -> list[Line]:
        """Return the text as lines of `width` cells."""
        return []

    def on_resize(self) -> None:
        """Redraw for the new size."""
        side, above = (4 if self.size.width >= MIDDLE else 2), (1 if self.size.height >= _SPACIOUS_ROWS else 0)
        width = min(self.MAX_WIDTH, self.size.width - 2 * side)
        lines = self.lines(width)
        height = min(len(lines), self.size.height - 2 * above)
        self.query_one("#leaf").styles.padding = (above, side)
        page = self.query_one("#page", Scroller)
        page.ground = "surface"
        page.styles.width, page.styles.height = width, height
        page.show_in(lines, height, subject="")
        page.refresh(layout=True)

    def action_scroll(self, step: int) -> None:
        """Scroll by `step` lines."""
        self.query_one("#page", Scroller).action_scroll_by(step)

    def action_page(self, step: int) -> None:
        """Scroll by `step` pages."""
        self.query_one("#page", Scroller).action_page_by(step)

    def on_click(self, event: events.Click) -> None:
        """Close after a click outside the text."""
        if not self.query_one("#leaf").region.contains(event.screen_x, event.screen_y):
            self.dismiss()
