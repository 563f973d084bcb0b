"""What is due on which day, as the interface has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import (
    Deferral,
    Due,
    NextReview,
    ReviewKind,
    next_review_after,
    one_to_one_due,
    postponed_until,
    review_days,
    reviews_due,
    week_due,
)
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Moment, Ritual
from devjournal.domain.week.week import Outcome, Week

THIS = IsoWeek.of(date(2026, 11, 27))
LAST = THIS.shift(-1)
MON, TUE, WED, THU, FRI, SAT, SUN = THIS.days
ALL = set(THIS.days)


def week(iso: IsoWeek, *, goal: bool = True, on_track: bool | None = None, outcome: Outcome | None = None) -> Week:
    """Return a week with or without a goal."""
    return Week(iso=iso, goal="x" if goal else "", on_track=on_track, outcome=outcome)


DONE = week(LAST, outcome=Outcome.HIT)
SITUATIONS: list[tuple[str, Week, bool, dict[Due, set[date]]]] = [
    ("no goal", week(THIS, goal=False), False, {Due.GOAL: ALL}),
    ("a goal", week(THIS), False, {Due.CHECK_IN: {WED, THU}, Due.RECAP: {FRI, SAT, SUN}}),
    ("on track", week(THIS, on_track=True), False, {Due.RECAP: {FRI, SAT, SUN}}),
    ("off track", week(THIS, on_track=False), False, {Due.RECAP: {FRI, SAT, SUN}}),
    ("hit", week(THIS, outcome=Outcome.HIT), False, {}),
    ("missed", week(THIS, outcome=Outcome.MISSED), False, {}),
    ("recapped away", week(THIS, goal=False, outcome=Outcome.AWAY), False, {}),
    ("days off, no goal", week(THIS, goal=False), True, {}),
    ("days off, a goal", week(THIS), True, {}),
    ("days off, hit", week(THIS, outcome=Outcome.HIT), True, {}),
]
BEFORE: list[tuple[str, Week, bool, bool]] = [
    ("nothing", week(LAST, goal=False), False, False),
    ("a goal", week(LAST), False, True),
    ("a check-in", week(LAST, on_track=False), False, True),
    ("hit", DONE, False, False),
    ("missed", week(LAST, outcome=Outcome.MISSED), False, False),
    ("recapped away", week(LAST, outcome=Outcome.AWAY), False, False),
    ("days off, a goal", week(LAST), True, False),
]


@pytest.mark.parametrize("today", THIS.days, ids=[f"{day:%a}" for day in THIS.days])
@pytest.mark.parametrize(("name", "this", "off", "asks"), SITUATIONS, ids=[each[0] for each in SITUATIONS])
@pytest.mark.parametrize(("before", "last", "last_off", "forgotten"), BEFORE, ids=[each[0] for each in BEFORE])
def test_every_day_in_every_situation(
    today: date,
    name: str,
    this: Week,
    off: bool,
    asks: dict[Due, set[date]],
    before: str,
    last: Week,
    last_off: bool,
    forgotten: bool,
) -> None:
    away = {each.monday for each, is_off in ((THIS, off), (LAST, last_off)) if is_off}
    due = [Due.LAST_RECAP] if forgotten else []
    due += [ask for ask, days in asks.items() if today in days]
    assert week_due(this, last, away, today) == due, (name, before)


def test_another_ritual_asks_on_its_own_days() -> None:
    ritual = Ritual(goal=Moment(1, time(8)), check_in=Moment(2, time(12)), recap=Moment(3, time(15)))
    asking_days = {
        name: [day for day in THIS.days if due in week_due(week(THIS, goal=goal), DONE, set(), day, ritual)]
        for name, due, goal in (("goal", Due.GOAL, False), ("check-in", Due.CHECK_IN, True), ("recap", Due.RECAP, True))
    }
    assert asking_days == {"goal": [TUE, WED, THU, FRI, SAT, SUN], "check-in": [WED], "recap": [THU, FRI, SAT, SUN]}


def test_the_usual_ritual_is_the_methods() -> None:
    assert [str(moment) for moment in DEFAULT_RITUAL] == ["Mon 09:00", "Wed 12:00", "Fri 16:00"]
    assert [moment.name for moment in DEFAULT_RITUAL] == ["Monday", "Wednesday", "Friday"]
    assert DEFAULT_RITUAL.in_order
    assert not DEFAULT_RITUAL._replace(recap=DEFAULT_RITUAL.check_in).in_order, "two questions on one day"
    assert not Ritual(*reversed(DEFAULT_RITUAL)).in_order


def test_the_words() -> None:
    assert {str(due) for due in Due} == {
        *("goal", "check-in", "recap", "last-recap", "monthly-review", "quarterly-review", "one-to-one")
    }


def test_a_1_1_is_overdue_once_its_day_has_passed() -> None:
    open_week = week(THIS, goal=True)
    assert one_to_one_due(None, open_week, set(), WED) == []
    assert one_to_one_due(WED, open_week, set(), WED) == []
    assert one_to_one_due(TUE, open_week, set(), WED) == [Due.ONE_TO_ONE]
    assert one_to_one_due(TUE, open_week, {THIS.monday}, WED) == [], "an away week asks for nothing"


@pytest.mark.parametrize(
    ("horizon", "review", "quarterly", "expected"),
    [
        (None, None, None, None),
        (None, date(2026, 1, 1), date(2026, 1, 1), None),
        (date(2026, 1, 31), None, None, (date(2026, 2, 28), date(2026, 4, 30))),
        (date(2024, 1, 31), None, None, (date(2024, 2, 29), date(2024, 4, 30))),
        (date(2024, 2, 29), None, None, (date(2024, 3, 29), date(2024, 5, 29))),
        (date(2025, 11, 30), None, None, (date(2025, 12, 30), date(2026, 2, 28))),
        (date(2023, 11, 30), None, None, (date(2023, 12, 30), date(2024, 2, 29))),
        (date(2026, 8, 31), None, None, (date(2026, 9, 30), date(2026, 11, 30))),
        (date(2026, 1, 31), date(2026, 3, 31), None, (date(2026, 4, 30), date(2026, 4, 30))),
        (date(2026, 1, 1), date(2026, 5, 5), date(2026, 3, 31), (date(2026, 6, 5), date(2026, 6, 30))),
    ],
)
def test_reviews_are_counted_from_their_anchor(
    horizon: date | None, review: date | None, quarterly: date | None, expected: tuple[date, date] | None
) -> None:
    assert review_days(horizon, review, quarterly) == expected


@given(st.dates(date(1970, 1, 1), date(2199, 1, 1)))
def test_a_month_and_a_quarter_later(day: date) -> None:
    days = review_days(day, None, None)
    assert days is not None
    for later, months in zip(days, (1, 3), strict=True):
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
        assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 28)
M, Q = ReviewKind.MONTHLY, ReviewKind.QUARTERLY


@pytest.mark.parametrize(
    ("deferrals", "monthly", "quarterly"),
    [
        ((), FEB, date(2026, 4, 30)),
        ([Deferral(M, FEB, date(2026, 3, 7))], date(2026, 3, 7), date(2026, 4, 30)),
        ([Deferral(M, FEB, None)], MAR, date(2026, 4, 30)),
        ([Deferral(M, FEB, None), Deferral(M, MAR, date(2026, 4, 4))], date(2026, 4, 4), date(2026, 4, 30)),
        ([Deferral(M, FEB, None), Deferral(M, MAR, None)], date(2026, 4, 28), date(2026, 4, 30)),
        ([Deferral(M, date(2026, 1, 28), None), Deferral(M, MAR, None)], FEB, date(2026, 4, 30)),
        ([Deferral(Q, date(2026, 4, 30), None)], FEB, date(2026, 7, 30)),
        ([Deferral(Q, FEB, None)], FEB, date(2026, 4, 30)),
    ],
)
def test_what_is_put_off_is_due_later_and_what_is_skipped_counts_as_held_on_its_day(
    deferrals: Sequence[Deferral], monthly: date, quarterly: date
) -> None:
    assert review_days(JAN, None, None, deferrals) == (monthly, quarterly)
    assert review_days(None, None, None, deferrals) is None


def test_a_leap_day_and_the_ends_of_months() -> None:
    leap = date(2024, 2, 29)
    assert next_review_after(date(2024, 1, 31), M, ()) == NextReview(leap, leap)
    skipped = [Deferral(M, leap, None)]
    assert next_review_after(date(2024, 1, 31), M, skipped).due == date(2024, 3, 29), "from the day it was due"
    assert next_review_after(date(2023, 11, 30), Q, ()).due == leap
    assert next_review_after(leap, Q, ()).due == date(2024, 5, 29)


@given(st.dates(date(1970, 1, 1), date(2190, 1, 1)), st.sampled_from(ReviewKind), st.lists(st.booleans(), max_size=12))
def test_putting_off_and_skipping_go_forward(anchor: date, kind: ReviewKind, skips: list[bool]) -> None:
    deferrals: list[Deferral] = []
    due = next_review_after(anchor, kind, deferrals)
    today = due.asked
    for skip in skips:
        until = None if skip else postponed_until(due, today)
        deferrals = [deferral for deferral in deferrals if deferral.due != due.due] + [Deferral(kind, due.due, until)]
        later = next_review_after(anchor, kind, deferrals)
        assert later.due == due.due if until else later.due > due.due
        assert later.asked == (until or later.due)
        assert later.asked > due.asked or (skip and due.asked > due.due), "only a skip can come before a day put off to"
        due, today = later, max(today, later.asked)


def test_a_week_later_is_counted_from_today_where_it_is_overdue() -> None:
    due = NextReview(FEB, FEB)
    assert postponed_until(due, FEB) == date(2026, 3, 7)
    assert postponed_until(due, date(2026, 3, 20)) == date(2026, 3, 27)
    assert postponed_until(NextReview(FEB, date(2026, 3, 7)), date(2026, 3, 7)) == date(2026, 3, 14)


def test_reviews_are_due_from_their_day_on() -> None:
    days = (date(2026, 2, 28), date(2026, 4, 30))
    assert reviews_due(None, date(2026, 5, 1)) == []
    assert reviews_due(days, date(2026, 2, 27)) == []
    assert reviews_due(days, date(2026, 2, 28)) == [Due.MONTHLY_REVIEW]
    assert reviews_due(days, date(2026, 4, 29)) == [Due.MONTHLY_REVIEW]
    assert reviews_due(days, date(2026, 4, 30)) == [Due.MONTHLY_REVIEW, Due.QUARTERLY_REVIEW]
    assert reviews_due((days[1], days[0]), date(2026, 3, 1)) == [Due.QUARTERLY_REVIEW]
