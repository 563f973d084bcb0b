"""The streak, against an oracle that says the rule of the interface week by week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.streak import (
    PendingStreak,
    Streak,
    all_streaks,
    counts,
    longest_streak,
    streak,
    streak_once,
)
from devjournal.domain.week.week import Outcome, State, WeekMark, state_of
from tests.domain.journals import WEEK, Invented, journals

TODAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 23)
ADDS = {"hit", "missed", "hit off"}
PASSES = {"away", "late away", "off", "goal off"}


def oracle(invented: Invented) -> list[list[date]]:
    """Return the weeks of every streak, the newest first, by walking forward from the first week there is."""
    this = IsoWeek.of(invented.today).monday
    runs: list[list[date]] = [[]]
    monday = min(invented.kinds, default=this)
    while monday <= this:
        kind = invented.kinds.get(monday, "nothing")
        if kind in ADDS:
            runs[-1].append(monday)
        elif kind not in PASSES and monday != this:
            runs.append([])
        monday += WEEK
    return runs[::-1]


def written(*kinds: str, ahead: int = 0) -> Invented:
    """Return a journal of these weeks, the last of them this week."""
    newest = MONDAY + ahead * WEEK
    return Invented(TODAY, {newest - back * WEEK: kind for back, kind in enumerate(reversed(kinds))})


@given(journals())
@example(written("hit", "late hit", "hit", "nothing"))
@example(written("hit", "late away", "off", "goal off", "hit", "goal"))
@example(written("hit off", "nothing", "off", "off"))
def test_it_is_what_the_rule_says(invented: Invented) -> None:
    runs = oracle(invented)
    marks, away, today = invented.marks, invented.away, invented.today
    assert streak(marks, away, today) == len(runs[0])
    expected = [Streak(run[0], run[-1], len(run)) for run in runs if run]
    assert list(all_streaks(marks, away, today)) == expected
    longest = longest_streak(marks, away, today)
    assert longest == max(expected, key=lambda chain: chain.length, default=None)


@pytest.mark.parametrize(
    ("kinds", "length"),
    [
        ((), 0),
        (("nothing",), 0),
        (("hit",), 1),
        (("hit", "nothing"), 1),
        (("hit", "missed", "goal"), 2),
        (("hit", "missed", "hit"), 3),
        (("hit", "nothing", "hit"), 1),
        (("hit", "goal", "hit"), 1),
        (("hit", "goal", "goal"), 0),
        (("hit", "nothing", "nothing"), 0),
        (("hit", "away", "off", "goal off", "hit"), 2),
        (("hit", "hit off", "goal"), 2),
        (("hit", "away"), 1),
        (("hit", "off", "goal off"), 1),
        (("hit", "late hit", "hit"), 1),
        (("hit", "late missed", "nothing"), 0),
    ],
)
def test_in_plain_sight(kinds: tuple[str, ...], length: int) -> None:
    invented = written(*kinds)
    assert streak(invented.marks, invented.away, TODAY) == length


@given(st.integers(-7, 40), st.sampled_from([Outcome.HIT, Outcome.MISSED]))
def test_a_recap_is_late_after_seven_days(days_after_sunday: int, outcome: Outcome) -> None:
    given_on = MONDAY + timedelta(days=6 + days_after_sunday)
    assert counts(WeekMark(MONDAY, True, outcome, recapped_on=given_on)) == (days_after_sunday <= 7)


def test_what_never_counts() -> None:
    assert not counts(None)
    assert not counts(WeekMark(MONDAY, True))
    assert not counts(WeekMark(MONDAY, False, Outcome.AWAY, recapped_on=MONDAY))


@given(journals())
def test_this_week_adds_one_and_never_breaks(invented: Invented) -> None:
    this = IsoWeek.of(invented.today).monday
    other_weeks = {monday: kind for monday, kind in invented.kinds.items() if monday != this}

    def length(kind: str) -> int:
        journal = Invented(invented.today, {**other_weeks, this: kind})
        return streak(journal.marks, journal.away, journal.today)

    quiet = {length(kind) for kind in ("nothing", "goal", "away", "off", "goal off")}
    assert len(quiet) == 1
    assert length("hit") == length("missed") == length("hit off") == quiet.pop() + 1


@given(journals())
def test_what_is_ahead_changes_nothing(invented: Invented) -> None:
    past = Invented(invented.today, {m: kind for m, kind in invented.kinds.items() if m <= invented.today})
    assert streak(invented.marks, invented.away, invented.today) == streak(past.marks, past.away, past.today)


@given(journals(), st.sampled_from([Outcome.HIT, Outcome.MISSED]))
@example(written("hit", "hit", "goal", "nothing"), Outcome.HIT)
@example(written("hit", "goal", "goal", "nothing"), Outcome.HIT)
@example(written("hit", "goal", "hit"), Outcome.MISSED)
def test_what_a_recap_given_today_would_save(invented: Invented, outcome: Outcome) -> None:
    marks, away, today = invented.marks, invented.away, invented.today
    saved = {}
    for monday, mark in marks.items():
        if state_of(IsoWeek.of(monday), mark, away, today) is State.UNRECAPPED:
            given_now = {**marks, monday: mark._replace(outcome=outcome, recapped_on=today)}
            if counts(given_now[monday]):
                saved[monday] = streak(given_now, away, today)
    once = streak_once(marks, away, today)
    assert saved == ({once.week.monday: once.length} if once else {})
    assert once is None or once.length > streak(marks, away, today)


@pytest.mark.parametrize("days", range(7))
def test_it_can_be_saved_until_the_sunday_after(days: int) -> None:
    invented = written("hit", "hit", "goal", "nothing")
    assert streak_once(invented.marks, invented.away, MONDAY + timedelta(days=days)) == PendingStreak(
        3, IsoWeek.of(MONDAY - WEEK)
    )
    assert streak_once(invented.marks, invented.away, MONDAY + timedelta(days=days + 7)) is None
