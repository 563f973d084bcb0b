"""The data of the Week screen, read from the journal at once."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from devjournal.domain.career.gap import Gap, least_proven_first
from devjournal.domain.dates.days import IsoWeek, day_in_row, span_in_row
from devjournal.domain.week.away import AwayDays, away_around
from devjournal.domain.week.due import Due
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual
from devjournal.domain.week.status import NOTHING, HasAny, Status
from devjournal.domain.week.week import State, Week, WeekMark, state_of
from devjournal.storage import Journal

SILENT_WEEKS = 4
"""Weeks without any entry, goal or recap after which the screen says "Welcome back"."""

MAX_EVENTS = 4
"""Maximum rows in "Coming up"."""

MONTHLY, QUARTERLY = REVIEWS = "Monthly review", "Quarterly review"
"""Names of the reviews in "Coming up"."""

_DUE = "due"


class Event(NamedTuple):
    """A review, a 1:1 or days off in "Coming up"."""

    day: date
    name: str
    when: str
    """The day or days as text, or "due"."""

    @property
    def is_due(self) -> bool:
        """Whether the review or 1:1 is due."""
        return self.when == _DUE


class WeekView(NamedTuple):
    """One week and its surroundings, as the screen shows them."""

    status: Status
    """The state of the journal today, whichever week is shown."""
    week: Week
    """The shown week."""
    week_before: Week
    entries: tuple[Entry, ...]
    marks: dict[date, WeekMark]
    """Every written week, by Monday."""
    longest_streak: int
    gap: Gap | None
    """The gap of the week's goal."""
    gap_titles: dict[int, str]
    candidate_gaps: tuple[Gap, ...]
    """Open gaps, least proven first, if the week still needs a goal."""
    lesson_week: Week | None
    """The week whose lesson is in use."""
    events: tuple[Event, ...]
    """The next events, soonest first."""
    absence: AwayDays | None
    """The days off that include today."""
    first_run: bool
    """Whether the journal is empty."""
    silent: bool = False
    """Whether nothing was written in the last four weeks."""
    missed_week: Week | None = None
    """The missed week whose goal can be carried over to this week."""
    unanswered_lesson: Week | None = None
    """The week whose lesson must be answered before this week's goal."""
    year_ago: Week | None = None
    """The same week a year ago, if it has data."""
    ritual: Ritual = DEFAULT_RITUAL
    has_any: HasAny = NOTHING
    """Which features were ever used; read only if some section is empty."""
    text_conflicts: int = 0
    """Number of texts that differ on two machines and are not settled."""

    @property
    def today(self) -> date:
        """Today's date."""
        return self.status.today

    @property
    def review_due(self) -> str:
        """Name of the due review, or "". A quarterly one replaces that month's."""
        if Due.QUARTERLY_REVIEW in self.status.due:
            return QUARTERLY
        return MONTHLY if Due.MONTHLY_REVIEW in self.status.due else ""

    @property
    def is_this_week(self) -> bool:
        """Whether the shown week is the current one."""
        return self.today in self.week.iso

    @property
    def state(self) -> State:
        """The state of the shown week."""
        return state_of(self.week.iso, self.week, self.status.away, self.today)

    @property
    def unrecapped(self) -> tuple[IsoWeek, ...]:
        """Earlier weeks without a recap, oldest first."""
        return self.status.unrecapped

    @property
    def asks_older_recap(self) -> bool:
        """Whether an older recap comes before anything that this week asks."""
        return (
            self.is_this_week
            and bool(self.unrecapped)
            and self.state is not State.AWAY
            and Due.RECAP not in self.status.due
        )


def read(journal: Journal, iso: IsoWeek) -> WeekView:
    """Read the data of the Week screen for a week."""
    status = journal.status()
    is_current = iso == status.this.iso
    week = status.this if is_current else journal.weeks.get(iso)
    marks = journal.weeks.marks()
    longest_streak = journal.longest_streak()
    titles = journal.gaps.titles()
    spans = journal.away.list()
    entries = journal.entries.of_week(iso)
    is_past = iso.sunday < status.today
    year_ago = iso.year_before()
    return WeekView(
        status=status,
        week=week,
        week_before=status.last if is_current else journal.weeks.get(iso.shift(-1)),
        entries=entries,
        marks=marks,
        longest_streak=longest_streak,
        gap=_gap_of(journal, week, is_current=is_current) if week.gap in titles else None,
        gap_titles=titles,
        candidate_gaps=() if week.has_goal or is_past else tuple(least_proven_first(journal.gaps.list())),
        lesson_week=status.lesson_in_use if is_current else journal.weeks.lesson_in_use(iso),
        events=_events(journal, spans, status.today),
        absence=away_around(spans, status.today),
        first_run=not (longest_streak or status.this.has_goal) and journal.first_week() is None,
        silent=_silent(journal, status, marks),
        missed_week=None if is_past else journal.weeks.missed_goal_before(iso),
        unanswered_lesson=journal.weeks.lesson_before(iso),
        year_ago=journal.weeks.get(year_ago) if year_ago.monday in marks else None,
        ritual=journal.ritual,
        text_conflicts=journal.differing_texts() if is_current else 0,
        has_any=NOTHING if entries and week.plan else journal.has_any(),
    )


def _gap_of(journal: Journal, week: Week, *, is_current: bool) -> Gap | None:
    """Return the gap of a week's goal: one query for the current week, the cached list of gaps for others."""
    if is_current and week.gap is not None:
        return journal.gaps.get(week.gap)
    return next((gap for gap in journal.gaps.list() if gap.id == week.gap), None)


def _silent(journal: Journal, status: Status, marks: dict[date, WeekMark]) -> bool:
    """Return whether nothing was written in the last four weeks."""
    if status.this.has_goal or status.this.outcome is not None:
        return False
    days = [monday for monday in marks if monday < status.this.monday]
    if (last_entry := journal.entries.last_day()) is not None:
        days.append(last_entry)
    return bool(days) and max(days) < status.this.iso.shift(-SILENT_WEEKS).monday


def _events(journal: Journal, spans: tuple[AwayDays, ...], today: date) -> tuple[Event, ...]:
    """Return the next reviews, 1:1s and days off, soonest first."""
    reviews = dict(zip(REVIEWS, journal.review_days() or (), strict=False))
    if reviews and reviews[QUARTERLY] <= today:
        del reviews[MONTHLY]
    events = [Event(day, name, day_in_row(day) if day > today else _DUE) for name, day in reviews.items()]
    for name, day in journal.people.next_days():
        events.append(Event(day, f"1:1 with {name}", day_in_row(day) if day >= today else _DUE))
    for span in spans:
        if span.first > today:
            events.append(Event(span.first, "Away", span_in_row(span.first, span.last)))
    return tuple(sorted(events)[:MAX_EVENTS])
