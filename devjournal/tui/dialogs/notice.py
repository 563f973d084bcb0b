"""A notice: something that has to be said in full before anything else, and that any key closes."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from devjournal.domain.text import one_line
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane


class Notice(ModalScreen[None]):
    """A title, and lines that are wrapped."""

    def __init__(self, title: str, lines: Sequence[str], after: str) -> None:
        """Say `lines`, one by one, and what can be done `after` them."""
        super().__init__()
        self._title = title
        self._lines = lines
        self._after = after

    def compose(self) -> ComposeResult:
        """One page that scrolls."""
        with VerticalScroll(id="help"):
            yield Pane(id="page")

    def on_resize(self) -> None:
        """Draw for the new width."""
        width = min(70, self.size.width - 10)
        lines: list[Line] = [((part, "bold"),) for part in wrap(self._title, width)]
        for text in self._lines:
            lines += [(), *(((part, "text"),) for part in wrap(one_line(text), width))]
        lines += [(), *(((part, "muted"),) for part in wrap(self._after, width))]
        pane = self.query_one("#page", Pane)
        pane.ground = "surface"
        pane.lines = lines
        pane.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """Close, but for what scrolls."""
        if event.key not in ("up", "down", "pageup", "pagedown"):
            event.stop()
            self.dismiss()
