"""The board: one widget for the cards of all columns. It repaints only changed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.strip import Strip

from devjournal.tui.bindings import moves
from devjournal.tui.gaps.board_columns import Column, Key
from devjournal.tui.gaps.cards import BoardRenderer
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.lines import BLANK, Line, truncate, width_of
from devjournal.tui.widgets.pane import Pane


@dataclass(frozen=True, slots=True)
class _Slot:
    """One drawn line of one column."""

    x: int
    width: int
    line: Line
    raised: bool = False
    edged: bool = False


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
        self._face: BoardRenderer | None = None
        self._room = (0, 0)
        self.at = 0
        """Index of the column with the cursor."""
        self._rows: list[int] = []
        self._tops: list[int] = []
        self._head: list[Line] = []
        self._body: list[list[_Slot]] = []

    # Content.

    def show_board(self, columns: Sequence[Column], face: BoardRenderer, width: int, height: int) -> None:
        """Show cards in a room of `width` x `height` cells. The cursor stays on its card, wherever that is now."""
        before = self.key
        former_keys = [keys[row] if row < len(keys) else None for keys, row in zip(self._keys, self._rows, strict=True)]
        self._columns, self._face, self._room = list(columns), face, (width, height)
        if len(former_keys) != len(columns):
            former_keys, self._rows, self._tops = [None] * len(columns), [0] * len(columns), [0] * len(columns)
        for n, column in enumerate(columns):
            keys = column.keys
            self._rows[n] = (
                keys.index(former_keys[n]) if former_keys[n] in keys else max(0, min(self._rows[n], len(keys) - 1))
            )
        if before is not None:
            self._find(before)
        self.at = max(0, min(self.at, len(columns) - 1))
        self._draw()

    @property
    def _keys(self) -> list[Sequence[Key]]:
        return [column.keys for column in self._columns]

    def _find(self, key: Key) -> bool:
        for n, column in enumerate(self._columns):
            if key in column.keys:
                self.at, self._rows[n] = n, list(column.keys).index(key)
                return True
        return False

    def go_to(self, key: Key) -> bool:
        """Move the cursor to a card; return whether it is there."""
        exists = self._find(key)
        if exists:
            self._draw()
        return exists

    def go_to_column(self, at: int) -> None:
        """Move the cursor to a column."""
        if 0 <= at < len(self._columns) and at != self.at:
            self.at = at
            self._draw()
            self.post_message(self.Moved(self))

    def show_what_follows(self) -> None:
        """Scroll so that the cursor is at the top, to show what follows it."""
        if self._tops:
            self._tops[self.at] = self._rows[self.at]
            self._draw()

    @property
    def key(self) -> Key | None:
        """The key of the card under the cursor."""
        if not 0 <= self.at < len(self._columns):
            return None
        keys, row = self._columns[self.at].keys, self._rows[self.at]
        return keys[row] if 0 <= row < len(keys) else None

    @property
    def row(self) -> int:
        """Index of the card under the cursor within its column."""
        return self._rows[self.at] if self._rows else 0

    # Drawing.

    def _draw(self) -> None:
        """Compute all lines, and repaint those that have changed."""
        if self._face is None:
            return
        head = list(self._face.head(self.at))
        room = max(0, self._room[1] - len(head))
        self._scroll(room)
        body: list[list[_Slot]] = [[] for _ in range(room)]
        for n, column in enumerate(self._columns):
            if n == self.at or not self._face.single:
                for y, slot in enumerate(self._slots(n, column, room)):
                    body[y].append(slot)
        changed = [Region(0, y, self._room[0], 1) for y, line in enumerate(head) if self._head[y : y + 1] != [line]]
        if len(head) != len(self._head) or len(body) != len(self._body):
            self._head, self._body = head, body
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(self._body, body, strict=True)):
            if len(old) != len(new):
                changed.append(Region(0, len(head) + y, self._room[0], 1))
                continue
            changed += [
                Region(slot.x, len(head) + y, slot.width, 1)
                for before, slot in zip(old, new, strict=True)
                if before != slot
            ]
        self._head, self._body = head, body
        if changed:
            self.refresh(*changed)

    def _slots(self, n: int, column: Column, room: int) -> list[_Slot]:
        """Return the visible lines of a column."""
        assert self._face is not None
        x, width = column.x, column.width
        if not column.keys:
            listed = [_Slot(x, width, line) for line in column.empty[:room]]
            return listed + [_Slot(x, width, BLANK)] * (room - len(listed))
        top = self._tops[n]
        end = self._end(column.keys, top, room)
        slots: list[_Slot] = []
        for row in range(top, end):
            has_cursor = n == self.at and row == self._rows[n] and self.has_focus
            card = self._face.card(column.keys[row])
            for part, line in enumerate(card.lines):
                raised = has_cursor and part >= card.lead
                slots.append(_Slot(x, width, line, raised, raised))
        slots = slots[:room] + [_Slot(x, width, BLANK)] * (room - len(slots))
        if top and room > 1:
            slots[0] = replace(slots[0], line=self._face.beyond(column.keys[:top], below=False))
        if end < len(column.keys) and room:
            slots[-1] = replace(slots[-1], line=self._face.beyond(column.keys[end:], below=True))
        return slots

    def _end(self, keys: Sequence[Key], top: int, room: int) -> int:
        """Return the row after the last visible one. The last line is kept for the count of hidden cards, if any."""
        assert self._face is not None
        rows_used, end = 0, top
        while end < len(keys):
            height = self._face.height(keys[end])
            mark = 1 if end + 1 < len(keys) else 0
            if rows_used + height + mark > room and end > top:
                break
            rows_used, end = rows_used + height, end + 1
            if rows_used + mark > room:
                break
        return end

    def _scroll(self, room: int) -> None:
        """Scroll every column so that its cursor is visible and no line is wasted."""
        for n, column in enumerate(self._columns):
            keys, row = column.keys, self._rows[n]
            top = max(0, min(self._tops[n], row))
            if row - top > room:
                top = row - room
            while top < row and self._end(keys, top, room) <= row:
                top += 1
            while top and self._end(keys, top - 1, room) == len(keys):
                top -= 1
            self._tops[n] = top

    def render_line(self, y: int) -> Strip:
        """Draw a line of the head, or one line of all columns."""
        if y < len(self._head):
            return self.draw(self._head[y], self.ground)
        slots = self._body[y - len(self._head)] if y - len(self._head) < len(self._body) else []
        style = self.palette.style
        segments: list[Segment] = []
        at = 0
        for slot in slots:
            ground = "surface" if slot.raised else self.ground
            edge = (f"{self.glyphs.edge} ", "bar") if slot.edged else (" " * EDGE, "")
            line = truncate((edge, *slot.line), slot.width, self.glyphs.cut)
            blank = slot.width - width_of(line)
            segments.append(Segment(" " * (slot.x - at), style("", self.ground)))
            segments += [Segment(text, style(ink, ground)) for text, ink in line if text]
            segments.append(Segment(" " * blank, style("", ground)))
            at = slot.x + slot.width
        return Strip(segments).adjust_cell_length(self.size.width, style("", self.ground))

    def on_focus(self) -> None:
        """Show the cursor."""
        self._draw()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._draw()

    # Moving.

    def action_step(self, columns: int, rows: int) -> None:
        """Move the cursor by columns or rows. In another column it keeps its height in the window."""
        before = self.key, self.at
        if columns and 0 <= self.at + columns < len(self._columns):
            down = self._rows[self.at] - self._tops[self.at]
            self.at += columns
            if not (self._face and self._face.single):
                self._rows[self.at] = self._tops[self.at] + down
        last = len(self._columns[self.at].keys) - 1 if self._columns else 0
        if self._rows:
            self._rows[self.at] = max(0, min(self._rows[self.at] + rows, last))
        if (self.key, self.at) != before:
            self._draw()
            self.post_message(self.Moved(self))
        elif rows == -1:
            self.post_message(self.Exited(self, -1))

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        column, top = self._columns[self.at], self._tops[self.at]
        cards_in_view = self._end(column.keys, top, len(self._body)) - top
        self.action_step(0, step * max(1, cards_in_view - 1))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked card, and open it on a double click. A click on a head selects its column."""
        self.screen.set_focus(self)
        if self._face is None:
            return
        y = event.y - len(self._head)
        if y < 0:
            head = self._face.head_at(event.x, event.y)
            if head is not None:
                self.go_to_column(head)
            return
        for n, column in enumerate(self._columns):
            if column.x <= event.x < column.x + column.width and (n == self.at or not self._face.single):
                row = self._row_at(n, y)
                self.go_to_column(n)
                if row is not None:
                    self.action_step(0, row - self._rows[n])
                    if event.chain > 1 or column.keys[row][0] == "fold":
                        self.post_message(self.Opened(self, column.keys[row]))

    def _row_at(self, n: int, y: int) -> int | None:
        assert self._face is not None
        keys, row = self._columns[n].keys, self._tops[n]
        end = self._end(keys, row, len(self._body))
        while row < end:
            y -= self._face.height(keys[row])
            if y < 0:
                return row
            row += 1
        return None

    def turn_wheel(self, step: int) -> bool:
        """Move the cursor."""
        self.action_step(0, step)
        return True
