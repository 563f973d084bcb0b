"""What Reviews shows, read from the journal in one go: what is asked for, what was held, what was skipped."""

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
"""So long ahead a review stands on top of the timeline."""

KINDS = (ReviewKind.QUARTERLY, ReviewKind.MONTHLY)
"""Both rhythms, the longer one first: it serves as the other one, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReview:
    """A review that is asked for, or on its way."""

    kind: ReviewKind
    next: NextReview | None
    """When it is due; None without a horizon."""
    walk: ReviewDraft | None = None

    def due(self, today: date) -> bool:
        """Say whether it is asked for now."""
        return self.next is not None and self.next.asked <= today


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """Every review with what is asked for next."""

    today: date
    reviews: tuple[Review, ...]
    """The latest first."""
    asks: tuple[DueReview, ...]
    """Both kinds, the quarterly one first."""
    skipped: tuple[Deferral, ...]
    horizons: tuple[Horizon, ...]
    gaps: int
    """How many gaps stand on the board."""
    titles: dict[int, str]
    fiscal_start: int = JANUARY

    @property
    def is_empty(self) -> bool:
        """Whether no review was held, skipped or begun."""
        return not (self.reviews or self.skipped or any(ask.walk for ask in self.asks))

    @property
    def asked(self) -> tuple[DueReview, ...]:
        """What is asked for next; a monthly review is not where a quarterly one serves as that month's."""
        quarterly, monthly = self.asks
        if quarterly.next is None or monthly.next is None:
            return tuple(ask for ask in self.asks if ask.walk is not None)
        put_off = quarterly.next.due <= self.today < quarterly.next.asked
        begun = quarterly.walk is not None or quarterly.due(self.today)
        served = begun or (quarterly.next.asked <= monthly.next.asked and not put_off)
        return (quarterly,) if served and monthly.walk is None else self.asks

    @property
    def on_top(self) -> tuple[DueReview, ...]:
        """What stands above the reviews: what is on its way, due, put off, or due soon."""
        soon = self.today + SOON
        return tuple(ask for ask in self.asked if ask.walk or (ask.next is not None and min(ask.next) <= soon))

    def ask(self, kind: ReviewKind) -> DueReview:
        """Return what is asked of a kind."""
        return next(ask for ask in self.asks if ask.kind is kind)

    def review(self, row_id: int) -> Review | None:
        """Return a review, or None where it is gone."""
        return next((review for review in self.reviews if review.id == row_id), None)

    def step(self, review: Review | None, step: int) -> Review | None:
        """Return the review before one (-1) or after it (1), the newest where none is named; None beyond the ends."""
        at = self.reviews.index(review) - step if review in self.reviews else 0
        return self.reviews[at] if 0 <= at < len(self.reviews) else None

    def quarter(self, review: Review) -> FiscalQuarter:
        """Return the quarter that a review was held in."""
        return quarter_of(review.day, self.fiscal_start)

    def name(self, review: Review, beside: Review | None = None) -> str:
        """Return what a review is called: its quarter or its month, with the year where another one is `beside` it.

        Where that one is called the same, it is the day.
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
    """What stands beside the timeline: what became of the board between two moments, and what was said."""

    newer: Review | None
    """None where it is the board of today."""
    older: Review | None
    """None where nothing was held before."""
    change: BoardDiff | None
    board: Snapshot
    """The board of the newer one."""
    ask: DueReview | None = None
    """What is asked for, where that is under the cursor."""
    skipped: Deferral | None = None
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """The talks with role models that new gaps came out of, by the gap's uid."""


def read(journal: Journal, fiscal_start: int) -> ReviewsView:
    """Read what Reviews shows; its quarters are counted from a month."""
    reviews = journal.reviews
    return ReviewsView(
        today=journal.today,
        reviews=reviews.list(),
        asks=tuple(DueReview(kind=kind, next=reviews.next(kind), walk=journal.walks.get(kind)) for kind in KINDS),
        skipped=tuple(deferral for deferral in reviews.deferrals() if deferral.until is None),
        horizons=journal.horizons.standing(),
        gaps=sum(gap.on_board for gap in journal.gaps.list()),
        titles={gap.id: gap.title for gap in journal.gaps.list()},
        fiscal_start=fiscal_start,
    )


def read_comparison(journal: Journal, view: ReviewsView, key: str, *, since: bool) -> ReviewComparison | None:
    """Read what is told of a row of the timeline; with `since` a review is held against the board of today."""
    what, _, name = key.partition(":")
    if what == "review":
        review = view.review(int(name))
        if review is None:
            return None
        if since:
            return comparison_since(journal, review)
        board, older = journal.reviews.snapshot(review.id), before(view.reviews, review)
        return _told(
            journal, ReviewComparison(newer=review, older=older, change=_changed(journal, older, board), board=board)
        )
    if what == "due":
        kind = ReviewKind(name)
        last = next((review for review in view.reviews if review.kind is kind), None)
        now = journal.reviews.now()
        change = _changed(journal, last, now)
        return _told(journal, ReviewComparison(newer=None, older=last, change=change, board=now, ask=view.ask(kind)))
    skipped = next((deferral for deferral in view.skipped if skipped_key(deferral) == key), None)
    return ReviewComparison(newer=None, older=None, change=None, board=Snapshot(), skipped=skipped)


def comparison_since(journal: Journal, review: Review) -> ReviewComparison:
    """Read what has changed since a review was held."""
    now = journal.reviews.now()
    return _told(journal, ReviewComparison(newer=None, older=review, change=_changed(journal, review, now), board=now))


def _told(journal: Journal, compared: ReviewComparison) -> ReviewComparison:
    """Return it with the talks that new gaps came out of; without a new one no talk is read."""
    changes = compared.change.by_kind()[ChangeKind.NEW] if compared.change is not None else ()
    opened = [change.gap for change in changes if change.how == "opened"]
    if not opened:
        return compared
    origins = Origins(journal)
    gap_origins = {gap.uid: origins.of(gap.title, gap.opened) for gap in opened}
    return replace(compared, origins={uid: origin for uid, origin in gap_origins.items() if origin is not None})


def _changed(journal: Journal, older: Review | None, newer: Snapshot) -> BoardDiff | None:
    return board_diff(journal.reviews.snapshot(older.id), newer) if older is not None else None


def review_key(review_id: int) -> str:
    """Return the key of a review's row."""
    return f"review:{review_id}"


def ask_key(ask: DueReview) -> str:
    """Return the key of the row of what is asked for."""
    return f"due:{ask.kind}"


def skipped_key(skipped: Deferral) -> str:
    """Return the key of the row of a review that was skipped."""
    return f"skipped:{skipped.kind}:{skipped.due}"
