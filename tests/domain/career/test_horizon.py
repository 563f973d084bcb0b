"""By when a horizon is, also at month ends, and what is left of it in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.horizon import MAX_MONTHS, Horizon, check_months
from devjournal.errors import UsageError

DAYS = st.dates(date(1970, 1, 1), date(2199, 12, 31))
MONTHS = st.integers(1, MAX_MONTHS)


def horizon(set_on: date, months: int) -> Horizon:
    """Return a horizon that was set on a day."""
    return Horizon(role="Lead", months=months, set_on=set_on)


@pytest.mark.parametrize(
    ("set_on", "months", "by"),
    [
        ("2026-11-27", 12, "2027-11-27"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-10-31", 13, "2027-11-30"),
        ("2026-12-31", 600, "2076-12-31"),
    ],
)
def test_by_when(set_on: str, months: int, by: str) -> None:
    assert horizon(date.fromisoformat(set_on), months).by == date.fromisoformat(by)


@given(DAYS, MONTHS)
def test_by_when_is_the_same_day_or_the_end_of_a_short_month(day: date, months: int) -> None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    assert horizon(day, months).by == date(year, month + 1, min(day.day, last))


@given(DAYS, MONTHS)
def test_on_its_first_day_all_of_it_is_left(day: date, months: int) -> None:
    assert horizon(day, months).left(day) == f"{months} month{'s' * (months > 1)} left"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-08-31", "6 months left"),
        ("2026-09-01", "5 months left"),
        ("2027-01-28", "1 month left"),
        ("2027-01-31", "1 month left"),
        ("2027-02-01", "3 weeks left"),
        ("2027-02-14", "2 weeks left"),
        ("2027-02-15", "13 days left"),
        ("2027-02-27", "1 day left"),
        ("2027-02-28", "today"),
        ("2027-03-01", "1 day ago"),
        ("2027-03-14", "2 weeks ago"),
        ("2027-03-27", "3 weeks ago"),
        ("2027-03-28", "1 month ago"),
        ("2028-02-28", "12 months ago"),
    ],
)
def test_what_is_left_in_words(today: str, expected: str) -> None:
    assert horizon(date(2026, 8, 31), 6).left(date.fromisoformat(today)) == expected


@given(DAYS, MONTHS, st.integers(-800, 800))
def test_what_is_left_never_grows(day: date, months: int, shift: int) -> None:
    any_horizon = horizon(day, months)
    today = any_horizon.by + timedelta(days=shift)
    units = {"day": 1, "week": 7, "month": 28}

    def least(phrase: str) -> int:
        if phrase == "today":
            return 0
        number, unit, way = phrase.split()
        return int(number) * units[unit.rstrip("s")] * (-1 if way == "ago" else 1)

    assert least(any_horizon.left(today)) >= least(any_horizon.left(today + timedelta(days=1)))


@pytest.mark.parametrize("months", [0, -1, MAX_MONTHS + 1])
def test_how_far_out_a_horizon_may_be(months: int) -> None:
    with pytest.raises(UsageError):
        check_months(months)
    check_months(1)
    check_months(MAX_MONTHS)
