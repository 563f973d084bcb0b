"""The preview: a third column with the page that `enter` would open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Region, Size

from devjournal.errors import JournalError
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.scroller import Scroller


class Preview(Scroller):
    """The page beside a list. Only the wheel scrolls it; keys go to the list."""

    def show_in(self, lines: Sequence[Line], height: int, *, about: str) -> None:
        """Show lines in a window of `height` rows, without taking the focus."""
        super().show_in(lines, height, about=about)
        self.can_focus = False

    def take(self, block: Block, about: str) -> None:
        """Keep the lines: the layout sets only the region."""


class PreviewingScreen(JournalScreen):
    """A screen with a list, and on a very wide screen a preview of the row under the cursor."""

    def preview_keys(self) -> Sequence[str]:
        """Return the keys of the preview_keys pages, such as `entry:3`."""
        return ()

    def preview_column(self, size: Size) -> Region | None:
        """Return the region of the third column, or `None` if it does not fit."""
        return ScreenGrid(width=size.width, height=size.height).preview

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return the region of every pane, including the third column."""
        places = super().place(size)
        column = self.preview_column(size) if "footer" in places else None
        return {**places, "preview": column} if column is not None else places

    def show_keys(self) -> None:
        """Update the footer and the preview."""
        super().show_keys()
        self.show_preview()

    def on_resize(self) -> None:
        """Redraw for the new width."""
        self.show_preview()

    def show_preview(self) -> None:
        """Show the preview_keys pages in the third column, if there is one."""
        column = self.preview_column(self.app.size)
        if column is None:
            return
        keys = self.preview_keys()
        lines: list[Line] = []
        try:
            self._guarded(lambda: lines.extend(self._pages(keys, column.width)))
        except JournalError:
            lines.clear()  # the row under the cursor was removed meanwhile
        self.query_one(Preview).show_in(lines, column.height, about=" ".join(keys))

    def _pages(self, keys: Sequence[str], width: int) -> list[Line]:
        from devjournal.tui.reading.lines import head_lines, reading_rows  # needed only on a wide screen

        lines: list[Line] = []
        for page in [self.journal.readings.page(key) for key in keys]:
            lines += [BLANK, BLANK] if lines else []
            lines += [*head_lines(page, width, self.glyphs), BLANK]
            lines += [row.line for row in reading_rows(page, width, self.glyphs)]
        return lines
