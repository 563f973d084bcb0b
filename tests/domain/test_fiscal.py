"""Fiscal quarters: named by the year that they end in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.fiscal import quarter_of


@pytest.mark.parametrize(
    ("day", "first_month", "name"),
    [
        (date(2026, 1, 1), 1, "Q1 2026"),
        (date(2026, 11, 27), 1, "Q4 2026"),
        (date(2026, 3, 31), 4, "Q4 FY2026"),
        (date(2026, 4, 1), 4, "Q1 FY2027"),
        (date(2026, 11, 27), 10, "Q1 FY2027"),
        (date(2026, 2, 28), 12, "Q1 FY2026"),
        (date(2026, 1, 31), 2, "Q4 FY2026"),
    ],
)
def test_a_quarter_has_its_name(day: date, first_month: int, name: str) -> None:
    assert str(quarter_of(day, first_month)) == name
    assert quarter_of(day, first_month).name == name[:2]


@given(st.dates(date(1970, 1, 1), date(2198, 12, 31)), st.integers(1, 12))
def test_the_same_day_a_year_later_is_in_the_same_quarter_of_the_next_year(day: date, first_month: int) -> None:
    later = date(day.year + 1, day.month, min(day.day, 28))
    one, other = quarter_of(day, first_month), quarter_of(later, first_month)
    assert (other.year - one.year, other.number) == (1, one.number)
    assert 1 <= one.number <= 4
