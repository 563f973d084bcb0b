"""Reads the events (VEVENT) and notes (VJOURNAL) of an iCalendar file as drafts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO, NamedTuple

from devjournal.capture.calendar_lines import Component, Property, components
from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.fingerprint import SourceKind, fingerprint, shortened
from devjournal.domain.capture.recurrence import Rule, UnknownRule, days_in, parse_rule
from devjournal.domain.dates.days import FIRST_DAY, in_range
from devjournal.errors import DocumentRefused

MAX_EVENTS = 20_000
"""The largest number of events and notes of a file that are held in memory."""

_OWN_UID_SUFFIX = "@devjournal"
"""The suffix of the UIDs in `devjournal reminders`."""

_YEAR = timedelta(days=366)
_COMPONENTS = frozenset({"VEVENT", "VJOURNAL"})
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_LINK = re.compile(r"https?://\S+")


class CalendarSpan(NamedTuple):
    """The days whose events become drafts, both ends included; every event if `first` is None."""

    first: date | None
    last: date
    """Recurring events are expanded up to this day."""


class CalendarRead(NamedTuple):
    """The drafts of a calendar file, sorted by day, and the number of skipped components by reason."""

    drafts: list[NewDraft]
    skipped: Counter[str]


@dataclass(slots=True)
class _Series:
    """An event and all its recurrences: the components with the same UID."""

    start: date | None = None
    rule: Rule | None = None
    text: str = ""
    link: str = ""
    extra: set[date] = field(default_factory=set)
    """Days added by RDATE, and new days of moved recurrences."""
    excluded: set[date] = field(default_factory=set)
    """Days of the rule that are cancelled (EXDATE) or moved."""

    def days(self, span: CalendarSpan) -> list[date]:
        """Return the days within the last 366 days of a span; if there are none, the first day, if the span has it."""
        first = max(span.first or FIRST_DAY, span.last - _YEAR)
        days = {day for day in self.extra if first <= day <= span.last}
        if self.start is not None:
            days.update(days_in(self.start, self.rule, first, span.last, self.excluded))
        if not days:
            start = self.start or min(self.extra, default=None)
            if start is not None and (span.first is None or span.first <= start <= span.last):
                return [start]
        return sorted(days)


def read_calendar(
    file: BinaryIO, name: str, source: str, span: CalendarSpan, now: datetime, *, own_day: date | None = None
) -> CalendarRead:
    """Read the drafts of a calendar file.

    `name` is the file's name in error messages, `source` the source of the drafts. Times in UTC are converted to the
    zone of `now`. If a note has no date, its day is `own_day`, by default the day of `now`.

    Raises:
        DocumentRefused: the file is not a valid calendar, or holds more than `MAX_EVENTS` events and notes.
        OSError: the file cannot be read.
    """
    reader = _Reader(name, source, span, now, own_day or now.date())
    for kind, component in components(file, name, _COMPONENTS):
        if kind == "VJOURNAL":
            reader.add_note(component)
        else:
            reader.add_event(component)
    return CalendarRead(sorted(reader.drafts(), key=lambda draft: draft.day), reader.skipped)


class _Reader:
    """Collects events by UID, and notes; counts what it skips."""

    def __init__(self, name: str, source: str, span: CalendarSpan, now: datetime, own_day: date) -> None:
        self.skipped: Counter[str] = Counter()
        self._name, self._source, self._span = name, source, span
        self._now, self._own_day = now, own_day
        self._series: dict[str, _Series] = {}
        self._notes: list[NewDraft] = []

    def add_event(self, component: Component) -> None:
        """Add an event, or the exception of one recurrence (RECURRENCE-ID)."""
        values = {item.name: item for item in reversed(component)}  # of properties with the same name, the first counts
        uid, text = _text(values.get("UID")), _text(values.get("SUMMARY"))
        if uid.endswith(_OWN_UID_SUFFIX):
            self.skipped["own reminder"] += 1
            return
        start = _day(values.get("DTSTART"), self._now)
        if start is None:
            self.skipped["event without a day that exists"] += 1
            return
        cancelled = _text(values.get("STATUS")).upper() == "CANCELLED"
        recurrence = _day(values.get("RECURRENCE-ID"), self._now)
        if not text or (cancelled and recurrence is None):
            self.skipped["cancelled event" if cancelled else "event without a title"] += 1
            return
        recurs = recurrence is not None or not values.keys().isdisjoint(("RRULE", "RDATE"))
        first, last = self._span
        if not recurs and first is not None and not first <= start <= last:
            self.skipped["event of another time"] += 1
            return
        series = self._series_of(uid or fingerprint(text, start.isoformat()))
        if recurrence is not None:
            series.excluded.add(recurrence)
            series.extra.update(() if cancelled else (start,))
            series.text = series.text or text
            return
        series.start, series.text, series.link = start, text, _link(values.get("URL"))
        series.rule = _rule(values.get("RRULE"))
        series.extra.update(self._days_of(component, "RDATE"))
        series.excluded.update(self._days_of(component, "EXDATE"))

    def _series_of(self, uid: str) -> _Series:
        if len(self._series) + len(self._notes) >= MAX_EVENTS and uid not in self._series:
            raise DocumentRefused(
                f"{self._name} holds more than {MAX_EVENTS} events of that time; name a shorter one with --since."
            )
        return self._series.setdefault(uid, _Series())

    def _days_of(self, component: Component, name: str) -> Iterator[date]:
        for item in component:
            if item.name == name:
                days = (_day(item._replace(value=part.partition("/")[0]), self._now) for part in item.value.split(","))
                yield from (day for day in days if day is not None)

    def add_note(self, component: Component) -> None:
        """Add a note: its summary and all its descriptions, without duplicates."""
        values = {item.name: item for item in reversed(component)}
        texts = [_text(values.get("SUMMARY")), *(_text(item) for item in component if item.name == "DESCRIPTION")]
        text = "\n".join(dict.fromkeys(part for part in texts if part))
        if not text:
            self.skipped["note without words"] += 1
            return
        if len(self._series) + len(self._notes) >= MAX_EVENTS:
            raise DocumentRefused(f"{self._name} holds more than {MAX_EVENTS} notes; split it.")
        dates = [_day(values.get(key), self._now) for key in ("DTSTART", "CREATED")]
        day = next((day for day in dates if day is not None), self._own_day)
        uid = _text(values.get("UID")) or fingerprint(text, day.isoformat())
        link = _link(values.get("URL"))
        self._notes.append(NewDraft(SourceKind.ICS, fingerprint(uid), day, shortened(text), link, self._source))

    def drafts(self) -> Iterator[NewDraft]:
        """Yield a draft for each note and each event; a recurring event is one draft, on its last day."""
        yield from self._notes
        for uid, series in self._series.items():
            days = series.days(self._span)
            if not days:
                self.skipped["event of another time"] += 1
                continue
            repeats = f", {len(days)} times" if len(days) > 1 else ""
            yield NewDraft(
                SourceKind.ICS,
                fingerprint(uid),
                days[-1],
                shortened(series.text),
                series.link,
                f"{self._source}{repeats}",
            )


def _text(item: Property | None) -> str:
    return item.text.strip() if item is not None else ""


def _link(item: Property | None) -> str:
    link = item.value.strip() if item is not None else ""
    return link if _LINK.fullmatch(link) else ""


def _rule(item: Property | None) -> Rule | None:
    if item is None:
        return None
    try:
        return parse_rule(item.value)
    except UnknownRule:
        return None


def _day(item: Property | None, now: datetime) -> date | None:
    """Parse a DATE or DATE-TIME. UTC is converted to the zone of `now`; other zones are ignored.

    Return None if the value is invalid, or the day is out of a journal's range.
    """
    match = _DATE.fullmatch(item.value.strip()) if item is not None else None
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[7]:
            hour, minute, second = int(match[4]), int(match[5]), min(int(match[6]), 59)
            day = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC).astimezone(now.tzinfo).date()
    except (ValueError, OverflowError):
        return None
    return in_range(day)


def skipped_as_text(skipped: Iterable[tuple[str, int]]) -> str:
    """Return the numbers of skipped components as text: `2 own reminders, 1 cancelled event`."""
    return ", ".join(f"{count} {_plural(reason) if count > 1 else reason}" for reason, count in skipped)


def _plural(reason: str) -> str:
    return re.sub(r"\b(event|note|reminder)\b", r"\1s", reason, count=1)
