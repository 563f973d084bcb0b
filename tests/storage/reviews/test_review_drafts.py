"""A review on its way: kept after every step, finished in one step, and nothing on the board before."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from devjournal.domain.career.gap import Area, Gap, NewGap, Step
from devjournal.domain.reviews.review_draft import (
    Answers,
    Decision,
    GapDecision,
    GapWording,
    PlannedGap,
    ReviewDraft,
    WalkStep,
)
from devjournal.domain.week.due import ReviewKind
from devjournal.errors import InvalidText, NotFound
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.storage.reviews.test_reviews import add

MONTHLY, QUARTERLY = ReviewKind
NEW = PlannedGap.of(NewGap(area=Area.BRAND, title="Mentor", why="Priya said so", needed=2, step=Step.NEXT))


@pytest.fixture
def gaps(journal: Journal) -> list[Gap]:
    """Five gaps, one to keep, and one for each thing that can be decided."""
    titles = ("Kept", "Adjusted", "Closed", "Parked", "A bet")
    return [journal.gaps.add(Area.SKILLS, title, why="because", needed=3) for title in titles]


def decided(gaps: list[Gap]) -> Answers:
    """Return what a walk decides on the gaps."""
    _, adjusted, closed, parked, _ = gaps
    wording = GapWording(title="Adjusted well", why="because", needed=5)
    answers = Answers(horizon="Still", course="Two bets", new=(NEW,), bets=(NEW.uid, gaps[4].uid))
    for gap, choice, more in (
        (gaps[0], GapDecision.KEEP, {}),
        (adjusted, GapDecision.ADJUST, {"now": wording}),
        (closed, GapDecision.CLOSE, {}),
        (parked, GapDecision.PARK, {"why": "wrong audience"}),
    ):
        answers = answers.decide(Decision(gap=gap.uid, choice=choice, was=GapWording.of(gap), **more))
    return answers


def test_a_walk_is_left_and_taken_up_again(journal: Journal, gaps: list[Gap], clock: FrozenClock) -> None:
    assert journal.review_drafts.get(QUARTERLY) is None
    walk = journal.review_drafts.begin(QUARTERLY)
    assert walk == ReviewDraft(kind=QUARTERLY, day=date(2026, 11, 27))
    saved = journal.review_drafts.save(replace(walk, answers=decided(gaps)).at(4))
    assert saved.page is WalkStep.BRAND
    clock.move(days=6)
    assert journal.review_drafts.begin(QUARTERLY) == saved, "the one that was begun"
    assert journal.review_drafts.get(MONTHLY) is None
    with Journal(journal.path, clock) as again:
        assert again.review_drafts.get(QUARTERLY) == saved
    assert [gap.title for gap in journal.gaps.list() if gap.on_board] == [gap.title for gap in gaps], "nothing changed"
    assert journal.undo() == "step of the quarterly review"
    assert journal.review_drafts.get(QUARTERLY) == walk
    assert journal.undo() == "beginning of the quarterly review"
    assert journal.review_drafts.get(QUARTERLY) is None


def test_a_walk_is_finished_in_one_step(journal: Journal, gaps: list[Gap], clock: FrozenClock) -> None:
    clock.move(days=-3)
    walk = journal.review_drafts.save(replace(journal.review_drafts.begin(QUARTERLY), answers=decided(gaps)))
    clock.move(days=3)
    done = journal.review_drafts.finish(QUARTERLY)
    assert done.messages == ()
    review = done.review
    assert (review.day, review.horizon, review.course, review.bets) == (date(2026, 11, 27), "Still", "Two bets", (6, 5))
    kept, adjusted, closed, parked, bet, new = sorted(journal.gaps.list(), key=lambda gap: gap.id)
    assert [gap.title for gap in (kept, bet)] == ["Kept", "A bet"]
    assert (adjusted.title, adjusted.why, adjusted.needed) == ("Adjusted well", "because", 5)
    assert not closed.open
    assert (parked.parked, parked.parked_why) == (True, "wrong audience")
    assert (new.title, new.why, new.needed, new.step, new.uid) == ("Mentor", "Priya said so", 2, Step.NEXT, NEW.uid)
    assert journal.reviews.snapshot(review.id) == journal.reviews.now(), "the board after what was decided"
    assert journal.review_drafts.get(QUARTERLY) is None
    assert journal.undo() == "quarterly review of 2026-11-27"
    assert journal.gaps.list() == tuple(gaps)
    assert journal.review_drafts.get(QUARTERLY) == walk
    journal.redo()
    assert journal.reviews.get(review.id) == review


Meanwhile = Callable[[Journal, list[Gap]], object]
MEANWHILE: dict[str, tuple[Meanwhile, tuple[str, ...]]] = {
    "nothing": (lambda journal, gaps: None, ()),
    "adjusted removed": (
        lambda journal, gaps: journal.gaps.remove(gaps[1].id),
        ("“Adjusted” has been removed, so it is left out.",),
    ),
    "adjusted reworded": (
        lambda journal, gaps: journal.gaps.edit(gaps[1].id, title="Elsewhere"),
        ("“Elsewhere” has been changed elsewhere; both texts are kept.",),
    ),
    "kept removed": (lambda journal, gaps: journal.gaps.remove(gaps[0].id), ()),
    "already closed": (lambda journal, gaps: journal.gaps.close(gaps[2].id), ()),
    "parked closed": (
        lambda journal, gaps: journal.gaps.close(gaps[3].id),
        ("“Parked” has been closed, so it is not parked.",),
    ),
    "parked already": (lambda journal, gaps: journal.gaps.park(gaps[3].id, "later"), ()),
    "bet closed": (
        lambda journal, gaps: journal.gaps.close(gaps[4].id),
        ("“A bet” is closed or parked, so it cannot be a bet.",),
    ),
    "bet removed": (
        lambda journal, gaps: journal.gaps.remove(gaps[4].id),
        ("A gap has been removed, so it cannot be a bet.",),
    ),
}


@pytest.mark.parametrize("name", MEANWHILE)
def test_what_changed_meanwhile_is_told(name: str, journal: Journal, gaps: list[Gap]) -> None:
    change, messages = MEANWHILE[name]
    journal.review_drafts.save(ReviewDraft(kind=QUARTERLY, day=journal.today, answers=decided(gaps)))
    change(journal, gaps)
    assert journal.review_drafts.finish(QUARTERLY).messages == messages
    titles = {gap.title: gap for gap in journal.gaps.list()}
    assert "Mentor" in titles
    if name == "adjusted reworded":
        assert titles["Adjusted well / Elsewhere"].needed == 5
    if name == "parked already":
        assert titles["Parked"].parked_why == "wrong audience\n\nlater"


def test_a_walk_that_is_finished_twice_adds_nothing_twice(journal: Journal, gaps: list[Gap]) -> None:
    walk = journal.review_drafts.save(ReviewDraft(kind=QUARTERLY, day=journal.today, answers=decided(gaps)))
    journal.review_drafts.finish(QUARTERLY)
    with pytest.raises(NotFound, match="finished or dropped"):
        journal.review_drafts.finish(QUARTERLY)
    journal.review_drafts.save(walk)  # another window, which had it open
    journal.review_drafts.finish(QUARTERLY)
    assert [gap.title for gap in journal.gaps.list()].count("Mentor") == 1
    assert len(journal.reviews.list()) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
from devjournal.domain.week.due import ReviewKind
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

journal = Journal(Path(sys.argv[1]), FrozenClock())
journal.reviews.add = lambda *args, **options: os.kill(os.getpid(), signal.SIGKILL)
journal.review_drafts.finish(ReviewKind.QUARTERLY)
"""


