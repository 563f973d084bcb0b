"""Days and ISO weeks, read and written."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.domain.dates.days import (
    DAY_NAMES,
    IsoWeek,
    day_in_full,
    day_in_row,
    days_ago,
    span_in_full,
    span_in_row,
    weeks_in_year,
)
from devjournal.domain.dates.reading import Toward, examples, parse_day, parse_week
from devjournal.errors import UsageError

TODAY = date(2026, 11, 27)
FIRST, LAST = date(1970, 1, 1), date(2199, 12, 29)
DAYS = st.dates(FIRST, LAST)
INNER_DAYS = st.dates(date(1970, 1, 12), date(2199, 12, 1))
"""Those that have a week before and after them."""
LONG_YEARS = {1970, 1976, 1981, 1987, 1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048}
"""The years with 53 weeks up to 2050, from ISO 8601's tables."""


def test_the_week_of_every_day_for_120_years() -> None:
    day = date(1970, 1, 1)
    while day < date(2091, 1, 1):
        week = IsoWeek.of(day)
        year, number, weekday = day.isocalendar()
        assert (week.year, week.number) == (year, number)
        assert str(week) == day.strftime("%G-W%V")
        assert day in week
        assert week.days[weekday - 1] == day
        assert week.monday == date.fromisocalendar(year, number, 1)
        day += timedelta(days=1)


@given(DAYS)
def test_a_week_is_seven_days_from_its_monday(day: date) -> None:
    week = IsoWeek.of(day)
    assert len(set(week.days)) == 7
    assert [each.weekday() for each in week.days] == list(range(7))
    assert (week.days[0], week.days[4], week.days[6]) == (week.monday, week.friday, week.sunday)
    assert all(IsoWeek.of(each) == week for each in week.days)
    assert week.monday - timedelta(days=1) not in week
    assert week.sunday + timedelta(days=1) not in week


@given(DAYS, st.integers(-500, 500))
def test_weeks_shift_and_sort_by_their_mondays(day: date, weeks: int) -> None:
    week = IsoWeek.of(day)
    there = week.shift(weeks)
    assert there.monday - week.monday == timedelta(days=7 * weeks)
    assert there.shift(-weeks) == week
    assert (there > week) == (weeks > 0)


@pytest.mark.parametrize("year", range(1970, 2051))
def test_how_many_weeks_a_year_has(year: int) -> None:
    assert weeks_in_year(year) == (53 if year in LONG_YEARS else 52)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2020, 12, 28), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2024, 12, 29), "2024-W52"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2026, 12, 27), "2026-W52"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_the_turn_of_the_year(day: date, week: str) -> None:
    assert str(IsoWeek.of(day)) == week
    assert parse_week(week, TODAY) == IsoWeek.of(day)


@given(DAYS, DAYS)
@example(FIRST, TODAY)
@example(LAST, TODAY)
def test_what_is_written_is_read_back(day: date, today: date) -> None:
    week = IsoWeek.of(day)
    assert parse_week(str(week), today) == week
    assert parse_week(day.isoformat(), today) == week
    assert parse_day(day.isoformat(), today) == day


@given(INNER_DAYS)
def test_the_words(today: date) -> None:
    week = IsoWeek.of(today)
    assert parse_week("this", today) == week
    assert parse_week("last", today).sunday == week.monday - timedelta(days=1)
    assert parse_week("next", today).monday == week.sunday + timedelta(days=1)
    assert parse_day("today", today) == today
    assert parse_day("yesterday", today) == today - timedelta(days=1)


def test_no_word_leads_out_of_the_years() -> None:
    assert str(parse_week("this", FIRST)) == "1970-W01"
    assert str(parse_week("this", LAST)) == "2199-W52"
    assert parse_day("today", LAST) == LAST
    for word, today in (("last", FIRST), ("next", LAST)):
        with pytest.raises(UsageError):
            parse_week(word, today)
    with pytest.raises(UsageError):
        parse_day("yesterday", FIRST)


