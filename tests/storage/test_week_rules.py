"""The rules of the week against a small model, written from the interface and not from the code."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock

MONDAY = date(2026, 11, 23)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Lived:
    """What its owner did with one week."""

    goal: bool
    outcome: Outcome | None
    late: int
    """Days after its Sunday on which the recap was given; less than 0 is within the week."""
    lesson: bool
    answer: LessonAnswer | None
    days_off: int
    goal_ahead: bool


LIVED = st.builds(
    Lived,
    goal=st.booleans(),
    outcome=st.none() | st.sampled_from(Outcome),
    late=st.sampled_from([-2, 0, 7, 8]),
    lesson=st.booleans(),
    answer=st.none() | st.sampled_from(LessonAnswer),
    days_off=st.sampled_from([0, 0, 0, 2, 3, 5]),
    goal_ahead=st.booleans(),
)


@pytest.mark.slow
@given(weeks=st.lists(LIVED, min_size=1, max_size=17), day=st.integers(0, 6), horizon=st.booleans())
@settings(max_examples=15)
def test_due_streak_lesson_and_recap_are_as_the_interface_says(weeks: list[Lived], day: int, horizon: bool) -> None:
    """The last of `weeks` is the running one; the one before it is over, and so on."""
    today = MONDAY + timedelta(days=day)
    clock = FrozenClock()
    with tempfile.TemporaryDirectory() as folder, Journal(Path(folder) / "journal.db", clock) as journal:
        lived = live(journal, clock, weeks, today, horizon)
        standing = journal.status()
        due = due_by_the_interface(lived, today, horizon)
        assert [*standing.due] == due
        assert standing.streak == streak_by_the_interface(lived)
        waits = [
            monday
            for monday, week in lived.items()
            if week.outcome is not None and week.lesson and monday >= MONDAY - 13 * WEEK and waits_again(monday, week)
        ]
        assert (standing.last_lesson and standing.last_lesson.monday) == max(waits, default=None)
        recapped = MONDAY - WEEK if "last-recap" in due and "recap" not in due else MONDAY
        assert standing.week_to_recap.monday == recapped


def waits_again(monday: date, lived: Lived) -> bool:
    """Say whether a lesson waits: nobody answered it, or it was kept for a week that is over."""
    answered_on = monday + timedelta(days=6 + lived.late)
    kept_before = answered_on - timedelta(days=answered_on.weekday()) < MONDAY
    return lived.answer is None or (lived.answer is LessonAnswer.KEEP and kept_before)


def live(journal: Journal, clock: FrozenClock, weeks: list[Lived], today: date, horizon: bool) -> dict[date, Lived]:
    """Write the weeks, and return what came of them: what the journal would refuse is left out."""
    lived: dict[date, Lived] = {}
    if horizon:
        clock.set(at(MONDAY - 20 * WEEK))
        journal.horizons.set("Staff", 24)
    acts: list[tuple[date, int, object]] = []
    for back, week in enumerate(reversed(weeks)):
        monday = MONDAY - back * WEEK
        recapped_on = min(monday + timedelta(days=6 + week.late), today)
        outcome = week.outcome if (week.goal or week.outcome is Outcome.AWAY) and recapped_on >= monday else None
        lived[monday] = Lived(
            week.goal,
            outcome,
            (recapped_on - monday).days - 6,
            week.lesson,
            week.answer,
            week.days_off,
            week.goal_ahead,
        )
        acts.append((monday - timedelta(days=4 if week.goal_ahead else 0), 0, ("goal", monday)))
        acts.append((recapped_on, 1, ("recap", monday)))
    for on, _, act in sorted(acts, key=lambda act: act[:2]):
        clock.set(at(on))
        write(journal, act, lived)
    clock.set(at(today))
    return lived


def write(journal: Journal, act: object, lived: dict[date, Lived]) -> None:
    assert isinstance(act, tuple)
    kind, monday = act
    week, iso = lived[monday], IsoWeek(monday)
    if kind == "goal":
        if week.goal:
            journal.weeks.set_goal(iso, "Goal", skill="Skill")
        if week.days_off:
            journal.away.add(monday, monday + timedelta(days=week.days_off - 1))
        return
    if week.outcome is not None:
        journal.weeks.recap(iso, week.outcome, lesson="Start early" if week.lesson else None)
        if week.lesson and week.answer is not None:
            journal.weeks.answer_lesson(week.answer, of=iso)


def at(day: date) -> datetime:
    return datetime.combine(day, time(10))


def is_away(week: Lived) -> bool:
    """A week with three or more of its five working days off is away unless it is recapped otherwise."""
    return week.outcome is Outcome.AWAY or (week.outcome is None and week.days_off >= 3)


def due_by_the_interface(lived: dict[date, Lived], today: date, horizon: bool) -> list[str]:
    nothing = Lived(False, None, 0, False, None, 0, False)
    this, last = lived[MONDAY], lived.get(MONDAY - WEEK, nothing)
    due = []
    if last.goal and last.outcome is None and not is_away(last):
        due.append("last-recap")
    if is_away(this):
        return due
    if this.outcome is None:
        if not this.goal:
            due.append("goal")
        elif today.weekday() >= 4:
            due.append("recap")
        elif today.weekday() >= 2:
            due.append("check-in")
    return due + (["monthly-review", "quarterly-review"] if horizon else [])


def streak_by_the_interface(lived: dict[date, Lived]) -> int:
    length = 0
    for monday in sorted(lived, reverse=True):
        week = lived[monday]
        if week.outcome in (Outcome.HIT, Outcome.MISSED) and week.late <= 7:
            length += 1
        elif monday != MONDAY and not is_away(week):
            break
    return length
