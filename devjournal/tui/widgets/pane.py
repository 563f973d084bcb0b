"""Panes draw prepared lines; a `RowPane` adds rows with a cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.block import EDGE, Block, Row
from devjournal.tui.widgets.glyphs import UNICODE, Glyphs
from devjournal.tui.widgets.ink import Palette
from devjournal.tui.widgets.lines import BLANK, Line, shrink_title, truncate, width_of


class Pane(Widget):
    """Draws lines of inked text, prepared for the pane's size."""

    DEFAULT_CSS = "Pane { height: auto; }"

    ground = "background"
    """Theme variable of the background."""

    @dataclass
    class Moved(Message):
        """The cursor is on another row. It is handled before the next key."""

        pane: Pane

    @dataclass
    class Exited(Message):
        """The cursor was moved out of the pane: `step` is -1 at the top, 1 at the bottom."""

        pane: Pane
        step: int

    @dataclass
    class Opened(Message):
        """A row was opened, by `enter` or a double click."""

        pane: Pane
        row: Any = None

    def __init__(self, lines: Sequence[Line] = (), *, id: str | None = None, classes: str | None = None) -> None:
        """Show `lines`."""
        super().__init__(id=id, classes=classes)
        self.lines: list[Line] = list(lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines, and repaint those that differ."""
        old, self.lines = self.lines, list(lines)
        if len(old) != len(self.lines):
            self.refresh()
            return
        changed = [Region(0, y, self.size.width, 1) for y, line in enumerate(self.lines) if line != old[y]]
        if changed:
            self.refresh(*changed)

    def take(self, block: Block, about: str) -> None:
        """Show the block's lines."""
        self.show(block.lines)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Repaint; with `layout`, measure the height again even if a layout is already requested."""
        if layout:
            self._layout_updates += 1  # or the height measured since the first request is reused
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size without the second layout that Textual asks for: a pane does not scroll."""
        updated = super()._size_updated(size, virtual_size, container_size, layout=False)
        if updated:
            self.fit()
        return updated

    def fit(self) -> None:
        """Draw for a new size; its first frame shows that."""

    @property
    def palette(self) -> Palette:
        """The app's inks."""
        palette: Palette = self.app.palette  # type: ignore[attr-defined]
        return palette

    @property
    def glyphs(self) -> Glyphs:
        """The app's glyphs; Unicode while the pane is not mounted."""
        if not self.is_attached:
            return UNICODE
        glyphs: Glyphs = self.app.glyphs  # type: ignore[attr-defined]
        return glyphs

    def on_focus(self) -> None:
        """Draw with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw without the focus."""
        self.refresh()

    def turn_wheel(self, step: int) -> bool:
        """Move by a step of the mouse wheel, 1 is down; return whether the pane does so."""
        return False

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down."""
        if self.turn_wheel(1):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up."""
        if self.turn_wheel(-1):
            event.stop()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = self.lines[y] if y < len(self.lines) else BLANK
        return self.draw(line, self.ground)

    def draw(self, line: Line, ground: str) -> Strip:
        """Return a line as a strip of the pane's width."""
        style, width = self.palette.style, self.size.width
        segments = [Segment(text, style(ink, ground)) for text, ink in truncate(line, width, self.glyphs.cut) if text]
        return Strip(segments).adjust_cell_length(width, style("", ground))


class WrappingPane(Pane):
    """A pane that makes its lines for the width that it gets, so that its height is known in advance."""

    def __init__(
        self, make: Callable[[int], Sequence[Line]], *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Show the lines that `make` returns for a width."""
        super().__init__(id=id, classes=classes)
        self._make = make
        self._made: tuple[int, Sequence[Line]] = (-1, ())

    def again(self) -> None:
        """Make the lines again after their content has changed."""
        self._made = (-1, ())
        self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines at `width`."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._lines(self.size.width)
        return self.draw(lines[y] if y < len(lines) else BLANK, self.ground)

    def _lines(self, width: int) -> Sequence[Line]:
        if self._made[0] != width:
            self._made = (width, self._make(width))
        return self._made[1]


class RowPane(Pane, can_focus=True):
    """Rows with a cursor. Only as many as fit are drawn, with a count of the others."""

    raised = "surface"
    """Theme variable of the background under the cursor."""

    # with priority: in `j x`, the cursor has moved before the row is removed
    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(
            up="move(-1)",
            down="move(1)",
            first="move(-100000)",
            last="move(100000)",
            page_up="page(-1)",
            page_down="page(1)",
        ),
        Binding("enter", "open", show=False, priority=True),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin without rows."""
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.heading: list[Line] = []
        self.cursor = 0
        self.top = 0
        self._row_height = 1
        self.summary: Line | None = None
        """The line shown instead of the rows while the pane has no focus."""

    def show_rows(self, heading: Sequence[Line], rows: Sequence[Row], summary: Line | None = None) -> None:
        """Show other rows. The cursor stays on the same value if it is still there."""
        before, old = self.row, (self.heading, self.rows, self.summary, self.cursor, self.top)
        self.summary = summary
        self.heading, self.rows = list(heading), list(rows)
        # stored, because every drawn line reads it
        self._row_height = max((len(row.lines) for row in self.rows), default=1)
        if before is not None:
            same = (n for n, row in enumerate(self.rows) if (row.name, row.value) == (before.name, before.value))
            self.cursor = next(same, self.cursor)
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        self._scroll()
        if old != (self.heading, self.rows, self.summary, self.cursor, self.top):
            self.refresh()

    def take(self, block: Block, about: str) -> None:
        """Show the block's heading and rows."""
        self.show_rows(block.lines, block.rows or (), block.summary)

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
        """Index of the line in a row that holds the count of rows out of view."""
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
        n, part = divmod(at, self.row_height)
        n += self.top
        row = self.rows[n] if n < len(self.rows) and at < self.window * self.row_height else None
        if row is None:
            return self.draw(BLANK, self.ground)
        here = n == self.cursor and self.shows_cursor
        line = row.lines[part] if part < len(row.lines) else BLANK
        if part == self.marked_part:
            line = self._marked(line, n)
        edge = (f"{self.glyphs.edge} ", "bar") if here else (" " * EDGE, "")
        return self.draw((edge, *line), self.raised if here else self.ground)

    def _marked(self, line: Line, n: int) -> Line:
        """Add the count of rows out of view to the line, if the row is the first or last visible one."""
        below = len(self.rows) - self.top - self.window
        if n == self.top + self.window - 1 and below > 0:
            mark = f"  {below} more {self.glyphs.more}"
        elif n == self.top and self.top > 0 and self.window > 1:
            mark = f"  {self.top} more {self.glyphs.less}"
        else:
            return self.shortened(line, self.size.width - EDGE)
        width = self.size.width - EDGE - len(mark)
        line = self.shortened(line, width)
        return (*line, (" " * (width - width_of(line)), ""), (mark, "faint"))

    def shortened(self, line: Line, width: int) -> Line:
        """Return a row's line for fewer cells: the title is shortened, dates and counts are kept."""
        return shrink_title(line, width, self.glyphs.cut)

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` rows; a single step beyond the first or last row leaves the pane."""
        target = self.cursor + step
        if abs(step) == 1 and not 0 <= target < len(self.rows):
            self.post_message(self.Exited(self, step))
        else:
            self.move_to(target)

    def action_page(self, step: int) -> None:
        """Move the cursor by `step` pages."""
        self.move_to(self.cursor + step * self.window)

    def move_to(self, target: int) -> None:
        """Move the cursor to the row `target`."""
        target = max(0, min(target, len(self.rows) - 1))
        if target == self.cursor:
            return
        old, self.cursor = self.cursor, target
        if self._scroll():
            self.refresh()
        else:
            self.refresh(*(self._region(n) for n in (old, target)))
        self.post_message(self.Moved(self))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self, self.row))

    def _region(self, n: int) -> Region:
        y = len(self.heading) + (n - self.top) * self.row_height
        return Region(0, y, self.size.width, self.row_height)

    def _scroll(self) -> bool:
        """Scroll the cursor into view; return whether the window moved."""
        top = min(self.top, self.cursor)
        top = max(top, self.cursor - self.window + 1, 0)
        top = min(top, max(0, len(self.rows) - self.window))
        moved, self.top = top != self.top, top
        return moved

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        if self._scroll():
            self.refresh()

    def on_focus(self) -> None:
        """Report the row under the cursor."""
        self.post_message(self.Moved(self))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a double click on it opens it."""
        n = self.top + (event.y - len(self.heading)) // self.row_height
        if event.y < len(self.heading) or n >= len(self.rows):
            return
        if n == self.cursor and event.chain > 1:
            self.action_open()
        self.move_to(n)

    def turn_wheel(self, step: int) -> bool:
        """Move the cursor."""
        self.move_to(self.cursor + step)
        return True
