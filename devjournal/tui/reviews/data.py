"""The data of Reviews, read from the journal at once: due, held and skipped reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTH_NAMES, month_and_year
from devjournal.domain.dates.fiscal import JANUARY, FiscalQuarter, quarter_of
from devjournal.domain.reviews.board_diff import BoardDiff, ChangeKind, board_diff
from devjournal.domain.reviews.review import Review, before
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.reviews.snapshot import Snapshot
from devjournal.domain.week.due import Deferral, NextReview, ReviewKind
from devjournal.storage import Journal
from devjournal.tui.gaps.origins import Origin, Origins

SOON = timedelta(days=14)
"""Time ahead within which a due review is at the top of the timeline."""

KINDS = (ReviewKind.QUARTERLY, ReviewKind.MONTHLY)
"""Both kinds, quarterly first: a quarterly review counts as the month's monthly review too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpcomingReview:
    """The next review of a kind, and its draft if it was begun."""

    kind: ReviewKind
    next: NextReview | None
    """When it is due; `None` without a horizon."""
    draft: ReviewDraft | None = None

    def is_due(self, today: date) -> bool:
        """Return whether it is due."""
        return self.next is not None and self.next.asked <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """All reviews, and the next ones."""

    today: date
    reviews: tuple[Review, ...]
    """Latest first."""
    next_reviews: tuple[UpcomingReview, ...]
    """The next review of each kind, quarterly first."""
    skipped: tuple[Deferral, ...]
    horizons: tuple[Horizon, ...]
    titles: Mapping[int, str]
    """Titles of the gaps by ID."""
    board_is_empty: bool = False
    fiscal_start: int = JANUARY

    @property
    def is_empty(self) -> bool:
        """Whether the timeline has no rows."""
        return not (self.reviews or self.skipped or self.on_top)

    @property
    def upcoming(self) -> tuple[UpcomingReview, ...]:
        """The next reviews, without a monthly review that a quarterly one replaces."""
        quarterly, monthly = self.next_reviews
        if quarterly.next is None or monthly.next is None:
            return tuple(upcoming for upcoming in self.next_reviews if upcoming.draft is not None)
        put_off = quarterly.next.due <= self.today < quarterly.next.asked
        comes_first = quarterly.next.asked <= monthly.next.asked and not put_off
        replaces = quarterly.draft is not None or quarterly.is_due(self.today) or comes_first
        return (quarterly,) if replaces and monthly.draft is None else self.next_reviews

    @property
    def on_top(self) -> tuple[UpcomingReview, ...]:
        """The reviews at the top of the timeline: begun, due, put off, or due soon."""
        soon = self.today + SOON
        return tuple(
            upcoming
            for upcoming in self.upcoming
            if upcoming.draft or (upcoming.next is not None and min(upcoming.next) <= soon)
        )

    @property
    def newest(self) -> Review | None:
        """The newest review; `None` if none was held."""
        return self.reviews[0] if self.reviews else None

    def review(self, row_id: int) -> Review | None:
        """Return a review by ID, or `None` if it has been removed."""
        return next((review for review in self.reviews if review.id == row_id), None)

    def review_at(self, key: str) -> Review | None:
        """Return the review of a timeline row; `None` for a row of another kind."""
        return next((review for review in self.reviews if review_key(review.id) == key), None)

    def upcoming_at(self, key: str) -> UpcomingReview | None:
        """Return the upcoming review of a timeline row; `None` for a row of another kind."""
        return next((upcoming for upcoming in self.next_reviews if upcoming_key(upcoming) == key), None)

    def neighbour(self, review: Review | None, step: int) -> Review | None:
        """Return the review before (-1) or after (1) `review`; `None` beyond the ends.

        If `review` is not listed, return the newest one.
        """
        if review not in self.reviews:
            return self.newest
        at = self.reviews.index(review) - step
        return self.reviews[at] if 0 <= at < len(self.reviews) else None

    def quarter(self, review: Review) -> FiscalQuarter:
        """Return the quarter in which a review was held."""
        return quarter_of(review.day, self.fiscal_start)

    def label(self, review: Review, other: Review | None = None) -> str:
        """Return a review's label: quarter or month, with the year if that of the `other` review differs.

        If both reviews have the same label, return the date instead.
        """
        if other is not None and self._period(review, other) == self._period(other, review):
            return f"{review.day.day} {MONTH_NAMES[review.day.month - 1]}"
        return self._period(review, other)

    def _period(self, review: Review, other: Review | None) -> str:
        if review.kind is ReviewKind.QUARTERLY:
            quarter = self.quarter(review)
            years_differ = other is not None and self.quarter(other).year != quarter.year
            return str(quarter) if years_differ else quarter.name
        years_differ = other is not None and other.day.year != review.day.year
        return month_and_year(review.day) if years_differ else MONTH_NAMES[review.day.month - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewComparison:
    """A comparison of the board at two times."""

    newer: Review | None
    """`None` for today's board."""
    older: Review | None
    """`None` if there is no earlier review."""
    change: BoardDiff | None
    board: Snapshot
    """The board of the newer side."""
    upcoming: UpcomingReview | None = None
    """The upcoming review, if it is under the cursor."""
    skipped: Deferral | None = None
    """The skipped review, if it is under the cursor. It has no changes."""
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Talks with role models that new gaps came from, by gap uid."""


def read(journal: Journal, fiscal_start: int) -> ReviewsView:
    """Read the data of Reviews; quarters are counted from the month `fiscal_start`."""
    gaps = journal.gaps.list()
    return ReviewsView(
        today=journal.today,
        reviews=journal.reviews.list(),
        next_reviews=read_next(journal),
        skipped=tuple(deferral for deferral in journal.reviews.deferrals() if deferral.until is None),
        horizons=journal.horizons.current(),
        titles={gap.id: gap.title for gap in gaps},
        board_is_empty=not any(gap.on_board for gap in gaps),
        fiscal_start=fiscal_start,
    )


def read_next(journal: Journal) -> tuple[UpcomingReview, ...]:
    """Read the next review of each kind, quarterly first."""
    return tuple(
        UpcomingReview(kind=kind, next=journal.reviews.next(kind), draft=journal.review_drafts.get(kind))
        for kind in KINDS
    )


def read_comparison(journal: Journal, view: ReviewsView, key: str, *, with_today: bool) -> ReviewComparison | None:
    """Read the comparison for a row of the timeline.

    A review is compared with the one before it, or if `with_today` with today's board. An upcoming review compares
    today's board with the last review of its kind. The result is `None` if the row's review has been removed.
    """
    if review := view.review_at(key):
        return compare_with_today(journal, review) if with_today else compare_with_previous(journal, view, review)
    if upcoming := view.upcoming_at(key):
        last = next((review for review in view.reviews if review.kind is upcoming.kind), None)
        return _compare(journal, last, upcoming=upcoming)
    skipped = next((deferral for deferral in view.skipped if skipped_key(deferral) == key), None)
    if skipped is None:
        return None
    return ReviewComparison(newer=None, older=None, change=None, board=Snapshot(), skipped=skipped)


def compare_with_previous(journal: Journal, view: ReviewsView, review: Review) -> ReviewComparison:
    """Read the changes between the previous review of the same kind and `review`."""
    return _compare(journal, before(view.reviews, review), review)


def compare_with_today(journal: Journal, review: Review) -> ReviewComparison:
    """Read the changes since a review was held."""
    return _compare(journal, review)


def _compare(
    journal: Journal, older: Review | None, newer: Review | None = None, *, upcoming: UpcomingReview | None = None
) -> ReviewComparison:
    """Read the changes since `older` until `newer`, or until today if `newer` is `None`."""
    board = journal.reviews.snapshot(newer.id) if newer is not None else journal.reviews.now()
    day = newer.day if newer is not None else journal.today
    change = board_diff(journal.reviews.snapshot(older.id), board, day - older.day) if older is not None else None
    origins = _origins(journal, change) if change is not None else {}
    return ReviewComparison(newer=newer, older=older, change=change, board=board, upcoming=upcoming, origins=origins)


def _origins(journal: Journal, change: BoardDiff) -> Mapping[str, Origin]:
    """Return the origins of new gaps by uid; without new gaps, no talks are read."""
    opened = [new.gap for new in change.by_kind()[ChangeKind.NEW] if new.how == "opened"]
    if not opened:
        return {}
    origins = Origins(journal)
    return {gap.uid: origin for gap in opened if (origin := origins.of(gap.title, gap.opened)) is not None}


def review_key(review_id: int) -> str:
    """Return the row key of a review."""
    return f"review:{review_id}"


def upcoming_key(upcoming: UpcomingReview) -> str:
    """Return the row key of an upcoming review."""
    return f"upcoming:{upcoming.kind}"


def skipped_key(skipped: Deferral) -> str:
    """Return the row key of a skipped review."""
    return f"skipped:{skipped.kind}:{skipped.due}"
