"""Whatever is reviewed, left, taken up and changed meanwhile, in whatever order: what holds of reviews always."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from devjournal.domain.career.gap import Area, NewGap
from devjournal.domain.reviews.board_diff import board_diff
from devjournal.domain.reviews.review_draft import CHOICES, Decision, GapDecision, GapWording, PlannedGap
from devjournal.domain.reviews.snapshot import Snapshot
from devjournal.domain.week.due import Due, ReviewKind
from devjournal.errors import JournalError
from devjournal.storage import Journal
from devjournal.storage.schema.document_shape import Rows
from tests.domain.boards import apply
from tests.encrypted import OnEncryptedFile
from tests.frozen_clock import FrozenClock

KINDS = st.sampled_from(ReviewKind)
GAPS = st.integers(1, 4)
DUE = {ReviewKind.MONTHLY: Due.MONTHLY_REVIEW, ReviewKind.QUARTERLY: Due.QUARTERLY_REVIEW}


class ReviewMachine(RuleBasedStateMachine):
    """One owner, a board, and reviews of both kinds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="devjournal-test-")
        self.clock = FrozenClock()
        self.path = Path(self.folder.name) / "journal.db"
        self.begin()
        self.journal = Journal(self.path, self.clock)
        self.frozen: dict[int, Snapshot] = {}

    def begin(self) -> None:
        """Prepare the file before it is opened."""

    def teardown(self) -> None:
        self.journal.close()
        self.folder.cleanup()

    @initialize()
    def plan(self) -> None:
        self.journal.horizons.set("Lead", 12)
        for n in range(4):
            self.journal.gaps.add(Area.SKILLS if n % 2 else Area.BRAND, f"gap {n}", needed=2)

    def rows(self) -> Rows:
        """Return everything but the stamps, which undo renews."""
        rows = self.journal.transfer.rows()
        del rows["removed"]
        return {
            name: [{**row, "updated_at": "", "changed": {}} for row in table_rows] for name, table_rows in rows.items()
        }

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something, take it back and do it again; what is refused changes nothing."""
        before = self.rows()
        try:
            act()
        except JournalError:
            assert self.rows() == before
            return False
        after = self.rows()
        if after != before:
            label = self.journal.undo()
            assert self.rows() == before
            assert self.journal.redo() == label
            assert self.rows() == after
        return True

    @rule(gap=GAPS, action=st.sampled_from(["close", "reopen", "park", "unpark", "remove", "title", "evidence"]))
    def change(self, gap: int, action: str) -> None:
        gaps = self.journal.gaps
        self.attempt(
            {
                "close": lambda: gaps.close(gap),
                "reopen": lambda: gaps.reopen(gap),
                "park": lambda: gaps.park(gap, "why"),
                "unpark": lambda: gaps.unpark(gap),
                "remove": lambda: gaps.remove(gap),
                "title": lambda: gaps.edit(gap, title="Other"),
                "evidence": lambda: self.journal.entries.add("x", day=self.journal.today, gap=gap),
            }[action]
        )

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        self.clock.move(days=days)

    @rule(kind=KINDS, bets=st.lists(GAPS, max_size=2))
    def hold(self, kind: ReviewKind, bets: list[int]) -> None:
        if self.attempt(lambda: self.journal.reviews.add(kind, bets=bets, course="On")):
            assert DUE[kind] not in self.journal.status().due
            self.keep()

    @rule(kind=KINDS, gap=GAPS, choice=st.sampled_from(GapDecision), step=st.integers(1, 6), adds_gap=st.booleans())
    def walk(self, kind: ReviewKind, gap: int, choice: GapDecision, step: int, adds_gap: bool) -> None:
        board = self.journal.gaps.list()
        self.attempt(lambda: self.journal.review_drafts.begin(kind))
        walk = self.journal.review_drafts.begin(kind)
        answers = walk.answers
        there = next((candidate for candidate in board if candidate.id == gap), None)
        if there is not None and choice in CHOICES[kind]:
            was = GapWording.of(there)
            wording = replace(was, title="Adjusted") if choice is GapDecision.ADJUST else None
            answers = answers.decide(Decision(gap=there.uid, choice=choice, was=was, now=wording, why="why"))
            answers = replace(answers, bets=(there.uid,))
        if adds_gap and not answers.new:
            answers = replace(answers, new=(PlannedGap.of(NewGap(area=Area.SKILLS, title="New")),))
        assert self.attempt(lambda: self.journal.review_drafts.save(replace(walk, answers=answers).at(step)))
        assert self.journal.review_drafts.get(kind) == replace(walk, answers=answers).at(step)
        assert self.journal.gaps.list() == board, "nothing on the board changes before the end"

    @rule(kind=KINDS)
    def finish(self, kind: ReviewKind) -> None:
        begun = self.journal.review_drafts.get(kind)
        assert self.attempt(lambda: self.journal.review_drafts.finish(kind)) == (begun is not None)
        assert self.journal.review_drafts.get(kind) is None
        self.keep()
        if begun is not None:
            uids = {gap.uid for gap in self.journal.gaps.list()}
            assert {planned.uid for planned in begun.answers.new} <= uids

    @rule(kind=KINDS, skip=st.booleans())
    def defer(self, kind: ReviewKind, skip: bool) -> None:
        was_due = DUE[kind] in self.journal.status().due
        reviews = self.journal.reviews
        assert self.attempt(lambda: reviews.skip(kind) if skip else reviews.put_off(kind)) == was_due
        assert DUE[kind] not in self.journal.status().due

    def keep(self) -> None:
        """Remember the snapshots that are new."""
        for review in self.journal.reviews.list():
            if review.id not in self.frozen:
                self.frozen[review.id] = self.journal.reviews.snapshot(review.id)
                assert self.frozen[review.id] == self.journal.reviews.now()

    @invariant()
    def frozen_means_frozen(self) -> None:
        boards = [self.journal.reviews.snapshot(review.id) for review in self.journal.reviews.list()]
        assert boards == [self.frozen[review.id] for review in self.journal.reviews.list()]
        for older, newer in zip(boards[1:], boards, strict=False):
            assert apply(board_diff(older, newer, timedelta(weeks=9)), older) == newer

    @invariant()
    def bets_are_gaps_that_are_there(self) -> None:
        assert set(self.journal.reviews.bets()) <= set(self.journal.gaps.titles())


ReviewMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=15)
TestReviewMachine = pytest.mark.slow(ReviewMachine.TestCase)


class EncryptedReviewMachine(OnEncryptedFile, ReviewMachine):
    """The same on a file that SQLCipher writes."""


EncryptedReviewMachine.TestCase.settings = settings(max_examples=8, stateful_step_count=15)
TestEncryptedReviewMachine = pytest.mark.slow(EncryptedReviewMachine.TestCase)
