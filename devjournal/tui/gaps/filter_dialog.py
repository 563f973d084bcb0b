"""The dialog that filters the cards by text and step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from devjournal.domain.career.board import BoardFilter
from devjournal.domain.career.gap import Step
from devjournal.tui.kit.panel import Panel
from devjournal.tui.widgets.fields import Choice, Option, TextField
from devjournal.tui.widgets.pane import Pane


class BoardFilterDialog(Panel[BoardFilter | None]):
    """Which cards? The shown ones match both text and step."""

    QUESTION = "Which cards?"
    KEYS = (("enter", "show"), ("tab", "step"), ("esc", "leave as it is"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "show", show=False, priority=True),
    ]

    def __init__(self, filter: BoardFilter) -> None:
        """Start from the current filter."""
        super().__init__()
        self._filter = filter

    def controls(self) -> Sequence[Widget]:
        """Text, steps, keys."""
        options: list[Option[Step | None]] = [Option("a", "all", None)]
        options += [Option(step[0], step.role, step) for step in Step]
        choice = Choice(options, self._filter.step, id="steps")
        text = TextField(self._filter.text, single=True, placeholder="a word of the title or the why", id="place")
        return (text, choice, Pane(id="hint"))

    def first(self) -> Widget | None:
        """The text, with the caret at its end."""
        return self.query_one(TextField)

    def on_choice_chosen(self) -> None:
        """Show the cards of the chosen step."""
        self.action_show()

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Apply the filter."""
        message.stop()
        self.action_show()

    def action_show(self) -> None:
        """Apply the filter."""
        self.dismiss(BoardFilter(self.query_one(Choice).value, self.query_one(TextField).text.strip()))
