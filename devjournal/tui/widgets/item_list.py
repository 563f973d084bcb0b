"""A list of items with a cursor. Lines between the items scroll with them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip

from devjournal.tui.widgets.block import Block, ItemRow, ListStyle
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.pane import ListPane


class ItemList(ListPane, can_focus=True):
    """A window on the lines of a list. Its last row counts the lines out of view."""

    def __init__(self, *, id: str) -> None:
        """Begin without lines."""
        super().__init__(id=id)
        self.items: list[ItemRow] = []
        self._style = ListStyle()
        self._subject = ""
        self._stops: list[range] = []
        """The line range of each item."""

    def show_items(self, items: Sequence[ItemRow], *, subject: str = "", style: ListStyle | None = None) -> None:
        """Show other lines. The cursor stays on its item, or near it; if `subject` is new, it returns to the first."""
        before = (self.items, self.cursor, self.top, self._style)
        key, nth = self.key, self._nth
        self.items, self._style = list(items), style or self._style
        self.ground = self._style.ground
        self._stops = _stops(self.items)
        if subject != self._subject:
            self._subject, self.cursor, self.top = subject, 0, 0
        elif key:
            same = [n for n, lines in enumerate(self._stops) if self.items[lines.start].key == key]
            self.cursor = same[min(nth, len(same) - 1)] if same else self.cursor
        self.cursor = max(0, min(self.cursor, len(self._stops) - 1))
        self._scroll()
        if before != (self.items, self.cursor, self.top, self._style):
            self.refresh()

    def show_block(self, block: Block, subject: str) -> None:
        """Show the block's items."""
        self.show_items(block.items, subject=subject, style=block.style)

    @property
    def count(self) -> int:
        """Number of items."""
        return len(self._stops)

    @property
    def key(self) -> str:
        """The key of the item under the cursor; "" without items."""
        return self.items[self._stops[self.cursor].start].key if self._stops else ""

    @property
    def _nth(self) -> int:
        """Number of items before the cursor that have the same key."""
        key = self.key
        return sum(self.items[lines.start].key == key for lines in self._stops[: self.cursor])

    @property
    def _window(self) -> int:
        """Number of visible lines."""
        room = self.size.height - 2 * self._style.padding
        return max(1, room - (not self._style.padding and len(self.items) > room))

    def reveal(self, key: str) -> None:
        """Move the cursor to the first item with the key, if there is one."""
        position = next((n for n, lines in enumerate(self._stops) if self.items[lines.start].key == key), None)
        if position is not None and key != self.key:
            self.put_cursor(position)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window, or the count of lines out of view."""
        style = self._style
        margin = " " * style.margin
        at = y - style.padding
        if at == self._window and (count := self._more_lines()):
            return self.draw(((margin, ""), (count, "here" if self.has_focus else "faint")), self.ground)
        n = at + self.top
        start, full_text = self._unfolded()
        unfolded = start <= n < start + len(full_text)
        if n >= start + len(full_text):
            n -= self._pushed(full_text)
        if not 0 <= at < self._window or (n >= len(self.items) and not unfolded):
            return self.draw(BLANK, self.ground)
        line = full_text[n - start] if unfolded else self.items[n].line
        has_cursor = unfolded or (
            self.has_focus and bool(self._stops) and n in self._stops[self.cursor] and not full_text
        )
        if not has_cursor:
            return self.draw(((margin, ""), *line), self.ground)
        bold = (((text, "bold text" if ink == "text" else ink)) for text, ink in line)
        return self.draw(((self.glyphs.edge, "bar"), (margin[1:], ""), *bold), style.raised)

    def _unfolded(self) -> tuple[int, Sequence[Line]]:
        """Return the first line and all lines of the text under the cursor if the list shows it cut; else no lines."""
        if not (self.has_focus and self._stops):
            return 0, ()
        first = self._stops[self.cursor].start
        full_text = self.items[first].full_text[: self._window]
        return max(self.top, min(first, self.top + self._window - len(full_text))), full_text

    def _pushed(self, full_text: Sequence[Line]) -> int:
        """Return how far an unfolded text pushes the lines below down. It covers them if there are no free lines."""
        if not full_text:
            return 0
        free = self._window - (len(self.items) - self.top)
        return max(0, min(len(full_text) - len(self._stops[self.cursor]), free))

    def _more_lines(self) -> str:
        """Return the count of lines below the window, or at the end of the list of the lines above; "" if all fit."""
        below = len(self.items) - self.top - self._window
        count, glyph = (below, self.glyphs.more) if below > 0 else (self.top, self.glyphs.less)
        return f"{count} more line{'' if count == 1 else 's'} {glyph}" if count else ""

    # Moving.

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` items. A single step beyond the first or last item scrolls."""
        target = self.cursor + step
        if not self._stops or (abs(step) == 1 and not 0 <= target < len(self._stops)):
            self.scroll_lines(step)
        else:
            self.move_to(target)

    def action_page(self, step: int) -> None:
        """Move the cursor by `step` pages."""
        if not self._stops:
            self.scroll_lines(step * self._window)
            return
        line = self._stops[self.cursor].start + step * self._window
        within = [n for n, lines in enumerate(self._stops) if (lines.start <= line if step > 0 else lines.stop > line)]
        self.move_to(within[-1 if step > 0 else 0])

    def _region(self, n: int) -> Region:
        lines = self._stops[n]
        if self.items[lines.start].full_text:  # it covers other items
            return Region(0, 0, self.size.width, self.size.height)
        return Region(0, lines.start - self.top + self._style.padding, self.size.width, len(lines))

    def scroll_lines(self, step: int) -> None:
        """Scroll by `step` lines; the cursor stays on its item."""
        top = max(0, min(self.top + step, len(self.items) - self._window))
        if top != self.top:
            self.top = top
            self.refresh()

    def _scroll(self) -> bool:
        """Scroll the item under the cursor into view, with the lines above it; return whether the window moved."""
        if not self.size.height:  # not laid out yet
            return False
        top, window = min(self.top, max(0, len(self.items) - self._window)), self._window
        if self._stops:
            own = self._stops[self.cursor]
            first = self._stops[self.cursor - 1].stop if self.cursor else 0
            last = len(self.items) if self.cursor == len(self._stops) - 1 else own.stop
            last = last if last - own.start <= window else min(own.stop, own.start + window)
            first = max(first, last - window)
            top = max(min(top, first), last - window, 0)
        moved, self.top = top != self.top, top
        return moved

    def row_at(self, y: int) -> int | None:
        """Return the index of the item drawn at a line of the pane."""
        line = y - self._style.padding + self.top
        start, full_text = self._unfolded()
        if start <= line < start + len(full_text):
            return self.cursor
        if line >= start + len(full_text):
            line -= self._pushed(full_text)
        return next((n for n, lines in enumerate(self._stops) if line in lines), None)

    def turn_wheel(self, step: int) -> bool:
        """Scroll."""
        self.scroll_lines(step)
        return True


def _stops(items: Sequence[ItemRow]) -> list[range]:
    """Return the line range of each item: consecutive lines with the same key."""
    stops: list[range] = []
    start = 0
    for n, row in enumerate(items):
        if row.key != items[start].key:
            stops += [range(start, n)] if items[start].key else []
            start = n
    if items and items[start].key:
        stops.append(range(start, len(items)))
    return stops
