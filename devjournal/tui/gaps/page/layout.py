"""Layout of a gap's page. In a small window only the focused list is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.geometry import Region

from devjournal.tui.gaps.page.data import GapPageView
from devjournal.tui.gaps.page.sections import SECTIONS, Builder, Section, head_lines
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import EDGE, Block
from devjournal.tui.widgets.lines import BLANK
from devjournal.tui.widgets.screen_sizes import CONTENT

SIDE, GUTTER = 36, 6
"""Cells of the right column on a screen of 120 columns, and of the gutter beside it."""


@dataclass(slots=True, kw_only=True)
class GapPageLayout(SizedLayout):
    """Lays out one page for one terminal size."""

    view: GapPageView
    focus: str
    """Name of the focused list; empty at first, which means the first list with a row."""

    def blocks(self) -> list[Block]:
        """Return the head and the lists."""
        self.focus = self.focus or self._first_list()
        grid = self.grid
        x, content, wide, tall, roomy = grid.x, grid.content, grid.wide, grid.tall, grid.roomy
        side = SIDE + max(0, content - CONTENT) * 2 // 5
        main = content - side - GUTTER if wide else content
        max_why = 6 if tall else 2 if self.height >= 20 else 0
        max_title = 4 if tall else 2 if roomy else 1
        head = head_lines(self.view, main, self.glyphs, max_title=max_title, max_why=max_why)
        head = head[: max(1, grid.end - grid.y - 4)]
        blank = 2 if tall else int(roomy)
        top = grid.y + len(head) + blank
        placed = [Block("head", Region(x, grid.y, main, len(head)), head)]
        if not wide:
            return [*placed, *self._stack(self._sections(SECTIONS, main), x, top, main, blank)]
        placed += self._stack(self._sections(SECTIONS[:1], main), x, top, main, blank)
        return [*placed, *self._stack(self._sections(SECTIONS[1:], side), x + main + GUTTER, grid.y, side, blank)]

    def _first_list(self) -> str:
        return next((section.name for section in self._sections(SECTIONS, self.width) if section.rows), "")

    def _sections(self, builders: Sequence[Builder], width: int) -> list[Section]:
        """Return the lists. Empty ones say how to fill them, except talks, which are left out."""
        sections = [build(self.view, width, self.glyphs) for build in builders]
        if self.grid.tall:
            sections = [
                replace(section, heading=(section.heading[0], BLANK, *section.heading[1:])) for section in sections
            ]
        return [section for section in sections if section.rows or section.name != "talks"]

    def _stack(self, sections: Sequence[Section], x: int, y: int, width: int, blank: int) -> list[Block]:
        """Place lists below each other, `blank` lines apart if there is room.

        All lists are open if they fit; else the focused list is, and each other list that fits.
        """
        room, between = self.grid.end - y, len(sections) - 1
        heights = [len(section.heading) + len(section.rows) for section in sections]
        if sum(heights) + blank * between > room:
            blank = min(blank, 1)
        if between > 0 and sum(heights) + blank * between > room:
            blank = 0
        spare = room - between * blank - len(sections)
        sizes = [1] * len(sections)
        opened = next((n for n, section in enumerate(sections) if section.name == self.focus), 0)
        for n in sorted(range(len(sections)), key=lambda n: n != opened):
            more = heights[n] - 1
            if more <= spare or n == opened:
                sizes[n] += max(0, min(more, spare))
                spare -= sizes[n] - 1
        if spare >= between > 0 == blank:
            blank, spare = 1, spare - between
        for n, section in enumerate(sections):
            if sizes[n] == heights[n]:  # free rows go to texts longer than one line
                longer = min(max(0, spare), sum(max(0, len(row.lines) - 1) for row in section.rows))
                sizes[n], spare = sizes[n] + longer, spare - longer
        placed = []
        for section, size, height in zip(sections, sizes, heights, strict=True):
            size = min(size, self.grid.end - y)
            if size < 1:
                break
            region, summary = Region(x - EDGE, y, width + EDGE, size), section.summary if size == 1 < height else None
            placed.append(Block(section.name, region, section.heading, section.rows, summary))
            y += size + blank
        return placed
