"""Calendar files: the events of a span and the notes of a journal (VJOURNAL) as drafts."""

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
from devjournal.domain.dates.days import FIRST_DAY, LAST_DAY
from devjournal.errors import DocumentRefused

MAX_EVENTS = 20_000
"""Events that are held at once; a span with more is no span of one person's work."""

_OWN = "@devjournal"
"""What the UIDs of our own reminders end with."""

_YEAR = timedelta(days=366)
_WANTED = frozenset({"VEVENT", "VJOURNAL"})
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_LINK = re.compile(r"https?://\S+")


class CalendarSpan(NamedTuple):
    """Which events are taken: those from `first` to `last`, or all of them where there is no `first`."""

    first: date | None
    last: date
    """The last day; without a `first` the day up to which what recurs is counted."""


class CalendarRead(NamedTuple):
    """What a calendar file holds: its drafts by day, and a count for each reason to leave something out."""

    drafts: list[NewDraft]
    left_out: Counter[str]


@dataclass(slots=True)
class _Series:
    """The events of one UID."""

    start: date | None = None
    rule: Rule | None = None
    text: str = ""
    link: str = ""
    more: set[date] = field(default_factory=set)
    """Days beside those of the rule."""
    but: set[date] = field(default_factory=set)
    """Days of the rule on which nothing takes place."""

    def days(self, span: CalendarSpan) -> list[date]:
        """Return its days in the last year of a span, or else its first day, if that is in the span."""
        first = max(span.first or FIRST_DAY, span.last - _YEAR)
        days = {day for day in self.more if first <= day <= span.last}
        if self.start is not None:
            days.update(days_in(self.start, self.rule, first, span.last, self.but))
        if not days:
            begin = self.start or min(self.more, default=None)
            if begin is not None and (span.first is None or span.first <= begin <= span.last):
                return [begin]
        return sorted(days)


def read_calendar(
    file: BinaryIO, name: str, source: str, span: CalendarSpan, now: datetime, *, own_day: date | None = None
) -> CalendarRead:
    """Return what a calendar file holds; `name` names the file in a refusal, `source` in lists.

    Times in UTC count in the zone of `now`. A note without a date is about `own_day`, or about the day of `now`.

    Raises:
        DocumentRefused: it is no calendar, or it is broken.
        OSError: it cannot be read.
    """
    reader = _Reader(name, source, span, now, own_day or now.date())
    for kind, component in components(file, name, _WANTED):
        if kind == "VJOURNAL":
            reader.take_note(component)
        else:
            reader.take_event(component)
    return CalendarRead(sorted(reader.drafts(), key=lambda draft: draft.day), reader.left_out)


class _Reader:
    """Collects the components of one file."""

    def __init__(self, name: str, source: str, span: CalendarSpan, now: datetime, own_day: date) -> None:
        self.left_out: Counter[str] = Counter()
        self._name, self._source, self._span = name, source, span
        self._now, self._own_day = now, own_day
        self._series: dict[str, _Series] = {}
        self._notes: list[NewDraft] = []

    def take_event(self, component: Component) -> None:
        """Take an event, or one day of an event that recurs."""
        values = {item.name: item for item in reversed(component)}  # the first of a name counts
        uid, text = _text(values.get("UID")), _text(values.get("SUMMARY"))
        if uid.endswith(_OWN):
            self.left_out["own reminder"] += 1
            return
        start = _day(values.get("DTSTART"), self._now)
        if start is None:
            self.left_out["event without a day that exists"] += 1
            return
        cancelled = _text(values.get("STATUS")).upper() == "CANCELLED"
        moved = _day(values.get("RECURRENCE-ID"), self._now)
        if not text or (cancelled and moved is None):
            self.left_out["cancelled event" if cancelled else "event without a title"] += 1
            return
        recurs = moved is not None or not values.keys().isdisjoint(("RRULE", "RDATE"))
        first, last = self._span
        if not recurs and first is not None and not first <= start <= last:
            self.left_out["event of another time"] += 1
            return
        series = self._of(uid or fingerprint(text, start.isoformat()))
        if moved is not None:
            series.but.add(moved)
            series.more.update(() if cancelled else (start,))
            series.text = series.text or text
            return
        series.start, series.text, series.link = start, text, _link(values.get("URL"))
        series.rule = _rule(values.get("RRULE"))
        series.more.update(self._days_of(component, "RDATE"))
        series.but.update(self._days_of(component, "EXDATE"))

    def _of(self, uid: str) -> _Series:
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

    def take_note(self, component: Component) -> None:
        """Take a note of a journal: its title and all that it says."""
        values = {item.name: item for item in reversed(component)}
        texts = [_text(values.get("SUMMARY")), *(_text(item) for item in component if item.name == "DESCRIPTION")]
        text = "\n".join(dict.fromkeys(part for part in texts if part))
        if not text:
            self.left_out["note without words"] += 1
            return
        if len(self._series) + len(self._notes) >= MAX_EVENTS:
            raise DocumentRefused(f"{self._name} holds more than {MAX_EVENTS} notes; split it.")
        named = [_day(values.get(key), self._now) for key in ("DTSTART", "CREATED")]
        day = next((day for day in named if day is not None), self._own_day)
        uid = _text(values.get("UID")) or fingerprint(text, day.isoformat())
        link = _link(values.get("URL"))
        self._notes.append(NewDraft(SourceKind.ICS, fingerprint(uid), day, shortened(text), link, self._source))

    def drafts(self) -> Iterator[NewDraft]:
        """Yield what was collected; what recurs is one draft, on its last day."""
        yield from self._notes
        for uid, series in self._series.items():
            days = series.days(self._span)
            if not days:
                self.left_out["event of another time"] += 1
                continue
            times = f", {len(days)} times" if len(days) > 1 else ""
            yield NewDraft(
                SourceKind.ICS,
                fingerprint(uid),
                days[-1],
                shortened(series.text),
                series.link,
                f"{self._source}{times}",
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
    """Return the day of a date or a time that the journal can hold: as written, or where it is UTC in the own zone."""
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
    return day if FIRST_DAY <= day <= LAST_DAY else None


def in_words(left_out: Iterable[tuple[str, int]]) -> str:
    """Return what was left out as a list of counts: `2 own reminders, 1 cancelled event`."""
    return ", ".join(f"{count} {_plural(reason) if count > 1 else reason}" for reason, count in left_out)


def _plural(reason: str) -> str:
    noun = re.compile(r"\b(event|note|reminder)\b")
    return noun.sub(r"\1s", reason, count=1)
