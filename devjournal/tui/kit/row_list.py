"""What small lists over a screen share: a heading, rows with a cursor, and the keys that work."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.pane import Pane, RowPane

T = TypeVar("T")


class RowList(ModalScreen[T]):
    """A panel with a list; what it shows is written when its size is known."""

    ROWS: ClassVar[type[RowPane]] = RowPane
    """What the rows stand in."""

    def compose(self) -> ComposeResult:
        """Heading, list, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield self.ROWS(id="filters")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the list."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        self.set_focus(self.query_one(RowPane))
