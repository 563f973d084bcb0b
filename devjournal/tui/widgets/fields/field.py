"""A field of a form: a question, its control, and the reason if the answer is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from devjournal.tui.widgets.fields.answer_rows import LetterTyped
from devjournal.tui.widgets.lines import BLANK, Line, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import heading, wrap_inked
from devjournal.tui.widgets.screen_sizes import TALL

INDENT = 2
"""Cells before a question and before a reason."""


class _UnderQuestion(Layout):
    """Places the control below the question."""

    name = "under-question"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Return the placement of the control."""
        assert isinstance(parent, Field)
        region = parent.control_region(size.width)
        return [WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child) for child in children]


class Field(Pane):
    """A question, its control, and the reason if the answer is refused.

    The field draws question and reason itself, because a form with fewer widgets opens faster.
    """

    def __init__(self, question: str, control: Widget, *, help: str = "", id: str | None = None) -> None:
        """Ask `question`, with `help` beside it in a quiet ink."""
        super().__init__(id=id)
        self.control = control
        self._answering: Any = control
        """The control, which has an `answer` and can `put` one."""
        self._under_question = _UnderQuestion()
        self._question = question
        self._help = help
        self._reason = ""
        self._refused: object = None
        """The answer that `_reason` is about."""
        self._hint = ""

    @property
    def layout(self) -> Layout:
        """The control below the question."""
        return self._under_question

    def compose(self) -> ComposeResult:
        """The control."""
        yield self.control

    def ask(self, question: str, help: str) -> None:
        """Change the question."""
        if (question, help) != (self._question, self._help):
            self._question, self._help = question, help
            self.refresh(layout=True)

    def control_region(self, width: int) -> Region:
        """Return the region of the control in a field of `width` cells."""
        margin, window = self.control.styles.margin, self.app.size
        room = Fraction(max(0, width - margin.width))
        box = self.control._get_box_model(Size(width, window.height), window, room, Fraction(window.height))
        above = len(self._question_lines(width - INDENT)) + (window.height >= TALL)
        return Region(margin.left, above, int(box.width), int(box.height))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the height of question, control and reason, in rows."""
        return self.control_region(width).bottom + len(self._reason_lines(width - INDENT))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the question or of the reason; the control covers the lines between."""
        width = self.size.width - INDENT
        question_lines, reason_lines = self._question_lines(width), self._reason_lines(width)
        above_reason = self.size.height - len(reason_lines)
        if y < len(question_lines):
            line = question_lines[y]
        else:
            line = reason_lines[y - above_reason] if y >= above_reason else BLANK
        return self.draw(((" " * INDENT, ""), *line), self.ground)

    def _question_lines(self, width: int) -> list[Line]:
        question, help = self._question, self._help
        line = heading(question, help)
        if width_of(line) <= width:
            return [line]
        return [*wrap_inked("bold", question, width), *(wrap_inked("muted", help, width) if help else ())]

    def _reason_lines(self, width: int) -> list[Line]:
        """Return the lines of the reason, or else of the hint."""
        if self._reason:
            return wrap_inked("missed", self.glyphs.refusal(self._reason), max(20, width))
        if self._hint:
            return wrap_inked("muted", self.glyphs.translate(self._hint), max(20, width))
        return []

    @property
    def answer(self) -> object:
        """The control's answer, as JSON types."""
        return self._answering.answer

    def put(self, answer: object) -> None:
        """Set the control's answer; values of the wrong type are ignored."""
        self._answering.put(answer)

    @property
    def refusal(self) -> str:
        """Why the answer is refused; empty if it is not."""
        return self._reason

    def refuse(self, reason: str) -> None:
        """Show below the control why the current answer is refused; "" clears it."""
        self._refused = self.answer if reason else None
        self._say(reason, "")

    def on_text_area_changed(self) -> None:
        """Clear the refusal of an earlier text."""
        self._clear_old_refusal()

    def on_choice_chosen(self) -> None:
        """Clear the refusal of an earlier choice."""
        self._clear_old_refusal()

    def on_pane_opened(self) -> None:
        """Clear the refusal of an earlier pick."""
        self._clear_old_refusal()

    def on_letter_typed(self, message: LetterTyped) -> None:
        """Show the hint below the control, and clear the refusal of an earlier answer."""
        message.stop()
        self._clear_old_refusal()
        self._say(self._reason, message.hint)

    def _clear_old_refusal(self) -> None:
        """Clear the refusal if the answer has changed since. A message about an answer can arrive after its refusal."""
        if self._reason and self.answer != self._refused:
            self.refuse("")

    def on_descendant_blur(self) -> None:
        """Clear the hint, because it is about the keys of the control that has lost the focus."""
        if self._hint:
            self._say(self._reason, "")

    def _say(self, reason: str, hint: str) -> None:
        """Show the reason below the control, or else the hint."""
        if (reason, hint) != (self._reason, self._hint):
            self._reason, self._hint = reason, hint
            self.refresh(layout=True)
