"""A week as a page, from goal to recap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from devjournal.domain.career.person import Conversation, TalkKind
from devjournal.domain.dates.days import DAY_NAMES, IsoWeek, day_in_full, day_in_row, span_in_full
from devjournal.domain.reading.page import Passage, ReadingPage, Section, page_of
from devjournal.domain.text.user_text import capitalized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import State, Week

TALKS = {TalkKind.ONE_TO_ONE: "1:1", TalkKind.ROLE_MODEL: "role-model talk", TalkKind.OTHER: "talk"}
"""The name of each kind of talk, before the person's name."""

_STATES = {
    State.HIT: "hit",
    State.MISSED: "missed",
    State.AWAY: "away",
    State.UNRECAPPED: "no recap yet",
}


class WeekTexts(NamedTuple):
    """Everything written in a week."""

    week: Week
    state: State
    entries: Sequence[Entry] = ()
    talks: Sequence[Conversation] = ()
    """Earliest first."""
    lesson_week: Week | None = None
    """The week whose lesson is in use in this one."""


def week_page(texts: WeekTexts, titles: Mapping[int, str], names: Mapping[int, str]) -> ReadingPage:
    """Return the page of a week; `titles` are those of gaps and `names` those of people, by ID."""
    week = texts.week
    return page_of(
        f"Week {week.iso.number}",
        (span_in_full(week.monday, week.iso.sunday), outcome_in_words(texts.state, week)),
        Section("Goal", tuple(_goal(week, titles))),
        Section("Lesson in use", tuple(_lesson(texts.lesson_week))),
        Section("Plan", tuple(Passage(step.text, done=step.done) for step in week.plan)),
        Section("Check-in", tuple(_check_in(week))),
        Section("Entries", tuple(entry_passage(entry, titles, names) for entry in texts.entries)),
        Section("Talks", tuple(talk for talk_texts in texts.talks for talk in talk_passages(talk_texts, names))),
        Section("Recap", tuple(_recap(week))),
    )


def outcome_in_words(state: State, week: Week) -> str:
    """Return the outcome of a week: `missed, better`; empty while it runs."""
    better = {True: ", better", False: ", not better", None: ""}[week.better]
    return f"{_STATES[state]}{better}" if state in _STATES else ""


def _goal(week: Week, titles: Mapping[int, str]) -> list[Passage]:
    if not week.has_goal:
        return []
    title = titles.get(week.gap, "") if week.gap is not None else ""
    gap = f"for {title}" if title else ""
    facts = tuple(filter(None, (week.skill, gap)))
    first = f"first: {week.first_goal}" if week.first_goal else ""
    return [Passage(week.goal, facts=(*facts, *filter(None, (first,))), key=_key(week))]


def _lesson(lesson_week: Week | None) -> list[Passage]:
    if lesson_week is None:
        return []
    return [Passage(lesson_week.lesson, facts=(f"from week {lesson_week.iso.number}", *_helped(lesson_week)))]


def _helped(lesson_week: Week) -> tuple[str, ...]:
    return () if lesson_week.lesson_helped is None else ("helped",) if lesson_week.lesson_helped else ("did not help",)


def _check_in(week: Week) -> list[Passage]:
    if week.on_track is None:
        return []
    answer = "on track" if week.on_track else "off track"
    day = day_in_row(week.checked_in_on) if week.checked_in_on is not None else ""
    return [Passage(week.adjustment or answer, label=day, facts=(answer,) if week.adjustment else (), key=_key(week))]


def _recap(week: Week) -> list[Passage]:
    answers = (("Note", week.note), ("Lesson", week.lesson))
    return [Passage(text, label=label, key=_key(week)) for label, text in answers if text]


def _key(week: Week) -> str:
    return f"week:{week.monday.isoformat()}"


def entry_passage(entry: Entry, titles: Mapping[int, str], names: Mapping[int, str], *, year: bool = False) -> Passage:
    """Return a whole entry with its day, its speaker, its gap and its link."""
    title = titles.get(entry.gap, "") if entry.gap is not None else ""
    gap = f"shows {title}" if title else ""
    name = names.get(entry.said_by, "") if entry.said_by is not None else ""
    facts = (f"said by {name}" if name else "", gap, entry.link, "private" if entry.private else "")
    label, noted = label_of(entry.day, year=year), tuple(filter(None, facts))
    return Passage(entry.text, label, noted, f"entry:{entry.id}", link=entry.link)


def talk_passages(talk: Conversation, names: Mapping[int, str], *, year: bool = False) -> list[Passage]:
    """Return the texts of a talk: its notes, and what a role model was doing the year before."""
    label = f"{label_of(talk.day, year=year)}, {TALKS[talk.kind]} with {talk.name_in(names)}"
    private = ("private",) if talk.private else ()
    before = [Passage(talk.year_before, "Twelve months before", private, f"talk:{talk.id}")] if talk.year_before else []
    return [Passage(talk.notes, label, private, f"talk:{talk.id}"), *before]


def entry_page(entry: Entry, titles: Mapping[int, str], names: Mapping[int, str]) -> ReadingPage:
    """Return one entry as a page."""
    passage = entry_passage(entry, titles, names)
    day = f"{DAY_NAMES[entry.day.weekday()]}, {day_in_full(entry.day)}"
    whole = passage._replace(label="")
    return page_of("An entry", (day, f"week {IsoWeek.of(entry.day).number}"), Section("What was done", (whole,)))


def talk_page(talk: Conversation, names: Mapping[int, str]) -> ReadingPage:
    """Return one talk as a page."""
    first, *rest = talk_passages(talk, names)
    facts = (day_in_full(talk.day), f"week {IsoWeek.of(talk.day).number}")
    notes = (first._replace(label=""),) if talk.notes else ()
    title = first.label.partition(", ")[2]
    return page_of(capitalized(title), facts, Section("What was said", (*notes, *rest)))


def label_of(day: date, *, year: bool) -> str:
    """Return a day as a label, with its year if the page spans several years."""
    return f"{day_in_row(day)} {day.year}" if year else day_in_row(day)
