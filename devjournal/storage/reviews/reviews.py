"""Reviews in the file: answers, the board of the day, remarks, bets, and reviews put off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from peewee import fn

from devjournal.domain.dates.days import LAST_YEAR
from devjournal.domain.reviews.review import ANSWERS, MAX_BETS, Remark, Review
from devjournal.domain.reviews.snapshot import Snapshot, compact_json, read_snapshot, take_snapshot
from devjournal.domain.text.user_text import clean, required
from devjournal.domain.week.due import NextReview, ReviewKind, asked_outside, next_review_after, postponed_until
from devjournal.domain.week.entry import Entry
from devjournal.errors import NotFound, RuleViolation, UsageError
from devjournal.storage.career.gaps import Gaps
from devjournal.storage.career.horizons import Horizons
from devjournal.storage.career.people import People
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.json_column import from_json, to_json
from devjournal.storage.core.rows import ascending, descending, dicts, tuples, uid_of, value_of
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.repository import Repository
from devjournal.storage.reviews.review_days import ReviewDays
from devjournal.storage.schema.tables import BetRow, DeferralRow, EntryRow, GapRow, RemarkRow, ReviewRow
from devjournal.storage.store import Store
from devjournal.storage.week.entries import Entries


class Reviews(ReviewDays, Repository[Review]):
    """Holds, lists and removes reviews, adds remarks, and puts off due ones."""

    table = ReviewRow
    missing = "There is no review {}; see `devjournal review list`."

    def __init__(self, store: Store, gaps: Gaps, horizons: Horizons, people: People) -> None:
        """Work on one open file; a snapshot reads `gaps`, `horizons` and `people`."""
        super().__init__(store)
        self._gaps = gaps
        self._horizons = horizons
        self._people = people

    def add(self, kind: ReviewKind, *, bets: Iterable[int] = (), **answers: str) -> Review:
        """Hold a review today, with the board as it is now.

        `answers` are texts by the names in `domain.reviews.review.ANSWERS`; `bets` are up to three gaps, by ID.

        Raises:
            InvalidText: a text cannot be stored.
            UsageError: there are too many bets, or a monthly review has one.
            NotFound: a bet is no gap of the journal.
        """
        texts = {name: clean(answers.get(name, ""), "The answer") for name in ANSWERS}
        gaps = tuple(dict.fromkeys(bets))
        if len(gaps) > MAX_BETS:
            raise UsageError(f"{len(gaps)} bets are too many; a quarter has at most {MAX_BETS}.")
        if gaps and kind is not ReviewKind.QUARTERLY:
            raise UsageError("A monthly review makes no bets; a quarterly one does.")
        today = self._store.today
        with self._store.writing(f"{kind} review of {today}"):
            values = {"kind": kind.value, "day": today, **texts, "snapshot": to_json(compact_json(self.now()))}
            row_id = self._store.insert(ReviewRow, values)
            for position, gap in enumerate(gaps, 1):
                self._store.must_exist(GapRow, gap, "gap")
                self._bet(row_id, gap, position)
            return self.get(row_id)

    @cached_until_write
    def list(self) -> tuple[Review, ...]:
        """Return every review, latest first."""
        with self._store.reading():
            return tuple(self.select(ReviewRow.id > 0))

    # the board, then and now

    @cached_until_write
    def snapshot(self, row_id: int) -> Snapshot:
        """Return the board of a review; an empty one if another program stored none.

        Raises:
            NotFound: there is no such review.
        """
        with self._store.reading():
            document = ReviewRow.select(ReviewRow.snapshot).where(ReviewRow.id == row_id).scalar()
        if document is None:
            raise NotFound(self.missing.format(row_id))
        return read_snapshot(from_json(document))

    @cached_until_write
    def now(self) -> Snapshot:
        """Return the board as a review would store it now."""
        with self._store.reading():
            until = EntryRow.select(fn.MAX(EntryRow.created_at)).scalar() or ""
            return take_snapshot(self._gaps.list(), self._horizons.current(), self._people.awareness(), until)

    def gap_ids(self) -> dict[str, int]:
        """Return the IDs of existing gaps by the uids in snapshots."""
        with self._store.reading():
            return dict(tuples(GapRow.select(GapRow.uid, GapRow.id)))

    def evidence_since(self, review: Review | None) -> dict[int, tuple[Entry, ...]]:
        """Return the evidence of each gap, by ID, that a review did not count; None means all evidence.

        Earliest first. An entry that was written before the review, on its day, counts there and is not new.
        """
        new = EntryRow.gap.is_null(False)
        by_gap: dict[int, tuple[Entry, ...]] = {}
        with self._store.reading():
            if review is not None:
                until = self.snapshot(review.id).counted_until
                after_review = EntryRow.created_at > until if until else EntryRow.day == review.day
                new &= after_review | (EntryRow.day > review.day)
            for entry in Entries(self._store).select(new):
                assert entry.gap is not None
                by_gap[entry.gap] = (*by_gap.get(entry.gap, ()), entry)
        return by_gap

    # remarks and bets

    def add_remark(self, row_id: int, text: str) -> Remark:
        """Add a remark to a review, with today's date.

        Raises:
            NotFound: there is no such review.
            InvalidText: the text is empty or cannot be stored.
        """
        text, today = required(text, "The remark"), self._store.today
        with self._step("remark on", row_id):
            self._store.must_exist(ReviewRow, row_id, "review")
            remark = self._store.insert(RemarkRow, {"review": row_id, "day": today, "text": text})
            return Remark(day=today, text=text, id=remark)

    @cached_until_write
    def bets(self) -> tuple[int, ...]:
        """Return the gaps that the last quarterly review bets on, by ID, first bet first."""
        with self._store.reading():
            quarterly = ReviewRow.select(ReviewRow.id).where(ReviewRow.kind == ReviewKind.QUARTERLY.value)
            last = quarterly.order_by(*descending(ReviewRow, ReviewRow.day)).limit(1).scalar()
            rows = BetRow.select(BetRow.gap).where(BetRow.review == last).order_by(*ascending(BetRow, BetRow.position))
            return tuple(gap for (gap,) in tuples(rows)) if last is not None else ()

    # what is due

    def next(self, kind: ReviewKind) -> NextReview | None:
        """Return when the next review of a kind is due, and when it is asked for; None without a horizon."""
        first, last, last_quarterly = self.anchors()
        if first is None:
            return None
        anchor = (last if kind is ReviewKind.MONTHLY else last_quarterly) or first
        review = next_review_after(anchor, kind, self.deferrals())
        return review._replace(asked=asked_outside(review.asked, self.away_mondays(), self._store.today))

    def put_off(self, kind: ReviewKind) -> date:
        """Put off the due review of a kind by a week. Return the new day.

        Raises:
            RuleViolation: no review of the kind is due.
        """
        with self._store.writing(f"putting off of the {kind} review"):
            due = self._due(kind)
            until = postponed_until(due, self._store.today)
            self._defer(kind, due, until)
            return until

    def skip(self, kind: ReviewKind) -> NextReview:
        """Skip the due review of a kind. Return the next one, counted from the day it was due.

        After a long break, every missed review up to today is skipped.

        Raises:
            RuleViolation: no review of the kind is due.
        """
        with self._store.writing(f"skipping of the {kind} review"):
            due: NextReview | None = self._due(kind)
            while due is not None and due.asked <= self._store.today:
                self._defer(kind, due, None)
                due = self.next(kind)
            assert due is not None
            return due

    def _due(self, kind: ReviewKind) -> NextReview:
        due = self.next(kind)
        if due is None:
            raise RuleViolation("Nothing is due without a horizon; set one with `devjournal horizon ROLE --in MONTHS`.")
        if due.asked > self._store.today:
            raise RuleViolation(f"The {kind} review is not due before {due.asked}.")
        return due

    def _defer(self, kind: ReviewKind, due: NextReview, until: date | None) -> None:
        if until is not None and until.year > LAST_YEAR:
            raise RuleViolation(f"A journal holds days up to {LAST_YEAR}; hold the review, or skip it.")
        same = (DeferralRow.kind == kind.value) & (DeferralRow.due == due.due)
        values = {"kind": kind.value, "due": due.due, "until": until}
        self._store.upsert(DeferralRow, same, values, natural_uid("deferral", f"{kind} {due.due}"))

    # inside a transaction

    def _bet(self, review: int, gap: int, position: int) -> None:
        key = f"{uid_of(ReviewRow, review)} {uid_of(GapRow, gap)}"
        values = {"review": review, "gap": gap, "position": position}
        self._store.insert(BetRow, values, natural_uid("bet", key))

    def select(self, where: Any) -> Iterator[Review]:
        """Yield the reviews that match a condition without their snapshots, latest first; inside `Store.reading`."""
        texts = [getattr(ReviewRow, name) for name in ANSWERS]
        fields = (ReviewRow.id, ReviewRow.kind, ReviewRow.day, *texts)
        rows = list(dicts(ReviewRow.select(*fields).where(where).order_by(*descending(ReviewRow, ReviewRow.day))))
        only = rows[0]["id"] if len(rows) == 1 else None
        remarks, bets = _remarks(only), _bets(only)
        for row in rows:
            lists = {"bets": tuple(bets.get(row["id"], ())), "remarks": tuple(remarks.get(row["id"], ()))}
            yield value_of(Review, row, kind=ReviewKind(row["kind"]), **lists)


def _remarks(review: int | None) -> dict[int, list[Remark]]:
    """Return the remarks by review, for one or all."""
    rows = RemarkRow.select(RemarkRow.review, RemarkRow.day, RemarkRow.text, RemarkRow.id)
    by_review: dict[int, list[Remark]] = {}
    for review_id, day, text, row_id in tuples(
        _of(rows, RemarkRow.review, review).order_by(*ascending(RemarkRow, RemarkRow.day))
    ):
        by_review.setdefault(review_id, []).append(Remark(day=day, text=text, id=row_id))
    return by_review


def _bets(review: int | None) -> dict[int, list[int]]:
    """Return the bets by review, for one or all."""
    by_review: dict[int, list[int]] = {}
    rows = BetRow.select(BetRow.review, BetRow.gap)
    for review_id, gap in tuples(_of(rows, BetRow.review, review).order_by(*ascending(BetRow, BetRow.position))):
        by_review.setdefault(review_id, []).append(gap)
    return by_review


def _of(rows: Any, column: Any, review: int | None) -> Any:
    return rows if review is None else rows.where(column == review)
