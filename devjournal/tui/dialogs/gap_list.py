"""Choosing one gap of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from devjournal.domain.gap import Gap
from devjournal.tui.widgets.fields import Picker
from devjournal.tui.widgets.lines import Line, cut
from devjournal.tui.widgets.pane import Pane

TITLE = 44
"""Cells of a title before its area and measure."""


class GapList(ModalScreen[int | None]):
    """A list of gaps; left with the ID of one, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", show=False, priority=True)]

    def __init__(self, question: str, gaps: Sequence[Gap]) -> None:
        """Ask `question` of `gaps`."""
        super().__init__()
        self._question = question
        self._gaps = gaps

    def compose(self) -> ComposeResult:
        """Question, list, keys."""
        options: list[tuple[object, Line]] = []
        for gap in self._gaps:
            facts = f"  {gap.area.value}, {gap.evidence} of {gap.needed}"
            options.append((gap.id, ((cut(gap.title, TITLE - len(facts) + 8), "text"), (facts, "muted"))))
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield Picker(options, None, id="filters")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the list."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        self.query_one("#question", Pane).show([((cut(self._question, 58), "bold"),)])
        keys: Line = (("enter", "bold here"), (" choose   ", "muted"), ("esc", "bold here"), (" none", "muted"))
        self.query_one("#hint", Pane).show([(), keys])
        self.query_one(Picker).focus()

    def on_row_pane_opened(self, message: Picker.Opened) -> None:
        """Leave with the gap that was picked."""
        message.stop()
        assert isinstance(message.row.value, int)
        self.dismiss(message.row.value)
