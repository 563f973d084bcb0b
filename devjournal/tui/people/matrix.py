"""The matrix of people and gaps."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.cell_grid import CellGrid


class Position(NamedTuple):
    """A position in the matrix: row and column. `None` is outside the rows or the columns."""

    row: int | None
    column: int | None


class Matrix(CellGrid, can_focus=True):
    """Rows and columns with a crosshair."""

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

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Move right."""
        event.stop()
        self.action_step(1, 0)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Move left."""
        event.stop()
        self.action_step(-1, 0)
