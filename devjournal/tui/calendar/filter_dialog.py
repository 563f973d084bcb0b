"""Choosing which weeks are looked for: those of an outcome, a skill or a gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.domain.calendar.week_filter import Filter
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.fields import Picker
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane


class FilterList(ModalScreen[Filter | None]):
    """A list of all that can be looked for, with how many weeks each one has."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f", "dismiss", show=False, priority=True)]

    def __init__(self, options: Sequence[tuple[Filter, Line]], wanted: Filter) -> None:
        """Offer `options`, with the cursor on the one in use."""
        super().__init__()
        self._options = options
        self._wanted = wanted

    def compose(self) -> ComposeResult:
        """Question, list, keys."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield Picker(self._options, self._wanted, id="filters")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the list."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        self.query_one("#question", Pane).show([(("Which weeks?", "bold"),)])
        keys: Line = (("enter", "bold here"), (" show   ", "muted"), ("esc", "bold here"), (" leave as it is", "muted"))
        self.query_one("#hint", Pane).show([(), keys])
        picker = self.query_one(Picker)
        picker.raised = "panel"
        self.set_focus(picker)

    def on_row_pane_opened(self, message: Picker.Opened) -> None:
        """Show the weeks that were picked."""
        message.stop()
        assert isinstance(message.row.value, Filter)
        self.dismiss(message.row.value)
