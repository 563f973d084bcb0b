"""A field: a question with its control under it and, where its answer is refused, the reason."""

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
    """A control that gives its answer in a value that JSON knows, and takes it back."""

    @property
    def answer(self) -> object:
        """What it holds."""

    def put(self, answer: object) -> None:
        """Hold another answer; one that it cannot take is passed over."""


class Field(Vertical):
    """A question, the control that answers it, and the reason where the answer is refused."""

    def __init__(self, question: str, control: Widget, *, help: str = "", id: str | None = None) -> None:
        """Ask `question`, with `help` in quiet ink beside it: what is needed, how much is enough."""
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
        """Ask another question of the same control."""
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
        """What the control holds, in a value that JSON knows."""
        control = self.control
        if isinstance(control, TextField):
            return control.text
        if isinstance(control, Choice):
            return control.letter
        return control.answer if isinstance(control, Answering) else None

    def put(self, answer: object) -> None:
        """Give the control an answer back; one that it cannot take is passed over."""
        control = self.control
        if isinstance(control, TextField) and isinstance(answer, str):
            control.put(answer)
        elif isinstance(control, Choice):
            if answer is None or answer in [option.letter for option in control.options]:
                control.put_letter(answer)
        elif isinstance(control, Answering):
            control.put(answer)

    def refuse(self, reason: str) -> None:
        """Say under the control why the answer is refused; an empty reason takes it back."""
        self._say(reason, "")

    def on_answer_rows_letter_typed(self, message: AnswerRows.LetterTyped) -> None:
        """Say under the list what works there."""
        message.stop()
        self._say(self._reason, message.hint)

    def on_descendant_blur(self) -> None:
        """The hint was about keys that go elsewhere now."""
        if self._hint:
            self._say(self._reason, "")

    def _say(self, reason: str, hint: str) -> None:
        """Say under the control why the answer is refused, else what works there."""
        self._reason, self._hint = reason, hint
        self._error.display = bool(reason or hint)
        self._error.again()
