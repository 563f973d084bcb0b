"""A list with any number of marked rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.message import Message

from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.fields.answer_rows import AnswerRows, LetterTyped
from devjournal.tui.widgets.lines import Line

T = TypeVar("T", bound=int | str)

ROWS = 7
"""Rows drawn at once, unless given."""


class CheckList(AnswerRows, Generic[T]):
    """Rows with marks; space sets or clears the mark of the row under the cursor."""

    class Full(Message):
        """A mark was refused because `max_marks` are already set."""

    VERB = "mark"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False, priority=True)]

    def __init__(
        self, options: Sequence[tuple[T, Line]], *, max_marks: int = 0, rows: int = ROWS, selected: bool = False
    ) -> None:
        """Offer `options`, all `selected` or none. `max_marks` limits the marks (0: no limit), `rows` the height."""
        super().__init__()
        self._rows_drawn = rows
        self._options = list(options)
        self._max_marks = max_marks
        self.selected: tuple[T, ...] = tuple(value for value, _ in self._options) if selected else ()
        """The marked values, in list order."""

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of rows drawn."""
        return min(self._rows_drawn, len(self._options))

    def fill(self) -> None:
        """Make the rows, and show them."""
        rows, selected = [], set(self.selected)
        for value, line in self._options:
            on = value in selected
            mark = (f"{self.glyphs.ticked if on else self.glyphs.tickable}  ", "here" if on else "faint")
            rows.append(Row(((mark, *line),), value, "mark"))
        self.show_rows((), rows)

    @property
    def answer(self) -> object:
        """The marked values."""
        return list(self.selected)

    def put(self, answer: object) -> None:
        """Mark exactly the rows in `answer`; unknown values are ignored."""
        if isinstance(answer, list):
            values = {value for value in answer if isinstance(value, int | str)}
            self.selected = tuple(value for value, _ in self._options if value in values)
            self.fill()

    def action_mark(self) -> None:
        """Toggle the mark of the row under the cursor."""
        if self.row is None:
            return
        values: set[object] = {*self.selected}
        selected = [*values ^ {self.row.value}]
        if self._max_marks and len(selected) > max(self._max_marks, len(self.selected)):
            self.post_message(self.Full())
        else:
            self.put(selected)
            self.post_message(LetterTyped(""))

    def action_open(self) -> None:
        """Toggle the mark, on `enter` as on space."""
        self.action_mark()
