"""Rows whose texts wrap while there is room; the one under the cursor is shown whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from devjournal.tui.widgets.block import EDGE, Row
from devjournal.tui.widgets.lines import BLANK, Line, truncate
from devjournal.tui.widgets.pane import RowPane


def lines_each(heights: Sequence[int], room: int) -> int:
    """Return the most lines per row with which all rows fit in `room` lines, at least 1."""
    most = max(heights, default=1)
    while most > 1 and sum(min(height, most) for height in heights) > room:
        most -= 1
    return most


class WrappedRows(RowPane):
    """A `RowPane` whose rows show several lines of their texts if the pane has room."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin with no row pressed."""
        super().__init__(*args, **options)
        self._before_focus: list[tuple[int, int]] | None = None
        self._pressed: int | None = None

    @property
    def _room(self) -> int:
        """Lines below the heading."""
        return max(1, self.size.height - len(self.heading))

    def _heights(self, *, grown: bool = True) -> list[int]:
        """Return the height of each row under a common limit; `grown` shows the text under the cursor whole."""
        whole = [max(1, len(row.lines)) for row in self.rows]
        most = lines_each(whole, self._room)
        heights = [min(height, most) for height in whole]
        if grown and self.shows_cursor and heights:
            heights[self.cursor] = min(whole[self.cursor], self._room)
        return heights

    @property
    def window(self) -> int:
        """Number of visible rows."""
        return max(1, len({n for n, _ in self._drawn()}))

    def _drawn(self, *, grown: bool = True) -> Iterator[tuple[int, int]]:
        """Yield row and part for each line below the heading. A row is drawn whole or not at all."""
        heights, lines_left = self._heights(grown=grown), self._room
        for n in range(self.top, len(heights)):
            if heights[n] > lines_left:
                return
            lines_left -= heights[n]
            yield from ((n, part) for part in range(heights[n]))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the heading or of a row."""
        at = y - len(self.heading)
        if at < 0 or (self.summary is not None and not self.has_focus):
            return super().render_line(y)
        drawn = [*self._drawn()]
        if at >= len(drawn):
            return self.draw(BLANK, self.ground)
        n, part = drawn[at]
        here = n == self.cursor and self.shows_cursor
        height = sum(row == n for row, _ in drawn)
        line = self._part(self.rows[n], part, height)
        if part == 0:
            line = self._marked(line, n)
        edge = (f"{self.glyphs.edge} ", "bar") if here else (" " * EDGE, "")
        return self.draw((edge, *line), self.raised if here else self.ground)

    def _part(self, row: Row, part: int, height: int) -> Line:
        """Return the line `part` of a row drawn in `height` lines; a shortened text ends in a mark."""
        if height >= len(row.lines):
            return row.lines[part] if row.lines else BLANK
        if height == 1:
            return row.short or row.lines[0]
        line = row.lines[part]
        if part < height - 1:
            return line
        return (*truncate(line, self.size.width - EDGE - 1, ""), (self.glyphs.cut, "text"))

    def _region(self, n: int) -> Region:
        return Region(0, 0, self.size.width, self.size.height)  # rows grow and shrink with the cursor

    def _scroll(self) -> bool:
        """Scroll the cursor into view; return whether the window moved."""
        heights, room = self._heights(), self._room
        top = min(self.top, self.cursor)
        while top < self.cursor and sum(heights[top : self.cursor + 1]) > room:
            top += 1
        while top > 0 and sum(heights[top - 1 :]) <= room:
            top -= 1
        moved, self.top = top != self.top, top
        return moved

    def on_focus(self) -> None:
        """Show the text under the cursor whole."""
        self._before_focus = [*self._drawn(grown=False)]  # the press that gave the focus was aimed at these rows
        self.call_after_refresh(setattr, self, "_before_focus", None)
        self._scroll()
        super().on_focus()

    def on_blur(self) -> None:
        """Show the text under the cursor shortened like the others."""
        self._scroll()
        super().on_blur()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Record the pressed row before the rows move."""
        drawn = [*self._drawn()] if self._before_focus is None else self._before_focus
        at = event.y - len(self.heading)
        self._pressed = drawn[at][0] if 0 <= at < len(drawn) else None

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the pressed row; a double click on it opens it."""
        event.prevent_default()
        if self._pressed is None:
            return
        if self._pressed == self.cursor and event.chain > 1:
            self.action_open()
        self.move_to(self._pressed)
