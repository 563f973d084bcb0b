"""Layout of the 1:1: regions of both sides, and what folds first (`docs/design.md`)."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.one_to_one import sections as blocks
from devjournal.tui.one_to_one.data import HandedView, NextView, View
from devjournal.tui.one_to_one.groups import groups
from devjournal.tui.pages.page_lines import UNREADABLE, page_lines
from devjournal.tui.widgets.block import EDGE, Block, ItemRow, ListStyle
from devjournal.tui.widgets.lines import justify, width_of, wrap
from devjournal.tui.widgets.screen_sizes import CONTENT, MIDDLE, WIDE

BRING, GUTTER = 38, 4
"""Cells of the left side and of the gutter on a wide screen."""

BRING_MIDDLE, GUTTER_MIDDLE = 29, 2
"""The same on a middle screen."""


@dataclass(slots=True, kw_only=True)
class OneToOneLayout(SizedLayout):
    """Lays out the 1:1 for one terminal size."""

    view: View
    turned: bool
    """Whether the page has the focus. On a narrow screen only the focused side is shown."""
    unfolded: bool

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        grid = self.grid
        x, y, width, top, end = grid.x, grid.y, grid.beside_preview, grid.below_title, grid.end
        wide, tall = grid.wide, grid.tall
        if grid.narrow:
            sides = (self._bring(x, top, width, end - top), self._page(x, top, width, end - top))
            visible_sides = [side._replace(visible=(side.name == "page") is self.turned) for side in sides]
            return [self._title(x, y, width), *visible_sides]
        left_width, gutter = (BRING + max(0, width - CONTENT) // 2, GUTTER) if wide else (BRING_MIDDLE, GUTTER_MIDDLE)
        at, room = x + left_width + gutter, width - left_width - gutter
        page = self._page(at, top, room, end - top)
        if not wide:
            return [self._title(x, y, width), self._bring(x, top, left_width, end - top), page]
        about = blocks.page_title(self.view, room - EDGE)
        title = blocks.next_title(self.view, left_width, self.glyphs)
        return [
            Block("next", Region(x, y, left_width, 1), [title]),
            Block("about", Region(at + EDGE, y, room - EDGE, 1), [about]),
            self._bring(x, top + tall, left_width, end - top - tall),
            page,
        ]

    def _title(self, x: int, y: int, width: int) -> Block:
        """Return both titles on one line. The name is cut before the count of lines."""
        count = blocks.counter(self.view)
        title = blocks.next_title(self.view, width - len(count[0]) - 2, self.glyphs)
        line = justify(title, (count,), width)
        return Block("next", Region(x, y, width, 1), [line if width_of(line) <= width else title])

    def _bring(self, x: int, y: int, width: int, height: int) -> Block:
        view, room = self.view, width - EDGE - 1
        if isinstance(view, HandedView):
            items = blocks.handed_lines(view, room, self.glyphs)
        elif listed_groups := groups(view, self.glyphs):
            items = blocks.bring_lines(listed_groups, room, height, self.glyphs, unfolded=self.unfolded)
        else:
            items = blocks.empty_lines(room, had_any=view.has_any.topics)
        about = type(self.view).__name__
        return Block("bring", Region(x, y, width, height), items=items, style=ListStyle(), subject=about)

    def _page(self, x: int, y: int, width: int, height: int) -> Block:
        wide = self.width >= WIDE
        left_margin, right = (3, 3) if self.width >= MIDDLE else (2, 2)
        style = ListStyle("surface", "panel", left_margin, int(self.grid.roomy))
        columns = width - left_margin - right
        if isinstance(self.view, NextView):
            left_out = self.view.choices.left_out
            items = page_lines(self.view.page, left_out, columns, self.glyphs, beside=wide)
        elif self.view.handed is not None:
            lines = page_lines(self.view.handed.page, frozenset(), columns, self.glyphs, beside=wide)
            items = [ItemRow(row.line) for row in lines]  # an earlier page is read-only
        else:
            items = [ItemRow(((part, "muted"),)) for part in wrap(UNREADABLE, columns)]
        return Block("page", Region(x, y, width, height), items=items, style=style)
