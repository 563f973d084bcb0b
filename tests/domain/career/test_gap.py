"""When a gap is shown, and which gaps come first."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import STALLED_AFTER, Area, Gap, GapReferences, bets_first, least_proven_first
from devjournal.domain.week.entry import Entry

GAPS = st.builds(
    Gap,
    area=st.sampled_from(Area),
    title=st.text("abc", min_size=1, max_size=3),
    needed=st.integers(1, 6),
    evidence=st.integers(0, 8),
    closed_on=st.none() | st.just(date(2026, 1, 1)),
)


@given(GAPS)
def test_a_gap_is_shown_once_its_evidence_is_enough(gap: Gap) -> None:
    assert gap.shown == (gap.evidence in range(gap.needed, 100))


@given(st.lists(GAPS))
def test_the_least_proven_come_first(gaps: list[Gap]) -> None:
    ordered = least_proven_first(gaps)
    assert all(gap.closed_on is None for gap in ordered)
    assert sorted(map(id, ordered)) == sorted(id(gap) for gap in gaps if gap.closed_on is None)
    for first, second in pairwise(ordered):
        shares = Fraction(first.evidence, first.needed), Fraction(second.evidence, second.needed)
        assert shares[0] <= shares[1]
        if shares[0] == shares[1]:
            assert (-first.needed, first.title) <= (-second.needed, second.title)


def test_an_entry_that_names_a_gap_is_evidence() -> None:
    assert Entry(day=date(2026, 1, 1), text="x", gap=1).is_evidence
    assert not Entry(day=date(2026, 1, 1), text="x").is_evidence


SINCE = date(2026, 11, 4)
"""A Wednesday."""


def gap_since(opened: date, moved: date | None = None, evidence: int = 0) -> Gap:
    """Return a gap that was opened, and moved, on a day."""
    return Gap(area=Area.SKILLS, title="x", needed=3, opened_on=opened, moved_on=moved, evidence=evidence)


@given(st.integers(-9, 150), st.sets(st.integers(-2, 20)))
def test_for_how_long_nothing_moved_it(days: int, away_weeks: set[int]) -> None:
    """Walk the days: each seventh one without a move ends a week, unless the week it is in is one off."""
    today = SINCE + timedelta(days=days)
    monday = SINCE - timedelta(days=SINCE.weekday())
    away = {monday + timedelta(weeks=n) for n in away_weeks}
    still, day, walked = 0, SINCE, 0
    while day < today:
        day += timedelta(days=1)
        walked += 1
        if walked == 7:
            walked = 0
            still += day - timedelta(days=day.weekday()) not in away
    gap = gap_since(SINCE)
    assert gap.still_for(today, away) == still
    assert gap.stalled(today, away) == (still >= STALLED_AFTER)


def test_what_was_done_before_it_was_opened_does_not_stall_it() -> None:
    """Evidence of last year, or a goal of this week's Monday, moves a gap that is new on the day it was opened."""
    gap = gap_since(SINCE, moved=SINCE - timedelta(days=400))
    assert gap.last_moved == SINCE
    assert gap.still_for(SINCE + timedelta(days=6), set()) == 0
    assert gap_since(SINCE, moved=SINCE + timedelta(days=9)).last_moved == SINCE + timedelta(days=9)


def test_what_is_closed_parked_or_shown_is_never_stalled() -> None:
    later = SINCE + timedelta(weeks=60)
    assert gap_since(SINCE).stalled(later, set())
    assert not gap_since(SINCE, evidence=3).stalled(later, set())
    assert not Gap(area=Area.SKILLS, title="x", opened_on=SINCE, closed_on=SINCE).stalled(later, set())
    assert not Gap(area=Area.SKILLS, title="x", opened_on=SINCE, parked_on=SINCE).stalled(later, set())


def test_bets_come_before_the_others() -> None:
    gaps = [Gap(id=n, area=Area.SKILLS, title="x") for n in (1, 2, 3, 4)]
    assert [gap.id for gap in bets_first(gaps, (4, 2, 99))] == [2, 4, 1, 3]


def test_a_parked_gap_is_not_offered_for_a_goal() -> None:
    gaps = [Gap(id=n, area=Area.SKILLS, title="x", needed=5, evidence=n) for n in (2, 1)]
    parked = Gap(id=3, area=Area.SKILLS, title="x", needed=5, parked_on=SINCE)
    closed = Gap(id=4, area=Area.SKILLS, title="x", needed=5, parked_on=SINCE, closed_on=SINCE)
    assert [gap.id for gap in least_proven_first([*gaps, parked, closed])] == [1, 2]
    assert [(gap.parked, gap.on_board) for gap in (gaps[0], parked, closed)] == [
        (False, True),
        (True, False),
        (False, False),
    ]


@pytest.mark.parametrize(
    ("refers", "note"),
    [
        ((0, 0, 0), ""),
        ((1, 0, 0), "; 1 entry stays, without a gap"),
        ((2, 1, 0), "; 2 entries and 1 weekly goal stay, without a gap"),
        ((0, 0, 1), "; what 1 person should know of it goes, too"),
        ((0, 2, 3), "; 2 weekly goals stay, without a gap; what 3 people should know of it goes, too"),
    ],
)
def test_what_becomes_of_what_refers_to_it(refers: tuple[int, int, int], note: str) -> None:
    entries, goals, people = refers
    assert GapReferences(entries=entries, goals=goals, people=people).removal_note == note
