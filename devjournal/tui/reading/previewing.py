"""The third column of wide screens: what `enter` would open for the row under the cursor."""

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
    """The page beside the list. The wheel scrolls the page; keys move in the list."""

    def show_in(self, lines: Sequence[Line], height: int, *, subject: str) -> None:
        """Show lines in a window of `height` rows, without taking the focus."""
        super().show_in(lines, height, subject=subject)
        self.can_focus = False

    def show_block(self, block: Block, subject: str) -> None:
        """Do nothing: a block only gives the region of the column."""


class PreviewingScreen(JournalScreen):
    """A screen with a list and, if it is wide enough, a third column for the row under the cursor."""

    def previewed(self) -> Sequence[str]:
        """Return the keys of the pages to show in the third column, such as `entry:3`."""
        return ()

    def preview_column(self, size: Size) -> Region | None:
        """Return the region of the third column; `None` if there is no room."""
        return ScreenGrid(width=size.width, height=size.height).preview

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return the regions of all panes, including the third column."""
        places = super().place(size)
        column = self.preview_column(size) if "footer" in places else None
        return {**places, "preview": column} if column is not None else places

    def show_keys(self) -> None:
        """Update the footer and the third column."""
        super().show_keys()
        self.show_preview()

    def on_resize(self) -> None:
        """Fill the third column for the new width."""
        self.show_preview()

    def show_preview(self) -> None:
        """Show the pages in the third column, if there is one."""
        column = self.preview_column(self.app.size)
        if column is None:
            return
        keys = self.previewed()
        lines: list[Line] = []
        try:
            self._guarded(lambda: lines.extend(self._pages(keys, column.width)))
        except JournalError:
            lines.clear()  # the row under the cursor was removed meanwhile
        self.query_one(Preview).show_in(lines, column.height, subject=" ".join(keys))

    def _pages(self, keys: Sequence[str], width: int) -> list[Line]:
        from devjournal.tui.reading.lines import head_lines, reading_rows  # not needed on a narrow screen

        lines: list[Line] = []
        for page in [self.journal.readings.page(key) for key in keys]:
            lines += [BLANK, BLANK] if lines else []
            lines += [*head_lines(page, width, self.glyphs), BLANK]
            lines += [row.line for row in reading_rows(page, width, self.glyphs)]
        return lines
