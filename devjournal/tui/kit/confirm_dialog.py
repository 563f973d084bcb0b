"""A small question before something is done that reaches further than the eye: what will happen, and yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane

WIDEST = 60


class ConfirmDialog(ModalScreen[bool]):
    """Yes or no, to a removal that one step of undo brings back."""

    KEYS: ClassVar[Line] = (("x", "bold here"), (" remove   ", "muted"), ("esc", "bold here"), (" keep it", "muted"))
    """What its keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,y,enter", "dismiss(True)", show=False, priority=True),
        Binding("escape,n", "dismiss(False)", show=False, priority=True),
    ]

    def __init__(self, question: str, words: str, says: str) -> None:
        """Ask about `words`, and say what a yes does."""
        super().__init__()
        self._asked, self._words, self._says = question, words, says

    def compose(self) -> ComposeResult:
        """One pane."""
        with Vertical(classes="panel"):
            yield Pane(id="question")

    def on_resize(self) -> None:
        """Write for the new width."""
        width = max(20, min(WIDEST, self.size.width - 8))
        pane = self.query_one("#question", Pane)
        lines: list[Line] = [((self._asked, "bold"),)]
        lines += [((part, "text"),) for part in wrap(self._words, width, 3, pane.glyphs.cut)]
        lines += [(), *(((part, "muted"),) for part in wrap(self._says, width))]
        lines += [(), self.KEYS]
        pane.ground = "surface"
        pane.lines = lines
        pane.refresh(layout=True)
