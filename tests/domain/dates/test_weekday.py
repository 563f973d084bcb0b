"""On which day weeks begin in columns, and the rows of a month."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import MONTHS, IsoWeek, month_above, weeks_in_year
from devjournal.domain.dates.weekday import MONDAY, SATURDAY, SUNDAY, first_weekday, rows_of_month


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("en_US.UTF-8", SUNDAY),
        ("en_GB.UTF-8", MONDAY),
        ("de_DE@euro", MONDAY),
        ("pt_BR", SUNDAY),
        ("pt-BR", SUNDAY),
        ("ar_EG.UTF-8", SATURDAY),
        ("fil_PH", SUNDAY),
        ("C.UTF-8", MONDAY),
        ("POSIX", MONDAY),
        ("", MONDAY),
        ("US", MONDAY),
    ],
)
def test_by_the_territory_of_the_locale(name: str, day: int) -> None:
    assert first_weekday(name) == day


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)), st.integers(0, 6))
def test_rows_hold_every_day_of_the_month_once(day: date, first: int) -> None:
    rows = rows_of_month(day, first)
    days = [cell for row in rows for cell in row]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert all(len(row) == 7 and row[0].weekday() == first for row in rows)
    assert all(any((cell.year, cell.month) == (day.year, day.month) for cell in row) for row in rows)
    month = [cell for cell in days if (cell.year, cell.month) == (day.year, day.month)]
    assert month[0].day == 1
    assert (month[-1] + timedelta(days=1)).day == 1
    assert 4 <= len(rows) <= 6


@given(st.integers(1970, 2199))
def test_twelve_months_stand_above_the_weeks_of_a_year_in_their_order(year: int) -> None:
    weeks = [IsoWeek(date.fromisocalendar(year, n + 1, 1)) for n in range(weeks_in_year(year))]
    above = [(n, month_above(iso)) for n, iso in enumerate(weeks) if month_above(iso)]
    assert [month for _, month in above] == list(range(1, len(MONTHS) + 1))
    assert all(later - earlier >= 4 for (earlier, _), (later, _) in pairwise(above))