NO_WEEK = [
    *(
        "",
        " ",
        "2026",
        "2026-48",
        "2026W48",
        "2026-W4",
        "2026-W048",
        "2026-w48",
        "2026-W48-1",
        "w48",
        "W4",
        "26-W48",
        "48",
    ),
    *(
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "2027-W53",
        "1969-W52",
        "2200-W01",
        "2200-W02",
        "0000-W01",
        "9999-W52",
        "9999-W53",
    ),
    *(
        "This",
        "LAST",
        " this",
        "this ",
        "next\n",
        "previous",
        "Today",
        "W54",
        "W00",
        "+1",
        "-1",
        "2026-W48\n",
    ),
    *("٢٠٢٦-W48", "２０２６-W48", "2026‐W48", "2026–W48", "-2026-W48", "2026-W48..2026-W50"),
]
NO_DAY = [
    *("", " ", "2026-11", "2026-11-7", "2026-1-07", "20261127", "26-11-27", "2026/11/27", "27.11.2026", "11-27-2026"),
    *("2026-W48-5", "2026-11-27T00:00", "2026-11-27 ", " 2026-11-27", "2026-11-27\n", "2026-02-29", "2026-11-31"),
    *("2026-13-01", "2026-00-10", "2026-10-00", "0000-01-01", "1969-12-31", "2200-01-01", "9999-12-31", "5", "mar"),
    *("fr", "frid", "FRI", "fri ", "Today", "TODAY", "today ", "tomorow", "3d", "+3", "+3y", "+ 3d", "+٣d", "now"),
    *("٢٠٢٦-11-27", "2026-1１-27", "0", "21", "21dec", "dec", "0 dec", "32 dec", "30 feb", "31 june", "21 dec 2026"),
    *("21st dec", "21 dez", "21\ndec", "+99999m", "-99999w", "-700m"),
]


@pytest.mark.parametrize("text", NO_WEEK)
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(UsageError):
        parse_week(text, TODAY)


@pytest.mark.parametrize("text", NO_DAY)
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(UsageError):
        parse_day(text, TODAY)
    with pytest.raises(UsageError):
        parse_week(text, TODAY)


LOOKALIKES = st.from_regex(r"\A[0-9٠-٩]{1,5}[-–/ ]?W?[0-9]{1,3}([-–/ ][0-9]{1,3})?[ \n]?\Z")


KNOWN = re.compile(
    "today|yesterday|tomorrow|this|last|next|W[0-9]{2}|[+-][0-9]+[dwm]"
    "|[Mm]on(day)?|[Tt]ue(sday)?|[Ww]ed(nesday)?|[Tt]hu(rsday)?|[Ff]ri(day)?|[Ss]at(urday)?|[Ss]un(day)?"
    "|[0-9]{1,2} +[A-Za-z]{3,9}|[A-Za-z]{3,9} +[0-9]{1,2}"
)


@given(st.text() | LOOKALIKES | st.text("0123456789-W ", max_size=11))
@example("2026-W48\x00")
@example("\ud800")
def test_nothing_is_guessed(text: str) -> None:
    """What is read is exactly what would be written; all else is a usage error, and nothing but that."""
    for read, pattern in ((parse_day, r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), (parse_week, r"[0-9]{4}-W?[0-9]{2}(-[0-9]{2})?")):
        try:
            read(text, TODAY)
        except UsageError as error:
            message = str(error)
            assert "\n" not in message
            assert message.endswith(".")
            assert message.count(",") >= 1
            assert " or " in message
        else:
            assert re.fullmatch(pattern, text) or re.fullmatch(KNOWN, text)


