"""A list of items with a cursor; lines between the items scroll along."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip

from devjournal.tui.widgets.block import Block, ItemRow, PageBody
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.pane import ListPane


class ItemList(ListPane, can_focus=True):
    """A window on lines. Its last row has the count of those out of view."""

    def __init__(self, *, id: str) -> None:
        """Begin without lines."""
        super().__init__(id=id)
        self.listed: list[ItemRow] = []
        self._paper = PageBody()
        self._about = ""
        self._stops: list[range] = []
        """The lines of each item."""

    def show_listed(self, listed: Sequence[ItemRow], *, about: str = "", paper: PageBody | None = None) -> None:
        """Show other lines. The cursor stays on its item, or near it, unless the subject `about` changes."""
        before = (self.listed, self.cursor, self.top, self._paper)
        key, nth = self.key, self._nth
        self.listed, self._paper = list(listed), paper or self._paper
        self.ground = self._paper.ground
        self._stops = _stops(self.listed)
        if about != self._about:
            self._about, self.cursor, self.top = about, 0, 0
        elif key:
            same = [n for n, lines in enumerate(self._stops) if self.listed[lines.start].key == key]
            self.cursor = same[min(nth, len(same) - 1)] if same else self.cursor
        self.cursor = max(0, min(self.cursor, len(self._stops) - 1))
        self._scroll()
        if before != (self.listed, self.cursor, self.top, self._paper):
            self.refresh()

    def take(self, block: Block, about: str) -> None:
        """Show the block's items."""
        self.show_listed(block.listed, about=about, paper=block.paper)

    @property
    def count(self) -> int:
        """Number of items."""
        return len(self._stops)

    @property
    def key(self) -> str:
        """The key of the item under the cursor, or ""."""
        return self.listed[self._stops[self.cursor].start].key if self._stops else ""

    @property
    def _nth(self) -> int:
        """Number of items before the cursor with the same key."""
        key = self.key
        return sum(self.listed[lines.start].key == key for lines in self._stops[: self.cursor])

    @property
    def _window(self) -> int:
        """Number of visible lines."""
        room = self.size.height - 2 * self._paper.pad
        return max(1, room - (not self._paper.pad and len(self.listed) > room))

    def reveal(self, key: str) -> None:
        """Move the cursor to the item with the key, if it is there."""
        position = next((n for n, lines in enumerate(self._stops) if self.listed[lines.start].key == key), None)
        if position is not None and key != self.key:
            self.put_cursor(position)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window, or the count of lines out of view."""
        paper = self._paper
        margin = " " * paper.left
        at = y - paper.pad
        if at == self._window and (beyond := self._beyond()):
            return self.draw(((margin, ""), (beyond, "here" if self.has_focus else "faint")), self.ground)
        n = at + self.top
        start, whole = self._unfolded()
        unfolded = start <= n < start + len(whole)
        if n >= start + len(whole):
            n -= self._pushed(whole)
        if not 0 <= at < self._window or (n >= len(self.listed) and not unfolded):
            return self.draw(BLANK, self.ground)
        line = whole[n - start] if unfolded else self.listed[n].line
        has_cursor = unfolded or (self.has_focus and bool(self._stops) and n in self._stops[self.cursor] and not whole)
        if not has_cursor:
            return self.draw(((margin, ""), *line), self.ground)
        bold = (((text, "bold text" if ink == "text" else ink)) for text, ink in line)
        return self.draw(((self.glyphs.edge, "bar"), (margin[1:], ""), *bold), paper.raised)

    def _unfolded(self) -> tuple[int, Sequence[Line]]:
        """Return the lines of the text under the cursor if it is cut in the list, and where they begin."""
        if not (self.has_focus and self._stops):
            return 0, ()
        first = self._stops[self.cursor].start
        whole = self.listed[first].whole[: self._window]
        return max(self.top, min(first, self.top + self._window - len(whole))), whole

    def _pushed(self, whole: Sequence[Line]) -> int:
        """Return how many free lines there are to push the lines below an unfolded text down; it covers the others."""
        if not whole:
            return 0
        free = self._window - (len(self.listed) - self.top)
        return max(0, min(len(whole) - len(self._stops[self.cursor]), free))

    def _beyond(self) -> str:
        """Return the count of lines below the window, or at the end of those above it."""
        below = len(self.listed) - self.top - self._window
        count, glyph = (below, self.glyphs.more) if below > 0 else (self.top, self.glyphs.less)
        return f"{count} more line{'' if count == 1 else 's'} {glyph}" if count else ""

    # Moving.

    def action_move(self, step: int) -> None:
        """Move the cursor by items. Beyond the first or last item, scroll."""
        target = self.cursor + step
        if not self._stops or (abs(step) == 1 and not 0 <= target < len(self._stops)):
            self.scroll_lines(step)
        else:
            self.move_to(target)

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        if not self._stops:
            self.scroll_lines(step * self._window)
            return
        line = self._stops[self.cursor].start + step * self._window
        reached = [n for n, lines in enumerate(self._stops) if (lines.start <= line if step > 0 else lines.stop > line)]
        self.move_to(reached[-1 if step > 0 else 0])

    def _region(self, n: int) -> Region:
        lines = self._stops[n]
        if self.listed[lines.start].whole:  # it covers other items
            return Region(0, 0, self.size.width, self.size.height)
        return Region(0, lines.start - self.top + self._paper.pad, self.size.width, len(lines))

    def scroll_lines(self, step: int) -> None:
        """Scroll by `step` lines; the cursor stays on its item."""
        top = max(0, min(self.top + step, len(self.listed) - self._window))
        if top != self.top:
            self.top = top
            self.refresh()

    def _scroll(self) -> bool:
        """Scroll the item under the cursor into view, with the lines above it. Return whether the window moved."""
        if not self.size.height:  # not laid out yet
            return False
        top, window = min(self.top, max(0, len(self.listed) - self._window)), self._window
        if self._stops:
            own = self._stops[self.cursor]
            first = self._stops[self.cursor - 1].stop if self.cursor else 0
            last = len(self.listed) if self.cursor == len(self._stops) - 1 else own.stop
            last = last if last - own.start <= window else min(own.stop, own.start + window)
            first = max(first, last - window)
            top = max(min(top, first), last - window, 0)
        moved, self.top = top != self.top, top
        return moved

    def row_at(self, y: int) -> int | None:
        """Return the index of the item drawn at a line of the pane."""
        line = y - self._paper.pad + self.top
        start, whole = self._unfolded()
        if start <= line < start + len(whole):
            return self.cursor
        if line >= start + len(whole):
            line -= self._pushed(whole)
        return next((n for n, lines in enumerate(self._stops) if line in lines), None)

    def turn_wheel(self, step: int) -> bool:
        """Scroll."""
        self.scroll_lines(step)
        return True


def _stops(listed: Sequence[ItemRow]) -> list[range]:
    """Return the line range of each item: consecutive lines with the same key."""
    stops: list[range] = []
    start = 0
    for n, row in enumerate(listed):
        if row.key != listed[start].key:
            stops += [range(start, n)] if listed[start].key else []
            start = n
    if listed and listed[start].key:
        stops.append(range(start, len(listed)))
    return stops