def test_a_walk_whose_end_is_killed_is_taken_up_again(journal: Journal, gaps: list[Gap]) -> None:
    walk = journal.review_drafts.save(ReviewDraft(kind=QUARTERLY, day=journal.today, answers=decided(gaps)))
    journal.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(journal.path)], cwd=Path(__file__).parents[3], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    with Journal(journal.path, FrozenClock()) as again:
        assert again.gaps.list() == tuple(gaps), "nothing on the board changed"
        assert again.review_drafts.get(QUARTERLY) == walk
        assert again.review_drafts.finish(QUARTERLY).messages == ()


def test_a_walk_is_dropped(journal: Journal, gaps: list[Gap]) -> None:
    walk = journal.review_drafts.save(ReviewDraft(kind=MONTHLY, day=journal.today, answers=decided(gaps)))
    assert journal.review_drafts.drop(MONTHLY) == walk
    with pytest.raises(NotFound):
        journal.review_drafts.drop(MONTHLY)
    assert journal.undo() == "dropping of the monthly review"
    assert journal.review_drafts.get(MONTHLY) == walk
    assert journal.review_drafts.finish(MONTHLY).review.bets == (), "a monthly one makes no bets"


def test_what_another_program_left_is_a_walk_without_answers(journal: Journal) -> None:
    add(journal, "walk", kind="monthly", day="2026-11-01", step=6, answers='{"version": 1, "decisions": 7}')
    walk = journal.review_drafts.get(MONTHLY)
    assert walk == ReviewDraft(kind=MONTHLY, day=date(2026, 11, 1)).at(4)
    assert journal.review_drafts.finish(MONTHLY).review.course == ""


def test_a_text_that_cannot_be_kept_leaves_the_walk_as_it_was(journal: Journal) -> None:
    walk = journal.review_drafts.begin(MONTHLY)
    with pytest.raises(InvalidText):
        journal.review_drafts.save(replace(walk, answers=Answers(skills="a\0")))
    assert journal.review_drafts.get(MONTHLY) == walk
    raw.query(journal.path, """UPDATE walk SET answers = '{"skills": "a\\u0000"}'""")
    with pytest.raises(InvalidText):
        journal.review_drafts.finish(MONTHLY)
    assert journal.reviews.list() == ()
