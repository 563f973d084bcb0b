"""Layout of the gap board: regions of its blocks, and the size of its cards."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.domain.career.board import EVERYTHING, BoardFilter, Order
from devjournal.domain.career.gap import Area
from devjournal.tui import verbs
from devjournal.tui.gaps import sections as blocks
from devjournal.tui.gaps.board_columns import Column, Key
from devjournal.tui.gaps.cards import GUTTER, BoardRenderer, fold_words
from devjournal.tui.gaps.data import AREAS, GapsView
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.paragraphs import wrap_inked

NO_GAP = {
    Area.SKILLS: "No gap here. Who is where you want to be, and what do they know?",
    Area.EXPERIENCE: "No gap here. What have they done that you have not done yet?",
    Area.BRAND: "No gap here. What can you do that the right people do not know?",
}
"""The invitation of an empty column, by area."""


@dataclass(slots=True, kw_only=True)
class GapsLayout(SizedLayout):
    """Lays out one view for one terminal size."""

    view: GapsView
    filter: BoardFilter = EVERYTHING
    order: Order = Order.OWN
    unfolded: AbstractSet[int] = frozenset()

    @property
    def content(self) -> int:
        """Width of the content in cells, without a third column."""
        return self.grid.beside_preview

    @property
    def single(self) -> bool:
        """Whether one column is shown at a time."""
        return self.grid.narrow

    def horizon(self) -> list[Line]:
        """Return the lines above the board."""
        most = 5 if self.grid.tall else 2 if self.height >= 20 else 1
        return blocks.horizon_lines(self.view, self.content, self.glyphs, most)

    def foot(self) -> Line:
        """Return the line below the board, or an empty one."""
        line = blocks.foot_line(self.view, self.filter, self.order, self.content, self.glyphs)
        if not line and self.grid.wide and self.grid.tall:
            line = blocks.moved_line(self.view)
        return line

    def regions(self) -> dict[str, Region]:
        """Return the region of each block."""
        grid = self.grid
        end = grid.end
        regions = {"horizon": Region(grid.x - EDGE, grid.y, self.content + EDGE, len(self.horizon()))}
        top = regions["horizon"].bottom + grid.roomy
        if self.foot():
            regions["foot"] = Region(grid.x, end - 1, self.content, 1)
            end -= 2 if grid.tall else 1
        regions["board"] = Region(grid.x, top, self.content, max(0, end - top))
        return regions

    def face(self) -> BoardRenderer:
        """Return the renderer of the board."""
        counts = []
        for every, matching in zip(self.view.columns(), self.view.columns(self.filter), strict=True):
            count = str(len(every)) if len(matching) == len(every) else f"{len(matching)} of {len(every)}"
            counts.append(count if self.single else f"{count} open")
        return BoardRenderer(
            view=self.view,
            gaps={gap.id: gap for gap in self.view.gaps},
            open_counts=tuple(counts),
            fold_words=tuple(map(fold_words, self.view.folded(self.filter))),
            unfolded=frozenset(self.unfolded),
            width=self._column_width,
            roomy=self.grid.wide and self.grid.tall,
            single=self.single,
            question=self.grid.roomy,
            glyphs=self.glyphs,
        )

    @property
    def _column_width(self) -> int:
        if self.single:
            return self.content
        return (self.content - GUTTER * (len(AREAS) - 1)) // len(AREAS)

    def columns(self) -> list[Column]:
        """Return the columns: cards, then the fold, then the folded gaps if it is open."""
        width = self._column_width
        columns = []
        cards, folded = self.view.columns(self.filter, self.order), self.view.folded(self.filter)
        for n in range(len(AREAS)):
            keys: list[Key] = [("gap", gap.id) for gap in cards[n]]
            if folded[n]:
                keys.append(("fold", n))
            if n in self.unfolded:
                keys += [("gap", gap.id) for gap in folded[n]]
            x = 0 if self.single else n * (width + GUTTER)
            columns.append(Column(keys=tuple(keys), x=x, width=width, empty=self._empty(AREAS[n], width - EDGE - 1)))
        return columns

    def _empty(self, area: Area, width: int) -> tuple[Line, ...]:
        if self.filter:
            return (
                BLANK,
                (("No matches. ", "muted"), *verbs.ALL_GAPS.hint(" shows all")),
            )
        lines: list[Line] = wrap_inked("muted", NO_GAP[area], width)
        if self.view.gaps:  # the user knows the key by then
            return (BLANK, *lines)
        return (BLANK, *lines, verbs.NEW_GAP.hint(" adds one"))
