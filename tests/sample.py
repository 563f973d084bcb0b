"""An invented journal for tests and pictures: half a year of weeks, some gaps, days off ahead."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, time, timedelta

from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.topic import TopicKind
from devjournal.domain.week.week import LessonAnswer, Outcome
from devjournal.storage import Journal
from devjournal.storage.schema.stamps import to_stamp
from tests.frozen_clock import FRIDAY, FrozenClock

_SKILLS = ("Design", "Facilitation", "Estimation", "Incident response")
_GOALS = {
    "Design": "Draw the failure modes of one service before its code is written.",
    "Facilitation": "Get the two teams to agree on one schema owner.",
    "Estimation": "Give one estimate in public, with its three assumptions.",
    "Incident response": "Run the Thursday drill and write down what surprised me.",
}
_LESSONS = (
    "Book the reviewer on Monday, not on Thursday.",
    "Say who decides before the meeting, not after it.",
    "Halve it on Monday.",
)


def _at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour))


def fill(journal: Journal, clock: FrozenClock, *, weeks: int = 26, recap_last: bool = True) -> None:
    """Live so many weeks before the sample's Friday in `journal`, and this one up to its check-in."""
    this = IsoWeek.of(FRIDAY.date())
    first = this.shift(-weeks)
    clock.set(_at(first.monday))
    gaps = journal.gaps
    design = gaps.add(Area.SKILLS, "Design for failure", why="Every outage was one.", needed=12, step=Step.NEXT)
    gaps.add(Area.SKILLS, "Read a cost report", needed=2)
    incident = gaps.add(Area.EXPERIENCE, "Run an incident end to end", needed=3)
    gaps.add(Area.EXPERIENCE, "Lead a design across two teams", needed=3, step=Step.NEXT)
    gaps.add(Area.BRAND, "Seen by the Platform leads", needed=5, step=Step.NEXT)
    for n in range(weeks):
        _live(journal, clock, first.shift(n), n, design.id, last=n == weeks - 1 and not recap_last)
    journal.away.add(date(2026, 12, 21), date(2026, 12, 31), "Winter")
    _this_week(journal, clock, this, design.id, incident.id)
    clock.moment = FRIDAY


def _live(journal: Journal, clock: FrozenClock, iso: IsoWeek, n: int, gap: int, *, last: bool) -> None:
    skill = _SKILLS[n % len(_SKILLS)]
    clock.set(_at(iso.monday))
    if journal.weeks.unanswered_lesson() is not None:
        journal.weeks.answer_lesson((LessonAnswer.APPLIED, LessonAnswer.KEEP, LessonAnswer.NOT_RELEVANT)[n % 3])
    if n == 21:
        clock.set(_at(iso.friday))
        journal.weeks.recap(iso, Outcome.AWAY)
        return
    journal.weeks.set_goal(iso, _GOALS[skill], skill=skill, gap=gap if n % 4 == 0 else None, plan=["Think", "Do it"])
    clock.set(_at(iso.monday + timedelta(days=2)))
    journal.weeks.check_in(iso, n % 5 != 4, "Ask Mara to bring both leads" if n % 5 == 4 else None)
    journal.entries.add("Paired with Ines on it", day=iso.monday + timedelta(days=1))
    if last:
        return
    clock.set(_at(iso.friday, 16))
    missed = n in (8, 15, 20)
    outcome = Outcome.MISSED if missed else Outcome.HIT
    lesson = _LESSONS[n % 3] if missed or n % 4 == 1 or n == 25 else None
    note = "No owner yet, but I ran the room without notes." if missed else "Rehearsing before it happens."
    journal.weeks.recap(iso, outcome, better=n != 20, note=note, lesson=lesson)


