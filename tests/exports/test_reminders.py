"""The calendar file: read back as a calendar reads it, and its recurrences followed for two years."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrule, rruleset, rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import Due
from devjournal.domain.week.reminder import reminders
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Moment, Ritual
from devjournal.exports.reminders import render

NOW = datetime(2026, 11, 27, 16, 30).astimezone()
DUE_ON_THE_31ST = (date(2027, 1, 31), date(2027, 3, 31))
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
HOURS = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.builds(Moment, st.integers(0, 6), HOURS)
RITUALS = st.builds(Ritual, MOMENTS, MOMENTS, MOMENTS)
AWAY = st.sets(DAYS.map(lambda day: day - timedelta(days=day.weekday())), max_size=5)
ZONES = st.none() | st.sampled_from(["Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Kolkata"]).map(ZoneInfo)
CLOCKS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31))


def calendar_file(
    ritual: Ritual = DEFAULT_RITUAL,
    days: tuple[date, date] | None = None,
    away: frozenset[date] | set[date] = frozenset(),
    now: datetime = NOW,
    zone: ZoneInfo | None = None,
) -> str:
    """Return the file."""
    return render(reminders(ritual, days, away, now), now, zone)


def parsed(file: str) -> Any:
    """Return a file as a calendar has it: the values of its properties are of many kinds."""
    return Calendar.from_ical(file)


def read(file: str) -> dict[str, Any]:
    """Return the events of a file by what they remind of."""
    calendar = parsed(file)
    assert not calendar.errors
    events = {str(event["uid"]).partition(".")[0]: event for event in calendar.walk("VEVENT")}
    assert [*events] == [due for due in Due if due not in (Due.LAST_RECAP, Due.ONE_TO_ONE)], (
        "their days are not the ritual's"
    )
    assert not [error for event in events.values() for error in event.errors]
    return events


def occurrences(event: Any, years: int = 2) -> list[datetime]:
    """Return when an event takes place in so many years from its first time, by the clock on its owner's wall."""
    first = event.decoded("dtstart")
    assert isinstance(first, datetime)
    moments = rruleset()
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=first)
    assert isinstance(rule, rrule)
    moments.rrule(rule)
    left_out = event.get("exdate", [])
    for excluded in left_out if isinstance(left_out, list) else [left_out]:
        moments.exdate(excluded.dts[0].dt)
    until = first + relativedelta(years=years)
    return [moment.replace(tzinfo=None) for moment in moments.between(first, until, inc=True)]


def months_between(earlier: datetime, later: datetime) -> int:
    """Return how many months further the second is, days aside."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def test_the_usual_ritual() -> None:
    events = read(calendar_file())
    first = {name: moments[:2] for name, event in events.items() if (moments := occurrences(event))}
    assert first == {
        "goal": [datetime(2026, 11, 30, 9), datetime(2026, 12, 7, 9)],
        "check-in": [datetime(2026, 12, 2, 12), datetime(2026, 12, 9, 12)],
        "recap": [datetime(2026, 12, 4, 16), datetime(2026, 12, 11, 16)],
        "monthly-review": [datetime(2026, 12, 7, 9), datetime(2027, 1, 4, 9)],
        "quarterly-review": [datetime(2027, 1, 4, 9), datetime(2027, 4, 5, 9)],
    }


def test_a_horizon_says_when_the_reviews_begin() -> None:
    events = read(calendar_file(days=(date(2026, 12, 16), date(2027, 2, 26))))
    assert occurrences(events["monthly-review"])[:2] == [datetime(2026, 12, 16, 9), datetime(2027, 1, 20, 9)]
    assert occurrences(events["quarterly-review"])[:2] == [datetime(2027, 2, 26, 9), datetime(2027, 5, 28, 9)]


def test_the_end_of_a_month_skips_none() -> None:
    """31 January is a Sunday, so the first one is on 1 February; 31 March is a Wednesday, its month's last."""
    events = read(calendar_file(days=DUE_ON_THE_31ST))
    assert occurrences(events["monthly-review"])[0] == datetime(2027, 2, 1, 9)
    last = occurrences(events["quarterly-review"])
    assert [(moment.month, moment.day) for moment in last[:4]] == [(3, 31), (6, 30), (9, 29), (12, 29)]


