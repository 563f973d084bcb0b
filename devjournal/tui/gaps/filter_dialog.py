"""Choosing which cards are looked for: those of a step, or those that contain a text."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.domain.career.board import BoardFilter
from devjournal.domain.career.gap import Step
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.fields import Choice, Option, TextField
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane

_ALL = "all"


class BoardFilterDialog(ModalScreen[BoardFilter | None]):
    """A text and a step; enter shows what holds both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("ctrl+s", "show", show=False, priority=True),
    ]

    def __init__(self, wanted: BoardFilter) -> None:
        """Begin with what is looked for now."""
        super().__init__()
        self._wanted = wanted

    def compose(self) -> ComposeResult:
        """Question, text, steps, keys."""
        options = [
            Option("a", "·", "here", "all", _ALL),
            Option("c", "·", "here", "current role", Step.CURRENT.value),
            Option("n", "·", "here", "next role", Step.NEXT.value),
        ]
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield TextField(self._wanted.text, single=True, placeholder="a word of the title or the why", id="place")
            yield Choice(options, self._wanted.step.value if self._wanted.step else _ALL, id="steps")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the text."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        self.query_one("#question", Pane).show([(("Which cards?", "bold"),)])
        keys: Line = (
            *(("enter", "bold here"), (" show   ", "muted"), ("tab", "bold here"), (" step   ", "muted")),
            *(("esc", "bold here"), (" leave as it is", "muted")),
        )
        self.query_one("#hint", Pane).show([(), keys])
        choice = self.query_one(Choice)
        choice.chosen = lambda _: self.action_show()
        prose = self.query_one(TextField)
        prose.go_to_end()
        self.set_focus(prose)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Enter shows."""
        message.stop()
        self.action_show()

    def action_show(self) -> None:
        """Show what is looked for."""
        step = self.query_one(Choice).value
        text = self.query_one(TextField).text.strip()
        self.dismiss(BoardFilter(Step(step) if step in tuple(Step) else None, text))
