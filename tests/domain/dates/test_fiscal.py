"""Fiscal quarters: named by the year that they end in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.dates.fiscal import JANUARY, quarter_of, start_of_quarter, weeks_of_quarter


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
    quarter, later_quarter = quarter_of(day, first_month), quarter_of(later, first_month)
    assert (later_quarter.year - quarter.year, later_quarter.number) == (1, quarter.number)
    assert 1 <= quarter.number <= 4


@given(st.dates(date(1971, 1, 1), date(2198, 12, 31)), st.integers(1, 12))
def test_a_quarter_begins_with_its_first_day(day: date, first_month: int) -> None:
    start = start_of_quarter(day, first_month)
    assert start.day == 1
    assert 0 <= (day - start).days <= 91
    assert quarter_of(start, first_month) == quarter_of(day, first_month)
    assert quarter_of(date.fromordinal(start.toordinal() - 1), first_month) != quarter_of(day, first_month)


@given(st.dates(date(1971, 1, 1), date(2199, 12, 20)))
def test_quarters_hold_every_week_of_an_iso_year_once(day: date) -> None:
    iso = IsoWeek.of(day)
    quarter, weeks = weeks_of_quarter(iso)
    assert iso in weeks
    assert weeks[0].number == (quarter.number - 1) * 13 + 1
    assert len(weeks) == 13 or (quarter.number == 4 and len(weeks) == weeks_in_year(iso.year) - 39)
    assert [week.year for week in weeks] == [iso.year] * len(weeks)
    assert quarter.year_name == str(iso.year)


@given(st.dates(date(1971, 1, 1), date(2198, 12, 20)), st.integers(JANUARY + 1, 12))
def test_fiscal_quarters_follow_each_other_week_by_week(day: date, first_month: int) -> None:
    quarter, weeks = weeks_of_quarter(IsoWeek.of(day), first_month)
    assert IsoWeek.of(day) in weeks
    assert len(weeks) in (12, 13, 14)
    assert list(weeks) == [weeks[0].shift(n) for n in range(len(weeks))]
    after, later = weeks_of_quarter(weeks[-1].shift(1), first_month)
    assert later[0] == weeks[-1].shift(1)
    assert (after.year * 4 + after.number) - (quarter.year * 4 + quarter.number) == 1
    assert {week.days[3].month for week in weeks} <= {
        (first_month - 1 + (quarter.number - 1) * 3 + n) % 12 + 1 for n in range(3)
    }
