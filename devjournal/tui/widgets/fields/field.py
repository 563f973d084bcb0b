"""A field: question, control, and the reason if the answer is refused."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from devjournal.tui.widgets.fields.answer_rows import AnswerRows
from devjournal.tui.widgets.fields.choice import Choice
from devjournal.tui.widgets.fields.text_field import TextField
from devjournal.tui.widgets.lines import Line, width_of, wrap
from devjournal.tui.widgets.pane import WrappingPane


@runtime_checkable
class Answering(Protocol):
    """A control whose answer can be read and set, as JSON types."""

    @property
    def answer(self) -> object:
        """The current answer."""

    def put(self, answer: object) -> None:
        """Set the answer; values of the wrong type are ignored."""


class Field(Vertical):
    """A question, its control, and the reason if the answer is refused."""

    def __init__(self, question: str, control: Widget, *, help: str = "", id: str | None = None) -> None:
        """Ask `question`, with `help` beside it in a quiet ink."""
        super().__init__(id=id, classes="field")
        self.control = control
        self._question = question
        self._help = help
        self._head = WrappingPane(self._question_lines, classes="question")
        self._reason = ""
        self._hint = ""
        self._error = WrappingPane(self._reason_lines, classes="refused")
        self._error.display = False

    def compose(self) -> ComposeResult:
        """Question, control, reason."""
        yield self._head
        yield self.control
        yield self._error

    def ask(self, question: str, help: str) -> None:
        """Change the question."""
        if (question, help) != (self._question, self._help):
            self._question, self._help = question, help
            self._head.again()

    def _question_lines(self, width: int) -> list[Line]:
        question, help = self._question, self._help
        line: Line = ((question, "bold"), (f"  {help}", "muted")) if help else ((question, "bold"),)
        if width_of(line) <= width:
            return [line]
        lines: list[Line] = [((part, "bold"),) for part in wrap(question, width)]
        return lines + [((part, "muted"),) for part in wrap(help, width) if help]

    def _reason_lines(self, width: int) -> list[Line]:
        glyphs = self._error.glyphs
        if not self._reason:
            return [((part, "muted"),) for part in wrap(glyphs.marked(self._hint), max(20, width))]
        text = f"{glyphs.refused} {glyphs.marked(self._reason)}"
        return [((part, "missed"),) for part in wrap(text, max(20, width))]

    @property
    def answer(self) -> object:
        """The control's answer, as JSON types."""
        control = self.control
        if isinstance(control, TextField):
            return control.text
        if isinstance(control, Choice):
            return control.letter
        return control.answer if isinstance(control, Answering) else None

    def put(self, answer: object) -> None:
        """Set the control's answer; values of the wrong type are ignored."""
        control = self.control
        if isinstance(control, TextField) and isinstance(answer, str):
            control.put(answer)
        elif isinstance(control, Choice):
            if answer is None or answer in [option.letter for option in control.options]:
                control.put_letter(answer)
        elif isinstance(control, Answering):
            control.put(answer)

    def refuse(self, reason: str) -> None:
        """Show below the control why the answer is refused; "" clears it."""
        self._say(reason, "")

    def on_answer_rows_letter_typed(self, message: AnswerRows.LetterTyped) -> None:
        """Show the hint below the list."""
        message.stop()
        self._say(self._reason, message.hint)

    def on_descendant_blur(self) -> None:
        """Clear the hint: its keys apply to another control now."""
        if self._hint:
            self._say(self._reason, "")

    def _say(self, reason: str, hint: str) -> None:
        """Show the reason below the control, or else the hint."""
        self._reason, self._hint = reason, hint
        self._error.display = bool(reason or hint)
        self._error.again()
