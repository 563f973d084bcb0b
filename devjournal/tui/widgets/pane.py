"""Panes draw prepared lines; a `ListPane` has a cursor."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.block import Block, Row
from devjournal.tui.widgets.glyphs import UNICODE, Glyphs
from devjournal.tui.widgets.ink import Palette
from devjournal.tui.widgets.lines import BLANK, Line, truncate


class Pane(Widget):
    """Draws lines of inked text, prepared for the pane's size."""

    DEFAULT_CSS = "Pane { height: auto; }"

    ground = "background"
    """Theme variable of the background."""

    @dataclass
    class Moved(Message):
        """The cursor is on another row. The message is handled before the next key."""

        pane: Pane

    @dataclass
    class Exited(Message):
        """The cursor was moved out of the pane: `step` is -1 over the top, 1 over the bottom."""

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
        """Show other lines, and repaint the lines that differ."""
        old, self.lines = self.lines, list(lines)
        if len(old) != len(self.lines):
            self.refresh()
            return
        changed = [Region(0, y, self.size.width, 1) for y, line in enumerate(self.lines) if line != old[y]]
        if changed:
            self.refresh(*changed)

    def show_block(self, block: Block, subject: str) -> None:
        """Show the block's lines."""
        self.show(block.lines)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Repaint. With `layout`, the height is measured again even if a layout is already requested."""
        if layout:
            self._layout_updates += 1  # otherwise Textual reuses the height measured since the first request
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size without the second layout that Textual asks for: a pane does not scroll."""
        updated = super()._size_updated(size, virtual_size, container_size, layout=False)
        if updated:
            self.redraw()
        return updated

    def redraw(self) -> None:
        """Make the lines for the current size. It is called before the first frame at a new size."""

    @property
    def palette(self) -> Palette:
        """The inks of the app's theme."""
        palette: Palette = self.app.palette  # type: ignore[attr-defined]
        return palette

    @property
    def glyphs(self) -> Glyphs:
        """The app's glyphs; `UNICODE` while the pane is not mounted."""
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
        """Move by `step` of the mouse wheel, 1 is down; return whether the pane moves at all."""
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
    """A pane that wraps its lines at its own width, so that the layout knows its height."""

    def __init__(
        self, make: Callable[[int], Sequence[Line]], *, id: str | None = None, classes: str | None = None
    ) -> None:
        """Show the lines that `make` returns for a width."""
        super().__init__(id=id, classes=classes)
        self._make = make
        self._cached_lines: tuple[int, Sequence[Line]] = (-1, ())

    def remake(self) -> None:
        """Make the lines again, because their content has changed."""
        self._cached_lines = (-1, ())
        self.refresh(layout=True)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of lines at `width`."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        lines = self._lines(self.size.width)
        return self.draw(lines[y] if y < len(lines) else BLANK, self.ground)

    def _lines(self, width: int) -> Sequence[Line]:
        if self._cached_lines[0] != width:
            self._cached_lines = (width, self._make(width))
        return self._cached_lines[1]


class ListPane(Pane, can_focus=True):
    """A window on a list, with a cursor. A subclass has the rows, and knows where each is drawn."""

    raised = "surface"
    """Theme variable of the background under the cursor."""

    # with priority, so that in `j x` the cursor has moved before the row is removed
    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(up="move(-1)", down="move(1)", first="move(-100000)", last="move(100000)"),
        *moves(page_up="page(-1)", page_down="page(1)"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin at the top."""
        super().__init__(id=id)
        self.cursor = 0
        self.top = 0

    @property
    @abstractmethod
    def count(self) -> int:
        """Number of rows."""

    @property
    def row(self) -> Row | None:
        """The row under the cursor; `None` without rows, or if the list has other items."""
        return None

    @abstractmethod
    def row_at(self, y: int) -> int | None:
        """Return the index of the row at line `y` of the pane; `None` if there is none."""

    @abstractmethod
    def _region(self, n: int) -> Region:
        """Return the region of the row `n` in the pane."""

    @abstractmethod
    def _scroll(self) -> bool:
        """Scroll the cursor into view; return whether the window moved."""

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` rows. A single step beyond the first or last row leaves the pane."""
        target = self.cursor + step
        if abs(step) == 1 and not 0 <= target < self.count:
            self.post_message(self.Exited(self, step))
        else:
            self.move_to(target)

    def move_to(self, target: int) -> None:
        """Move the cursor to the row `target`, or the nearest one, and post `Moved`."""
        target = max(0, min(target, self.count - 1))
        if target != self.cursor:
            self.put_cursor(target)
            self.post_message(self.Moved(self))

    def put_cursor(self, target: int) -> None:
        """Move the cursor to an existing row, and repaint what has changed, without a message."""
        old, self.cursor = self.cursor, target
        if self._scroll():
            self.refresh()
        else:
            self.refresh(*(self._region(n) for n in (old, target)))

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.count:
            self.post_message(self.Opened(self, self.row))

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        if self._scroll():
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; a double click on it opens it."""
        n = self.row_at(event.y)
        if n is not None and event.chain > 1:  # the row under the mouse may be another one since the first press
            self.action_open()
        elif n is not None:
            self.move_to(n)
