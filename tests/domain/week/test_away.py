"""Days off, and the weeks that they make away."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.domain.week.away import AwayDays, away_around, away_mondays, check_span
from devjournal.errors import UsageError

MONDAY = date(2026, 12, 21)
DAY = timedelta(days=1)


def span(first: int, last: int) -> AwayDays:
    """Return days off, counted from a Monday."""
    return AwayDays(first=MONDAY + first * DAY, last=MONDAY + last * DAY)


def oracle(spans: list[AwayDays]) -> set[date]:
    """Look at every week there could be and count its working days that are off."""
    weeks = (MONDAY + n * 7 * DAY for n in range(-30, 30))
    return {monday for monday in weeks if sum(any(monday + n * DAY in span for span in spans) for n in range(5)) >= 3}


SPANS = st.lists(
    st.builds(lambda first, length: span(first, first + length), st.integers(-100, 100), st.integers(0, 30)), max_size=6
)


@given(SPANS)
@example([span(0, 0), span(0, 0), span(0, 1)])
@example([span(4, 9)])
def test_three_of_five_working_days(spans: list[AwayDays]) -> None:
    assert away_mondays(spans) == oracle(spans)


@pytest.mark.parametrize(
    ("spans", "weeks"),
    [
        ([], 0),
        ([span(0, 1)], 0),
        ([span(0, 2)], 1),
        ([span(2, 4)], 1),
        ([span(3, 6)], 0),
        ([span(5, 6)], 0),
        ([span(0, 0), span(2, 2), span(4, 4)], 1),
        ([span(0, 1), span(1, 1), span(0, 1)], 0),
        ([span(2, 9)], 2),
        ([span(2, 8)], 1),
        ([span(0, 13)], 2),
    ],
)
def test_in_plain_sight(spans: list[AwayDays], weeks: int) -> None:
    assert away_mondays(spans) == {MONDAY + n * 7 * DAY for n in range(weeks)}


@given(st.integers(-400, 400), st.integers(-10, 10))
def test_both_ends_are_off(first: int, day: int) -> None:
    days = span(first, first + 5)
    assert (MONDAY + (first + day) * DAY in days) == (0 <= day <= 5)


def test_a_span_is_the_right_way_round_and_no_slip_of_the_pen() -> None:
    check_span(MONDAY, MONDAY)
    check_span(MONDAY, MONDAY + 3659 * DAY)
    with pytest.raises(UsageError, match="before"):
        check_span(MONDAY, MONDAY - DAY)
    with pytest.raises(UsageError, match="ten years"):
        check_span(MONDAY, MONDAY + 3660 * DAY)


@given(SPANS, st.integers(-100, 100))
@example([span(0, 0), span(1, 4)], 0)
@example([span(0, 4), span(7, 8)], 2)
@example([span(0, 4), span(8, 9)], 2)
@example([span(0, 9), span(2, 3), span(9, 11)], 1)
def test_days_off_go_on_over_what_is_no_working_day(spans: list[AwayDays], number: int) -> None:
    today = MONDAY + number * DAY
    around = away_around(spans, today)
    off = {today + n * DAY for n in range(400) if any(today + n * DAY in span for span in spans)}
    if today not in off:
        assert around is None
        return
    end = last = today
    while end in off or end.weekday() >= 5:
        last = end if end in off else last
        end += DAY
    assert around is not None
    assert around.last == last
