"""Layout of a gap's page. In a small window only the focused list is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.geometry import Region

from devjournal.tui.gaps.page import sections as blocks
from devjournal.tui.gaps.page.data import GapPageView
from devjournal.tui.gaps.page.sections import SECTIONS, Maker, Section
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import EDGE, Block
from devjournal.tui.widgets.lines import BLANK
from devjournal.tui.widgets.screen_sizes import CONTENT

SIDE, GUTTER = 36, 6


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
        margin, content, wide, tall = grid.x, grid.content, grid.wide, grid.tall
        side = SIDE + max(0, content - CONTENT) * 2 // 5
        main = content - side - GUTTER if wide else content
        start, end = grid.y, grid.end
        whys = 6 if tall else 2 if self.height >= 20 else 0
        titles = 4 if tall else 2 if grid.roomy else 1
        head = blocks.head_lines(self.view, main, self.glyphs, titles=titles, whys=whys)
        head = head[: max(1, end - start - 4)]
        top = start + len(head) + (2 if tall else int(grid.roomy))
        gap = 2 if tall else int(grid.roomy)
        if wide:
            left_column = self._sections(SECTIONS[:1], main, airy=tall)
            right = self._sections(SECTIONS[1:], side, airy=tall)
            placed = self._stack(left_column, margin, top, main, end, gap)
            placed += self._stack(right, margin + main + GUTTER, start, side, end, gap)
        else:
            placed = self._stack(self._sections(SECTIONS, main, airy=tall), margin, top, main, end, gap)
        return [Block("head", Region(margin, start, main, len(head)), head), *placed]

    def _first_list(self) -> str:
        return next((item.name for item in self._sections(SECTIONS, self.width, airy=False) if item.rows), "")

    def _sections(self, makers: Sequence[Maker], width: int, *, airy: bool) -> list[Section]:
        """Return the lists. Empty ones say how to fill them, except talks, which are left out."""
        sections = [make(self.view, width, self.glyphs) for make in makers]
        if airy:
            sections = [replace(item, heading=(item.heading[0], BLANK, *item.heading[1:])) for item in sections]
        return [section for section in sections if section.rows or section.name != "talks"]

    def _stack(self, sections: Sequence[Section], x: int, y: int, width: int, end: int, gap: int) -> list[Block]:
        """Place lists below each other: all open if they fit, else the focused one and whatever else fits."""
        heights = [len(section.heading) + len(section.rows) for section in sections]
        if sum(heights) + gap * (len(heights) - 1) > end - y:
            gap = min(gap, 1)
        if len(sections) > 1 and sum(heights) + gap * (len(heights) - 1) > end - y:
            gap = 0
        spare = end - y - (len(heights) - 1) * gap - len(heights)
        sizes = [1] * len(heights)
        for n in sorted(range(len(heights)), key=lambda n: sections[n].name != self.focus):
            more = heights[n] - 1
            if more <= spare or n == self._open_first(sections):
                sizes[n] += max(0, min(more, spare))
                spare -= sizes[n] - 1
        if spare >= len(heights) - 1 > 0 == gap:
            gap, spare = 1, spare - (len(heights) - 1)
        for n, section in enumerate(sections):
            if sizes[n] == heights[n]:  # free rows go to texts longer than one line
                longer = min(max(0, spare), sum(max(0, len(row.lines) - 1) for row in section.rows))
                sizes[n], spare = sizes[n] + longer, spare - longer
        placed = []
        for section, size, whole in zip(sections, sizes, heights, strict=True):
            size = min(size, end - y)
            if size < 1:
                break
            region, summary = Region(x - EDGE, y, width + EDGE, size), section.summary if size == 1 < whole else None
            placed.append(Block(section.name, region, section.heading, section.rows, summary))
            y += size + gap
        return placed

    def _open_first(self, sections: Sequence[Section]) -> int:
        return next((n for n, section in enumerate(sections) if section.name == self.focus), 0)
