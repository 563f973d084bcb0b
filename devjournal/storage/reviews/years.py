"""The data of year letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from peewee import fn

from devjournal.domain.calendar.insight import History, RecurringLesson
from devjournal.domain.calendar.year import BoardOn, InformedPerson, ProvenGap, YearFindings
from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import deciders_first
from devjournal.domain.case.holes import closed_holes
from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.reviews.review import Review
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import State, Week, state_of
from devjournal.storage.career.gaps import Gaps
from devjournal.storage.career.people import People
from devjournal.storage.case.cases import Cases
from devjournal.storage.core.rows import tuples
from devjournal.storage.reviews.reviews import Reviews
from devjournal.storage.schema.tables import EntryRow, GapRow
from devjournal.storage.store import Store
from devjournal.storage.week.away import Away
from devjournal.storage.week.entries import Entries
from devjournal.storage.week.insight import Insight
from devjournal.storage.week.weeks import Weeks


class Years:
    """Reads the data of a year. Private rows are not read, and do not count in the boards of reviews."""

    def __init__(self, store: Store, gaps: Gaps, people: People, reviews: Reviews, cases: Cases) -> None:
        """Work on one open file."""
        self._store = store
        self._cases = cases
        self._gaps = gaps
        self._people = people
        self._reviews = reviews

    def findings(self, year: int) -> YearFindings:
        """Return the data of a year."""
        today = self._store.today
        with self._store.reading():
            reviews = self._reviews.list()[::-1]
            of_year = tuple(review for review in reviews if review.day.year == year)
            earlier = [review for review in reviews if review.day.year < year]
            weeks = self._weeks(year)
            return YearFindings(
                year=year,
                today=today,
                weeks=weeks,
                away=self._away(year, weeks),
                returned=self._recurring_lessons(weeks),
                proven=tuple(self._proven(date(year, 1, 1), date(year, 12, 31))),
                holes_closed=self._holes_closed(year),
                without_gap=tuple(self._others(date(year, 1, 1), date(year, 12, 31))),
                informed=tuple(self._informed(year)),
                reviews=of_year,
                boards=self._boards(of_year if len(of_year) > 1 else (*earlier[-1:], *of_year)) if of_year else None,
            )

    def _weeks(self, year: int) -> tuple[Week, ...]:
        first = IsoWeek(date.fromisocalendar(year, 1, 1))
        weeks = Weeks(self._store).between(first, first.shift(weeks_in_year(year) - 1)).values()
        return tuple(
            week for week in weeks if week.monday <= self._store.today and (week.has_goal or week.outcome is not None)
        )

    def _away(self, year: int, weeks: tuple[Week, ...]) -> int:
        """Return how many past and running weeks of the year were away, as the Calendar counts them."""
        by_week = {week.iso: week for week in weeks}
        away, today = Away(self._store).mondays(), self._store.today
        first = IsoWeek(date.fromisocalendar(year, 1, 1))
        past_weeks = (iso for n in range(weeks_in_year(year)) if (iso := first.shift(n)).monday <= today)
        return sum(state_of(iso, by_week.get(iso), away, today) is State.AWAY for iso in past_weeks)

    def _recurring_lessons(self, weeks: tuple[Week, ...]) -> tuple[RecurringLesson, ...]:
        if not weeks:
            return ()
        last = weeks[-1].monday
        records = {monday: item for monday, item in Insight(self._store).records().items() if monday <= last}
        history = History(records=records, away=frozenset(), today=self._store.today)
        return tuple(item for item in history.returned if item.mondays[-1] >= weeks[0].monday)

    def _proven(self, first: date, last: date) -> Iterable[ProvenGap]:
        """Yield the gaps with entries of the year. Private entries do not count."""
        proves = EntryRow.gap.is_null(False) & ~EntryRow.private & EntryRow.day.between(first, last)
        entries = list(Entries(self._store).select(proves))[::-1]
        areas = tuple(Area)
        for gap in sorted(self._gaps.shareable(last), key=lambda gap: areas.index(gap.area)):
            of_gap = tuple(entry for entry in entries if entry.gap == gap.id)
            if of_gap:
                yield ProvenGap(gap, of_gap)

    def _holes_closed(self, year: int) -> int:
        """Return how many holes of the case for the nearest horizon closed in the year, compared month by month."""
        first, today = date(year, 1, 1), self._store.today
        if first > today or not self._cases.can_be_made():
            return 0
        days = [day for month in range(1, 13) if (day := date(year, month, 1)) <= today]
        return closed_holes(self._cases.find(), [*days, min(date(year, 12, 31), today)])

    def _others(self, first: date, last: date) -> list[Entry]:
        """Return the entries of the year whose gap may not be named, or that have none."""
        public_gap = EntryRow.gap.in_(GapRow.select(GapRow.id).where(~GapRow.private))
        proves_none = (EntryRow.gap.is_null() | ~public_gap) & ~EntryRow.private & EntryRow.day.between(first, last)
        return list(Entries(self._store).select(proves_none))[::-1]

    def _informed(self, year: int) -> Iterable[InformedPerson]:
        titles = self._gaps.shareable_titles()
        marks = [
            mark
            for mark in self._people.awareness()
            if mark.known_on is not None and mark.known_on.year == year and mark.gap in titles
        ]
        for person in sorted(self._people.list(), key=deciders_first) if marks else ():
            known_titles = tuple(titles[mark.gap] for mark in marks if mark.person == person.id)
            if known_titles:
                yield InformedPerson(person.name, known_titles)

    def _boards(self, reviews: tuple[Review, ...]) -> tuple[BoardOn, BoardOn] | None:
        if len(reviews) < 2:
            return None
        return self._board_on(reviews[0]), self._board_on(reviews[-1])

    def _board_on(self, review: Review) -> BoardOn:
        """Return a snapshot without private gaps, and without the private entries it counted."""
        hidden = {uid for (uid,) in tuples(GapRow.select(GapRow.uid).where(GapRow.private))}
        board = self._reviews.snapshot(review.id)
        private = EntryRow.private & (EntryRow.created_at <= board.counted_until)
        entries = EntryRow.select(GapRow.uid, fn.COUNT(EntryRow.id)).join(GapRow, on=(GapRow.id == EntryRow.gap))
        counted = dict(tuples(entries.where(private).group_by(GapRow.uid)))
        gaps = (
            gap
            if gap.area is Area.BRAND
            else replace(gap, evidence=max(0, gap.evidence - int(counted.get(gap.uid, 0))))
            for gap in board.gaps
            if not gap.private and gap.uid not in hidden
        )
        return BoardOn(review.day, replace(board, gaps=tuple(gaps)))
