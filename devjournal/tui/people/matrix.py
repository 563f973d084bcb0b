"""The matrix of people and gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.message import Message

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.cell_grid import CellGrid


class Spot(NamedTuple):
    """A position in the matrix: row, column, or both; `None` outside."""

    row: int | None
    column: int | None


class Matrix(CellGrid, can_focus=True):
    """Rows and columns with a crosshair. The screen handles the keys."""

    # with priority: in `j space`, the cursor has moved before the cell changes
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
        """A position was clicked; `again` after a double click."""

        spot: Spot
        again: bool

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self.stepped: Callable[[int, int], None] = lambda across, down: None
        """Called to move the cursor by columns and rows. A message would arrive too late."""

    def action_step(self, across: int, down: int) -> None:
        """Move the cursor by columns and rows."""
        self.stepped(across, down)

    def on_click(self, event: events.Click) -> None:
        """Post the clicked position."""
        if self.sheet is not None:
            self.post_message(self.Chosen(self.sheet.at(event.x, event.y), event.chain > 1))

    def turn_wheel(self, step: int) -> bool:
        """Move the cursor."""
        self.stepped(0, step)
        return True

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Move right."""
        event.stop()
        self.stepped(1, 0)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Move left."""
        event.stop()
        self.stepped(-1, 0)
