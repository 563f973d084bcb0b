"""The data of the Calendar: the whole history, and the weeks and days around the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from devjournal.domain.calendar.insight import History
from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.dates.fiscal import JANUARY, weeks_of_quarter
from devjournal.domain.week.away import AwayDays
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual
from devjournal.domain.week.week import Week, WeekKind
from devjournal.storage import Journal


class Mode(StrEnum):
    """The three views."""

    YEARS = "years"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """The whole journal as the Calendar shows it."""

    history: History
    days_off: tuple[AwayDays, ...]
    gap_titles: Mapping[int, str]
    """Titles of all gaps by ID."""
    first_year: int
    last_year: int
    """First and last ISO year with data, including this one."""
    first_run: bool
    ritual: Ritual = DEFAULT_RITUAL
    fiscal_start: int = JANUARY
    """First month of the fiscal year, from which quarters are counted."""
    _years: dict[tuple[int, Filter], tuple[WeekKind | None, ...]] = field(default_factory=dict, init=False)

    @property
    def today(self) -> date:
        """Today's date."""
        return self.history.today

    def year(self, year: int, filter: Filter) -> tuple[WeekKind | None, ...]:
        """Return the kinds of an ISO year's weeks; `None` is a week that the filter excludes."""
        kinds = self._years.get((year, filter))
        if kinds is None:
            first = IsoWeek(date.fromisocalendar(year, 1, 1))
            weeks = (first.shift(n) for n in range(weeks_in_year(year)))
            kinds = self._years[year, filter] = tuple(self.kind(iso, filter) for iso in weeks)
        return kinds

    def kind(self, iso: IsoWeek, filter: Filter = ALL) -> WeekKind | None:
        """Return the kind of a week, or `None` if the filter excludes it."""
        kind = self.history.kind(iso.monday)
        matches = filter.takes(self.history.records.get(iso.monday), kind)
        return kind if matches else None

    def away_on(self, day: date) -> AwayDays | None:
        """Return the days off that include `day`."""
        return next((span for span in self.days_off if day in span), None)

    def quarter_weeks(self, iso: IsoWeek) -> tuple[IsoWeek, ...]:
        """Return the weeks of the quarter that a week belongs to."""
        return weeks_of_quarter(iso, self.fiscal_start)[1]


def read(journal: Journal, fiscal_start: int) -> CalendarView:
    """Read the history; quarters are counted from the month `fiscal_start`."""
    history = journal.history()
    last_week = journal.last_week()
    this_year = IsoWeek.of(history.today).year
    return CalendarView(
        history=history,
        days_off=journal.away.list(),
        gap_titles=journal.gaps.titles(),
        first_year=min(this_year, IsoWeek(history.first).year) if history.first is not None else this_year,
        last_year=max(this_year, last_week.year) if last_week is not None else this_year,
        first_run=history.first is None,
        ritual=journal.ritual,
        fiscal_start=fiscal_start,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDetail:
    """The week under the cursor, with plan and entries."""

    week: Week
    entries: tuple[Entry, ...]


def read_week(journal: Journal, iso: IsoWeek) -> WeekDetail:
    """Read one week."""
    return WeekDetail(week=journal.weeks.get(iso), entries=journal.entries.of_week(iso))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleDays:
    """The weeks and entries of the visible quarter or month."""

    weeks: Mapping[IsoWeek, Week]
    """Weeks without their plans."""
    entry_counts: Mapping[date, int]
    """Number of entries by day."""

    def week(self, iso: IsoWeek) -> Week:
        """Return a week; an empty one if it has no data."""
        return self.weeks.get(iso) or Week(iso=iso)


def read_days(journal: Journal, first: date, last: date) -> VisibleDays:
    """Read the weeks and entries of a span of days."""
    return VisibleDays(
        weeks=journal.weeks.between(IsoWeek.of(first), IsoWeek.of(last)),
        entry_counts=journal.entries.per_day(first, last),
    )
