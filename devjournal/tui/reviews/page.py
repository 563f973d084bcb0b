"""A review as it was held, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.dates.days import day_in_full, days_ago
from devjournal.domain.reviews.review import Review
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.reviews import actions, sections
from devjournal.tui.reviews.data import (
    ReviewComparison,
    ReviewsView,
    compare_with_previous,
    compare_with_today,
    read,
)
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.lines import Line, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import heading, stack
from devjournal.tui.widgets.scroller import Scroller

GUTTER, GUTTER_MIDDLE = 6, 3
"""Cells between both sides."""

_BOARD_HEADING: Line = (("The board that day", "bold"),)


class ReviewPage(JournalScreen):
    """One review as it was held, beside the changes since."""

    NAME = "reviews"
    VERBS = verbs.REVIEW_PAGE
    PAGE = "a review's page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.REVIEW_PAGE)]

    def __init__(self, journal: Journal, review_id: int) -> None:
        """Show the review with the ID `review_id`."""
        super().__init__(journal)
        self.review_id = review_id
        self.view: ReviewsView | None = None

    def blocks(self) -> Sequence[Widget]:
        """Both titles and both sides."""
        return (Pane(id="title"), Pane(id="about"), Scroller(id="review"), Scroller(id="since"))

    @property
    def review(self) -> Review | None:
        """The shown review."""
        return self.view.review(self.review_id) if self.view is not None else None

    def reload(self) -> None:
        """Read the reviews; close the page if the shown review has been removed."""
        self.view = read(self.journal, self.settings.fiscal_start)
        if self.review is None:
            self.close_later()

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out both sides."""
        view, review = self.view, self.review
        if view is None or review is None:
            return {}
        grid = ScreenGrid(width=size.width, height=size.height)
        regions = self.show_blocks(self._blocks(view, review, grid), subject=str(self.review_id))
        if self.focused is None or self.focused.id not in regions or not self.focused.can_focus:
            self.call_later(self._focus_first)
        return regions

    def _focus_first(self) -> None:
        """Focus the first side that has more lines than fit."""
        self.set_focus(next((pane for pane in self.query(Scroller) if pane.can_focus), None))

    def _blocks(self, view: ReviewsView, review: Review, grid: ScreenGrid) -> list[Block]:
        glyphs, height = self.glyphs, max(1, grid.end - grid.top)
        since = compare_with_today(self.journal, review)
        comparison = compare_with_previous(self.journal, view, review)
        title = self._title(view, review, grid)
        if grid.narrow:
            width = grid.content
            # without an earlier review, the comparison is the board
            board = self._board(comparison, width) if comparison.change is not None else []
            lines = stack(
                [sections.title_line(view, comparison, width, glyphs)],
                sections.comparison_lines(view, comparison, width, glyphs, airy=False),
                board,
                [sections.title_line(view, since, width, glyphs)],
                sections.comparison_lines(view, since, width, glyphs, airy=False),
            )
            return [
                Block("title", Region(grid.x, grid.y, width, 1), [title]),
                Block("review", Region(grid.x, grid.top, width, height), lines),
            ]
        gutter = GUTTER if grid.wide else GUTTER_MIDDLE
        left_width = (grid.content - gutter) // 2
        right, right_width = grid.x + left_width + gutter, grid.content - left_width - gutter
        answers = sections.answer_blocks(view, review, left_width, glyphs, airy=False)
        about = heading("Since then", days_ago(review.day, view.today))
        changes = sections.comparison_lines(view, since, right_width, glyphs, airy=grid.tall)
        return [
            Block("title", Region(grid.x, grid.y, left_width, 1), [title]),
            Block("about", Region(right, grid.y, right_width, 1), [about]),
            Block(
                "review",
                Region(grid.x, grid.top, left_width, height),
                stack(*answers, self._board(comparison, left_width)),
            ),
            Block("since", Region(right, grid.top, right_width, height), changes),
        ]

    @staticmethod
    def _title(view: ReviewsView, review: Review, grid: ScreenGrid) -> Line:
        """Return the label and the day of a review in the longest form that fits; the day is never cut."""
        label, day = view.label(review), day_in_full(review.day)
        in_full = heading(f"{review.kind.capitalize()} review, {label}", day)
        shorter = heading(f"{label}, {day}")
        room = grid.content if grid.narrow else (grid.content - GUTTER_MIDDLE) // 2
        lines = (in_full, shorter) if grid.narrow or grid.width >= 90 else (shorter,)
        return next((line for line in lines if width_of(line) <= room), heading(label))

    def _board(self, comparison: ReviewComparison, width: int) -> list[Line]:
        """Return the board of that day under its heading."""
        blocks = sections.board_blocks(comparison.board, width, self.glyphs, airy=False)
        return stack([_BOARD_HEADING], *blocks)

    def keys(self) -> Sequence[Verb]:
        """Return the verbs for the footer."""
        return (verbs.REMARK, verbs.REMOVE_REVIEW, verbs.REVIEW_KEYS, verbs.TIMELINE)

    def works(self) -> Mapping[Verb, bool]:
        """Return whether there is another review to go to."""
        several = self.view is not None and len(self.view.reviews) > 1
        return dict.fromkeys((verbs.REVIEW_BACK, verbs.REVIEW_FORTH, verbs.NEWEST), several)

    # Verbs.

    def action_remark(self) -> None:
        """Add a remark to the review."""
        if review := self.review:
            self.run_verb(lambda: actions.add_remark(self, review))

    def action_remove(self) -> None:
        """Ask, then remove the review."""
        if review := self.review:
            actions.ask_removal(self, review)

    def action_review(self, step: int) -> None:
        """Go one review back or forward."""
        self._show(self.view.neighbour(self.review, step) if self.view is not None else None)

    def action_newest(self) -> None:
        """Go to the newest review."""
        self._show(self.view.newest if self.view is not None else None)

    def _show(self, review: Review | None) -> None:
        if review is not None:
            self.review_id = review.id
            self.lay_out()

    def action_timeline(self) -> None:
        """Go back to all reviews."""
        self.dismiss()
