"""Layout of the case: claims and holes beside the page to hand over (`docs/design.md`, The grid)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.exports.case.formats import MAX_LINES
from devjournal.tui.case import sections
from devjournal.tui.case.data import CaseView
from devjournal.tui.pages.list_and_page_layout import ListAndPageLayout, line_counter
from devjournal.tui.pages.page_lines import page_lines
from devjournal.tui.widgets.block import EDGE, Block, ItemRow, ListStyle
from devjournal.tui.widgets.lines import Line, Piece

LEFT, LEFT_MIDDLE = 42, 33
"""Cells of the left side, on a wide screen and on a middle one."""

MAX_LEFT, GROWS_FROM = 76, 120
"""Maximum cells of the left side, and the screen width from which it grows by half of the surplus."""

HOLES, HOLES_SHORT = 6, 3
"""Holes listed before the others are folded, on a tall screen and on a short one."""


@dataclass(slots=True, kw_only=True)
class CaseLayout(ListAndPageLayout):
    """Lays out the case for one terminal size."""

    view: CaseView
    unfolded: bool
    """Whether all holes are listed."""
    opened: int | None
    """ID of the gap whose evidence is shown."""
    cursor_key: str
    """Key of the line under the cursor on the left."""

    @property
    def list_width(self) -> int:
        """Cells of the left side beside the page."""
        return min(LEFT + max(self.width - GROWS_FROM, 0) // 2, MAX_LEFT) if self.grid.wide else LEFT_MIDDLE

    def title(self, width: int) -> Line:
        """Return role and date of the case."""
        return sections.case_title(self.view, width, self.glyphs)

    @property
    def page_facts(self) -> str:
        """Facts beside the title of the page."""
        return "as it will be handed over"

    @property
    def counter(self) -> Piece:
        """The number of lines of the page."""
        return line_counter(self.view.lines, MAX_LINES, full=self.view.is_full)

    def list_block(self, region: Region) -> Block:
        """Return holes and claims."""
        tall = self.height >= 30
        max_holes = len(self.view.holes) if self.unfolded else HOLES if tall else HOLES_SHORT
        rows = sections.case_rows(
            self.view,
            region.width - EDGE - 1,
            self.glyphs,
            max_holes=max_holes,
            opened=self.opened,
            cursor_key=self.cursor_key,
            airy=tall,
        )
        return Block("claims", region, items=rows, style=ListStyle())

    def page_rows(self, columns: int) -> Sequence[ItemRow]:
        """Return the page to hand over."""
        return page_lines(self.view.page, frozenset(), columns, self.glyphs, beside=self.grid.wide)
