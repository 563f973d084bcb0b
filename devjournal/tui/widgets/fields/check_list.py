"""A list of which any number of rows can be marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.fields.answer_rows import AnswerRows
from devjournal.tui.widgets.lines import Line

T = TypeVar("T", bound=int | str)

ROWS = 7
"""Rows that are drawn at once, unless a list asks for more."""


class CheckList(AnswerRows, Generic[T]):
    """Rows with a mark; space sets it and takes it away."""

    DOES = "marks"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False, priority=True)]

    def __init__(
        self, options: Sequence[tuple[T, Line]], *, most: int = 0, rows: int = ROWS, id: str | None = None
    ) -> None:
        """Offer `options`, none of them marked; with `most`, no more than so many can be. Draw `rows` at once."""
        super().__init__(id=id)
        self._rows_drawn = rows
        self._options = list(options)
        self._most = most
        self.marked: tuple[T, ...] = ()
        """The values that are marked, in the order of the list."""
        self.full: Callable[[], None] = lambda: None
        """Called when one more is marked than can be."""

    def on_mount(self) -> None:
        """Draw with the app's glyphs."""
        self._fill()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many rows are drawn."""
        return min(self._rows_drawn, len(self._options))

    def _fill(self) -> None:
        rows, marked = [], set(self.marked)
        for value, line in self._options:
            on = value in marked
            mark = (f"{self.glyphs.ticked if on else self.glyphs.tickable}  ", "here" if on else "faint")
            rows.append(Row(((mark, *line),), value, "mark"))
        self.show_rows((), rows)

    @property
    def answer(self) -> object:
        """The values that are marked."""
        return list(self.marked)

    def put(self, answer: object) -> None:
        """Mark other rows; what is not in the list is passed over."""
        if isinstance(answer, list):
            wanted = {value for value in answer if isinstance(value, int | str)}
            self.marked = tuple(value for value, _ in self._options if value in wanted)
            self._fill()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away."""
        if self.row is None:
            return
        values: set[object] = {*self.marked}
        marked = [*values ^ {self.row.value}]
        if self._most and len(marked) > max(self._most, len(self.marked)):
            self.full()
        else:
            self.put(marked)

    def action_open(self) -> None:
        """Enter marks too."""
        self.action_mark()
