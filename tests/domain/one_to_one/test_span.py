"""Spans: how `--since` is read, and what a span takes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.span import (
    Span,
    months_back,
    parse_since,
    recap_day,
    since_day,
    since_record,
    weeks_back,
)
from devjournal.domain.week.week import Outcome, Week
from devjournal.errors import UsageError

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("last", None),
        ("2026-09-01", date(2026, 9, 1)),
        ("yesterday", date(2026, 11, 26)),
        ("1w", date(2026, 11, 20)),
        ("8w", date(2026, 10, 2)),
        ("3m", date(2026, 8, 27)),
        ("600m", date(1976, 11, 27)),
    ],
)
def test_what_since_may_be(text: str, day: date | None) -> None:
    assert parse_since(text, TODAY, TODAY) == day


@given(text=st.text(max_size=8))
def test_nothing_is_guessed(text: str) -> None:
    try:
        day = parse_since(text, TODAY, TODAY)
    except UsageError:
        return
    assert day is None or day.year >= 1970


def test_months_end_where_the_month_does() -> None:
    assert months_back(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert weeks_back(TODAY) == date(2026, 10, 30)


def test_a_span_ends_after_it_begins() -> None:
    assert since_day(TODAY, TODAY, None) == Span(first=TODAY, last=TODAY)
    with pytest.raises(UsageError, match="is after"):
        since_day(TODAY, TODAY, TODAY - timedelta(days=1))


def test_what_is_written_later_is_taken_whatever_day_it_is_about() -> None:
    span = since_record("2026-11-03T15:00:00.000000Z", NOW, None)
    assert (span.first, span.last) == (date(2026, 11, 3), TODAY)
    assert span.takes(date(2020, 1, 1), "2026-11-03T15:00:00.000001Z")
    assert span.takes(date(2030, 1, 1), "2026-11-03T15:00:00.000001Z")
    assert not span.takes(TODAY, "2026-11-03T15:00:00.000000Z")
    bounded = since_record("2026-11-03T15:00:00.000000Z", NOW, date(2026, 11, 1))
    assert bounded.first == bounded.last == date(2026, 11, 1)
    assert not bounded.takes(date(2026, 11, 2), "2026-11-04T15:00:00.000000Z")


def test_the_day_that_a_week_is_told_by() -> None:
    iso = IsoWeek.of(TODAY)
    for recapped, day in ((iso.monday, iso.monday), (iso.friday, iso.friday), (iso.shift(3).monday, iso.friday)):
        assert recap_day(Week(iso=iso, outcome=Outcome.AWAY, recapped_on=recapped)) == day
    assert recap_day(Week(iso=iso)) == iso.friday
