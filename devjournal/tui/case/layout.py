"""Layout of the case: regions of both sides, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.case import sections
from devjournal.tui.case.data import CaseView
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.pages.page_lines import page_lines
from devjournal.tui.widgets.block import EDGE, Block, ListStyle
from devjournal.tui.widgets.lines import justify, width_of

LEFT, GUTTER = 42, 4
"""Cells of the left side and of the gutter on a wide screen."""

MAX_LEFT, ROOM = 76, 120
"""Maximum cells of the left side, and the screen width from which it grows by half of the surplus."""

LEFT_MIDDLE, GUTTER_MIDDLE = 33, 2
"""The same on a middle screen."""

HOLES, HOLES_SHORT = 6, 3
"""Holes listed before the others are folded, on a tall screen and on a short one."""


@dataclass(slots=True, kw_only=True)
class CaseLayout(SizedLayout):
    """Lays out the case for one terminal size."""

    view: CaseView
    turned: bool
    """Whether the page has the focus. On a narrow screen only the focused side is shown."""
    unfolded: bool
    opened: int | None
    cursor_key: str
    """Key of the line under the cursor on the left."""

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        grid = self.grid
        x, y, width, top = grid.x, grid.y, grid.content, grid.below_title
        room = grid.end - top
        if grid.narrow:
            sides = (self._claims(x, top, width, room), self._page(x, top, width, room))
            visible_sides = [side._replace(visible=(side.name == "page") is self.turned) for side in sides]
            return [self._title(x, y, width), *visible_sides]
        grown = min(LEFT + max(self.width - ROOM, 0) // 2, MAX_LEFT)
        left, gutter = (grown, GUTTER) if grid.wide else (LEFT_MIDDLE, GUTTER_MIDDLE)
        at, rest = x + left + gutter, width - left - gutter
        page = self._page(at, top, rest, room)
        if not grid.wide:
            return [self._title(x, y, width), self._claims(x, top, left, room), page]
        return [
            Block("title", Region(x, y, left, 1), [sections.case_title(self.view, left, self.glyphs)]),
            Block("about", Region(at + EDGE, y, rest - EDGE, 1), [sections.page_title(self.view, rest - EDGE)]),
            self._claims(x, top + grid.tall, left, room - grid.tall),
            page,
        ]

    def _title(self, x: int, y: int, width: int) -> Block:
        count = sections.counter(self.view)
        title = sections.case_title(self.view, width - len(count[0]) - 2, self.glyphs)
        line = justify(title, (count,), width)
        return Block("title", Region(x, y, width, 1), [line if width_of(line) <= width else title])

    def _claims(self, x: int, y: int, width: int, height: int) -> Block:
        tall = self.height >= 30
        most = len(self.view.holes) if self.unfolded else HOLES if tall else HOLES_SHORT
        items = sections.case_lines(
            self.view,
            width - EDGE - 1,
            self.glyphs,
            most=most,
            opened=self.opened,
            cursor_key=self.cursor_key,
            airy=tall,
        )
        return Block("claims", Region(x, y, width, height), items=items, style=ListStyle())

    def _page(self, x: int, y: int, width: int, height: int) -> Block:
        grid = self.grid
        side = 2 if grid.narrow else 3
        style = ListStyle("surface", "panel", side, int(grid.roomy))
        items = page_lines(self.view.page, frozenset(), width - 2 * side, self.glyphs, beside=grid.wide)
        return Block("page", Region(x, y, width, height), items=items, style=style)
