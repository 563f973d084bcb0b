"""The data of a span for summaries. The queries read only the rows of the span, so that a long journal stays fast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from peewee import SQL, fn

from devjournal.domain.calendar.insight import QUARTER
from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.person import Conversation, Person, Relation, TalkKind, deciders_first
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.span import Span, recap_day
from devjournal.domain.one_to_one.summary_data import Progress, SummaryData
from devjournal.domain.one_to_one.topic import PROMISES, Topic
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week, WeekKind, kind_of, state_of
from devjournal.storage.career.conversations import Conversations
from devjournal.storage.career.gaps import Gaps
from devjournal.storage.career.people import People
from devjournal.storage.core import field_logs
from devjournal.storage.core.rows import descending, tuples
from devjournal.storage.one_to_one.topics import Topics
from devjournal.storage.schema.stamps import latest_accepted
from devjournal.storage.schema.tables import AwarenessRow, ConversationRow, EntryRow, GapRow, TopicRow, WeekRow
from devjournal.storage.store import Store
from devjournal.storage.week.away import Away
from devjournal.storage.week.entries import Entries
from devjournal.storage.week.weeks import Weeks


class Spans:
    """Finds the last 1:1, and the data since then. Private rows are not read."""

    def __init__(self, store: Store, people: People, conversations: Conversations) -> None:
        """Work on one open file."""
        self._store = store
        self._people = people
        self._conversations = conversations

    def last_held(self, name: str | None, until: date | None = None) -> tuple[Conversation | None, Person | None]:
        """Return the last 1:1 with a person, and the person. Without a name, that is a manager, or else anybody.

        `until` excludes later 1:1s. Private 1:1s do not count: a page that began at a private 1:1 would hint at it.
        Without a name, 1:1s with removed people count, too. A 1:1 recorded in the far future comes from a wrong clock
        and is skipped: it is better to list a row twice than never.

        Raises:
            NotFound: nobody has that name.
        """
        with self._store.reading():
            people = {person.id: person for person in self._people.list()}
            is_one_to_one = ConversationRow.kind == TalkKind.ONE_TO_ONE.value
            public = (
                is_one_to_one
                & ~ConversationRow.private
                & (ConversationRow.recorded_at <= latest_accepted(self._store.stamp))
            )
            if until is not None:
                public &= ConversationRow.day <= until
            if name is not None:
                person = self._people.find(name)
                return self._latest(public & (ConversationRow.person == person.id)), person
            managers = [person for person in people.values() if person.relation is Relation.MANAGER]
            talk = self._latest(public & ConversationRow.person.in_([person.id for person in managers]))
            talk = talk or self._latest(public)
        if talk is not None and talk.person is not None:
            return talk, people[talk.person]
        return talk, managers[0] if len(managers) == 1 else None

    def findings(self, span: Span, person: Person | None, *, for_reader: bool = False) -> SummaryData:
        """Return the data of a span for a page about `person`; with `for_reader`, that person will read the page."""
        today = self._store.today
        away = Away(self._store).mondays()
        weeks, gaps = Weeks(self._store), Gaps(self._store)
        with self._store.reading():
            recapped = self._recapped(span, weeks)
            entries = self._entries(span)
            topics, fulfilled = self._topics(span)
            return SummaryData(
                span=span,
                today=today,
                person=person.name if person is not None else None,
                weeks=recapped,
                this_week=weeks.get(IsoWeek.of(today)) if span.last >= IsoWeek.of(today).monday else None,
                entries=entries,
                topics=topics,
                kept=fulfilled,
                promised_by=self._promised_by((*topics, *fulfilled)),
                gaps=tuple(
                    self._progress(
                        span,
                        gaps.shareable(span.last if span.bounded else None),
                        entries,
                        lambda gap: _weeks_stalled(gap, today, away),
                        reader=person.name if person is not None and for_reader else None,
                    )
                ),
                names=self._people.names(),
                titles=gaps.shareable_titles(),
                strip=_strip(IsoWeek.of(min(span.last, today)), weeks, away, today),
                talks=self._talks(span),
            )

    def _latest(self, where: Any) -> Conversation | None:
        row_id = (
            ConversationRow.select(ConversationRow.id)
            .where(where)
            .order_by(*descending(ConversationRow, ConversationRow.recorded_at))
            .limit(1)
            .scalar()
        )
        return None if row_id is None else self._conversations.get(row_id)

    def _recapped(self, span: Span, weeks: Weeks) -> tuple[Week, ...]:
        """Return the weeks whose recap is in the span, newest first."""
        recapped = WeekRow.outcome.is_null(False)
        if span.after is None:
            near = WeekRow.monday.between(span.first - timedelta(days=6), span.last)
            recapped_weeks = (
                week for week in weeks.select(recapped & near) if span.first <= recap_day(week) <= span.last
            )
        else:
            recapped_weeks = (
                week
                for week in weeks.select(recapped & (_RECAPPED_AT > span.after))  # noqa: SIM300
                if not (span.bounded and recap_day(week) > span.last)
            )
        return tuple(sorted(recapped_weeks, key=lambda week: week.monday, reverse=True))

    def _entries(self, span: Span) -> tuple[Entry, ...]:
        entries = Entries(self._store).select(~EntryRow.private & _within(span, EntryRow.day, EntryRow.created_at))
        return tuple(entries)[::-1]

    def _topics(self, span: Span) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
        """Return open topics, and promises kept in the span."""
        topics = Topics(self._store)
        done_at = fn.COALESCE(TopicRow.done_at, TopicRow.updated_at)
        promise = TopicRow.kind.in_([kind.value for kind in PROMISES])
        done = TopicRow.done_on.is_null(False) & promise & ~TopicRow.private
        fulfilled = topics.select(done & _within(span, TopicRow.done_on, done_at))
        open_topics = (
            topic for topic in topics.open() if not span.bounded or (topic.added_on or span.last) <= span.last
        )
        return tuple(topic for topic in open_topics if not topic.private), tuple(fulfilled)

    def _promised_by(self, topics: Iterable[Topic]) -> dict[int, str]:
        """Return the names of the people in whose talks topics were raised."""
        talks = {topic.raised_in for topic in topics if topic.raised_in is not None}
        if not talks:
            return {}
        names = self._people.names()
        rows = ConversationRow.select(ConversationRow.id, ConversationRow.person)
        public = ConversationRow.id.in_(talks) & ~ConversationRow.private
        return {talk: names[person] for talk, person in tuples(rows.where(public)) if person in names}

    def _progress(
        self,
        span: Span,
        gaps: Iterable[Gap],
        entries: Iterable[Entry],
        weeks_stalled: Callable[[Gap], int],
        reader: str | None,
    ) -> Iterable[Progress]:
        """Yield the gaps that a page may name, each with its progress in the span."""
        evidence = Counter(entry.gap for entry in entries if entry.gap is not None)
        knows, should, newly_informed = self._awareness(span)
        columns = (GapRow.id, GapRow.created_at, GapRow.updated_at, GapRow.changed)
        stamps = {gap: tuple(values) for gap, *values in tuples(GapRow.select(*columns))}
        for gap in gaps:
            created, changed, log = stamps[gap.id]
            # by the field's own stamp: rewording the claim later does not close the gap again
            closed = gap.closed_on is not None and span.takes(
                gap.closed_on, field_logs.last_written(log, created, changed, "closed_on")
            )
            if (gap.on_board or closed) and not (span.bounded and gap.opened_on and gap.opened_on > span.last):
                yield Progress(
                    gap=gap,
                    proved=evidence[gap.id],
                    told=newly_informed[gap.id],
                    opened=gap.opened_on is not None and span.takes(gap.opened_on, created),
                    closed=closed,
                    still=weeks_stalled(gap),
                    knows=tuple(knows.get(gap.id, ())),
                    should=tuple(should.get(gap.id, ())),
                    about_reader=gap.area is Area.BRAND and reader in should.get(gap.id, ()),
                )

    def _awareness(self, span: Span) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]], Counter[int]]:
        """Return by gap who knows, who should, and how many came to know in the span."""
        knows: dict[int, list[str]] = {}
        should: dict[int, list[str]] = {}
        newly_informed: Counter[int] = Counter()
        fields = (AwarenessRow.person, AwarenessRow.gap, AwarenessRow.known_on, AwarenessRow.updated_at)
        pairs: dict[int, list[tuple[int, date | None, str]]] = {}
        for person, gap, known_on, changed in tuples(AwarenessRow.select(*fields)):
            pairs.setdefault(person, []).append((gap, known_on, changed))
        people = sorted(self._people.list(), key=deciders_first) if pairs else ()
        for reader in people:
            for gap, known_on, changed in pairs.get(reader.id, ()):
                if known_on is not None and span.bounded and known_on > span.last:
                    known_on = None
                names = should if known_on is None else knows
                names.setdefault(gap, []).append(reader.name)
                newly_informed[gap] += known_on is not None and span.takes(known_on, changed)
        return knows, should, newly_informed

    def _talks(self, span: Span) -> tuple[tuple[str, Conversation], ...]:
        role_model = (ConversationRow.kind == TalkKind.ROLE_MODEL.value) & ~ConversationRow.private
        in_span = role_model & _within(span, ConversationRow.day, ConversationRow.recorded_at)
        talks = tuple(self._conversations.select(in_span))
        if not talks:
            return ()
        names = self._people.names()
        return tuple((names.get(talk.person or 0, ""), talk) for talk in talks)


_RECAPPED_AT = SQL("coalesce(recapped_at, min(updated_at, recapped_on || 'T23:59:59.999999Z'))")
"""SQL for the time of a recap.

Without a time, it is the end of its day, or the row's last change if that is earlier.
"""


def _weeks_stalled(gap: Gap, today: date, away: frozenset[date]) -> int:
    """Return for how many weeks a stalled gap has not moved."""
    return gap.still_for(today, away) if gap.stalled(today, away) else 0


def _within(span: Span, day: Any, written_at: Any) -> Any:
    """Return `Span.takes` as a condition on rows."""
    if span.after is None:
        return day.between(span.first, span.last)
    later = written_at > span.after
    return later & (day <= span.last) if span.bounded else later


def _strip(last: IsoWeek, weeks: Weeks, away: frozenset[date], today: date) -> tuple[tuple[IsoWeek, WeekKind], ...]:
    first = last.shift(1 - QUARTER)
    by_week = weeks.between(first, last)
    strip = []
    for n in range(QUARTER):
        iso = first.shift(n)
        week = by_week.get(iso)
        strip.append((iso, kind_of(state_of(iso, week, away, today), week.better if week else None)))
    return tuple(strip)
