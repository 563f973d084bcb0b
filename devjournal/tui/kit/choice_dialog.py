"""Choosing one of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.fields import Picker
from devjournal.tui.widgets.lines import Line, cut
from devjournal.tui.widgets.pane import Pane


class ChoiceDialog(ModalScreen[int | None]):
    """A question and its answers, each by an ID; left with one of them, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", show=False, priority=True)]

    def __init__(self, question: str, options: Sequence[tuple[object, Line]], chosen: object = None) -> None:
        """Ask `question`; the cursor begins on what is `chosen` now."""
        super().__init__()
        self._question = question
        self._options, self._chosen = options, chosen

    def compose(self) -> ComposeResult:
        """Question, list, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield Picker(self._options, self._chosen, id="filters")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the list."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        question = self.query_one("#question", Pane)
        question.show([((cut(self._question, 58, question.glyphs.cut), "bold"),)])
        keys: Line = (("enter", "bold here"), (" choose   ", "muted"), ("esc", "bold here"), (" none", "muted"))
        self.query_one("#hint", Pane).show([(), keys])
        self.set_focus(self.query_one(Picker))

    def on_row_pane_opened(self, message: Picker.Opened) -> None:
        """Leave with the answer that was picked."""
        message.stop()
        assert isinstance(message.row.value, int)
        self.dismiss(message.row.value)
