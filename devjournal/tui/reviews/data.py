"""The data of Reviews, read from the journal at once: due, held and skipped reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTH_NAMES
from devjournal.domain.dates.fiscal import JANUARY, FiscalQuarter, quarter_of
from devjournal.domain.reviews.board_diff import BoardDiff, ChangeKind, board_diff
from devjournal.domain.reviews.review import Review, before
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.reviews.snapshot import Snapshot
from devjournal.domain.week.due import Deferral, NextReview, ReviewKind
from devjournal.storage import Journal
from devjournal.tui.gaps.origin import Origin
from devjournal.tui.gaps.origins import Origins

SOON = timedelta(days=14)
"""Time ahead within which a due review is at the top of the timeline."""

KINDS = (ReviewKind.QUARTERLY, ReviewKind.MONTHLY)
"""Both kinds, quarterly first: a quarterly review counts as that month's monthly one too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReview:
    """The next review of a kind, and its draft if it was begun."""

    kind: ReviewKind
    next: NextReview | None
    """When it is due; `None` without a horizon."""
    walk: ReviewDraft | None = None

    def due(self, today: date) -> bool:
        """Return whether it is due."""
        return self.next is not None and self.next.asked <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """All reviews, and the next ones."""

    today: date
    reviews: tuple[Review, ...]
    """Latest first."""
    asks: tuple[DueReview, ...]
    """Both kinds, quarterly first."""
    skipped: tuple[Deferral, ...]
    horizons: tuple[Horizon, ...]
    gaps: int
    """Number of gaps on the board."""
    titles: dict[int, str]
    fiscal_start: int = JANUARY

    @property
    def is_empty(self) -> bool:
        """Whether no review was ever held, skipped or begun."""
        return not (self.reviews or self.skipped or any(ask.walk for ask in self.asks))

    @property
    def upcoming(self) -> tuple[DueReview, ...]:
        """The next reviews, without a monthly one that a quarterly one replaces."""
        quarterly, monthly = self.asks
        if quarterly.next is None or monthly.next is None:
            return tuple(ask for ask in self.asks if ask.walk is not None)
        put_off = quarterly.next.due <= self.today < quarterly.next.asked
        begun = quarterly.walk is not None or quarterly.due(self.today)
        served = begun or (quarterly.next.asked <= monthly.next.asked and not put_off)
        return (quarterly,) if served and monthly.walk is None else self.asks

    @property
    def on_top(self) -> tuple[DueReview, ...]:
        """The reviews at the top of the timeline: begun, due, put off, or due soon."""
        soon = self.today + SOON
        return tuple(ask for ask in self.upcoming if ask.walk or (ask.next is not None and min(ask.next) <= soon))

    def ask(self, kind: ReviewKind) -> DueReview:
        """Return the next review of a kind."""
        return next(ask for ask in self.asks if ask.kind is kind)

    def review(self, row_id: int) -> Review | None:
        """Return a review by ID, or `None` if it has been removed."""
        return next((review for review in self.reviews if review.id == row_id), None)

    def step(self, review: Review | None, step: int) -> Review | None:
        """Return the review before (-1) or after (1) `review`; the newest if `review` is not listed; `None` beyond
        the ends.
        """
        at = self.reviews.index(review) - step if review in self.reviews else 0
        return self.reviews[at] if 0 <= at < len(self.reviews) else None

    def quarter(self, review: Review) -> FiscalQuarter:
        """Return the quarter in which a review was held."""
        return quarter_of(review.day, self.fiscal_start)

    def name(self, review: Review, beside: Review | None = None) -> str:
        """Return a review's label: quarter or month, with the year if `beside` is of another one.

        If both reviews have the same label, the date is used instead.
        """
        if beside is not None and self._period(review, beside) == self._period(beside, review):
            return f"{review.day.day} {MONTH_NAMES[review.day.month - 1]}"
        return self._period(review, beside)

    def _period(self, review: Review, beside: Review | None) -> str:
        quarter = self.quarter(review)
        if review.kind is ReviewKind.QUARTERLY:
            far = beside is not None and self.quarter(beside).year != quarter.year
            return str(quarter) if far else quarter.name
        far = beside is not None and beside.day.year != review.day.year
        return f"{MONTH_NAMES[review.day.month - 1]}{f' {review.day.year}' if far else ''}"


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
    ask: DueReview | None = None
    """The due review, if it is under the cursor."""
    skipped: Deferral | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """Talks with role models that new gaps came from, by gap uid."""


