"""Text pages over a screen: their base, and a notice that the user has to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.lines import Line, row_text
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.screen_sizes import MIDDLE
from devjournal.tui.widgets.scroller import Scroller

_SPACIOUS_ROWS = 24
"""Rows of the window from which the text has a blank line above and below."""

_SCROLL_KEYS = ("up", "down", "pageup", "pagedown", "home", "end")


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


class Notice(TextOverlay):
    """A title, sentences as paragraphs, and what to do next. Any key closes it."""

    def __init__(self, title: str, sentences: Sequence[str], after: str) -> None:
        """Show `title`, each of `sentences`, and `after`."""
        super().__init__()
        self._title = title
        self._sentences = sentences
        self._after = after

    def lines(self, width: int) -> list[Line]:
        """Return title, sentences, and what to do next."""
        glyphs = self.glyphs
        lines: list[Line] = wrap_inked("bold", self._title, width)
        for text in self._sentences:
            lines += [(), *wrap_inked("text", glyphs.translate(row_text(text)), width)]
        return [*lines, (), *wrap_inked("muted", self._after, width)]

    def on_key(self, event: events.Key) -> None:
        """Close on any key that does not scroll."""
        if event.key not in _SCROLL_KEYS:
            event.stop()
            self.app.drop_typed()  # keys typed after the one that closes are for no screen
            self.dismiss()
