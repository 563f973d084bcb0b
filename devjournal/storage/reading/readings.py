"""Reads pages of whole texts from the file: a week, several weeks, a gap, a person."""

from __future__ import annotations

from datetime import date

from devjournal.domain.career.person import Conversation, Person, deciders_first
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.reading.career_pages import gap_page, person_page
from devjournal.domain.reading.page import ReadingPage
from devjournal.domain.reading.week_page import WeekTexts, entry_page, talk_page, week_page
from devjournal.domain.week.week import state_of
from devjournal.errors import NotFound
from devjournal.storage.career.conversations import Conversations
from devjournal.storage.career.gaps import Gaps
from devjournal.storage.career.people import People
from devjournal.storage.schema.tables import ConversationRow
from devjournal.storage.store import Store
from devjournal.storage.week.away import Away
from devjournal.storage.week.entries import Entries
from devjournal.storage.week.weeks import Weeks


class Readings:
    """Reads the texts of a page and returns it."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store
        self._weeks, self._away, self._entries = Weeks(store), Away(store), Entries(store)
        self._gaps, self._people = Gaps(store), People(store)
        self._talks = Conversations(store, self._people)

    def page(self, key: str) -> ReadingPage:
        """Return the page of a key: `week:2026-11-23`, or `gap:`, `person:`, `entry:` and `talk:` with an ID.

        Raises:
            NotFound: the row of the page is missing.
        """
        kind, _, name = key.partition(":")
        if kind == "week":
            return self.week(IsoWeek(date.fromisoformat(name)))
        pages = {"gap": self.gap, "entry": self.entry, "talk": self.talk, "person": self._person}
        return pages[kind](int(name))

    def entry(self, row_id: int) -> ReadingPage:
        """Return one entry as a page.

        Raises:
            NotFound: there is no such entry.
        """
        return entry_page(self._entries.get(row_id), self._gaps.titles(), self._people.names())

    def talk(self, row_id: int) -> ReadingPage:
        """Return one talk as a page.

        Raises:
            NotFound: there is no such talk.
        """
        return talk_page(self._talks.get(row_id), self._people.names())

    def _person(self, row_id: int) -> ReadingPage:
        person = next((person for person in self._people.list() if person.id == row_id), None)
        if person is None:
            raise NotFound("That person was removed meanwhile.")
        return self.person(person)

    def week(self, iso: IsoWeek) -> ReadingPage:
        """Return the page of a week."""
        week = self._weeks.get(iso)
        texts = WeekTexts(
            week=week,
            state=state_of(iso, week, self._away.mondays(), self._store.today),
            entries=self._entries.of_week(iso),
            talks=self._talks_between(iso.monday, iso.sunday),
            lesson_week=self._weeks.lesson_in_use(iso),
        )
        return week_page(texts, self._gaps.titles(), self._people.names())

    def since(self, day: date) -> tuple[ReadingPage, ...]:
        """Return the pages of the weeks with texts, from the week of a day up to the current week."""
        first, last = IsoWeek.of(day), IsoWeek.of(self._store.today)
        weeks = set(self._weeks.between(first, last))
        weeks |= {IsoWeek.of(day) for day in self._entries.per_day(first.monday, last.sunday)}
        weeks |= {IsoWeek.of(talk.day) for talk in self._talks_between(first.monday, last.sunday)}
        return tuple(self.week(iso) for iso in sorted(weeks))

    def gap(self, row_id: int) -> ReadingPage:
        """Return the page of a gap.

        Raises:
            NotFound: there is no such gap.
        """
        gap = self._gaps.get(row_id)
        away, today = self._away.mondays(), self._store.today
        people = sorted(self._people.list(), key=deciders_first)
        marks = {mark.person: mark for mark in self._people.awareness() if mark.gap == row_id}
        return gap_page(
            gap,
            self._entries.of_gap(row_id),
            [(week, state_of(week.iso, week, away, today)) for week in self._weeks.of_gap(row_id)],
            people,
            marks,
        )

    def person(self, person: Person) -> ReadingPage:
        """Return the page of a person."""
        marks = [mark for mark in self._people.awareness() if mark.person == person.id]
        talks = reversed(self._talks.with_person(person.id))
        quotes = self._entries.said_by(person.id)
        return person_page(person, talks, quotes, self._gaps.titles(), marks)

    def _talks_between(self, first: date, last: date) -> list[Conversation]:
        with self._store.reading():
            return [*self._talks.select(ConversationRow.day.between(first, last))][::-1]