def _this_week(journal: Journal, clock: FrozenClock, this: IsoWeek, design: int, incident: int) -> None:
    days = this.days
    clock.set(_at(this.monday))
    if journal.weeks.unanswered_lesson() is not None:
        journal.weeks.answer_lesson(LessonAnswer.APPLIED)
    plan = [
        "Failure table: what can be retried, what must not",
        "Queue with backoff, behind retry_v2",
        "Rehearse the rollback in staging with Ines",
        "Turn it on for 5 % of traffic",
    ]
    goal = "Ship the retry queue behind a flag, with one rehearsed rollback."
    journal.weeks.set_goal(this, goal, skill="Design", gap=design, plan=plan)
    entries = (
        (0, "Wrote the failure table; 3 cases nobody owned", design),
        (1, "Paired with Ines on backoff and jitter", None),
        (3, "Rollback rehearsed: 4 minutes, one surprise", incident),
        (4, "Showed the numbers in the platform review", design),
    )
    for offset, text, gap in entries:
        clock.set(_at(days[offset], 15))
        journal.entries.add(text, day=days[offset], gap=gap)
        if offset in (0, 1, 3):
            journal.weeks.tick(this, min(offset, 2) + 1, True)
        if offset == 1:
            clock.set(_at(days[2], 12))
            journal.weeks.check_in(this, True)


def fill_people(journal: Journal, clock: FrozenClock) -> None:
    """Bring six people into a filled journal: what they should know and know, and the talks with them."""
    people, today = journal.people, FRIDAY.date()
    clock.set(_at(today - timedelta(days=120)))
    people.add("Mara Lind", role="Engineering manager", relation=Relation.MANAGER, next_on=date(2026, 12, 3))
    people.add("Tomas Reyes", role="Director of platform", relation=Relation.SPONSOR)
    people.add("Ines Okoye", role="Senior engineer", relation=Relation.PEER)
    people.add("Priya Nair", role="Staff engineer", relation=Relation.ROLE_MODEL)
    people.add("Jon Aalto", role="Staff engineer, data", relation=Relation.PEER)
    people.add("Lena Fuchs", relation=Relation.OTHER)
    ids = {title: row_id for row_id, title in journal.gaps.titles().items()}
    ids["Mentor"] = journal.gaps.add(Area.BRAND, "Asked for as a mentor", needed=3, step=Step.NEXT).id
    knows = {
        "Mara Lind": ("Run an incident end to end", "Design for failure", "Seen by the Platform leads"),
        "Tomas Reyes": ("Run an incident end to end",),
        "Ines Okoye": ("Run an incident end to end", "Mentor", "Lead a design across two teams"),
        "Lena Fuchs": ("Seen by the Platform leads",),
    }
    should = {
        "Mara Lind": ("Lead a design across two teams", "Mentor"),
        "Tomas Reyes": ("Lead a design across two teams", "Design for failure", "Seen by the Platform leads"),
        "Priya Nair": ("Lead a design across two teams", "Mentor"),
        "Jon Aalto": ("Run an incident end to end", "Seen by the Platform leads"),
    }
    for days, (name, titles) in zip((74, 60, 41, 12), knows.items(), strict=True):
        for title in titles:
            people.knows(name, ids[title], today - timedelta(days=days))
    for name, titles in should.items():
        for title in titles:
            people.should_know(name, ids[title])
    _talk(journal, clock, "Tomas Reyes", 260, TalkKind.ONE_TO_ONE, "Said: bring the numbers, then the story.")
    _talk(journal, clock, "Lena Fuchs", 118, TalkKind.OTHER, "Coffee. She runs the guild.", private=True)
    _talk(journal, clock, "Tomas Reyes", 67, TalkKind.OTHER, "Asked what a design review looks like at his level.")
    _talk(
        journal, clock, "Priya Nair", 38, TalkKind.ROLE_MODEL, "Half an hour, and she drew it on a napkin.",
        year_before="Wrote the design that two teams agreed on\nRan the incident review every month",
    )  # fmt: skip
    _talk(journal, clock, "Mara Lind", 21, TalkKind.ONE_TO_ONE, "The promotion case needs two leads who have seen it.")
    people.edit("Mara Lind", next_on=date(2026, 12, 3))
    _talk(journal, clock, "Ines Okoye", 0, TalkKind.OTHER, "")
    clock.moment = FRIDAY