def read(journal: Journal, fiscal_start: int) -> ReviewsView:
    """Read the data of Reviews; quarters are counted from the month `fiscal_start`."""
    reviews = journal.reviews
    return ReviewsView(
        today=journal.today,
        reviews=reviews.list(),
        asks=tuple(
            DueReview(kind=kind, next=reviews.next(kind), walk=journal.review_drafts.get(kind)) for kind in KINDS
        ),
        skipped=tuple(deferral for deferral in reviews.deferrals() if deferral.until is None),
        horizons=journal.horizons.current(),
        gaps=sum(gap.on_board for gap in journal.gaps.list()),
        titles={gap.id: gap.title for gap in journal.gaps.list()},
        fiscal_start=fiscal_start,
    )


def read_comparison(journal: Journal, view: ReviewsView, key: str, *, since: bool) -> ReviewComparison | None:
    """Read the comparison for a row of the timeline: with the review before, or if `since` with today's board."""
    row_kind, _, name = key.partition(":")
    if row_kind == "review":
        review = view.review(int(name))
        if review is None:
            return None
        if since:
            return comparison_since(journal, review)
        board, older = journal.reviews.snapshot(review.id), before(view.reviews, review)
        return _with_origins(
            journal,
            ReviewComparison(newer=review, older=older, change=_diff(journal, older, board, review.day), board=board),
        )
    if row_kind == "due":
        kind = ReviewKind(name)
        last = next((review for review in view.reviews if review.kind is kind), None)
        now = journal.reviews.now()
        change = _diff(journal, last, now, journal.today)
        return _with_origins(
            journal, ReviewComparison(newer=None, older=last, change=change, board=now, ask=view.ask(kind))
        )
    skipped = next((deferral for deferral in view.skipped if skipped_key(deferral) == key), None)
    return ReviewComparison(newer=None, older=None, change=None, board=Snapshot(), skipped=skipped)


def comparison_since(journal: Journal, review: Review) -> ReviewComparison:
    """Read the changes since a review was held."""
    now = journal.reviews.now()
    return _with_origins(
        journal,
        ReviewComparison(newer=None, older=review, change=_diff(journal, review, now, journal.today), board=now),
    )


def _with_origins(journal: Journal, compared: ReviewComparison) -> ReviewComparison:
    """Return the comparison with the origins of new gaps; without new gaps, no talks are read."""
    changes = compared.change.by_kind()[ChangeKind.NEW] if compared.change is not None else ()
    opened = [change.gap for change in changes if change.how == "opened"]
    if not opened:
        return compared
    origins = Origins(journal)
    gap_origins = {gap.uid: origins.of(gap.title, gap.opened) for gap in opened}
    return replace(compared, origins={uid: origin for uid, origin in gap_origins.items() if origin is not None})


def _diff(journal: Journal, older: Review | None, newer: Snapshot, day: date) -> BoardDiff | None:
    return board_diff(journal.reviews.snapshot(older.id), newer, day - older.day) if older is not None else None


def review_key(review_id: int) -> str:
    """Return the row key of a review."""
    return f"review:{review_id}"


def ask_key(ask: DueReview) -> str:
    """Return the row key of a due review."""
    return f"due:{ask.kind}"


def skipped_key(skipped: Deferral) -> str:
    """Return the row key of a skipped review."""
    return f"skipped:{skipped.kind}:{skipped.due}"
