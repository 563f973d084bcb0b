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

SILENT = 4
"""Weeks without any entry, goal or recap after which the screen says "Welcome back"."""


MONTHLY, QUARTERLY = REVIEWS = "Monthly review", "Quarterly review"
"""Names of the reviews in "Coming up"."""


class WeekView(NamedTuple):
    """One week and its surroundings, as the screen shows them."""

    standing: Status
    week: Week
    before: Week
    entries: tuple[Entry, ...]
    marks: dict[date, WeekMark]
    longest: int
    gap: Gap | None
    titles: dict[int, str]
    candidates: tuple[Gap, ...]
    """Open gaps, least proven first, if the week still needs a goal."""
    lesson: Week | None
    """The week of the lesson in use."""
    coming: tuple[tuple[str, str], ...]
    """The next events: name and day."""
    away_now: AwayDays | None
    first_run: bool
    waiting: tuple[IsoWeek, ...] = ()
    """Weeks without a recap, oldest first."""
    silent: bool = False
    """Whether nothing was written for four weeks or more."""
    left: Week | None = None
    """The missed week whose goal can be carried over to this one."""
    left_lesson: Week | None = None
    """The week whose unanswered lesson comes before this one's goal."""
    year_ago: Week | None = None
    """The same week a year ago, if it has data."""
    ritual: Ritual = DEFAULT_RITUAL
    has_any: HasAny = NOTHING
    """Which features were ever used; read only if some section is empty."""
    differing: int = 0
    """Number of unsettled texts that differ on two machines."""

    @property
    def today(self) -> date:
        """Today's date."""
        return self.standing.today

    @property
    def review_due(self) -> str:
        """Name of the due review, or "". A quarterly one replaces that month's."""
        if Due.QUARTERLY_REVIEW in self.standing.due:
            return QUARTERLY
        return MONTHLY if Due.MONTHLY_REVIEW in self.standing.due else ""

    @property
    def is_this_week(self) -> bool:
        """Whether the shown week is the current one."""
        return self.today in self.week.iso

    @property
    def state(self) -> State:
        """The state of the shown week."""
        return state_of(self.week.iso, self.week, self.standing.away, self.today)

    @property
    def waits_for_last(self) -> bool:
        """Whether an older recap comes before anything that this week asks."""
        asks = self.state is not State.AWAY and Due.RECAP not in self.standing.due
        return self.is_this_week and bool(self.waiting) and asks


def read(journal: Journal, iso: IsoWeek) -> WeekView:
    """Read the data of the Week screen for a week."""
    standing = journal.status()
    week = standing.this if iso == standing.this.iso else journal.weeks.get(iso)
    marks = journal.weeks.marks()
    longest = journal.longest_streak()
    titles = journal.gaps.titles()
    spans = journal.away.list()
    entries = journal.entries.of_week(iso)
    needs_goal = not week.has_goal and iso.sunday >= standing.today
    return WeekView(
        standing=standing,
        week=week,
        before=standing.last if iso == standing.this.iso else journal.weeks.get(iso.shift(-1)),
        entries=entries,
        marks=marks,
        longest=longest,
        gap=_gap_of(journal, week, running=iso == standing.this.iso) if week.gap in titles else None,
        titles=titles,
        candidates=tuple(least_proven_first(journal.gaps.list())) if needs_goal else (),
        lesson=standing.lesson_in_use if iso == standing.this.iso else journal.weeks.lesson_in_use(iso),
        coming=_coming(journal, spans, standing.today),
        away_now=away_around(spans, standing.today),
        first_run=not (longest or standing.this.has_goal) and journal.first_week() is None,
        waiting=standing.unrecapped,
        silent=_silent(journal, standing, marks),
        left=journal.weeks.left_over(iso) if iso.sunday >= standing.today else None,
        left_lesson=journal.weeks.lesson_before(iso),
        year_ago=journal.weeks.get(year_ago) if (year_ago := iso.year_before()).monday in marks else None,
        ritual=journal.ritual,
        differing=journal.differing_texts() if iso == standing.this.iso else 0,
        has_any=NOTHING if entries and week.plan else journal.has_any(),
    )


def _gap_of(journal: Journal, week: Week, *, running: bool) -> Gap | None:
    """Return the gap of a week's goal: one query for the current week, the cached list of gaps for others."""
    if running and week.gap is not None:
        return journal.gaps.get(week.gap)
    return next((gap for gap in journal.gaps.list() if gap.id == week.gap), None)


def _silent(journal: Journal, standing: Status, marks: dict[date, WeekMark]) -> bool:
    """Return whether nothing was written in the last four weeks."""
    if standing.this.has_goal or standing.this.outcome is not None:
        return False
    since = standing.this.iso.shift(-SILENT).monday
    entry = journal.entries.last_day()
    mondays = [monday for monday in marks if monday < standing.this.monday]
    latest = max([*mondays, *([entry] if entry is not None else [])], default=None)
    return latest is not None and latest < since


def _coming(journal: Journal, spans: tuple[AwayDays, ...], today: date) -> tuple[tuple[str, str], ...]:
    """Return the next four reviews, 1:1s and days off, soonest first."""
    events: list[tuple[date, str, str]] = []
    days = dict(zip((MONTHLY, QUARTERLY), journal.review_days() or (), strict=False))
    if days and days[QUARTERLY] <= today:
        del days[MONTHLY]
    events += [(day, name, day_in_row(day) if day > today else "due") for name, day in days.items()]
    for name, day in journal.people.next_days():
        events.append((day, f"1:1 with {name}", day_in_row(day) if day >= today else "due"))
    for span in spans:
        if span.first > today:
            events.append((span.first, "Away", span_in_row(span.first, span.last)))
    return tuple((name, when) for _, name, when in sorted(events)[:4])
