"""Layout of a list beside a page: the regions of both sides, and their titles (`docs/design.md`, The grid)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import EDGE, Block, ItemRow, ListStyle
from devjournal.tui.widgets.lines import Line, Piece, justify, width_of
from devjournal.tui.widgets.paragraphs import heading

GUTTER, GUTTER_MIDDLE = 4, 2
"""Cells between list and page, on a wide screen and on a middle one."""

FOLD = "fold"
"""Key of the row in the list that stands for folded rows."""


@dataclass(slots=True, kw_only=True)
class ListAndPageLayout(SizedLayout, ABC):
    """Lays out a list and a page for one terminal size."""

    page_focused: bool
    """Whether the page has the focus. On a narrow screen only the focused side is shown."""

    @property
    def content(self) -> int:
        """Cells of both sides."""
        return self.grid.content

    @property
    @abstractmethod
    def list_width(self) -> int:
        """Cells of the list beside the page."""

    @abstractmethod
    def title(self, width: int) -> Line:
        """Return the title of the list."""

    @property
    @abstractmethod
    def page_facts(self) -> str:
        """Facts beside the title of the page."""

    @property
    @abstractmethod
    def counter(self) -> Piece:
        """The number of lines of the page."""

    @abstractmethod
    def list_block(self, region: Region) -> Block:
        """Return the list."""

    @abstractmethod
    def page_rows(self, columns: int) -> Sequence[ItemRow]:
        """Return the page in `columns` cells."""

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        grid = self.grid
        x, y, width = grid.x, grid.y, self.content
        top, height = grid.below_title, grid.end - grid.below_title
        if grid.narrow:
            region = Region(x, top, width, height)
            sides = (self.list_block(region), self._page_block(region))
            return [
                self._titles(Region(x, y, width, 1)),
                *(side._replace(visible=(side.name == "page") is self.page_focused) for side in sides),
            ]
        list_width, gutter = self.list_width, GUTTER if grid.wide else GUTTER_MIDDLE
        page_x, page_width = x + list_width + gutter, width - list_width - gutter
        page = self._page_block(Region(page_x, top, page_width, height))
        if not grid.wide:
            return [
                self._titles(Region(x, y, width, 1)),
                self.list_block(Region(x, top, list_width, height)),
                page,
            ]
        return [
            Block("title", Region(x, y, list_width, 1), [self.title(list_width)]),
            Block("about", Region(page_x + EDGE, y, page_width - EDGE, 1), [self._page_title(page_width - EDGE)]),
            self.list_block(Region(x, top + grid.tall, list_width, height - grid.tall)),
            page,
        ]

    def _titles(self, region: Region) -> Block:
        """Return the list's title and the page's number of lines on one line. The title is cut before the number."""
        counter = self.counter
        title = self.title(region.width - width_of((counter,)) - 2)
        line = justify(title, (counter,), region.width)
        return Block("title", region, [line if width_of(line) <= region.width else title])

    def _page_title(self, width: int) -> Line:
        line = justify(heading("The page", self.page_facts), (self.counter,), width)
        return line if width_of(line) <= width else justify(heading("The page"), (self.counter,), width)

    def _page_block(self, region: Region) -> Block:
        margin = 2 if self.grid.narrow else 3
        style = ListStyle("surface", "panel", margin, int(self.grid.roomy))
        return Block("page", region, items=self.page_rows(region.width - 2 * margin), style=style)


def line_counter(lines: int, limit: int, *, full: bool) -> Piece:
    """Return the number of lines of a page, in amber if the page is `full`."""
    return f"{lines} of {limit} lines", "asks" if full else "muted"
