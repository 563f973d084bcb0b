"""A leaf of text that lies over a screen, drawn for the width that there is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane

WIDEST = 70


class Leaf(ModalScreen[None]):
    """Lines that scroll; whoever reads them says what closes it."""

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="help"):
            yield Pane(id="page")

    def lines(self, width: int) -> list[Line]:
        """Return what stands on it, for a width."""
        return []

    def on_resize(self) -> None:
        """Draw for the new width."""
        pane = self.query_one("#page", Pane)
        pane.ground = "surface"
        pane.lines = self.lines(min(WIDEST, self.size.width - 10))
        pane.refresh(layout=True)

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one("#help").scroll_relative(y=step, animate=False)
