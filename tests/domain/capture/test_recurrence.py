"""Recurring events against dateutil, which follows RFC 5545 to the second."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from devjournal.domain.capture.recurrence import DAYS, UnknownRule, days_in, parse_rule

STARTS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SPANS = st.integers(0, 900)
INTERVALS = st.integers(1, 4).map(lambda n: f"INTERVAL={n}")
ENDS = st.just("") | st.integers(1, 30).map(lambda n: f"COUNT={n}") | STARTS.map(lambda day: f"UNTIL={day:%Y%m%d}")
WEEKDAYS = st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True)
PLACED = st.lists(
    st.builds(
        lambda place, day: f"{place}{day}",
        st.sampled_from(["1", "2", "3", "4", "5", "-1", "-2"]),
        st.sampled_from(DAYS),
    ),
    min_size=1,
    max_size=3,
    unique=True,
)
MONTH_DAYS = st.lists(st.integers(1, 31) | st.integers(-5, -1), min_size=1, max_size=3, unique=True)
MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)


def by(name: str, values: st.SearchStrategy[list[str]] | st.SearchStrategy[list[int]]) -> st.SearchStrategy[str]:
    """Return parts of a rule that name some values."""
    return values.map(lambda items: f"{name}={','.join(map(str, items))}")


RULES = st.one_of(
    st.tuples(st.just("FREQ=DAILY"), st.just("") | by("BYDAY", WEEKDAYS), st.just("") | by("BYMONTH", MONTHS)),
    st.tuples(st.just("FREQ=WEEKLY"), st.just("") | by("BYDAY", WEEKDAYS), st.just("") | st.just("WKST=SU")),
    st.tuples(
        st.just("FREQ=MONTHLY"),
        st.just("") | by("BYDAY", WEEKDAYS) | by("BYDAY", PLACED) | by("BYMONTHDAY", MONTH_DAYS),
    ),
    st.tuples(st.just("FREQ=MONTHLY"), by("BYDAY", WEEKDAYS), st.sampled_from(["BYSETPOS=1", "BYSETPOS=-1,2"])),
    st.tuples(st.just("FREQ=YEARLY"), st.just("") | by("BYMONTH", MONTHS) | by("BYDAY", PLACED)),
    st.tuples(st.just("FREQ=YEARLY"), by("BYMONTH", MONTHS), by("BYMONTHDAY", MONTH_DAYS) | by("BYDAY", PLACED)),
)


@pytest.mark.slow
@given(STARTS, RULES, INTERVALS, ENDS, SPANS)
def test_the_days_are_those_of_dateutil(
    start: date, parts: tuple[str, ...], interval: str, end: str, length: int
) -> None:
    text = ";".join(part for part in (*parts, interval, end) if part)
    known = rrulestr(text.replace(end, "").rstrip(";") if end else text, dtstart=datetime.combine(start, time()))
    begin = next(iter(islice(known, 1)), None)  # dateutil does not count a start that its rule leaves out
    assume(begin is not None)
    assert begin is not None
    first = begin.date()
    assume(first.year < 2030)
    last = first + timedelta(days=length)
    exact = rrulestr(text, dtstart=datetime.combine(first, time()))
    expected = [moment.date() for moment in exact.between(begin, datetime.combine(last, time()), inc=True)]
    assume(expected and expected[0] == first)  # an UNTIL before the start
    assert days_in(first, parse_rule(text), first, last) == expected


def test_without_a_rule_it_is_its_day() -> None:
    day = date(2026, 11, 20)
    assert days_in(day, None, date(2026, 11, 1), date(2026, 11, 30)) == [day]
    assert days_in(day, None, date(2026, 11, 21), date(2026, 11, 30)) == []


def test_days_that_were_taken_out_are_left_out() -> None:
    start = date(2026, 11, 2)
    rule = parse_rule("FREQ=WEEKLY")
    assert days_in(start, rule, start, date(2026, 11, 20), {date(2026, 11, 9)}) == [start, date(2026, 11, 16)]


def test_what_recurs_within_a_day_is_daily() -> None:
    start = date(2026, 11, 2)
    assert days_in(start, parse_rule("FREQ=SECONDLY;COUNT=99999999"), start, date(2026, 11, 4)) == [
        *(date(2026, 11, day) for day in (2, 3, 4)),
    ]


def test_a_rule_that_never_comes_costs_no_more_than_its_span() -> None:
    start = date(2026, 1, 31)
    rule = parse_rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5")
    assert days_in(start, rule, start, date(2026, 12, 31)) == [start]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "FREQ=",
            "FREQ=NEVER",
            "INTERVAL=2",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=-1",
            "FREQ=DAILY;COUNT=x",
        ),
        *("FREQ=YEARLY;BYYEARDAY=100", "FREQ=YEARLY;BYWEEKNO=20", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=WEEKLY;BYDAY=XX"),
        *("FREQ=DAILY;UNTIL=20260230", "FREQ=DAILY;UNTIL=soon", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=DAILY;BYMONTHDAY=0"),
    ],
)
def test_other_rules_are_not_followed(text: str) -> None:
    with pytest.raises(UnknownRule):
        parse_rule(text)


@given(st.text(max_size=60))
def test_no_text_is_more_than_unknown(text: str) -> None:
    try:
        rule = parse_rule(text)
    except UnknownRule:
        return
    assert rule.interval >= 1
