"""A list for reading: arrow keys scroll through a long text before they move to the next text."""

from __future__ import annotations

from devjournal.tui.widgets.item_list import ItemList


class ReadingPane(ItemList):
    """Whole texts in a window. The cursor is on a text that can be edited."""

    def action_move(self, step: int) -> None:
        """Scroll by a line until the next text begins in the window; then move the cursor there."""
        if abs(step) == 1 and self._stops and not self._reaches(step):
            self.scroll_lines(step)
        else:
            super().action_move(step)

    def _reaches(self, step: int) -> bool:
        """Return whether the next text upwards or downwards begins in the window."""
        target = self.cursor + step
        if not 0 <= target < len(self._stops):
            return False
        line = self._stops[target].start if step > 0 else self._stops[target].stop - 1
        return self.top <= line < self.top + self._window

    def _scroll(self) -> bool:
        """Scroll the beginning of the text under the cursor into view; return whether the window moved."""
        if not self.size.height:  # not laid out yet
            return False
        window = self._window
        top = max(0, min(self.top, len(self.items) - window))
        if self._stops:
            own = self._stops[self.cursor]
            before = self._stops[self.cursor - 1].stop if self.cursor else 0
            if own.start < top:
                top = before
            elif own.start >= top + window:
                top = max(before, min(own.stop, own.start + window) - window)
        moved, self.top = top != self.top, top
        return moved

    def action_page(self, step: int) -> None:
        """Scroll by a page, and move the cursor to the first text that begins in it."""
        self.scroll_lines(step * max(1, self._window - 1))
        window = range(self.top, self.top + self._window)
        inside = [n for n, lines in enumerate(self._stops) if lines.start in window]
        if inside:
            self.cursor = inside[0]
            self.refresh()
            self.post_message(self.Moved(self))
