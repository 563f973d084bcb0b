"""Layout of the 1:1: what to bring beside the page (`docs/design.md`, The grid)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui.one_to_one import sections
from devjournal.tui.one_to_one.data import CurrentView, EarlierView, View
from devjournal.tui.one_to_one.groups import groups
from devjournal.tui.pages.list_and_page_layout import ListAndPageLayout
from devjournal.tui.pages.page_lines import UNREADABLE, page_lines
from devjournal.tui.widgets.block import EDGE, Block, ItemRow, ListStyle
from devjournal.tui.widgets.lines import Line, Piece
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.screen_sizes import CONTENT

BRING, BRING_MIDDLE = 38, 29
"""Cells of the left side, on a wide screen and on a middle one. A wide screen adds half of the surplus."""


@dataclass(slots=True, kw_only=True)
class OneToOneLayout(ListAndPageLayout):
    """Lays out the 1:1 for one terminal size."""

    view: View
    unfolded: bool
    """Whether all groups are listed."""

    @property
    def content(self) -> int:
        """Cells of both sides: the third column stands beside them."""
        return self.grid.beside_preview

    @property
    def list_width(self) -> int:
        """Cells of the left side beside the page."""
        return BRING + max(0, self.content - CONTENT) // 2 if self.grid.wide else BRING_MIDDLE

    def title(self, width: int) -> Line:
        """Return person and day of the 1:1."""
        return sections.page_owner(self.view, width, self.glyphs)

    @property
    def page_facts(self) -> str:
        """The period of the page."""
        return sections.page_facts(self.view)

    @property
    def counter(self) -> Piece:
        """The number of lines of the page."""
        return sections.counter(self.view)

    def list_block(self, region: Region) -> Block:
        """Return what to bring, or the earlier pages."""
        view, width = self.view, region.width - EDGE - 1
        if isinstance(view, EarlierView):
            rows = sections.earlier_page_rows(view, width, self.glyphs)
        elif not_empty := groups(view, self.glyphs):
            rows = sections.group_rows(not_empty, width, region.height, self.glyphs, unfolded=self.unfolded)
        else:
            rows = sections.empty_rows(width, had_any=view.has_any.topics)
        return Block("bring", region, items=rows, style=ListStyle(), subject=type(view).__name__)

    def page_rows(self, columns: int) -> Sequence[ItemRow]:
        """Return the page; an earlier page is read-only."""
        view, beside = self.view, self.grid.wide
        if isinstance(view, CurrentView):
            return page_lines(view.page, view.choices.omitted, columns, self.glyphs, beside=beside)
        if view.stored is None:
            return [*map(ItemRow, wrap_inked("muted", UNREADABLE, columns))]
        rows = page_lines(view.stored.page, frozenset(), columns, self.glyphs, beside=beside)
        return [ItemRow(row.line) for row in rows]
