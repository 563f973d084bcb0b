"""A gap and a person as pages: everything written about them, earliest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Awareness, Conversation, Person
from devjournal.domain.dates.days import day_in_full
from devjournal.domain.reading.page import Passage, ReadingPage, Section, page_of
from devjournal.domain.reading.week_page import entry_passage, outcome_in_words, talk_passages
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import State, Week


def gap_page(
    gap: Gap,
    entries: Iterable[Entry],
    goals: Iterable[tuple[Week, State]],
    people: Sequence[Person],
    marks: Mapping[int, Awareness],
) -> ReadingPage:
    """Return the page of a gap: why, its evidence, its weekly goals, and who of the `people` knows.

    `marks` are those of this gap, by the ID of their person.
    """
    closed = f"closed {day_in_full(gap.closed_on)}" if gap.closed_on is not None else ""
    names = {person.id: person.name for person in people}
    return page_of(
        gap.title,
        (gap.area.value, gap.step.role, gap.measure, closed),
        Section("Why", (Passage(gap.why),) if gap.why else ()),
        Section("Evidence", tuple(entry_passage(entry, {}, names, year=True) for entry in entries)),
        Section("Goals", tuple(_goal(week, state) for week, state in goals)),
        Section("Who knows", tuple(_aware(person, marks[person.id]) for person in people if person.id in marks)),
    )


def _goal(week: Week, state: State) -> Passage:
    facts = (week.skill, outcome_in_words(state, week), *(f"lesson: {week.lesson}" for _ in week.lesson[:1]))
    return Passage(week.goal, str(week.iso), tuple(filter(None, facts)), f"week:{week.monday.isoformat()}")


def _aware(person: Person, mark: Awareness) -> Passage:
    state = f"knows since {day_in_full(mark.known_on)}" if mark.known_on is not None else "should know"
    return Passage(state, person.name)


def person_page(
    person: Person,
    talks: Iterable[Conversation],
    words: Iterable[Entry],
    titles: Mapping[int, str],
    marks: Iterable[Awareness],
) -> ReadingPage:
    """Return the page of a person: every talk with them, their words, and what they know."""
    next_on = f"next 1:1 on {day_in_full(person.next_on)}" if person.next_on is not None else ""
    names = {person.id: person.name}
    return page_of(
        person.name,
        (person.relation.label, person.role, next_on),
        Section("Talks", tuple(part for talk in talks for part in talk_passages(talk, names, year=True))),
        Section("Their words", tuple(entry_passage(entry, titles, {}, year=True) for entry in words)),
        Section("What they know", tuple(_known(mark, titles) for mark in marks if mark.gap in titles)),
    )


def _known(mark: Awareness, titles: Mapping[int, str]) -> Passage:
    state = f"since {day_in_full(mark.known_on)}" if mark.known_on is not None else "should know, and does not yet"
    return Passage(titles[mark.gap], facts=(state,))
