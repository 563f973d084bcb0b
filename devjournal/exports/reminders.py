"""The reminders as an iCalendar file (RFC 5545): recurring events with alarms, for any calendar to import."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from devjournal.domain.dates.days import DAYS
from devjournal.domain.week.due import Due
from devjournal.domain.week.reminder import Reminder
from devjournal.exports.time_zone import render_zone

ALARM = timedelta(minutes=-5)
"""The time before an event at which its alarm goes off."""

_PRODUCT = "-//devjournal//reminders//EN"
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _Event(NamedTuple):
    """The texts and the duration of an event."""

    title: str
    description: str
    minutes: int


_EVENTS = {
    Due.GOAL: _Event(
        "Goal of the week",
        "One skill, one clear goal, and the first steps. The lesson of last week comes first.\n"
        "devjournal, then g; or: devjournal goal",
        15,
    ),
    Due.CHECK_IN: _Event(
        "Check-in: on track?",
        "If not: what can still be done before the week is over?\ndevjournal, then c; or: devjournal check-in",
        10,
    ),
    Due.RECAP: _Event(
        "Recap of the week",
        "Hit or missed; and are you better at something than when the week began? One sentence is enough.\n"
        "devjournal, then r; or: devjournal recap",
        10,
    ),
    Due.MONTHLY_REVIEW: _Event(
        "Monthly check-in",
        "Skills, experience, brand: what moved, what stood still, is the course still right?\n"
        "devjournal review monthly. In a month with a deep dive, that one counts for both.",
        30,
    ),
    Due.QUARTERLY_REVIEW: _Event(
        "Quarterly deep dive",
        "Where do you want to be in 12, 24, 36 months and later, and what is missing until then? Do you know the right "
        "things, have you done them, and who knows that you have?\ndevjournal review quarterly",
        90,
    ),
}


def render(reminders: Iterable[Reminder], now: datetime, zone: ZoneInfo | None) -> str:
    """Return the calendar file; `now` is its stamp, so that a later import replaces an earlier one.

    The UIDs never change, so importing again updates events instead of doubling them. Without a `zone`, times are
    floating: most calendars take them as local time, some as UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    if zone is not None:
        calendar.add_component(render_zone(zone, now))
    for reminder in reminders:
        calendar.add_component(_event(reminder, now.astimezone(UTC).replace(microsecond=0), zone))
    content: bytes = calendar.to_ical()  # CRLF, folded after 75 octets
    return content.decode()


def _event(reminder: Reminder, stamp: datetime, zone: ZoneInfo | None) -> Event:
    texts, first = _EVENTS[reminder.due], reminder.first.replace(tzinfo=zone)
    event = Event()
    event.add("uid", f"{reminder.due}.ritual@devjournal")
    event.add("dtstamp", stamp)
    event.add("sequence", (stamp - _EPOCH) // _MINUTE)  # a calendar increments its own
    event.add("summary", texts.title)
    event.add("description", texts.description)
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(minutes=texts.minutes))
    event.add("rrule", _rule(reminder))
    for moment in reminder.off:
        event.add("exdate", moment.replace(tzinfo=zone))
    event.add("class", "PRIVATE")  # others see that there is something
    event.add("transp", "TRANSPARENT")  # and may still book that time
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", texts.title)
    alarm.add("trigger", ALARM)
    event.add_component(alarm)
    return event


def _rule(reminder: Reminder) -> dict[str, str | int]:
    """Return the recurrence of an event.

    The number in the month is part of `BYDAY`, since some calendars ignore `BYSETPOS`.
    """
    day = DAYS[reminder.first.weekday()][:2].upper()
    if not reminder.months:
        return {"freq": "WEEKLY", "byday": day}
    rule: dict[str, str | int] = {"freq": "MONTHLY", "byday": f"{reminder.place}{day}"}
    return {**rule, "interval": reminder.months} if reminder.months > 1 else rule
