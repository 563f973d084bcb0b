"""The matrix of people and gaps: one widget for all its cells, which draws again only what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol

from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.cell_grid import changed_cells
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane


class Spot(NamedTuple):
    """What stands at a place of the matrix: a row, a column, or both; None where there is none."""

    row: int | None
    column: int | None


class MatrixSheet(Protocol):
    """What a matrix shows: its lines, and what stands where."""

    @property
    def lines(self) -> Sequence[Line]:
        """The header and the rows that are in view."""

    def at(self, x: int, y: int) -> Spot:
        """Return what stands at a place."""


class Matrix(Pane, can_focus=True):
    """Rows and columns with a crosshair; what the keys mean is up to the screen."""

    # of priority, like the verbs: in `j space` the cursor has moved before the cell is stepped on
    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(
            up="step(0, -1)",
            down="step(0, 1)",
            left="step(-1, 0)",
            right="step(1, 0)",
            first="step(-100000, 0)",
            last="step(100000, 0)",
            page_up="step(0, -10)",
            page_down="step(0, 10)",
        ),
    ]

    @dataclass
    class Chosen(Message):
        """A place was clicked; twice acts on it."""

        spot: Spot
        again: bool

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self._sheet: MatrixSheet | None = None
        self.stepped: Callable[[int, int], None] = lambda across, down: None
        """Called when the cursor is moved, by columns and rows. A message would come too late."""

    def show_sheet(self, sheet: MatrixSheet) -> None:
        """Show another sheet, and draw the cells that differ."""
        old, self.lines = self.lines, list(sheet.lines)
        self._sheet = sheet
        if len(old) != len(self.lines):
            self.refresh()
            return
        changed = [
            Region(start, y, end - start, 1)
            for y, (before, after) in enumerate(zip(old, self.lines, strict=True))
            if before != after
            for start, end in changed_cells(before, after)
        ]
        if changed:
            self.refresh(*changed)

    def action_step(self, across: int, down: int) -> None:
        """Move the cursor by columns and rows."""
        self.stepped(across, down)

    def on_click(self, event: events.Click) -> None:
        """Go to the cell or the person that was clicked; a second click acts on it."""
        if self._sheet is not None:
            self.post_message(self.Chosen(self._sheet.at(event.x, event.y), event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go down with the wheel."""
        event.stop()
        self.stepped(0, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go up with the wheel."""
        event.stop()
        self.stepped(0, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Go right with a wheel that can."""
        event.stop()
        self.stepped(1, 0)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Go left with a wheel that can."""
        event.stop()
        self.stepped(-1, 0)
