"""A notice that must be read in full; any key closes it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from devjournal.tui.kit.text_overlay import TextOverlay
from devjournal.tui.widgets.lines import Line, row_text
from devjournal.tui.widgets.paragraphs import wrap_inked

SCROLLS = ("up", "down", "pageup", "pagedown", "home", "end")


class Notice(TextOverlay):
    """A title, sentences on lines of their own, and what to do next."""

    def __init__(self, title: str, sentences: Sequence[str], after: str) -> None:
        """Show `title`, each of `sentences`, and `after`."""
        super().__init__()
        self._title = title
        self._sentences = sentences
        self._after = after

    def lines(self, width: int) -> list[Line]:
        """Return all lines."""
        glyphs = self.glyphs
        lines: list[Line] = wrap_inked("bold", self._title, width)
        for text in self._sentences:
            lines += [(), *wrap_inked("text", glyphs.translate(row_text(text)), width)]
        return [*lines, (), *wrap_inked("muted", self._after, width)]

    def on_key(self, event: events.Key) -> None:
        """Close on any key except those that scroll."""
        if event.key not in SCROLLS:
            event.stop()
            self.app.drop_typed()  # type: ignore[attr-defined]  # any key, and not one key after the other
            self.dismiss()
