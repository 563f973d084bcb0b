"""Calendar files as calendars export them, and as nobody should."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vText

from devjournal.capture import calendar_file
from devjournal.capture.calendar_file import CalendarRead, CalendarSpan, read_calendar, skipped_as_text
from devjournal.domain.week.reminder import reminders
from devjournal.domain.week.ritual import DEFAULT_RITUAL
from devjournal.errors import DocumentRefused
from devjournal.exports.reminders import render

NOW = datetime(2026, 11, 27, 16, 30, tzinfo=timezone(timedelta(hours=1)))
SPAN = CalendarSpan(date(2026, 10, 30), date(2026, 11, 27))


def calendar(*components: str) -> bytes:
    body = "\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *components, "END:VCALENDAR", ""))
    return body.replace("\n", "\r\n").encode()


def event(*lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def read(content: bytes, span: CalendarSpan = SPAN) -> CalendarRead:
    return read_calendar(io.BytesIO(content), "“work.ics”", "ics work.ics", span, NOW)


def drafts_of(*components: str, span: CalendarSpan = SPAN) -> list[tuple[date, str, str]]:
    return [(draft.day, draft.text, draft.source) for draft in read(calendar(*components), span).drafts]


def test_an_event_of_the_span_is_a_draft() -> None:
    result = read(
        calendar(
            event(
                "UID:1",
                "SUMMARY:Design review\\, part 2",
                "DTSTART;TZID=Europe/Berlin:20261120T140000",
                "URL:https://example.org/x",
            ),
            event("UID:2", "SUMMARY:Old", "DTSTART:20200101T100000"),
            event("UID:3", "SUMMARY:To come", "DTSTART;VALUE=DATE:20261201"),
        )
    )
    (draft,) = result.drafts
    assert (draft.day, draft.text, draft.link) == (
        *(date(2026, 11, 20), "Design review, part 2", "https://example.org/x"),
    )
    assert skipped_as_text(result.skipped.items()) == "2 events of another time"


def test_a_time_in_utc_is_a_day_here() -> None:
    assert drafts_of(event("UID:1", "SUMMARY:Late", "DTSTART:20261119T233000Z")) == [
        (date(2026, 11, 20), "Late", "ics work.ics"),
    ]


def test_what_recurs_is_one_candidate_on_its_last_day() -> None:
    assert drafts_of(
        event(
            "UID:1",
            "SUMMARY:Office hour",
            "DTSTART:20250106T100000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO",
            "EXDATE:20261109T100000",
        ),
        event("UID:1", "SUMMARY:Office hour", "RECURRENCE-ID:20261123T100000", "DTSTART:20261125T100000"),
        event(
            "UID:1",
            "SUMMARY:Office hour",
            "RECURRENCE-ID:20261116T100000",
            "DTSTART:20261116T100000",
            "STATUS:CANCELLED",
        ),
    ) == [(date(2026, 11, 25), "Office hour", "ics work.ics, 2 times")]


def test_one_day_of_a_series_may_be_all_that_a_file_holds() -> None:
    assert drafts_of(event("UID:1", "SUMMARY:Moved", "RECURRENCE-ID:20261116T100000", "DTSTART:20261117T100000")) == [
        (date(2026, 11, 17), "Moved", "ics work.ics"),
    ]


def test_a_rule_that_is_not_followed_leaves_its_first_day() -> None:
    assert drafts_of(event("UID:1", "SUMMARY:Odd", "DTSTART:20261117T100000", "RRULE:FREQ=YEARLY;BYYEARDAY=1")) == [
        (date(2026, 11, 17), "Odd", "ics work.ics"),
    ]


def test_own_reminders_and_what_did_not_take_place_are_left_out() -> None:
    result = read(
        calendar(
            event(
                "UID:goal.ritual@devjournal", "SUMMARY:Goal of the week", "DTSTART:20261123T090000", "RRULE:FREQ=WEEKLY"
            ),
            event("UID:2", "SUMMARY:Off", "DTSTART:20261123T090000", "STATUS:CANCELLED"),
            event("UID:3", "DTSTART:20261123T090000"),
            event("UID:4", "SUMMARY:No day", "DTSTART:20260230T090000"),
        )
    )
    assert result.drafts == []
    assert skipped_as_text(result.skipped.items()) == (
        "1 own reminder, 1 cancelled event, 1 event without a title, 1 event without a day that exists"
    )


def test_our_own_reminders_file_says_nothing() -> None:
    content = render(reminders(DEFAULT_RITUAL, None, frozenset(), NOW), NOW, None).encode()
    assert read(content, CalendarSpan(None, NOW.date())).drafts == []


def test_an_inbox_takes_events_of_any_time_and_notes() -> None:
    everything = CalendarSpan(None, date(2026, 11, 27))
    assert drafts_of(
        event("UID:1", "SUMMARY:Old", "DTSTART:20100101T100000"),
        event("UID:2", "SUMMARY:Ahead", "DTSTART:20261224T100000"),
        event("UID:3", "SUMMARY:Weekly", "DTSTART:20100104T100000", "RRULE:FREQ=WEEKLY;UNTIL=20110101"),
        "\n".join(
            (
                "BEGIN:VJOURNAL",
                "UID:4",
                "SUMMARY:Retro",
                "DESCRIPTION:Line one\\nline two",
                "DTSTART;VALUE=DATE:20261120",
                "END:VJOURNAL",
            )
        ),
        "\n".join(("BEGIN:VJOURNAL", "DESCRIPTION:No day", "END:VJOURNAL")),
        span=everything,
    ) == [
        (date(2010, 1, 1), "Old", "ics work.ics"),
        (date(2010, 1, 4), "Weekly", "ics work.ics"),
        (date(2026, 11, 20), "Retro\nLine one\nline two", "ics work.ics"),
        (date(2026, 11, 27), "No day", "ics work.ics"),
        (date(2026, 12, 24), "Ahead", "ics work.ics"),
    ]


def test_alarms_and_time_zones_are_no_events() -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:Wrong\nTRIGGER:-PT5M\nEND:VALARM"
    zone = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19701025T030000\nEND:STANDARD\nEND:VTIMEZONE"
    assert drafts_of(zone, event("UID:1", "DTSTART:20261120T100000", alarm, "SUMMARY:Right")) == [
        (date(2026, 11, 20), "Right", "ics work.ics"),
    ]


def test_a_folded_line_is_one_also_amid_a_letter() -> None:
    content = calendar(event("UID:1", "DTSTART:20261120T100000", "SUMMARY:Gr@e")).replace(
        b"@", b"\xc3\r\n \xb6\xc3\x9f"
    )
    assert [draft.text for draft in read(content).drafts] == ["Größe"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not a calendar file"),
        (b"\r\n \r\n", "is not a calendar file"),
        (b"Dear all,\nsee you: on Monday\n", "is not a calendar file"),
        (b"BEGIN:VCARD\nEND:VCARD\n", "is not a calendar file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "“work.ics” is"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\n", "breaks off after line 3"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "line 3 ends what did not begin"),
        (b"BEGIN:VCALENDAR\nno property\nEND:VCALENDAR\n", "line 2 is not a property"),
        (b"BEGIN:VCALENDAR\nX:\xff\xfe\nEND:VCALENDAR\n", "is not UTF-8 text (line 2)"),
        (b"BEGIN:VCALENDAR\nX:a\x00b\nEND:VCALENDAR\n", "binary data"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 50, "nested too deep"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:after\n", None),
    ],
)
def test_what_is_broken_is_said_in_one_line(content: bytes, says: str | None) -> None:
    if says is None:
        assert read(content).drafts == []
        return
    with pytest.raises(DocumentRefused) as refused:
        read(content)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_line_without_an_end_is_cut() -> None:
    content = calendar(event("UID:1", "DTSTART:20261120T100000", "SUMMARY:" + "x" * 500_000, "ATTACH:" + "y" * 500_000))
    (draft,) = read(content).drafts
    assert len(draft.text) == 20_000


def test_more_events_than_anybody_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_file, "MAX_EVENTS", 3)
    content = calendar(*(event(f"UID:{n}", "SUMMARY:X", "DTSTART:20261120T100000") for n in range(4)))
    with pytest.raises(DocumentRefused, match="more than 3 events of that time; name a shorter one"):
        read(content)


def test_what_is_seen_again_has_the_same_fingerprint() -> None:
    first = read(calendar(event("UID:1", "SUMMARY:A", "DTSTART:20261120T100000"))).drafts
    moved = read(calendar(event("UID:1", "SUMMARY:B", "DTSTART:20261121T100000"))).drafts
    assert [draft.fingerprint for draft in first] == [draft.fingerprint for draft in moved]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(st.lists(st.tuples(TEXTS, st.dates(date(2026, 10, 30), date(2026, 11, 27))), max_size=8))
def test_what_a_library_writes_is_read(events: Sequence[tuple[str, date]]) -> None:
    document = Calendar()
    for n, (text, day) in enumerate(events):
        item = Event()
        item.add("uid", f"{n}@example.org")
        item.add("summary", vText(text))
        item.add("dtstart", day)
        document.add_component(item)
    result = read(document.to_ical())
    expected = sorted((day, text.strip()) for text, day in events if text.strip())
    assert sorted((draft.day, draft.text) for draft in result.drafts) == expected


@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_refused(content: bytes) -> None:
    for given_content in (content, b"BEGIN:VCALENDAR\n" + content):
        with suppress(DocumentRefused):
            assert read(given_content).drafts == []
