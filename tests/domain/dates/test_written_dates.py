"""Dates as people write them in notes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import DAY_NAMES, MONTH_NAMES
from devjournal.domain.dates.written_dates import date_alone, find_date
from devjournal.errors import UsageError

DAYS = st.dates(date(1970, 1, 5), date(2199, 12, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("2026-03-14T08:12:00Z", date(2026, 3, 14)),
        ("2026/3/14", date(2026, 3, 14)),
        ("14.03.2026", date(2026, 3, 14)),
        ("14. 3. 2026", date(2026, 3, 14)),
        ("14 March 2026", date(2026, 3, 14)),
        ("March 14th, 2026", date(2026, 3, 14)),
        ("Sat, 14 Mar 2026", date(2026, 3, 14)),
        ("Sprint 12 (2026-03-14)", date(2026, 3, 14)),
        ("March 2026", date(2026, 3, 1)),
        ("Sept 2025: the move", date(2025, 9, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("Q2 2026", date(2026, 4, 1)),
        ("2026-Q3", date(2026, 7, 1)),
        ("H2 2026", date(2026, 7, 1)),
        ("2026/Q3", date(2026, 7, 1)),
        ("Q3'26", date(2026, 7, 1)),
        ("March ’26", date(2026, 3, 1)),
        ("03/2026", date(2026, 3, 1)),
        ("2026.03", date(2026, 3, 1)),
        ("Jan–Mar 2026", date(2026, 1, 1)),
        ("9–13 March 2026", date(2026, 3, 9)),
        ("March 9 - 13, 2026", date(2026, 3, 9)),
        ("2026-W11", date(2026, 3, 9)),
        ("Week 11, 2026", date(2026, 3, 9)),
        ("2026", date(2026, 1, 1)),
        ("2026 highlights", date(2026, 1, 1)),
    ],
)
def test_a_date_is_found(text: str, day: date) -> None:
    written_date = find_date(text)
    assert written_date is not None
    assert written_date.day == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March",
        "14",
        "3/4",
        "FY 2026/27",
        "13/2026",
        "1/3/26",
        "March 26",
        "Goals for 2026",
        "v2.2026-03",
        "IP 10.20.2026.1",
        "May I?",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["2026-02-30", "31 April 2026", "2026-13-01", "2026-W60", "0001-01-01", "32.01.2026"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        find_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March", date(2026, 3, 1)),
        ("14 March", date(2026, 3, 14)),
        ("Mar 14", date(2026, 3, 14)),
        ("Saturday, 14 March", date(2026, 3, 14)),
        ("Q2", date(2026, 4, 1)),
        ("Week 11", date(2026, 3, 9)),
        ("March was good", None),
        ("2025-01-02", date(2025, 1, 2)),
    ],
)
def test_the_year_of_a_heading_above_completes_a_date(text: str, day: date | None) -> None:
    assert date_alone(text, 2026) == day


@given(DAYS)
def test_every_form_of_a_day_reads_as_that_day(day: date) -> None:
    month = MONTH_NAMES[day.month - 1]
    for text in (
        *(day.isoformat(), f"{day.day} {month} {day.year}", f"{month[:3]} {day.day}, {day.year}"),
        *(f"{day:%d.%m.%Y}", f"{DAY_NAMES[day.weekday()]}, {month} {day.day} {day.year}"),
    ):
        assert date_alone(text) == day


@given(DAYS)
def test_every_iso_week_reads_as_its_monday(day: date) -> None:
    year, week, _ = day.isocalendar()
    assert date_alone(f"{year}-W{week:02d}") == day - timedelta(days=day.weekday())


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    try:
        written_date = find_date(text)
    except UsageError:
        return
    assert written_date is None or 0 <= written_date.start < written_date.end <= len(text)
