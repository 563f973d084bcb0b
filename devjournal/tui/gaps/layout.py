"""Layout of the gap board: regions of its blocks, and the size of its cards."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.domain.career.board import EVERYTHING, BoardFilter, Order
from devjournal.domain.career.gap import Area
from devjournal.tui import verbs
from devjournal.tui.gaps import sections
from devjournal.tui.gaps.board_columns import Column, Key
from devjournal.tui.gaps.cards import GUTTER, BoardRenderer, fold_label
from devjournal.tui.gaps.data import AREAS, GapsView
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.widgets.block import EDGE, Block
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

    @property
    def airy(self) -> bool:
        """Whether there is room for cards of four lines, and for the quarter's changes below the board."""
        return self.grid.wide and self.grid.tall

    def blocks(self) -> list[Block]:
        """Return the lines above and below the board with their regions, and the region of the board."""
        grid, width, glyphs = self.grid, self.content, self.glyphs
        max_lines = 5 if grid.tall else 2 if self.height >= 20 else 1
        horizon = sections.horizon_lines(self.view, width, glyphs, max_lines)
        placed = [Block("horizon", Region(grid.x - EDGE, grid.y, width + EDGE, len(horizon)), horizon)]
        top, end = grid.y + len(horizon) + grid.roomy, grid.end
        foot = sections.foot_line(self.filter, self.order, width, glyphs)
        if not foot and self.airy:
            foot = sections.moved_line(self.view)
        if foot:
            placed.append(Block("foot", Region(grid.x, end - 1, width, 1), [foot]))
            end -= 2 if grid.tall else 1
        return [*placed, Block("board", Region(grid.x, top, width, max(0, end - top)))]

    def renderer(self) -> BoardRenderer:
        """Return the renderer of the board."""
        counts = []
        for gaps, matches in zip(self.view.columns(), self.view.columns(self.filter), strict=True):
            count = str(len(gaps)) if len(matches) == len(gaps) else f"{len(matches)} of {len(gaps)}"
            counts.append(count if self.single else f"{count} open")
        return BoardRenderer(
            view=self.view,
            gaps={gap.id: gap for gap in self.view.gaps},
            open_counts=tuple(counts),
            fold_labels=tuple(map(fold_label, self.view.folded(self.filter))),
            unfolded=frozenset(self.unfolded),
            width=self._column_width,
            roomy=self.airy,
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
        for n, area in enumerate(AREAS):
            keys: list[Key] = [("gap", gap.id) for gap in cards[n]]
            if folded[n]:
                keys.append(("fold", n))
            if n in self.unfolded:
                keys += [("gap", gap.id) for gap in folded[n]]
            x = 0 if self.single else n * (width + GUTTER)
            columns.append(Column(keys=tuple(keys), x=x, width=width, empty=self._empty(area, width - EDGE - 1)))
        return columns

    def _empty(self, area: Area, width: int) -> tuple[Line, ...]:
        if self.filter:
            return (BLANK, (("No matches. ", "muted"), *verbs.ALL_GAPS.hint(" shows all")))
        knows_key = bool(self.view.gaps)
        lines = wrap_inked("muted", NO_GAP[area], width)
        return (BLANK, *lines, *(() if knows_key else (verbs.NEW_GAP.hint(" adds one"),)))
