"""The board: one widget for the cards of all columns. It repaints only changed cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size

from devjournal.tui.bindings import moves
from devjournal.tui.gaps.board_columns import Column, Key
from devjournal.tui.gaps.cards import BoardRenderer, side_by_side
from devjournal.tui.widgets.cell_grid import repaint_cells
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.pane import Pane


class Board(Pane, can_focus=True):
    """Columns of cards, with a cursor."""

    # with priority: in `j d`, the cursor has moved before the card is closed
    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(
            left="step(-1, 0)",
            right="step(1, 0)",
            up="step(0, -1)",
            down="step(0, 1)",
            first="step(0, -100000)",
            last="step(0, 100000)",
            page_up="page(-1)",
            page_down="page(1)",
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without columns."""
        super().__init__(id=id)
        self._columns: list[Column] = []
        self._renderer: BoardRenderer | None = None
        self._area = Size()
        self.column = 0
        """Index of the column with the cursor."""
        self._rows: list[int] = []
        """Index of the cursor's card, by column."""
        self._tops: list[int] = []
        """Index of the first visible card, by column."""
        self._head_height = 0

    # Content.

    def show_board(self, columns: Sequence[Column], renderer: BoardRenderer, area: Size) -> None:
        """Show cards in `area`. The cursor stays on its card, also if the card is in another column now."""
        key_before = self.key
        keys_before = [self._key_in(n) for n in range(len(self._columns))] or [None] * len(columns)
        self._columns, self._renderer, self._area = list(columns), renderer, area
        self._rows = self._rows or [0] * len(columns)
        self._tops = self._tops or [0] * len(columns)
        for n, (column, key) in enumerate(zip(columns, keys_before, strict=True)):
            last = len(column.keys) - 1
            self._rows[n] = column.keys.index(key) if key in column.keys else max(0, min(self._rows[n], last))
        if key_before is not None:
            self._find(key_before)
        self._draw()

    def _find(self, key: Key) -> bool:
        """Move the cursor to a card, without drawing; return whether the card exists."""
        for n, column in enumerate(self._columns):
            if key in column.keys:
                self.column, self._rows[n] = n, column.keys.index(key)
                return True
        return False

    def go_to(self, key: Key) -> bool:
        """Move the cursor to a card; return whether the card exists."""
        exists = self._find(key)
        if exists:
            self._draw()
        return exists

    def go_to_column(self, n: int) -> None:
        """Move the cursor to a column."""
        if n != self.column:
            self.column = n
            self._draw()
            self.post_message(self.Moved(self))

    def scroll_cursor_to_top(self) -> None:
        """Scroll so that the card under the cursor is the topmost."""
        self._tops[self.column] = self._rows[self.column]
        self._draw()

    def _key_in(self, n: int) -> Key | None:
        """Return the key of the card under the cursor of column `n`."""
        keys, row = self._columns[n].keys, self._rows[n]
        return keys[row] if row < len(keys) else None

    @property
    def key(self) -> Key | None:
        """The key of the card under the cursor."""
        return self._key_in(self.column) if self._columns else None

    # Drawing.

    def _draw(self) -> None:
        """Compute all lines, and repaint the cells that have changed."""
        if self._renderer is None:
            return
        head = self._renderer.head(self.column)
        self._head_height = len(head)
        self._scroll()
        columns = [self.column] if self._renderer.single else range(len(self._columns))
        repaint_cells(self, [*head, *side_by_side(map(self._column_lines, columns))])

    @property
    def _room(self) -> int:
        """Lines below the head."""
        return max(0, self._area.height - self._head_height)

    def _column_lines(self, n: int) -> list[Line]:
        """Return the visible lines of a column, each as wide as the column."""
        assert self._renderer is not None
        fitted, room = self._renderer.fitted, self._room
        keys, top = self._columns[n].keys, self._tops[n]
        end = self._end(keys, top)
        lines = [] if keys else [fitted(line) for line in self._columns[n].empty]
        cursor = range(0)
        for row in range(top, end):
            card = self._renderer.card(keys[row])
            if n == self.column and row == self._rows[n] and self.has_focus:
                cursor = range(len(lines) + card.lead, len(lines) + len(card.lines))
            lines += card.lines
        lines = lines[:room] + [fitted(BLANK)] * (room - len(lines))
        if top and room > 1:
            lines[0] = fitted(self._renderer.beyond(keys[:top], below=False))
        if end < len(keys) and room:
            lines[-1] = fitted(self._renderer.beyond(keys[end:], below=True))
        return [self._renderer.under_cursor(line) if y in cursor else line for y, line in enumerate(lines)]

    def _end(self, keys: Sequence[Key], top: int) -> int:
        """Return the row after the last visible one. If cards are hidden below, one line is left for their count."""
        assert self._renderer is not None
        room, lines, end = self._room, 0, top
        while end < len(keys):
            height = self._renderer.height(keys[end])
            mark = 1 if end + 1 < len(keys) else 0
            if lines + height + mark > room and end > top:
                break
            lines, end = lines + height, end + 1
            if lines + mark > room:
                break
        return end

    def _scroll(self) -> None:
        """Scroll every column so that its cursor is visible and no line is wasted."""
        for n, column in enumerate(self._columns):
            keys, row = column.keys, self._rows[n]
            top = max(0, min(self._tops[n], row))
            if row - top > self._room:
                top = row - self._room
            while top < row and self._end(keys, top) <= row:
                top += 1
            while top and self._end(keys, top - 1) == len(keys):
                top -= 1
            self._tops[n] = top

    def on_focus(self) -> None:
        """Show the cursor."""
        self._draw()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._draw()

    # Moving.

    def action_step(self, columns: int, rows: int) -> None:
        """Move the cursor by columns or rows. In another column it keeps its distance from the top of the window."""
        if self._renderer is None:
            return
        before = self.key, self.column
        if columns and 0 <= self.column + columns < len(self._columns):
            down = self._rows[self.column] - self._tops[self.column]
            self.column += columns
            if not self._renderer.single:
                self._rows[self.column] = self._tops[self.column] + down
        last = len(self._columns[self.column].keys) - 1
        self._rows[self.column] = max(0, min(self._rows[self.column] + rows, last))
        if (self.key, self.column) != before:
            self._draw()
            self.post_message(self.Moved(self))
        elif rows == -1:
            self.post_message(self.Exited(self, -1))

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        if self._renderer is None:
            return
        top = self._tops[self.column]
        visible = self._end(self._columns[self.column].keys, top) - top
        self.action_step(0, step * max(1, visible - 1))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked card, and open it on a double click. A click on a head selects its column."""
        self.screen.set_focus(self)
        if self._renderer is None:
            return
        y = event.y - self._head_height
        if y < 0:
            head = self._renderer.head_at(event.x, event.y)
            if head is not None:
                self.go_to_column(head)
            return
        for n, column in enumerate(self._columns):
            if column.x <= event.x < column.x + column.width and (n == self.column or not self._renderer.single):
                row = self._row_at(n, y)
                self.go_to_column(n)
                if row is not None:
                    self.action_step(0, row - self._rows[n])
                    if event.chain > 1 or column.keys[row][0] == "fold":
                        self.post_message(self.Opened(self, column.keys[row]))

    def _row_at(self, n: int, y: int) -> int | None:
        """Return the row of column `n` that is drawn at a line of the body."""
        assert self._renderer is not None
        keys, row = self._columns[n].keys, self._tops[n]
        end = self._end(keys, row)
        while row < end:
            y -= self._renderer.height(keys[row])
            if y < 0:
                return row
            row += 1
        return None

    def turn_wheel(self, step: int) -> bool:
        """Move the cursor."""
        self.action_step(0, step)
        return True