def test_what_is_due_already_is_asked_for_next() -> None:
    events = read(calendar_file(days=(date(2026, 8, 3), date(2026, 11, 27))))
    assert {occurrences(events[name])[0] for name in ("monthly-review", "quarterly-review")} == {
        datetime(2026, 11, 30, 9)  # it is Friday, and nine is past
    }


def test_away_weeks_ask_for_nothing() -> None:
    away = {date(2026, 11, 30), date(2026, 12, 21), date(2026, 12, 28)}
    moments = occurrences(read(calendar_file(away=away))["goal"])
    assert [moment.date() for moment in moments[:4]] == [
        *(date(2026, 12, 7), date(2026, 12, 14)),
        *(date(2027, 1, 4), date(2027, 1, 11)),
    ]


@pytest.mark.slow
@given(RITUALS, st.none() | st.tuples(DAYS, DAYS), AWAY, CLOCKS, ZONES)
def test_any_ritual(
    ritual: Ritual, days: tuple[date, date] | None, away: set[date], now: datetime, zone: ZoneInfo | None
) -> None:
    events = read(calendar_file(ritual, days, away, now.astimezone(), zone))
    for due, moment in ((Due.GOAL, ritual.goal), (Due.CHECK_IN, ritual.check_in), (Due.RECAP, ritual.recap)):
        moments = occurrences(events[due])
        assert moments[0] >= now
        assert {(occurrence.weekday(), occurrence.time()) for occurrence in moments} == {(moment.day, moment.at)}
        mondays = {(occurrence - timedelta(days=moment.day)).date() for occurrence in moments}
        every = {min(mondays) + timedelta(weeks=n) for n in range((max(mondays) - min(mondays)).days // 7 + 1)}
        assert mondays == every - away
    for due, months in ((Due.MONTHLY_REVIEW, 1), (Due.QUARTERLY_REVIEW, 3)):
        moments = occurrences(events[due])
        assert moments[0] >= now
        assert not {IsoWeek.of(occurrence.date()).monday for occurrence in moments} & away, (
            "an away week asks for nothing"
        )
        for pair in pairwise(moments):
            left_out = months_between(*pair) // months - 1
            assert months_between(*pair) % months == 0
            assert left_out <= sum(pair[0].date() < monday + timedelta(days=6) < pair[1].date() for monday in away)
        assert {occurrence.time() for occurrence in moments} == {ritual.goal.at}
        assert max(occurrence.weekday() for occurrence in moments) < 5
        if days is not None and (day := days[months == 3]) > now.date():
            working = day
            while working.weekday() >= 5 or IsoWeek.of(working).monday in away:
                working += timedelta(days=1)
            assert moments[0].date() == working


def test_a_review_is_left_out_of_a_week_that_is_away() -> None:
    days, off = (date(2026, 12, 7), date(2027, 2, 1)), {date(2026, 12, 7), date(2027, 1, 11)}
    events = read(calendar_file(days=days, away=off))
    assert [occurrence.date() for occurrence in occurrences(events["monthly-review"])[:3]] == [
        *(date(2026, 12, 14), date(2027, 2, 8), date(2027, 3, 8))
    ], "the first one a week later, the second not at all: 11 January is away"


def test_the_file_is_one_that_any_calendar_reads() -> None:
    file = calendar_file(away={date(2026, 12, 21)})
    lines = file.encode().split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines), "some text is long enough to be folded"
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    calendar = parsed(file)
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//devjournal//reminders//EN")
    for name, event in read(file).items():
        start = event.decoded("dtstart")
        assert start.tzinfo is None, "without a zone it is local time, wherever its owner is"
        assert start < event.decoded("dtend") < start + timedelta(hours=2)
        assert event.decoded("dtstamp") == NOW.astimezone(UTC)
        [alarm] = event.walk("VALARM")
        assert (alarm["action"], alarm["description"]) == ("DISPLAY", event["summary"])
        assert timedelta(minutes=-15) <= alarm.decoded("trigger") < timedelta(0)
        rule = event["rrule"]
        assert set(rule) - {"INTERVAL"} == {"FREQ", "BYDAY"}, "some calendars ignore BYSETPOS"
        assert all(len(rule[part]) == 1 for part in rule), "Outlook maps one day and one place alone"
        assert re.fullmatch("([1-4]|-1)[A-Z]{2}" if "review" in name else "[A-Z]{2}", str(rule["byday"][0]))


def test_a_later_file_outranks_an_earlier_one() -> None:
    earlier, later = calendar_file(), calendar_file(days=DUE_ON_THE_31ST, now=NOW + timedelta(minutes=1))
    for before, after in zip(read(earlier).values(), read(later).values(), strict=True):
        assert before["uid"] == after["uid"]
        assert before["sequence"] < after["sequence"]
        assert before.decoded("dtstamp") < after.decoded("dtstamp")


@pytest.mark.parametrize("hour", [8, 10])
def test_a_moment_of_today_counts_until_it_is_past(hour: int) -> None:
    monday = datetime(2026, 11, 23, hour).astimezone()
    first = read(calendar_file(Ritual(goal=Moment(0, time(9))), now=monday))["goal"].decoded("dtstart")
    assert first == datetime(2026, 11, 23 if hour < 9 else 30, 9)


@pytest.mark.parametrize("day", [date(2026, 12, day) for day in (1, 4, 7, 8, 14, 15, 21, 22, 28, 29, 30, 31)])
def test_a_review_stays_on_its_weekday_of_the_month_whatever_months_follow(day: date) -> None:
    """A fifth weekday of its name is the last one: not every month has a fifth."""
    place = (day.day - 1) // 7
    for moment in occurrences(read(calendar_file(days=(day, day)))["monthly-review"], years=12):
        same = [
            candidate
            for number in range(1, 32)
            if (candidate := moment.date().replace(day=1) + timedelta(days=number - 1)).month == moment.month
            and candidate.weekday() == day.weekday()
        ]
        assert moment.date() == (same[-1] if place == 4 else same[place])


ZONE_NAMES = [
    *("Europe/Berlin", "Europe/London", "Europe/Dublin", "America/New_York", "America/Santiago", "America/Nuuk"),
    *("Africa/Cairo", "Africa/Casablanca", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo"),
    *("Australia/Lord_Howe", "Pacific/Chatham"),
]


@pytest.mark.slow
@pytest.mark.parametrize("name", ZONE_NAMES)
def test_a_zone_says_its_offsets_to_calendars_that_know_no_zone_by_name(name: str) -> None:
    """Read by dateutil from the file alone, and compared every week for 20 years."""
    zone = ZoneInfo(name)
    file = calendar_file(zone=zone, away={date(2026, 12, 21)})
    file_zone = tz.tzical(io.StringIO(file.replace("\r\n", "\n"))).get(name)
    assert file_zone is not None
    for week in range(52 * 20):
        wall = datetime(2026, 11, 27, 12) + timedelta(weeks=week)
        assert wall.replace(tzinfo=file_zone).utcoffset() == wall.replace(tzinfo=zone).utcoffset(), wall
    for event in read(file).values():
        for property_ in ("dtstart", "dtend"):
            assert event[property_].params["tzid"] == name
    assert [exdate.params["tzid"] for exdate in [read(file)["goal"]["exdate"]]] == [name]


def test_nine_is_nine_before_and_after_the_clocks_are_changed() -> None:
    event = read(calendar_file(zone=ZoneInfo("Europe/Berlin")))["goal"]
    first = event.decoded("dtstart")
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=first)
    assert isinstance(rule, rrule)
    moments = list(rule.between(first, first + relativedelta(months=6), inc=True))
    assert {moment.hour for moment in moments} == {9}
    assert {moment.astimezone(UTC).hour for moment in moments} == {7, 8}
