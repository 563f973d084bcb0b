"""A scrolling pane. If some lines do not fit, it can have the focus, and counts the lines out of view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from devjournal.tui.bindings import moves
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane


class Scroller(Pane):
    """A window on lines, without a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *moves(
            priority=False,
            up="scroll_by(-1)",
            down="scroll_by(1)",
            page_up="page_by(-1)",
            page_down="page_by(1)",
            first="scroll_by(-100000)",
            last="scroll_by(100000)",
        ),
        Binding("space", "page_by(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Begin at the top."""
        super().__init__(id=id)
        self.top = 0
        self._subject = ""

    def show_in(self, lines: Sequence[Line], height: int, *, subject: str) -> None:
        """Show lines in a window of `height` rows; if `subject` is new, from the top."""
        self.can_focus = len(lines) > height
        self.top = min(self.top, max(0, len(lines) - height)) if subject == self._subject else 0
        self._subject = subject
        self.show(lines)
        if self.can_focus:
            self.refresh()

    def show_block(self, block: Block, subject: str) -> None:
        """Show the block's lines in a window of its height."""
        self.show_in(block.lines, block.region.height, subject=subject)

    def render_line(self, y: int) -> Strip:
        """Draw a line of the window. The last line counts the lines below, and the first the lines above."""
        height = self.size.height
        below = len(self.lines) - self.top - height
        if below > 0 and y == height - 1:
            count = f"{below + 1} more lines {self.glyphs.more}"
            return self.draw(((count, "here" if self.has_focus else "faint"),), self.ground)
        if self.top and y == 0 and height > 2:
            return self.draw(((f"{self.top + 1} more lines {self.glyphs.less}", "faint"),), self.ground)
        return super().render_line(y + self.top)

    def action_scroll_by(self, step: int) -> None:
        """Scroll by `step` lines."""
        top = max(0, min(self.top + step, len(self.lines) - self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()

    def action_page_by(self, step: int) -> None:
        """Scroll by `step` pages; the last line read becomes the first one, below the count."""
        self.action_scroll_by(step * max(1, self.size.height - 3))

    def turn_wheel(self, step: int) -> bool:
        """Scroll."""
        self.action_scroll_by(step)
        return True
