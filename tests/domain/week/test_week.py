"""The states of weeks, and which recaps and check-ins can be."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome, PlanStep, State, Week, check_recap, require_check_in, state_of
from devjournal.errors import RuleViolation
from tests.domain.journals import WEEK, Invented, journals

TODAY = date(2026, 11, 27)
THIS = IsoWeek.of(TODAY)
OUTCOMES = [None, *Outcome]


def rule(iso: IsoWeek, week: Week | None, away: bool, today: date) -> str:
    """Say the state as the interface does."""
    if week is not None and week.outcome is not None:
        return week.outcome.value
    if away:
        return "away"
    if iso.monday <= today <= iso.sunday:
        return "open"
    if iso.sunday < today and week is not None and week.goal:
        return "unrecapped"
    return "none"


@pytest.mark.parametrize("today", THIS.days)
def test_the_state_of_any_week(today: date) -> None:
    """Every week around any day, with and without everything that a state is derived from."""
    flags = [False, True]
    for weeks, outcome, goal, away, has_week in product(range(-2, 3), OUTCOMES, flags, flags, flags):
        iso = THIS.shift(weeks)
        week = Week(iso=iso, goal="x" if goal else "", outcome=outcome) if has_week else None
        mondays = {iso.monday} if away else {iso.shift(1).monday, iso.shift(-1).monday}
        assert state_of(iso, week, mondays, today) == rule(iso, week, away, today)


@pytest.mark.parametrize("day", THIS.days)
def test_a_week_is_open_until_its_sunday_is_over(day: date) -> None:
    week = Week(iso=THIS, goal="x")
    assert state_of(THIS, week, set(), day) is State.OPEN
    assert state_of(THIS, None, set(), day) is State.OPEN
    after = THIS.sunday + timedelta(days=1)
    assert state_of(THIS, week, set(), after) is State.UNRECAPPED
    assert state_of(THIS, None, set(), after) is State.NONE


@pytest.mark.slow
@given(journals())
def test_the_counts_add_up(invented: Invented) -> None:
    """Every week of the long view has one state; nobody is turned into missed."""
    marks, away, today = invented.marks, invented.away, invented.today
    first = min(invented.kinds, default=IsoWeek.of(today).monday)
    last = max(*invented.kinds, IsoWeek.of(today).monday) if invented.kinds else first
    weeks = [IsoWeek(first + n * WEEK) for n in range((last - first).days // 7 + 1)]
    states = Counter(state_of(iso, marks.get(iso.monday), away, today) for iso in weeks)
    assert sum(states[state] for state in State) == len(weeks)
    outcomes = Counter(mark.outcome for mark in marks.values())
    for outcome in (Outcome.HIT, Outcome.MISSED):
        assert states[State(outcome.value)] == outcomes[outcome]
    assert states[State.AWAY] >= outcomes[Outcome.AWAY]
    assert states[State.OPEN] <= 1


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("goal", ["", "x"])
@pytest.mark.parametrize("weeks", [-60, -1, 0, 1, 60])
def test_which_recaps_can_be(outcome: Outcome, goal: str, weeks: int) -> None:
    week = Week(iso=THIS.shift(weeks), goal=goal)
    if weeks > 0:
        with pytest.raises(RuleViolation, match="has not happened yet"):
            check_recap(week, outcome, TODAY)
    elif not goal and outcome is not Outcome.AWAY:
        with pytest.raises(RuleViolation, match="has no goal"):
            check_recap(week, outcome, TODAY)
    else:
        check_recap(week, outcome, TODAY)


@pytest.mark.parametrize("goal", ["", "x"])
@pytest.mark.parametrize("weeks", [-60, -1, 0, 1, 60])
def test_which_check_ins_can_be(goal: str, weeks: int) -> None:
    week = Week(iso=THIS.shift(weeks), goal=goal)
    if weeks > 0 or not goal:
        with pytest.raises(RuleViolation, match="has not happened yet" if weeks > 0 else "has no goal"):
            require_check_in(week, TODAY)
    else:
        require_check_in(week, TODAY)


def test_a_week_begins_on_its_monday() -> None:
    next_week = Week(iso=THIS.shift(1), goal="x")
    with pytest.raises(RuleViolation):
        check_recap(next_week, Outcome.HIT, THIS.sunday)
    check_recap(next_week, Outcome.HIT, next_week.monday)
    require_check_in(next_week, next_week.monday)


def test_steps_are_counted() -> None:
    week = Week(
        iso=THIS, plan=(PlanStep(text="a", done_on=TODAY), PlanStep(text="b"), PlanStep(text="c", done_on=TODAY))
    )
    assert week.steps_done == 2
    assert [step.done for step in week.plan] == [True, False, True]
    assert Week(iso=THIS).steps_done == 0
