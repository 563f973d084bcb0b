"""Rows with a cursor. In `WrappedRows`, texts wrap if there is room, and the text under the cursor is shown whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip

from devjournal.tui.widgets.block import EDGE, Block, Row
from devjournal.tui.widgets.lines import BLANK, Line, shrink_title, truncate, width_of
from devjournal.tui.widgets.pane import ListPane


class RowPane(ListPane, can_focus=True):
    """Rows with a cursor. Only as many rows as fit are drawn, with a count of the others."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", show=False, priority=True)]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without rows."""
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.heading: list[Line] = []
        self._row_height = 1
        self.summary: Line | None = None
        """The line shown instead of the rows while the pane has no focus."""

    def show_rows(self, heading: Sequence[Line], rows: Sequence[Row], summary: Line | None = None) -> None:
        """Show other rows. The cursor stays on the row with the same value, if there is one."""
        before, old = self.row, (self.heading, self.rows, self.summary, self.cursor, self.top)
        self.summary = summary
        self.heading, self.rows = list(heading), list(rows)
        # stored, because every drawn line reads it
        self._row_height = max((len(row.lines) for row in self.rows), default=1)
        if before is not None:
            same = (n for n, row in enumerate(self.rows) if (row.kind, row.value) == (before.kind, before.value))
            self.cursor = next(same, self.cursor)
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        self._scroll()
        if old != (self.heading, self.rows, self.summary, self.cursor, self.top):
            self.refresh()

    def show_block(self, block: Block, subject: str) -> None:
        """Show the block's heading and rows."""
        self.show_rows(block.lines, block.rows or (), block.summary)

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked."""
        return self.has_focus

    @property
    def row_height(self) -> int:
        """Number of lines per row."""
        return self._row_height

    @property
    def marked_part(self) -> int:
        """Index of the line of a row that holds the count of rows out of view."""
        return 0

    @property
    def window(self) -> int:
        """Number of visible rows."""
        return max(1, (self.size.height - len(self.heading)) // self.row_height)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the heading or of a row."""
        at = y - len(self.heading)
        if self.summary is not None and not self.has_focus:
            return self.draw(((" " * EDGE, ""), *self.summary) if y == 0 else BLANK, self.ground)
        if at < 0:
            return self.draw(((" " * EDGE, ""), *self.heading[y]), self.ground)
        spot = self._spot(at)
        if spot is None:
            return self.draw(BLANK, self.ground)
        n, part, height = spot
        has_cursor = n == self.cursor and self.shows_cursor
        line = self._part(self.rows[n], part, height)
        if part == self._part_with_mark(n, height):
            line = self._with_mark(line, self._mark(n))
        edge = (f"{self.glyphs.edge} ", "bar") if has_cursor else (" " * EDGE, "")
        return self.draw((edge, *line), self.raised if has_cursor else self.ground)

    def _spot(self, at: int) -> tuple[int, int, int] | None:
        """Return the row at a line below the heading, the index of the line in the row, and the number of its lines."""
        n, part = divmod(at, self.row_height)
        n += self.top
        drawn = 0 <= at < self.window * self.row_height and n < len(self.rows)
        return (n, part, self.row_height) if drawn else None

    def _part(self, row: Row, part: int, height: int) -> Line:
        """Return the line `part` of a row that is drawn in `height` lines."""
        return row.lines[part] if part < len(row.lines) else BLANK

    def _part_with_mark(self, n: int, height: int) -> int:
        """Return the index of the line that holds the count of rows out of view, in a row of `height` lines."""
        return self.marked_part

    def _mark(self, n: int) -> str:
        """Return the count of rows out of view if the row `n` is the first or last visible row, else ""."""
        below = len(self.rows) - self.top - self.window
        if n == self.top + self.window - 1 and below > 0:
            return f"  {below} more {self.glyphs.more}"
        if n == self.top and self.top > 0 and self.window > 1:
            return f"  {self.top} more {self.glyphs.less}"
        return ""

    def _with_mark(self, line: Line, mark: str) -> Line:
        """Return a line with the count of rows out of view, if there is one, at its right end."""
        if not mark:
            return self.shortened(line, self.size.width - EDGE)
        width = self.size.width - EDGE - len(mark)
        line = self.shortened(line, width)
        return (*line, (" " * (width - width_of(line)), ""), (mark, "faint"))

    def shortened(self, line: Line, width: int) -> Line:
        """Return a row's line in at most `width` cells: the title is shortened, dates and counts are kept."""
        return shrink_title(line, width, self.glyphs.cut)

    def action_page(self, step: int) -> None:
        """Move the cursor by `step` pages."""
        self.move_to(self.cursor + step * self.window)

    def row_at(self, y: int) -> int | None:
        """Return the index of the row drawn at a line of the pane."""
        spot = self._spot(y - len(self.heading))
        return spot[0] if spot is not None else None

    def _region(self, n: int) -> Region:
        y = len(self.heading) + (n - self.top) * self.row_height
        return Region(0, y, self.size.width, self.row_height)

    def _scroll(self) -> bool:
        """Scroll the cursor into view; return whether the window moved."""
        top = first_visible(self.top, self.cursor, self.window, len(self.rows))
        moved, self.top = top != self.top, top
        return moved

    def on_focus(self) -> None:
        """Report the row under the cursor."""
        self.post_message(self.Moved(self))

    def turn_wheel(self, step: int) -> bool:
        """Move the cursor."""
        self.move_to(self.cursor + step)
        return True


