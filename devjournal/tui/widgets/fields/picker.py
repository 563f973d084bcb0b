"""A list with one picked row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.fields.answer_rows import AnswerRows
from devjournal.tui.widgets.lines import Line, Piece


class Picker(AnswerRows):
    """A list with one picked row. Moving the cursor does not pick."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "open", show=False, priority=True)]

    def __init__(self, options: Sequence[tuple[object, Line]], picked: object, *, id: str | None = None) -> None:
        """Offer `options` (value and line), with `picked` picked."""
        super().__init__(id=id)
        self._options = list(options)
        self.value = picked
        self.fill()
        values = [value for value, _ in options]
        self.cursor = values.index(picked) if picked in values else 0

    def fill(self) -> None:
        """Make the rows, and show them."""
        rows = []
        for value, line in self._options:
            on = value == self.value
            mark: Piece = (f"{self.glyphs.chosen if on else self.glyphs.choosable}  ", "here" if on else "faint")
            rows.append(Row(((mark, *line),), value, "option"))
        self.show_rows((), rows)

    @property
    def answer(self) -> object:
        """The picked value."""
        return self.value

    def put(self, answer: object) -> None:
        """Pick the row with the value; an unknown value is ignored."""
        if answer in (value for value, _ in self._options):
            self.value = answer
            self.fill()

    def action_open(self) -> None:
        """Pick the row under the cursor."""
        if self.row is not None:
            self.put(self.row.value)
            self.post_message(self.Opened(self, self.row))
