"""A model of the journal written from the interface's rules alone: it predicts the output after any commands."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

WEEK = timedelta(days=7)
Answer = dict[str, Any]


class Refused(Exception):
    """The journal refuses the command: exit code 1."""


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_name(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


@dataclass
class Week:
    skill: str | None = None
    goal: str | None = None
    gap: int | None = None
    plan: list[tuple[str, bool]] = field(default_factory=list)
    on_track: bool | None = None
    outcome: str | None = None
    better: bool | None = None
    note: str | None = None
    lesson: str | None = None
    answer: str | None = None
    helped: bool | None = None
    taken_into: date | None = None
    first_recap: date | None = None


@dataclass
class Entry:
    text: str | None
    gap: int | None
    day: date | None
    link: str | None = None
    private: bool = False
    proves: date | None = None  # the Monday of the week whose hit created it


@dataclass
class Gap:
    area: str
    title: str
    needed: int
    step: str
    opened: date
    why: str | None = None
    closed: date | None = None


@dataclass
class Person:
    name: str
    next: date | None = None


@dataclass
class Topic:
    text: str
    kind: str
    added: date
    due: date | None = None
    private: bool = False
    done: date | None = None


@dataclass
class Held:
    weeks: dict[date, Week] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    gaps: dict[int, Gap] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    knows: dict[tuple[int, int], date | None] = field(default_factory=dict)
    away: dict[int, tuple[date, date]] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    talks: dict[int, tuple[int, str, date]] = field(default_factory=dict)
    horizons: dict[int, tuple[str, int, date]] = field(default_factory=dict)
    replaced: dict[int, tuple[str, int, date]] = field(default_factory=dict)
    reviews: dict[int, tuple[str, date]] = field(default_factory=dict)


def known(rows: dict[int, Any], at: int) -> Any:
    if at not in rows:
        raise Refused
    return rows[at]


class Model:
    """The model of a journal, with its own undo: a copy of everything for each step."""

    def __init__(self) -> None:
        self.held = Held()
        self.before: list[Held] = []
        self.after: list[Held] = []
        self.given: dict[str, int] = {}
        self.today = date(2026, 11, 27)

    def new(self, rows: str, row: Any) -> int:
        """Return a new ID. No ID is used twice, not even after an undo."""
        self.given[rows] = self.given.get(rows, 0) + 1
        getattr(self.held, rows)[self.given[rows]] = row
        return self.given[rows]

    def do(self, action: str, **values: Any) -> int | None:
        """Apply a command. Return its exit code, or None if there was nothing to change."""
        if action in ("undo", "redo"):
            return self._step_back() if action == "undo" else self._step_on()
        was = deepcopy(self.held)
        try:
            getattr(self, action)(**values)
        except Refused:
            assert self.held == was
            return 1
        if self.held == was:
            return None
        self.before.append(was)
        self.after.clear()
        return 0

    def _step_back(self) -> int:
        if not self.before:
            return 1
        self.after.append(self.held)
        self.held = self.before.pop()
        return 0

    def _step_on(self) -> int:
        if not self.after:
            return 1
        self.before.append(self.held)
        self.held = self.after.pop()
        return 0

    # The week

    def week(self, at: date) -> Week:
        return self.held.weeks.setdefault(at, Week())

    def goal(self, at: date, text: str, skill: str | None, plan: list[str], gap: int | str | None) -> None:
        if isinstance(gap, int):
            known(self.held.gaps, gap)
        week = self.held.weeks.get(at, Week())
        if skill is None and week.skill is None:
            raise AssertionError("a goal needs a skill: the driver gives one")
        self.held.weeks[at] = week
        proved = week.gap
        week.goal, week.skill = text, skill or week.skill
        if plan:
            week.plan = [(step, False) for step in plan if step]
        if gap is not None:
            week.gap = gap if isinstance(gap, int) else None
        if week.outcome == "hit":
            self._prove(at, week, proved)

    def check_in(self, at: date, on_track: bool) -> None:
        week = self.held.weeks.get(at)
        if week is None or week.goal is None or at > monday(self.today):
            raise Refused
        week.on_track = on_track

    def recap_default(self) -> date:
        this = monday(self.today)
        due = self.due()
        return this - WEEK if "last-recap" in due and "recap" not in due else this

    def recap(self, at: date | None, outcome: str, better: bool | None, note: str | None, lesson: str | None) -> None:
        at = at or self.recap_default()
        if at > monday(self.today):
            raise Refused
        week = self.held.weeks.get(at, Week())
        if outcome != "away" and week.goal is None:
            raise Refused
        self.held.weeks[at] = week
        week.first_recap = week.first_recap or self.today
        proved = week.gap if week.outcome == "hit" else None
        week.outcome = outcome
        week.better = None if outcome == "away" else week.better if better is None else better
        week.note = week.note if note is None else note or None
        if lesson is not None:
            if (lesson or None) != week.lesson:
                week.answer = week.helped = week.taken_into = None
            week.lesson = lesson or None
        self._prove(at, week, proved)

    def _prove(self, at: date, week: Week, proved: int | None) -> None:
        """Update the evidence of a hit: one entry for the goal's gap; none without a hit or a gap.

        Changes by the user stay: the entry is created once, and follows a change of the goal's gap.
        """
        proves = week.gap if week.outcome == "hit" else None
        mine = [number for number, entry in self.held.entries.items() if entry.proves == at]
        if not mine:
            if proves not in (None, proved):
                self.new("entries", Entry(None, proves, None, proves=at))
        elif proves is not None:
            if self.held.entries[mine[0]].gap == proved:
                self.held.entries[mine[0]].gap = proves
        elif week.outcome != "hit" or proved is not None:
            del self.held.entries[mine[0]]

    def lesson(self, answer: str, helped: bool | None = None) -> None:
        """Answer the waiting lesson, or the lesson in use if the answer is about that, or if no lesson waits."""
        at, used = self.last_lesson(), self.lesson_in_use()
        if used is not None and answer != "keep":
            about_used = helped is not None and self.held.weeks[used].answer == "keep"
            at = used if about_used or at is None else at
        if at is None:
            raise Refused
        week = self.held.weeks[at]
        week.answer, week.helped = answer, helped
        if answer == "keep":
            week.taken_into = monday(self.today)

    def _planned(self, at: date, number: int) -> Week:
        week = self.held.weeks.get(at)
        if week is None or not 1 <= number <= len(week.plan):
            raise Refused
        return week

    def plan_add(self, at: date, text: str) -> None:
        week = self.held.weeks.get(at)
        if week is None or week.goal is None:
            raise Refused
        week.plan.append((text, False))

    def plan_tick(self, at: date, number: int, done: bool) -> None:
        week = self._planned(at, number)
        week.plan[number - 1] = (week.plan[number - 1][0], done)

    def plan_remove(self, at: date, number: int) -> None:
        del self._planned(at, number).plan[number - 1]

    def away_add(self, first: date, last: date) -> None:
        if (first, last) in self.held.away.values():
            raise Refused
        self.new("away", (first, last))

    def away_remove(self, number: int) -> None:
        known(self.held.away, number)
        del self.held.away[number]

    # Entries

    def log(self, text: str, gap: int | None, on: date | None, link: str | None, private: bool) -> None:
        if gap is not None:
            known(self.held.gaps, gap)
        self.new("entries", Entry(text, gap, on or self.today, link, private))

    def entry_edit(self, number: int, **changes: Any) -> None:
        entry = known(self.held.entries, number)
        if isinstance(changes.get("gap"), int):
            known(self.held.gaps, changes["gap"])
        for name, value in changes.items():
            setattr(entry, name, None if value == "" else value)

    def entry_remove(self, number: int) -> None:
        known(self.held.entries, number)
        del self.held.entries[number]

    # The career plan

    def horizon(self, role: str, months: int) -> None:
        for number, (_, ahead, _) in list(self.held.horizons.items()):
            if ahead == months:
                self.held.replaced[number] = self.held.horizons.pop(number)
        self.new("horizons", (role, months, self.today))

    def horizon_remove(self, number: int) -> None:
        for rows in (self.held.horizons, self.held.replaced):
            if rows.pop(number, None):
                return
        raise Refused

    def gap_add(self, area: str, title: str, needed: int, step: str) -> None:
        self.new("gaps", Gap(area, title, needed, step, self.today))

    def gap_edit(self, number: int, **changes: Any) -> None:
        gap = known(self.held.gaps, number)
        for name, value in changes.items():
            setattr(gap, name, None if value == "" else value)

    def gap_close(self, number: int) -> None:
        gap = known(self.held.gaps, number)
        gap.closed = gap.closed or self.today

    def gap_reopen(self, number: int) -> None:
        known(self.held.gaps, number).closed = None

    def gap_remove(self, number: int) -> None:
        known(self.held.gaps, number)
        del self.held.gaps[number]
        naming: list[Week | Entry] = [*self.held.weeks.values(), *self.held.entries.values()]
        for row in naming:
            if row.gap == number:
                row.gap = None
        self.held.knows = {pair: day for pair, day in self.held.knows.items() if pair[1] != number}

    # People

    def named(self, name: str) -> int:
        for number, person in self.held.people.items():
            if person.name == name:
                return number
        raise Refused

    def person_add(self, name: str, next_day: date | None) -> None:
        if any(person.name == name for person in self.held.people.values()):
            raise Refused
        self.new("people", Person(name, next_day))

    def person_next(self, name: str, next_day: date | None) -> None:
        self.held.people[self.named(name)].next = next_day

    def person_remove(self, name: str) -> None:
        number = self.named(name)
        del self.held.people[number]
        self.held.knows = {pair: day for pair, day in self.held.knows.items() if pair[0] != number}

    def knows(self, name: str, gap: int, on: date | None) -> None:
        number = self.named(name)
        known(self.held.gaps, gap)
        self.held.knows[number, gap] = on or self.held.knows.get((number, gap)) or self.today

    def should_know(self, name: str, gap: int) -> None:
        number = self.named(name)
        known(self.held.gaps, gap)
        self.held.knows.setdefault((number, gap), None)

    def forget(self, name: str, gap: int) -> None:
        number = self.named(name)
        known(self.held.gaps, gap)
        if (number, gap) not in self.held.knows:
            raise Refused
        del self.held.knows[number, gap]

    def talk(self, name: str, kind: str, on: date | None) -> None:
        person = self.held.people[self.named(name)]
        day = on or self.today
        self.new("talks", (self.named(name), kind, day))
        if kind == "1:1":
            person.next = None

    def review(self, kind: str) -> None:
        self.new("reviews", (kind, self.today))

    # Topics

    def topic_add(self, text: str, kind: str, due: date | None, private: bool) -> None:
        self.new("topics", Topic(text, kind, self.today, due, private))

    def topic_done(self, number: int) -> None:
        topic = known(self.held.topics, number)
        topic.done = topic.done or self.today

    def topic_undone(self, number: int) -> None:
        known(self.held.topics, number).done = None

    def topic_remove(self, number: int) -> None:
        known(self.held.topics, number)
        del self.held.topics[number]

    # Output

    def state(self, at: date) -> str:
        week = self.held.weeks.get(at, Week())
        if week.outcome:
            return week.outcome
        off = {
            day
            for day in (at + timedelta(days=n) for n in range(5))
            for first, last in self.held.away.values()
            if first <= day <= last
        }
        if len(off) >= 3:
            return "away"
        if at >= monday(self.today):
            return "open" if at == monday(self.today) else "none"
        return "unrecapped" if week.goal else "none"

    def due(self) -> list[str]:
        this = monday(self.today)
        last = ["last-recap"] if self.state(this - WEEK) == "unrecapped" else []
        if self.state(this) == "away":
            return last
        week, day = self.held.weeks.get(this, Week()), self.today.weekday()
        due = last + (["goal"] if not week.goal else [])
        if week.goal and not week.outcome:
            due += ["check-in"] if day in (2, 3) and week.on_track is None else []
            due += ["recap"] if day >= 4 else []
        return due + list(self._reviews_due()) + self._one_to_one()

    def _reviews_due(self) -> Iterator[str]:
        if not self.held.horizons:
            return
        first = min(day for _, _, day in [*self.held.horizons.values(), *self.held.replaced.values()])
        for kind, months in (("monthly-review", 1), ("quarterly-review", 3)):
            held = [day for review_kind, day in self.held.reviews.values() if months == 1 or review_kind == "quarterly"]
            if max(held, default=first) + relativedelta(months=months) <= self.today:
                yield kind

    def _one_to_one(self) -> list[str]:
        late = any(person.next and person.next < self.today for person in self.held.people.values())
        return ["one-to-one"] if late else []

    def streak(self) -> int:
        this, count = monday(self.today), 0
        if self._counts(this):
            count = 1
        at = this - WEEK
        while True:
            if self._counts(at):
                count += 1
            elif self.state(at) != "away":
                return count
            at -= WEEK
            if at < date(2020, 1, 1):
                return count

    def _counts(self, at: date) -> bool:
        week = self.held.weeks.get(at, Week())
        if week.outcome not in ("hit", "missed") or week.first_recap is None:
            return False
        return week.first_recap <= at + timedelta(days=6 + 7)

    def last_lesson(self) -> date | None:
        this = monday(self.today)
        waits = [
            at
            for at, week in self.held.weeks.items()
            if week.lesson and self._waits(week) and this - 13 * WEEK <= at <= this
        ]
        return max(waits, default=None)

    def _waits(self, week: Week) -> bool:
        """Return whether a lesson waits: until it is answered, and again after the week in which it was in use."""
        over = week.taken_into is not None and week.taken_into < monday(self.today)
        return week.answer is None or (week.answer == "keep" and over)

    def lesson_in_use(self) -> date | None:
        """Return the lesson in use; of several, the newest."""
        this = monday(self.today)
        used = [at for at, week in self.held.weeks.items() if week.taken_into == this]
        return max((at for at in used if self.held.weeks[at].answer != "not-relevant"), default=None)

    def status(self) -> Answer:
        this = monday(self.today)
        week, waits, used = self.held.weeks.get(this, Week()), self.last_lesson(), self.lesson_in_use()
        return {
            "today": self.today.isoformat(),
            "week": week_name(this),
            "goal": week.goal,
            "skill": week.skill,
            "gap": week.gap,
            "plan": [{"text": text, "done": done} for text, done in week.plan],
            "on_track": week.on_track,
            "outcome": week.outcome,
            "better": week.better,
            "due": sorted(self.due()),
            "streak": self.streak(),
            "last_lesson": self.held.weeks[waits].lesson if waits else None,
            "lesson_in_use": self.held.weeks[used].lesson if used else None,
            "unrecapped": [
                week_name(at) for at in (this - n * WEEK for n in range(13, 0, -1)) if self.state(at) == "unrecapped"
            ],
        }

    def weeks(self) -> list[Answer]:
        holding = {at for at, week in self.held.weeks.items() if week != Week()}
        holding |= {monday(entry.day) for entry in self.held.entries.values() if entry.day}
        for first, last in self.held.away.values():
            holding |= {monday(first + timedelta(days=n)) for n in range((last - first).days + 1)}
        this = monday(self.today)
        if not holding:
            return []
        first, last = min(holding), max(*holding, this)
        every = [first + n * WEEK for n in range((last - first).days // 7 + 1)]
        return [self._row(at) for at in every if at <= this or at in holding]

    def _row(self, at: date) -> Answer:
        week = self.held.weeks.get(at, Week())
        names = ("skill", "goal", "gap", "on_track", "outcome", "better", "note", "lesson")
        row = {name: getattr(week, name) for name in names}
        row |= {
            "lesson_answer": week.answer,
            "lesson_helped": week.helped,
            "week": week_name(at),
            "monday": at.isoformat(),
            "state": self.state(at),
        }
        return row

    def gaps(self) -> list[Answer]:
        return [self._gap(number, gap) for number, gap in self.held.gaps.items()]

    def _gap(self, number: int, gap: Gap) -> Answer:
        evidence, needed = sum(entry.gap == number for entry in self.held.entries.values()), gap.needed
        if gap.area == "brand":
            days = [day for (_, about), day in self.held.knows.items() if about == number]
            evidence, needed = sum(day is not None for day in days), len(days) or gap.needed
        row: Answer = {"id": number, "evidence": evidence, "needed": needed, "shown": evidence >= needed}
        row |= {name: getattr(gap, name) for name in ("area", "title", "why", "step")}
        row |= {name: iso(getattr(gap, name)) for name in ("opened", "closed")}
        return row

    def entries(self) -> list[Answer]:
        return [
            {
                "id": number,
                "text": entry.text,
                "gap": entry.gap,
                "day": iso(entry.day),
                "link": entry.link,
                "private": entry.private,
            }
            for number, entry in sorted(self.held.entries.items())
        ]

    def topics(self) -> list[Answer]:
        return [
            {"id": number, "text": row.text, "kind": row.kind, "due": iso(row.due), "private": row.private}
            | {"done_on": iso(row.done)}
            for number, row in self.held.topics.items()
        ]

    def people(self) -> list[Answer]:
        return [
            {
                "name": person.name,
                "next": iso(person.next),
                "last_talk": iso(max((d for who, _, d in self.held.talks.values() if who == number), default=None)),
                "knows": sorted(
                    (gap, iso(day)) for (who, gap), day in self.held.knows.items() if who == number and day
                ),
                "should_know": sorted(gap for (who, gap), day in self.held.knows.items() if who == number and not day),
            }
            for number, person in self.held.people.items()
        ]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
