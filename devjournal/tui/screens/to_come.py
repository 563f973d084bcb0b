"""The screens that are still to come: each says in a sentence what will stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.tui.screens.base import JournalScreen
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.tabs import CONTENT, WIDE, margin_of

SENTENCES: dict[str, tuple[str, str]] = {
    "reviews": ("Reviews", "The monthly check-in and the quarterly deep dive will stand here."),
}


class ToComeScreen(JournalScreen):
    """A tab whose screen is not built yet."""

    def blocks(self) -> Sequence[Widget]:
        """One pane with the sentence."""
        return (Pane(id="sentence"),)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Put the sentence where a screen begins."""
        margin = margin_of(size.width)
        width = min(CONTENT, size.width - 2 * margin)
        title, sentence = SENTENCES[self.NAME]
        texts = wrap(f"{sentence} It comes with a later version.", width)
        lines: list[Line] = [((title, "bold"),), (), *(((text, "muted"),) for text in texts)]
        self.query_one("#sentence", Pane).show(lines)
        return {"sentence": Region(margin, 3 if size.width >= WIDE else 2, width, len(lines))}


class ReviewsScreen(ToComeScreen):
    """Monthly check-ins and quarterly deep dives."""

    NAME = "reviews"
