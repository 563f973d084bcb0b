"""What the weeks add up to: counts, the rolling rate, skills and gaps, chains, and lessons that came back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.week.streak import Streak, chains, streak
from devjournal.domain.week.week import LessonAnswer, Outcome, State, WeekMark, state_of

QUARTER = 13
"""Weeks in the short view, and in the window of the rolling rate."""

YEAR = 52
"""Weeks in the view of a year."""

_WEEK = timedelta(weeks=1)
_WORD = re.compile(r"\w+")


class WeekRecord(NamedTuple):
    """What a written week leaves for the long view."""

    mark: WeekMark
    skill: str = ""
    lesson: str = ""
    answer: LessonAnswer | None = None
    helped: bool | None = None


class WeekKind(StrEnum):
    """How a week is counted: its state, with the misses that made better told apart."""

    HIT = "hit"
    BETTER = "missed, better"
    MISSED = "missed"
    AWAY = "away"
    OPEN = "open"
    UNRECAPPED = "no recap"
    NONE = "nothing"


def kind_of(state: State, better: bool | None) -> WeekKind:
    """Return how a week in this state is counted."""
    if state is State.MISSED and better:
        return WeekKind.BETTER
    return _KINDS[state]


_KINDS = {
    State.HIT: WeekKind.HIT,
    State.MISSED: WeekKind.MISSED,
    State.AWAY: WeekKind.AWAY,
    State.OPEN: WeekKind.OPEN,
    State.UNRECAPPED: WeekKind.UNRECAPPED,
    State.NONE: WeekKind.NONE,
}


_RECAPPED = {
    (outcome, better): kind_of(State(outcome.value), better) for outcome in Outcome for better in (True, False)
}


class Tally(NamedTuple):
    """How many weeks of each kind some weeks hold; a week is counted once."""

    hit: int = 0
    better: int = 0
    """Missed, and better for it."""
    missed: int = 0
    """Missed, and not better."""
    away: int = 0
    open: int = 0
    unrecapped: int = 0
    none: int = 0

    @property
    def weeks(self) -> int:
        """How many weeks there are."""
        return sum(self)

    @property
    def answered(self) -> int:
        """How many were recapped as hit or missed."""
        return self.hit + self.better + self.missed

    @property
    def rate(self) -> float | None:
        """The share of hits among those; None where there are none."""
        return self.hit / self.answered if self.answered else None


def tally(kinds: Iterable[WeekKind]) -> Tally:
    """Count weeks by their kind."""
    counts = Counter(kinds)
    return Tally(*(counts[kind] for kind in WeekKind))


class Share(NamedTuple):
    """A skill or a gap (None is no gap), and how many weeks went to it."""

    key: str | int | None
    name: str
    weeks: int


class SkillChain(NamedTuple):
    """Weeks in a row at one skill."""

    skill: str
    last: date
    length: int


class LessonTally(NamedTuple):
    """What lessons did: how many were left, taken into a week, and helped there or did not."""

    left: int = 0
    taken: int = 0
    helped: int = 0
    failed: int = 0

    @property
    def words(self) -> str:
        """The counts in words: `12 left, 9 taken into a week, 6 helped, 1 did not`."""
        parts = [f"{self.left} left"]
        parts += [f"{self.taken} taken into a week"] if self.taken else []
        parts += [f"{self.helped} helped"] if self.helped else []
        parts += [f"{self.failed} did not" if self.helped else f"{self.failed} did not help"] if self.failed else []
        return ", ".join(parts)


def tally_lessons(lessons: Iterable[tuple[str, LessonAnswer | None, bool | None]]) -> LessonTally:
    """Count lessons, each with its answer and whether it helped; an empty one is none."""
    answers = [(answer, helped) for words, answer, helped in lessons if words]
    taken = [helped for answer, helped in answers if answer in (LessonAnswer.KEEP, LessonAnswer.APPLIED)]
    return LessonTally(len(answers), len(taken), taken.count(True), taken.count(False))


class RecurringLesson(NamedTuple):
    """A lesson that came back: its latest words, the Mondays of the weeks that left it, and how often it was kept."""

    words: str
    mondays: tuple[date, ...]
    kept: int


class SameWeeks(NamedTuple):
    """The same weeks of two years, by their numbers: those of this year, and those of the year before."""

    first: int
    last: int
    now: Tally
    before: Tally


@dataclass(frozen=True, kw_only=True)
class History:
    """Every written week, the weeks away, and the day from which they are seen. Nothing ahead is counted."""

    records: Mapping[date, WeekRecord]
    """By Monday, oldest first."""
    away: frozenset[date]
    today: date
    first: date | None = None
    """The Monday of the first week that holds anything; by default of the first record."""

    @cached_property
    def marks(self) -> dict[date, WeekMark]:
        """What every written week leaves for its state."""
        return {monday: record.mark for monday, record in self.records.items()}

    @property
    def this_monday(self) -> date:
        """The Monday of the running week."""
        return self.today - timedelta(days=self.today.weekday())

    def kind(self, monday: date) -> WeekKind:
        """Return how a week is counted."""
        mark = self.marks.get(monday)
        if mark is not None and mark.outcome is not None:  # most weeks, and told by their recap alone
            return _RECAPPED[mark.outcome, bool(mark.better)]
        return _KINDS[state_of(IsoWeek(monday), mark, self.away, self.today)]

    @cached_property
    def kinds(self) -> Sequence[WeekKind]:
        """The kind of every week from the first to this one, oldest first."""
        first = self.first or next(iter(self.records), None)
        if first is None or first > self.this_monday:
            return ()
        count = (self.this_monday - first).days // 7 + 1
        return tuple(self.kind(first + n * _WEEK) for n in range(count))

    def last(self, weeks: int, before: int = 0) -> Tally:
        """Return the tally of the last `weeks` weeks, this one included; `before` leaves out as many newer ones."""
        end = max(0, len(self.kinds) - before)
        return tally(self.kinds[max(0, end - weeks) : end])

    @cached_property
    def all_time(self) -> Tally:
        """The tally of every week from the first to this one."""
        return tally(self.kinds)

    @cached_property
    def goals(self) -> int:
        """How many weeks up to this one had a goal."""
        return sum(record.mark.has_goal for monday, record in self.records.items() if monday <= self.this_monday)

    @cached_property
    def against_last_year(self) -> SameWeeks | None:
        """This year until now against last year until the same week; None where the journal has no such weeks.

        The running week counts once it is recapped, and weeks before the journal's first are left out of both years.
        """
        first, now = self.first or next(iter(self.records), None), IsoWeek(self.this_monday)
        if first is None or IsoWeek(first).year >= now.year:
            return None
        since = IsoWeek(first).number if IsoWeek(first).year == now.year - 1 else 1
        last = min(now.number - (self.kind(now.monday) is WeekKind.OPEN), weeks_in_year(now.year - 1))
        if since > last:
            return None
        this, before = (
            tally(self.kind(date.fromisocalendar(year, n, 1)) for n in range(since, last + 1))
            for year in (now.year, now.year - 1)
        )
        return SameWeeks(since, last, this, before)

    def improved(self, weeks: int) -> tuple[int, int]:
        """Return in how many of the last `weeks` weeks its owner got better, hit or missed, and of how many answers."""
        since = self.this_monday - (weeks - 1) * _WEEK
        answers = [
            record.mark.better
            for monday, record in self.records.items()
            if since <= monday <= self.this_monday and record.mark.better is not None
        ]
        return sum(answers), len(answers)

    def rates(self, weeks: int) -> list[float | None]:
        """Return the rolling 13-week rate at the end of each of the last `weeks` weeks, oldest first."""
        count = min(weeks, len(self.kinds))
        return [self.last(QUARTER, before=n).rate for n in range(count - 1, -1, -1)]

    # what the weeks went to

    def skills(self, weeks: int = 0) -> list[Share]:
        """Return the weeks per skill, the most first, of the last `weeks` weeks or of all.

        Spellings that differ in case only are one skill, named as it was written last.
        """
        skills = [record.skill for record in self._with_goal(weeks)]
        names = {skill_key(skill): skill for skill in skills}
        counts = Counter(map(skill_key, skills))
        return sorted(
            (Share(key, names[key], n) for key, n in counts.items()), key=lambda share: (-share.weeks, share.name)
        )

    def gaps(self, titles: Mapping[int, str], weeks: int = 0) -> list[Share]:
        """Return the weeks per gap, the most first and those without one last."""
        counts = Counter(record.mark.gap for record in self._with_goal(weeks))
        shares = [Share(gap, titles.get(gap, "") if gap is not None else "", n) for gap, n in counts.items()]
        return sorted(shares, key=lambda share: (share.key is None, -share.weeks, share.name))

    def _with_goal(self, weeks: int) -> list[WeekRecord]:
        since = self.this_monday - (weeks - 1) * _WEEK if weeks else date.min
        return [
            record
            for monday, record in self.records.items()
            if since <= monday <= self.this_monday and record.mark.has_goal
        ]

    # chains and lessons

    @cached_property
    def streak(self) -> int:
        """Weeks recapped in a row up to now."""
        return streak(self.marks, self.away, self.today)

    @cached_property
    def longest_chains(self) -> list[Streak]:
        """Every streak there was, the longest first and the newest of equals."""
        return sorted(chains(self.marks, self.away, self.today), key=lambda chain: -chain.length)

    @cached_property
    def longest_at_one_skill(self) -> SkillChain | None:
        """The most weeks in a row at one skill, the newest of equals; weeks away neither break nor count."""
        best: SkillChain | None = None
        key, length, before = "", 0, date.min
        this_monday = self.this_monday
        for monday, record in self.records.items():
            if monday > this_monday or not record.mark.has_goal:
                continue
            last, key = key, skill_key(record.skill)
            same = key == last and (monday - before == _WEEK or self._only_away(before, monday))
            length, before = length + 1 if same else 1, monday
            if best is None or length >= best.length:
                best = SkillChain(record.skill, monday, length)
        return best

    def _only_away(self, before: date, monday: date) -> bool:
        """Say whether all weeks between two are away."""
        between = before + _WEEK
        while between < monday:
            if self.kind(between) is not WeekKind.AWAY:
                return False
            between += _WEEK
        return True

    @cached_property
    def lessons(self) -> LessonTally:
        """What the lessons of all time did."""
        return tally_lessons((record.lesson, record.answer, record.helped) for record in self.records.values())

    @cached_property
    def returned(self) -> list[RecurringLesson]:
        """The lessons that were left in the same words by two weeks or more, the most often first.

        Case and punctuation do not tell words apart.
        """
        by_lesson: dict[str, list[tuple[date, WeekRecord]]] = {}
        for monday, record in self.records.items():
            if record.lesson and (key := lesson_key(record.lesson)):
                by_lesson.setdefault(key, []).append((monday, record))
        recurring = [_returned(weeks) for weeks in by_lesson.values() if len(weeks) > 1]
        return sorted(
            recurring, key=lambda lesson: (-len(lesson.mondays) - lesson.kept, -lesson.mondays[-1].toordinal())
        )


def skill_key(skill: str) -> str:
    """Return what makes two spellings of a skill one."""
    return " ".join(skill.split()).casefold()


def lesson_key(lesson: str) -> str:
    """Return what makes two lessons the same words."""
    return " ".join(_WORD.findall(lesson.casefold()))


def _returned(weeks: Sequence[tuple[date, WeekRecord]]) -> RecurringLesson:
    times_kept = sum(record.answer is LessonAnswer.KEEP for _, record in weeks)
    return RecurringLesson(weeks[-1][1].lesson, tuple(monday for monday, _ in weeks), times_kept)
