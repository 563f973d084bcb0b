"""The hero's pane: a filled block with an edge, focused first."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.lines import BLANK
from devjournal.tui.widgets.pane import Pane


class HeroPane(Pane, can_focus=True):
    """The question of the day on a raised background."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", show=False, priority=True),
        *moves(down="leave(1)", up="leave(-1)"),
    ]

    ground = "surface"
    edge = "bar"

    def set_colours(self, ground: str, edge: str) -> None:
        """Set the background and the ink of the edge."""
        if (ground, edge) != (self.ground, self.edge):
            self.ground, self.edge = ground, edge
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the edge and one line of text."""
        line = self.lines[y] if y < len(self.lines) else BLANK
        edge = (self.glyphs.edge, self.edge if self.has_focus or self.edge != "bar" else "line")
        return self.draw((edge, ("  ", ""), *line), self.ground)

    def action_press(self) -> None:
        """Report that the hero was pressed."""
        self.post_message(self.Opened(self))

    def action_leave(self, step: int) -> None:
        """Move to the next or previous block."""
        self.post_message(self.Exited(self, step))

    def on_click(self, event: events.Click) -> None:
        """Press the hero if the line of the key was clicked, or any line twice."""
        if event.y >= len(self.lines) - 2 or event.chain > 1:
            self.action_press()