@pytest.mark.parametrize(
    ("text", "last", "following"),
    [
        ("fri", TODAY, TODAY),
        ("Friday", TODAY, TODAY),
        ("mon", date(2026, 11, 23), date(2026, 11, 30)),
        ("sunday", date(2026, 11, 22), date(2026, 11, 29)),
        ("21 dec", date(2025, 12, 21), date(2026, 12, 21)),
        ("Dec 21", date(2025, 12, 21), date(2026, 12, 21)),
        ("1 january", date(2026, 1, 1), date(2027, 1, 1)),
        ("27 nov", TODAY, TODAY),
        ("29 feb", date(2024, 2, 29), date(2028, 2, 29)),
        ("tomorrow", date(2026, 11, 28), date(2026, 11, 28)),
        ("+3d", date(2026, 11, 30), date(2026, 11, 30)),
        ("-2w", date(2026, 11, 13), date(2026, 11, 13)),
        ("+3m", date(2027, 2, 27), date(2027, 2, 27)),
    ],
)
def test_a_day_is_the_last_or_the_next_one(text: str, last: date, following: date) -> None:
    assert parse_day(text, TODAY, Toward.LAST) == last
    assert parse_day(text, TODAY, Toward.NEXT) == following
    assert parse_week(text, TODAY, Toward.NEXT) == IsoWeek.of(following)


def test_a_step_of_months_ends_with_a_short_month() -> None:
    assert parse_day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)


def test_a_week_without_a_year_is_of_the_running_iso_year() -> None:
    assert parse_week("W48", TODAY) == IsoWeek(date(2026, 11, 23))
    assert parse_week("W53", date(2027, 1, 2)) == IsoWeek(date(2026, 12, 28))
    with pytest.raises(UsageError):
        parse_week("W53", date(2027, 1, 4))


@given(INNER_DAYS, st.sampled_from(Toward))
def test_the_examples_of_an_error_are_right_and_near(today: date, toward: Toward) -> None:
    first, alternatives = examples(today, toward).split(", ")
    for text in (first, *alternatives.split(" or ")):
        day = parse_day(text, today, toward)
        assert abs((day - today).days) <= 7


@given(INNER_DAYS, st.sampled_from([*DAY_NAMES, *(name[:3].lower() for name in DAY_NAMES)]))
def test_a_weekday_is_within_a_week(today: date, name: str) -> None:
    last, following = parse_day(name, today), parse_day(name, today, Toward.NEXT)
    assert last.strftime("%a") == following.strftime("%a") == name[:3].title()
    assert 0 <= (today - last).days < 7
    assert 0 <= (following - today).days < 7


@given(DAYS)
def test_days_in_words(day: date) -> None:
    assert day_in_row(day) == f"{day:%a} {day.day} {day:%b}"
    assert day_in_full(day) == f"{day.day} {day:%B} {day.year}"


@pytest.mark.parametrize(
    ("first", "last", "full", "row"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23 – 29 November 2026", "23 – 29 Nov"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November – 6 December 2026", "30 Nov – 6 Dec"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 – 3 January 2027", "28 Dec – 3 Jan"),
        (date(2026, 11, 5), date(2027, 11, 6), "5 November 2026 – 6 November 2027", "5 Nov – 6 Nov"),
        (date(2026, 11, 27), date(2026, 11, 27), "27 November 2026", "Fri 27 Nov"),
    ],
)
def test_spans_in_words(first: date, last: date, full: str, row: str) -> None:
    assert span_in_full(first, last) == full
    assert span_in_row(first, last) == row


@pytest.mark.parametrize(
    ("days", "text"),
    [
        *((-1, "on Sat 28 Nov"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (13, "13 days ago")),
        *((14, "2 weeks ago"), (20, "2 weeks ago"), (69, "9 weeks ago"), (70, "2 months ago"), (365, "12 months ago")),
        *((729, "24 months ago"), (730, "2 years ago"), (4000, "10 years ago")),
    ],
)
def test_ages_in_words(days: int, text: str) -> None:
    assert days_ago(TODAY - timedelta(days=days), TODAY) == text
