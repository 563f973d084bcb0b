"""The Reviews screen: a timeline of reviews, and the changes of the board between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.reviews.review import Review
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.reviews import actions
from devjournal.tui.reviews.data import ReviewComparison, ReviewsView, UpcomingReview, read, read_comparison, review_key
from devjournal.tui.reviews.layout import ReviewsLayout
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.scroller import Scroller


class ReviewsScreen(JournalScreen):
    """Monthly check-ins and quarterly deep dives."""

    NAME = "reviews"
    VERBS = verbs.REVIEWS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.REVIEWS)]

    def __init__(self, journal: Journal) -> None:
        """Show the reviews of `journal`, with the cursor on the newest."""
        super().__init__(journal)
        self.view: ReviewsView | None = None
        self._comparisons: dict[tuple[str, bool], ReviewComparison | None] = {}
        """Comparisons by row key and `_with_today`, until the next reading."""
        self._with_today = False
        """Whether reviews are compared with today's board."""
        self._target = ""
        """Key of the row to move the cursor to; empty leaves it."""
        self._cursor_placed = False
        """Whether the cursor has been put on its first row."""

    def blocks(self) -> Sequence[Widget]:
        """Both titles, the timeline, the comparison, and the texts of the review."""
        return (
            Pane(id="title"),
            Pane(id="about"),
            ItemList(id="timeline"),
            Scroller(id="comparison"),
            Scroller(id="answers"),
        )

    @property
    def _timeline(self) -> ItemList:
        return self.query_one(ItemList)

    def on_mount(self) -> None:
        """Focus the timeline."""
        self.set_focus(self._timeline)

    # Reading and layout.

    def reload(self) -> None:
        """Read the reviews; the cursor stays on its row."""
        self.view = read(self.journal, self.settings.fiscal_start)
        self._comparisons.clear()
        if not self._cursor_placed and self.view.newest is not None and not self._target:
            waits = any(upcoming.draft is not None or upcoming.is_due(self.view.today) for upcoming in self.view.on_top)
            self._cursor_placed, self._target = True, "" if waits else review_key(self.view.newest.id)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out Reviews, and hand every pane its content."""
        if self.view is None:
            return {}
        layout = ReviewsLayout(view=self.view, width=size.width, height=size.height, glyphs=self.glyphs)
        self._timeline.show_items(layout.rows())  # first, because the comparison depends on the row under the cursor
        if self._target:
            self._timeline.reveal(self._target)
            self._target = ""
        layout.comparison = self._comparison(self.view)
        layout.about = f"{self._key} {self._with_today}"
        return self.show_blocks(layout.blocks())

    def _comparison(self, view: ReviewsView) -> ReviewComparison | None:
        """Return the comparison for the row under the cursor, cached until the next reading."""
        request = (self._key, self._with_today)
        if self._key and request not in self._comparisons:
            self._comparisons[request] = read_comparison(self.journal, view, self._key, with_today=self._with_today)
        return self._comparisons.get(request)

    def on_pane_moved(self) -> None:
        """Update the comparison and the footer."""
        self.redraw()

    # The row under the cursor.

    @property
    def _key(self) -> str:
        return self._timeline.key

    @property
    def review(self) -> Review | None:
        """The review under the cursor."""
        return self.view.review_at(self._key) if self.view is not None else None

    @property
    def upcoming(self) -> UpcomingReview | None:
        """The upcoming review under the cursor."""
        return self.view.upcoming_at(self._key) if self.view is not None else None

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        if self.view is None:
            return ()
        upcoming = self.upcoming
        if upcoming is not None and upcoming.draft is not None:
            return (verbs.TAKE_UP_REVIEW, verbs.REMOVE_REVIEW.called("drop"), verbs.NEW_REVIEW)
        if upcoming is not None:
            due = (verbs.PUT_OFF, verbs.SKIP) if upcoming.is_due(self.view.today) else ()
            return (verbs.BEGIN_REVIEW, *due, verbs.NEW_REVIEW)
        if self.review is not None:
            return (verbs.OPEN_REVIEW, verbs.NEW_REVIEW, verbs.COMPARE, verbs.REMARK, verbs.REVIEW_KEYS, verbs.LETTER)
        return (verbs.NEW_REVIEW, verbs.LETTER) if self.view.horizons else (verbs.HORIZON, verbs.NEW_REVIEW)

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the row under the cursor."""
        view, upcoming = self.view, self.upcoming
        if view is None:
            return dict.fromkeys(verbs.REVIEWS, False)
        on_review, on_draft = self.review is not None, upcoming is not None and upcoming.draft is not None
        due = any(item.is_due(view.today) for item in ((upcoming,) if upcoming is not None else view.on_top))
        return {
            verbs.OPEN_REVIEW: on_review or upcoming is not None,
            verbs.COMPARE: on_review,
            verbs.REMARK: on_review,
            verbs.REMOVE_REVIEW: on_review or on_draft,
            verbs.PUT_OFF: due and not on_draft,
            verbs.SKIP: due and not on_draft,
            **dict.fromkeys((verbs.REVIEW_BACK, verbs.REVIEW_FORTH, verbs.NEWEST), len(view.reviews) > on_review),
        }

    # Verbs.

    async def on_pane_opened(self) -> None:
        """Open the double-clicked row."""
        self.action_open()

    def action_open(self) -> None:
        """Open the review, or begin or continue the upcoming review."""
        if self.review is not None:
            from devjournal.tui.reviews.page import ReviewPage  # imported only when opened

            self.open_page(ReviewPage(self.journal, self.review.id))
        elif self.upcoming is not None:
            self.begin(self.upcoming.kind)

    def action_new(self) -> None:
        """Choose which review to hold. A review that was begun is continued."""
        if self.view is not None:
            actions.choose_kind(self, self.view, self.begin)

    def begin(self, kind: ReviewKind) -> None:
        """Begin a review, or continue its draft."""
        from devjournal.tui.reviews.walk.walk import hold_review  # imported only when needed

        self.run_verb(lambda: hold_review(self, kind, self._go_to_held))

    def _go_to_held(self, review: Review) -> None:
        """Go to the review that was just held, to show its changes."""
        self._with_today, self._target = False, review_key(review.id)

    def action_compare(self) -> None:
        """Switch between comparison with the review before and with today's board."""
        if self.review is not None:
            self._with_today = not self._with_today
            self.lay_out()

    def action_remark(self) -> None:
        """Add a remark to the review."""
        if review := self.review:
            self.run_verb(lambda: actions.add_remark(self, review))

    def action_remove(self) -> None:
        """Ask, then remove the review, or drop the review that was begun."""
        if review := self.review:
            actions.ask_removal(self, review)
        elif (upcoming := self.upcoming) is not None and upcoming.draft is not None:
            actions.ask_dropping(self, upcoming.draft)

    def action_put_off(self) -> None:
        """Put off the due review by a week."""
        if kind := self._due_kind():
            self.run_verb(lambda: actions.put_off(self, kind))

    def action_skip(self) -> None:
        """Skip the due review."""
        if kind := self._due_kind():
            self.run_verb(lambda: actions.skip(self, kind))

    def _due_kind(self) -> ReviewKind | None:
        """Return the kind under the cursor, else the due kind; if there is none, say so."""
        if self.upcoming is not None:
            return self.upcoming.kind
        on_top = self.view.on_top if self.view is not None else ()
        kind = next((upcoming.kind for upcoming in on_top if upcoming.is_due(self.journal.today)), None)
        if kind is None:
            self.tell(f"No review is due: {verbs.NEW_REVIEW} holds one anyway.")
        return kind

    def action_letter(self) -> None:
        """Show the year letter for the year of the row under the cursor."""
        from devjournal.tui.letter.page import LetterPage  # imported only when opened

        year = self.review.day.year if self.review is not None else self.journal.today.year
        self.open_page(LetterPage(self.journal, year))

    def action_horizon(self) -> None:
        """Set a horizon, or choose what to do with an existing horizon."""
        from devjournal.tui.horizons import actions as horizons_actions

        self.run_verb(lambda: horizons_actions.ask(self))

    def action_review(self, step: int) -> None:
        """Go one review back or forward; from an upcoming review, to the newest."""
        self._go_to(self.view.neighbour(self.review, step) if self.view is not None else None)

    def action_newest(self) -> None:
        """Go to the newest review."""
        self._go_to(self.view.newest if self.view is not None else None)

    def arrive(self, review_id: int) -> None:
        """Put the cursor on a review that another screen leads to."""
        self._cursor_placed, self._target = True, review_key(review_id)
        self.refresh_data()

    def _go_to(self, review: Review | None) -> None:
        if review is not None:
            self._target = review_key(review.id)
            self.redraw()
