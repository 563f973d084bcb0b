"""What the Calendar shows: the long view read in one go, and small look-ups around the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from devjournal.domain.calendar.insight import History, WeekKind
from devjournal.domain.calendar.week_filter import ALL, Filter
from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.dates.fiscal import JANUARY
from devjournal.domain.week.away import AwayDays
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual
from devjournal.domain.week.week import Week
from devjournal.storage import Journal


class Mode(StrEnum):
    """The three ways to look at the weeks."""

    YEARS = "years"
    QUARTER = "quarter"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """The whole journal as the Calendar shows it."""

    history: History
    spans: tuple[AwayDays, ...]
    titles: Mapping[int, str]
    """The title of every gap by its ID."""
    first_year: int
    last_year: int
    """The ISO years that hold anything, this one included."""
    first_run: bool
    ritual: Ritual = DEFAULT_RITUAL
    fiscal_start: int = JANUARY
    """The month that the quarters are counted from."""
    _years: dict[tuple[int, Filter], tuple[WeekKind | None, ...]] = field(default_factory=dict, init=False)

    @property
    def today(self) -> date:
        """The civil day."""
        return self.history.today

    def year(self, year: int, filter: Filter) -> tuple[WeekKind | None, ...]:
        """Return the weeks of an ISO year by their kind; None where a filter leaves one out."""
        kinds = self._years.get((year, filter))
        if kinds is None:
            first = IsoWeek(date.fromisocalendar(year, 1, 1))
            weeks = (first.shift(n) for n in range(weeks_in_year(year)))
            kinds = self._years[year, filter] = tuple(self.kind(iso, filter) for iso in weeks)
        return kinds

    def kind(self, iso: IsoWeek, filter: Filter = ALL) -> WeekKind | None:
        """Return how a week is counted; None where a filter leaves it out."""
        kind = self.history.kind(iso.monday)
        taken = filter.takes(self.history.records.get(iso.monday), kind)
        return kind if taken else None

    def away_on(self, day: date) -> AwayDays | None:
        """Return the days off that a day is one of."""
        return next((span for span in self.spans if day in span), None)


def read(journal: Journal, fiscal_start: int) -> CalendarView:
    """Read the long view; its quarters are counted from a month."""
    history = journal.history()
    last = journal.last_week()
    this = IsoWeek.of(history.today).year
    first = IsoWeek(history.first).year if history.first is not None else this
    return CalendarView(
        history=history,
        spans=journal.away.list(),
        titles=journal.gaps.titles(),
        first_year=min(first, this),
        last_year=max(this, last.year if last is not None else this),
        first_run=history.first is None,
        ritual=journal.ritual,
        fiscal_start=fiscal_start,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """The week under the cursor with its plan and its entries."""

    week: Week
    entries: tuple[Entry, ...]


def read_detail(journal: Journal, iso: IsoWeek) -> Detail:
    """Read one week."""
    return Detail(week=journal.weeks.get(iso), entries=journal.entries.of_week(iso))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleDays:
    """The weeks and the entries of the quarter or the month that is shown."""

    weeks: Mapping[IsoWeek, Week]
    entries: Mapping[date, int]
    """How many entries each day has."""

    def week(self, iso: IsoWeek) -> Week:
        """Return a week without its plan; an empty one where nothing was written."""
        return self.weeks.get(iso) or Week(iso=iso)


def read_near(journal: Journal, first: date, last: date) -> VisibleDays:
    """Read the weeks and the entries from one day to another."""
    return VisibleDays(
        weeks=journal.weeks.between(IsoWeek.of(first), IsoWeek.of(last)),
        entries=journal.entries.per_day(first, last),
    )