def first_visible(top: int, cursor: int, room: int, count: int) -> int:
    """Return the first visible of `count` rows in `room`, scrolled from `top` no further than the cursor needs."""
    top = min(max(top, cursor - room + 1, 0), cursor)
    return max(0, min(top, count - room))


def max_row_height(heights: Sequence[int], room: int) -> int:
    """Return the largest limit of lines per row with which all rows fit in `room` lines; at least 1."""
    limit = max(heights, default=1)
    while limit > 1 and sum(min(height, limit) for height in heights) > room:
        limit -= 1
    return limit


def extend_upwards(block: Block, top: int, *, gap: int = 1) -> Block:
    """Return a block that is extended upwards, at most to row `top`, so that its longest text fits.

    `gap` blank lines separate it from what it covers.
    """
    longest = max((len(row.lines) for row in block.rows or ()), default=1)
    missing = len(block.lines) + longest - block.region.height
    if missing <= 0 or block.region.y <= top:
        return block
    lines = [BLANK] * gap + list(block.lines)
    y = max(top, block.region.y - missing - gap)
    region = Region(block.region.x, y, block.region.width, block.region.bottom - y)
    return block._replace(lines=lines, region=region)


class WrappedRows(RowPane):
    """A `RowPane` whose rows have several lines if the pane has room."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin with no row pressed."""
        super().__init__(*args, **options)
        self._before_focus: list[tuple[int, int]] | None = None
        self._pressed: int | None = None

    @property
    def _room(self) -> int:
        """Lines below the heading."""
        return max(1, self.size.height - len(self.heading))

    def _heights(self, *, unfold: bool = True) -> list[int]:
        """Return the height of each row, under a common limit; with `unfold`, the row under the cursor has none."""
        heights_in_full = [max(1, len(row.lines)) for row in self.rows]
        limit = max_row_height(heights_in_full, self._room)
        heights = [min(height, limit) for height in heights_in_full]
        if unfold and self.shows_cursor and heights:
            heights[self.cursor] = min(heights_in_full[self.cursor], self._room)
        return heights

    @property
    def window(self) -> int:
        """Number of visible rows."""
        return max(1, len({n for n, _ in self._visible_lines()}))

    def _visible_lines(self, *, unfold: bool = True) -> Iterator[tuple[int, int]]:
        """Yield the row of each line below the heading, and the index in the row. No row is drawn in part."""
        heights, lines_left = self._heights(unfold=unfold), self._room
        for n in range(self.top, len(heights)):
            if heights[n] > lines_left:
                return
            lines_left -= heights[n]
            yield from ((n, part) for part in range(heights[n]))

    def _spot(self, at: int) -> tuple[int, int, int] | None:
        drawn = [*self._visible_lines()]
        if not 0 <= at < len(drawn):
            return None
        n, part = drawn[at]
        return n, part, sum(row == n for row, _ in drawn)

    def _part(self, row: Row, part: int, height: int) -> Line:
        """Return the line `part` of a row that is drawn in `height` lines. A text that is cut ends in a mark."""
        if height >= len(row.lines):
            return row.lines[part] if row.lines else BLANK
        if height == 1:
            return row.short or row.lines[0]
        line = row.lines[part]
        if part < height - 1:
            return line
        return (*truncate(line, self.size.width - EDGE - 1, ""), (self.glyphs.cut, "text"))

    def _part_with_mark(self, n: int, height: int) -> int:
        """Return the index of the first line that has room for the count of rows out of view."""
        room = self.size.width - EDGE - len(self._mark(n))
        lines = [self._part(self.rows[n], part, height) for part in range(height)]
        return next((part for part, line in enumerate(lines) if width_of(line) <= room), 0)

    def _region(self, n: int) -> Region:
        return Region(0, 0, self.size.width, self.size.height)  # the heights of all rows may change with the cursor

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
        # where the rows were when the mouse was pressed on one
        self._before_focus = [*self._visible_lines(unfold=False)]
        self.call_after_refresh(setattr, self, "_before_focus", None)
        self._scroll()

    def on_blur(self) -> None:
        """Cut the text under the cursor like the others."""
        self._scroll()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Note the pressed row, before the rows move."""
        drawn = [*self._visible_lines()] if self._before_focus is None else self._before_focus
        at = event.y - len(self.heading)
        self._pressed = drawn[at][0] if 0 <= at < len(drawn) else None

    def row_at(self, y: int) -> int | None:
        """Return the index of the pressed row."""
        return self._pressed
