"""The horizons above the board. They take the focus above the top card; `enter` opens the case."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.lines import BLANK
from devjournal.tui.widgets.pane import Pane


class HorizonPane(Pane, can_focus=True):
    """The lines of the horizons, with an edge while focused."""

    BINDINGS: ClassVar[list[BindingType]] = [*moves(up="stay", down="leave")]

    def render_line(self, y: int) -> Strip:
        """Draw a line and its edge."""
        line = self.lines[y] if y < len(self.lines) else BLANK
        if self.has_focus:
            return self.draw(((self.glyphs.edge, "bar"), (" " * (EDGE - 1), ""), *line), "surface")
        return self.draw(((" " * EDGE, ""), *line), self.ground)

    def action_leave(self) -> None:
        """Move down to the board."""
        self.post_message(self.Exited(self, 1))

    def action_stay(self) -> None:
        """Do nothing: the pane is the topmost."""

    def on_click(self, event: events.Click) -> None:
        """Take the focus; open the case on a double click."""
        self.screen.set_focus(self)
        if event.chain > 1:
            self.post_message(self.Opened(self))
