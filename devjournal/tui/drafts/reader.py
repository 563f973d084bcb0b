"""The whole text of a draft, over the page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.capture.draft import Draft
from devjournal.tui.bindings import moves
from devjournal.tui.drafts.sections import whole_lines
from devjournal.tui.kit.panel import keys_line
from devjournal.tui.kit.text_overlay import TextOverlay
from devjournal.tui.widgets.lines import BLANK, Line


class DraftReader(TextOverlay):
    """One draft for reading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", show=False, priority=True),
        *moves(up="scroll(-1)", down="scroll(1)", page_up="scroll(-10)", page_down="scroll(10)"),
    ]

    def __init__(self, draft: Draft) -> None:
        """Show `draft`."""
        super().__init__()
        self._draft = draft

    def lines(self, width: int) -> list[Line]:
        """Return the draft, and the key that closes it."""
        return [*whole_lines(self._draft, width, self.glyphs), BLANK, keys_line(("esc", "back"))]
