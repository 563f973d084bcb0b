"""A notice that the user has to read; any key closes it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from devjournal.tui.kit.text_overlay import TextOverlay
from devjournal.tui.widgets.lines import Line, row_text
from devjournal.tui.widgets.paragraphs import wrap_inked

_SCROLL_KEYS = ("up", "down", "pageup", "pagedown", "home", "end")


class Notice(TextOverlay):
    """A title, sentences as paragraphs, and what to do next."""

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
            self.app.drop_typed()  # type: ignore[attr-defined]  # keys typed after the one that closes are for no screen
            self.dismiss()
