"""Layout of Reviews: the timeline, and the comparison beside it (`docs/design.md`, The grid)."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

from devjournal.domain.reviews.review import Review
from devjournal.tui import verbs
from devjournal.tui.kit.screen_grid import SizedLayout
from devjournal.tui.reviews import comparison as comparison_blocks
from devjournal.tui.reviews.data import ReviewComparison, ReviewsView
from devjournal.tui.reviews.timeline import INVITATION, timeline, title_line
from devjournal.tui.widgets.block import EDGE, Block, ItemRow
from devjournal.tui.widgets.lines import BLANK, Line, wrap
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
    compared: ReviewComparison | None = None
    about: str = ""
    """Identifies the comparison: it is scrolled to its top when it changes."""

    def blocks(self) -> list[Block]:
        """Return every block with its region."""
        grid, view = self.grid, self.view
        if view.is_empty and not view.on_top:
            lines = self._empty()
            return [Block("title", Region(grid.x, grid.y, grid.content, min(len(lines), grid.end - grid.y)), lines)]
        width = self._width
        height = max(1, grid.end - grid.top)
        blocks = [
            Block("title", Region(grid.x, grid.y, width, 1), [title_line(view, width, self.glyphs)]),
            Block(
                "timeline",
                Region(grid.x - EDGE, grid.top, width + EDGE, height),
                items=self.rows(),
            ),
        ]
        if not grid.narrow and self.compared is not None:
            at = width + (GUTTER if grid.wide else GUTTER_MIDDLE)
            room = grid.beside_preview - at
            title = comparison_blocks.title_line(view, self.compared, room, self.glyphs)
            beside = grid.preview
            lines = comparison_blocks.comparison_lines(
                view, self.compared, room, self.glyphs, airy=grid.tall, words=beside is None
            )
            blocks.append(Block("about", Region(grid.x + at, grid.y, room, 1), [title]))
            blocks.append(Block("comparison", Region(grid.x + at, grid.top, room, height), lines, subject=self.about))
            if beside is not None:
                blocks.append(Block("words", beside, self._words(beside.width), subject=self.about))
        return blocks

    def rows(self) -> list[ItemRow]:
        """Return the rows of the timeline."""
        if self.view.is_empty and not self.view.on_top:
            return []
        return timeline(self.view, self._compared, self._width, self.glyphs)

    @property
    def _width(self) -> int:
        """Cells of the timeline."""
        if self.grid.narrow:
            return self.grid.content
        return TIMELINE + max(0, self.grid.beside_preview - CONTENT) // 5 if self.grid.wide else TIMELINE_MIDDLE

    def _words(self, width: int) -> list[Line]:
        """Return the answers of the review for the third column."""
        review = self.compared.newer if self.compared is not None else None
        if review is None:
            return []
        answers = comparison_blocks.answer_blocks(self.view, review, width, self.glyphs, airy=self.grid.tall)
        return stack(*answers)

    @property
    def _compared(self) -> Review | None:
        """The older review of the visible comparison."""
        return self.compared.older if self.compared is not None and not self.grid.narrow else None

    def _empty(self) -> list[Line]:
        """Return the invitation to the first review, or to set a horizon before it."""
        view, grid = self.view, self.grid
        width = min(grid.content, 70)
        lines: list[Line] = [title_line(view, grid.content, self.glyphs), BLANK]
        if grid.roomy:
            lines += [*wrap_inked("muted", INVITATION, width), BLANK]
        if not view.horizons:
            text = "First set a horizon: where do you want to be in 12, 24 or 36 months? Reviews are counted from it."
            lines += wrap_inked("text", text, width)
            return [*lines, BLANK, verbs.HORIZON.hint(" sets it")]
        if not view.gaps:
            lines += [
                ((part, "text"),) for part in wrap("The board has no gaps yet: the first review can find them.", width)
            ]
        return [
            *lines,
            verbs.NEW_REVIEW.hint(" holds a review, even before one is due"),
        ]
