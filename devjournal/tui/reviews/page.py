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
from devjournal.tui.reviews import actions
from devjournal.tui.reviews import comparison as comparison_blocks
from devjournal.tui.reviews.data import (
    ReviewComparison,
    ReviewsView,
    comparison_since,
    read,
    read_comparison,
    review_key,
)
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import heading, stack
from devjournal.tui.widgets.scroller import Scroller

GUTTER, GUTTER_MIDDLE = 6, 3
"""Cells between both sides."""


_BOARD: Line = (("The board that day", "bold"),)


class ReviewPage(JournalScreen):
    """Board and answers of one review, frozen, beside today's."""

    NAME = "reviews"
    VERBS = verbs.REVIEW_PAGE
    PAGE = "a review's page"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.REVIEW_PAGE)]

    def __init__(self, journal: Journal, row_id: int) -> None:
        """Show the review with the ID `row_id`."""
        super().__init__(journal)
        self.row_id = row_id
        self.view: ReviewsView | None = None

    def blocks(self) -> Sequence[Widget]:
        """Both titles and both sides."""
        return (Pane(id="title"), Pane(id="about"), Scroller(id="then"), Scroller(id="since"))

    @property
    def review(self) -> Review | None:
        """The shown review."""
        return self.view.review(self.row_id) if self.view is not None else None

    def reload(self) -> None:
        """Read the reviews; close the page if this one has been removed."""
        self.view = read(self.journal, self.settings.fiscal_start)
        if self.review is None:
            self.close_later()

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out both sides."""
        view, review = self.view, self.review
        if view is None or review is None:
            return {}
        space = ScreenGrid(width=size.width, height=size.height)
        regions = self.show_blocks(self._blocks(view, review, space, self.glyphs), subject=str(self.row_id))
        if self.focused is None or self.focused.id not in regions or not self.focused.can_focus:
            self.call_later(self._focus_first)
        return regions

    def _focus_first(self) -> None:
        """Focus the first side that has more lines than fit."""
        self.set_focus(next((pane for pane in self.query(Scroller) if pane.can_focus), None))

    def _blocks(self, view: ReviewsView, review: Review, space: ScreenGrid, glyphs: Glyphs) -> list[Block]:
        since = comparison_since(self.journal, review)
        compared = read_comparison(self.journal, view, review_key(review.id), since=False)
        assert compared is not None
        height = max(1, space.end - space.top)
        title = self._title(view, review, space)
        if space.narrow:
            width = space.content
            board = self._board(compared, width, glyphs, airy=False) if compared.change is not None else []
            lines = stack(
                [comparison_blocks.title_line(view, compared, width, glyphs)],
                comparison_blocks.comparison_lines(view, compared, width, glyphs, airy=False),
                [_BOARD] if board else [],
                board,
                [comparison_blocks.title_line(view, since, width, glyphs)],
                comparison_blocks.comparison_lines(view, since, width, glyphs, airy=False),
            )
            return [
                Block("title", Region(space.x, space.y, width, 1), [title]),
                Block("then", Region(space.x, space.top, width, height), lines),
            ]
        gutter = GUTTER if space.wide else GUTTER_MIDDLE
        left_width = (space.content - gutter) // 2
        at, right = space.x + left_width + gutter, space.content - left_width - gutter
        answers = comparison_blocks.answer_blocks(view, review, left_width, glyphs, airy=False)
        board = self._board(compared, left_width, glyphs, airy=False)
        then = stack(*answers, [_BOARD], board)
        return [
            Block("title", Region(space.x, space.y, left_width, 1), [title]),
            Block("about", Region(at, space.y, right, 1), [self._about(since)]),
            Block("then", Region(space.x, space.top, left_width, height), then),
            Block(
                "since",
                Region(at, space.top, right, height),
                comparison_blocks.comparison_lines(view, since, right, glyphs, airy=space.tall),
            ),
        ]

    @staticmethod
    def _title(view: ReviewsView, review: Review, space: ScreenGrid) -> Line:
        """Return the label and the day of a review in the longest form that fits; the day is never cut."""
        name, day = view.name(review), day_in_full(review.day)
        heading: Line = ((f"{review.kind.capitalize()} review, {name}", "bold"), (f"  {day}", "muted"))
        shorter: Line = ((f"{name}, {day}", "bold"),)
        room = space.content if space.narrow else (space.content - GUTTER_MIDDLE) // 2
        lines = (heading, shorter) if space.narrow or space.width >= 90 else (shorter,)
        return next((line for line in lines if width_of(line) <= room), ((name, "bold"),))

    def _about(self, since: ReviewComparison) -> Line:
        assert since.older is not None
        assert self.view is not None
        return heading("Since then", days_ago(since.older.day, self.view.today))

    def _board(self, compared: ReviewComparison, width: int, glyphs: Glyphs, *, airy: bool) -> list[Line]:
        assert compared.newer is not None
        return stack(*comparison_blocks.board_blocks(compared.board, width, glyphs, airy=airy))

    def keys(self) -> Sequence[Verb]:
        """Return the verbs for the footer."""
        return (verbs.REMARK, verbs.REMOVE_REVIEW, verbs.REVIEW_KEYS, verbs.TIMELINE)

    def works(self) -> Mapping[Verb, bool]:
        """Return whether there is another review to go to."""
        others = self.view is not None and len(self.view.reviews) > 1
        return dict.fromkeys((verbs.REVIEW_BACK, verbs.REVIEW_FORTH, verbs.NEWEST), others)

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
        self._show(self.view.step(self.review, step) if self.view is not None else None)

    def action_newest(self) -> None:
        """Go to the newest review."""
        self._show(self.view.step(None, 0) if self.view is not None else None)

    def _show(self, review: Review | None) -> None:
        if review is not None:
            self.row_id = review.id
            self.lay_out()

    def action_timeline(self) -> None:
        """Go back to all reviews."""
        self.dismiss()