def fill_topics(journal: Journal, clock: FrozenClock) -> None:
    """Bring what waits for the next 1:1 into a journal that has its people: asks, promises, topics, one private."""
    topics, today = journal.topics, FRIDAY.date()
    clock.set(_at(today - timedelta(days=16)))
    topics.add("An introduction to Tomas", kind=TopicKind.THEIR_PROMISE)
    topics.add("Feedback on the W44 meeting, and what you would have done in my place")
    runbook = topics.add("Review Ines's runbook", kind=TopicKind.MY_PROMISE)
    clock.moment = FRIDAY
    topics.done(runbook.id)
    topics.add("A seat in the platform review", kind=TopicKind.ASK, due=today + timedelta(days=14))
    topics.add("Two days for the cost course", kind=TopicKind.ASK)
    topics.add("Draft the schema RFC", kind=TopicKind.MY_PROMISE, due=today)
    topics.add("Is Q1 staffed for the split?")
    topics.add("How do I say no to Jon?", private=True)


def fill_board(journal: Journal, clock: FrozenClock) -> None:
    """Bring horizons, more gaps, evidence and closed gaps into a journal that has its people."""
    today, gaps = FRIDAY.date(), journal.gaps
    clock.set(_at(today - timedelta(days=364)))
    journal.horizons.set("Staff engineer", 36, "To decide how we build, not only what I build.")
    clock.set(_at(today - timedelta(days=200)))
    why = "At staff level nobody asks whether I can design. They ask whether two teams follow it."
    ids = {title: row_id for row_id, title in gaps.titles().items()}
    gaps.edit(ids["Lead a design across two teams"], why=why)
    estimate = gaps.add(Area.SKILLS, "Estimate a quarter in public", needed=4, step=Step.NEXT).id
    mentor = gaps.add(Area.EXPERIENCE, "Mentor somebody to their first design", needed=3, step=Step.NEXT).id
    evidence = (
        (20, ids["Lead a design across two teams"], "Schema owner agreed by both teams in one meeting", "pr/4711"),
        (18, estimate, "Estimated the migration in the quarterly, with its three assumptions", "doc/88"),
        (60, mentor, "Ines wrote her first design; I only asked questions", ""),
        (36, mentor, "Jon asked for a second reader, and took half of it", "pr/4802"),
        (12, ids["Run an incident end to end"], "Billing incident: led it, wrote it up, nobody was paged twice", ""),
        (5, ids["Run an incident end to end"], "Search incident, with a new person on call beside me", "doc/91"),
    )
    for days, gap, text, link in evidence:
        day = today - timedelta(days=days)
        clock.set(_at(day))
        journal.entries.add(text, day=day, gap=gap, link=f"https://example.com/{link}" if link else "")
    for n, (area, title) in enumerate(
        (
            (Area.SKILLS, "Read a flame graph"),
            (Area.SKILLS, "Write a test that fails first"),
            (Area.EXPERIENCE, "Own a service for a year"),
            (Area.EXPERIENCE, "Say no to a deadline, with numbers"),
            (Area.EXPERIENCE, "Onboard somebody in two weeks"),
            (Area.BRAND, "Known in the guild"),
        )
    ):
        day = today - timedelta(days=180 - 30 * n)
        clock.set(_at(day))
        gap = gaps.add(area, title, needed=1).id
        journal.entries.add(f"{title}: done", day=day, gap=gap)
        if area is Area.BRAND:
            journal.people.knows("Ines Okoye", gap, day)
        gaps.close(gap)
    clock.moment = FRIDAY
    week = IsoWeek.of(today).shift(-3)
    goal = journal.weeks.get(week)
    journal.weeks.set_goal(week, goal.goal, gap=ids["Lead a design across two teams"])


def _talk(
    journal: Journal, clock: FrozenClock, name: str, days: int, kind: TalkKind, notes: str, *,
    year_before: str = "", private: bool = False,
) -> None:  # fmt: skip
    day = FRIDAY.date() - timedelta(days=days)
    clock.set(_at(day, 14))
    journal.conversations.log(name, day=day, kind=kind, notes=notes, year_before=year_before, private=private)
    with closing(sqlite3.connect(journal.path)) as file, file:  # recorded on its day, when nothing later was there yet
        file.execute(
            "UPDATE conversation SET recorded_at = ? WHERE id = (SELECT max(id) FROM conversation)",
            (to_stamp(clock.moment),),
        )
