"""The events of the weeks: goals, ticked steps, check-ins, recaps, lessons, entries and drafts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from functools import partial

from devjournal.demo.calendar import StoryCalendar
from devjournal.demo.stage import Event, Stage
from devjournal.demo.story import FRI, MON, THU, TUE, WED, StoryCheckIn, StoryDraft, StoryEntry, StoryRecap, StoryWeek
from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import LessonAnswer

_INCIDENTAL = 0.7
"""The share of incidental entries that a seed includes."""

_TICK_DAYS = (TUE, WED, THU, FRI)
"""The day on which each step of a plan is ticked."""


def week_events(weeks: tuple[StoryWeek, ...], calendar: StoryCalendar, today: date, seed: int) -> Iterator[Event]:
    """Yield the events of all weeks. A goal or check-in that is due today is left for the user."""
    randomness = random.Random(seed)
    for number, week in enumerate(weeks):
        iso = calendar.week(number)
        if week.goal and today > iso.monday:
            yield Event(calendar.moment(number, MON, 9, 5), partial(_set_goal, iso=iso, week=week))
            yield from _plan_events(calendar, number, week)
        if week.check_in is not None and today > calendar.day(number, WED):
            check_in = partial(_check_in, iso=iso, week=week, answer=week.check_in)
            yield Event(calendar.moment(number, WED, 12, 35), check_in)
        if week.recap is not None:
            hour = 16 if week.recap.day == FRI else 8  # late recaps come before the answer to the lesson on Monday
            day = 7 * week.recap.weeks_late + week.recap.day
            yield Event(
                calendar.moment(number, day, hour, 20),
                partial(_recap, iso=iso, recap=week.recap, helped=week.answer is LessonAnswer.APPLIED),
            )
        entries = [entry for entry in week.entries if not entry.maybe or randomness.random() < _INCIDENTAL]
        for n, entry in enumerate(entries):
            at = calendar.moment(number, entry.day, 10 + n % 6, 40)
            yield Event(at, partial(_add_entry, entry=entry, day=at.date()))


def draft_events(drafts: tuple[StoryDraft, ...], calendar: StoryCalendar) -> Iterator[Event]:
    """Yield an event that adds each draft, on the evening of its day."""
    for n, draft in enumerate(drafts):
        at = calendar.moment(draft.week, draft.day, 18, 10)
        new = NewDraft(draft.kind, f"story {n}", at.date(), draft.text, source=draft.source)
        yield Event(at, partial(_add_draft, draft=new))


def _add_draft(stage: Stage, draft: NewDraft) -> None:
    stage.journal.drafts.add_all([draft])


def _plan_events(calendar: StoryCalendar, number: int, week: StoryWeek) -> Iterator[Event]:
    ticked = len(week.plan) if week.ticked is None else week.ticked
    for n in range(ticked):
        tick = partial(_tick, iso=calendar.week(number), step=n + 1)
        yield Event(calendar.moment(number, _TICK_DAYS[n], 9, 30), tick)


def _set_goal(stage: Stage, iso: IsoWeek, week: StoryWeek) -> None:
    weeks = stage.journal.weeks
    if week.answer is not None:
        kept_lesson = week.answer is not LessonAnswer.NOT_RELEVANT
        weeks.answer_lesson(LessonAnswer.KEEP if kept_lesson else week.answer, into=iso)
    gap = stage.gap(week.gap)
    weeks.set_goal(iso, week.goal, skill=week.skill, gap=gap, plan=week.plan, carried=week.carried)


def _tick(stage: Stage, iso: IsoWeek, step: int) -> None:
    stage.journal.weeks.tick(iso, step, True)


def _check_in(stage: Stage, iso: IsoWeek, week: StoryWeek, answer: StoryCheckIn) -> None:
    weeks = stage.journal.weeks
    weeks.check_in(iso, answer.on_track, answer.adjust)
    if answer.smaller:
        weeks.set_goal(iso, answer.smaller, smaller=True)


def _recap(stage: Stage, iso: IsoWeek, recap: StoryRecap, helped: bool) -> None:
    weeks = stage.journal.weeks
    weeks.recap(iso, recap.outcome, better=recap.better, note=recap.note, lesson=recap.lesson)
    evidence = stage.journal.entries.of_recap(iso) if recap.link else None
    if evidence is not None:
        stage.journal.entries.edit(evidence.id, link=recap.link)
    in_use = weeks.lesson_in_use(iso)
    if in_use is not None:
        weeks.answer_lesson(LessonAnswer.APPLIED, of=in_use.iso, helped=helped)


def _add_entry(stage: Stage, entry: StoryEntry, day: date) -> None:
    journal = stage.journal
    said_by = journal.people.find(entry.said_by.name).id if entry.said_by is not None else None
    gap = stage.gap(entry.gap)
    journal.entries.add(entry.text, day=day, gap=gap, link=entry.link, private=entry.private, said_by=said_by)
