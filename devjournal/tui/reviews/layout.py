"""Layout of Reviews: the timeline, and the comparison beside it (`docs/design.md`, The grid)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.geometry import Region

from devjournal.tui import verbs
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.reviews import sections
from devjournal.tui.reviews.data import ReviewComparison, ReviewsView
from devjournal.tui.reviews.timeline import INVITATION, timeline, title_line
from devjournal.tui.widgets.block import EDGE, Block, ItemRow
from devjournal.tui.widgets.lines import BLANK, Line
from devjournal.tui.widgets.paragraphs import stack, wrap_inked
from devjournal.tui.widgets.screen_sizes import CONTENT

TIMELINE, GUTTER = 38, 6
"""Cells of the timeline on a wide screen, and of the gutter."""

TIMELINE_MIDDLE, GUTTER_MIDDLE = 24, 2
"""The same on a middle screen."""


@dataclass(slots=True, kw_only=True)
class ReviewsLayout(SizedLayout):
    """Lays out Reviews for one terminal size."""

    view: ReviewsView
    comparison: ReviewComparison | None = None
    about: str = ""
    """Identifies the comparison: it is scrolled to its top when it changes."""

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        grid, view = self.grid, self.view
        if view.is_empty:
            lines = self._invitation()
            return [Block("title", Region(grid.x, grid.y, grid.content, min(len(lines), grid.end - grid.y)), lines)]
        width = self._width
        height = max(1, grid.end - grid.top)
        blocks = [
            Block("title", Region(grid.x, grid.y, width, 1), [title_line(view, width, self.glyphs)]),
            Block("timeline", Region(grid.x - EDGE, grid.top, width + EDGE, height), items=self.rows()),
        ]
        if not grid.narrow and self.comparison is not None:
            blocks += self._comparison(self.comparison, width + (GUTTER if grid.wide else GUTTER_MIDDLE), height)
        return blocks

    def rows(self) -> list[ItemRow]:
        """Return the rows of the timeline."""
        if self.view.is_empty:
            return []
        older = self.comparison.older if self.comparison is not None and not self.grid.narrow else None
        return timeline(self.view, older, self._width, self.glyphs)

    @property
    def _width(self) -> int:
        """Cells of the timeline."""
        if self.grid.narrow:
            return self.grid.content
        return TIMELINE + max(0, self.grid.beside_preview - CONTENT) // 5 if self.grid.wide else TIMELINE_MIDDLE

    def _comparison(self, comparison: ReviewComparison, x: int, height: int) -> Iterator[Block]:
        """Yield the blocks from cell `x` of the content on: the comparison, and the answers if they have a column."""
        grid, view, glyphs = self.grid, self.view, self.glyphs
        width, column = grid.beside_preview - x, grid.preview
        title = sections.title_line(view, comparison, width, glyphs)
        lines = sections.comparison_lines(view, comparison, width, glyphs, airy=grid.tall, with_answers=column is None)
        yield Block("about", Region(grid.x + x, grid.y, width, 1), [title])
        yield Block("comparison", Region(grid.x + x, grid.top, width, height), lines, subject=self.about)
        if column is not None:
            blocks = (
                sections.answer_blocks(view, comparison.newer, column.width, glyphs, airy=grid.tall)
                if comparison.newer is not None
                else ()
            )
            yield Block("answers", column, stack(*blocks), subject=self.about)

    def _invitation(self) -> list[Line]:
        """Return the invitation to the first review, or to set a horizon before it."""
        view, grid = self.view, self.grid
        width = min(grid.content, 70)
        lines: list[Line] = [title_line(view, grid.content, self.glyphs), BLANK]
        if grid.roomy:
            lines += [*wrap_inked("muted", INVITATION, width), BLANK]
        if not view.horizons:
            text = "First set a horizon: where do you want to be in 12, 24 or 36 months? Reviews are counted from it."
            return [*lines, *wrap_inked("text", text, width), BLANK, verbs.HORIZON.hint(" sets it")]
        if view.board_is_empty:
            lines += wrap_inked("text", "The board has no gaps yet: the first review can find them.", width)
        return [*lines, verbs.NEW_REVIEW.hint(" holds a review, even before one is due")]
