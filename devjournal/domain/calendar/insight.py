"""Figures over many weeks: counts, hit rate, skills and gaps, streaks, and lessons that came back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek, weeks_in_year
from devjournal.domain.week.streak import Streak, all_streaks, streak
from devjournal.domain.week.week import LessonAnswer, Outcome, State, WeekKind, WeekMark, kind_of, skill_key, state_of

QUARTER = 13
"""Weeks in the short view, and in the window of the hit rate."""

YEAR = 52
"""Weeks in the view of a year."""

_WEEK = timedelta(weeks=1)
_WORD = re.compile(r"\w+")


class WeekRecord(NamedTuple):
    """The fields of a week that the figures need."""

    mark: WeekMark
    skill: str = ""
    lesson: str = ""
    answer: LessonAnswer | None = None
    helped: bool | None = None


_RECAPPED = {
    (outcome, better): kind_of(State(outcome.value), better) for outcome in Outcome for better in (True, False)
}


class Tally(NamedTuple):
    """The number of weeks of each kind. Each week is counted once."""

    hit: int = 0
    better: int = 0
    """Missed, but better at something."""
    missed: int = 0
    """Missed, and not better at anything."""
    away: int = 0
    open: int = 0
    unrecapped: int = 0
    none: int = 0

    @property
    def weeks(self) -> int:
        """The number of weeks."""
        return sum(self)

    @property
    def answered(self) -> int:
        """The number of weeks recapped as hit or missed."""
        return self.hit + self.better + self.missed

    @property
    def rate(self) -> float | None:
        """Hits as a share of the weeks recapped as hit or missed, from 0 to 1; None without such a week."""
        return self.hit / self.answered if self.answered else None


def tally(kinds: Iterable[WeekKind]) -> Tally:
    """Count weeks by their kind."""
    counts = Counter(kinds)
    return Tally(*(counts[kind] for kind in WeekKind))


class Share(NamedTuple):
    """A skill or a gap (None for no gap), and its number of weeks."""

    key: str | int | None
    name: str
    weeks: int


class SkillRun(NamedTuple):
    """Consecutive weeks at one skill."""

    skill: str
    last: date
    length: int


class LessonTally(NamedTuple):
    """Counts of lessons: written, taken into a week, helped, and did not help."""

    left: int = 0
    taken: int = 0
    helped: int = 0
    failed: int = 0

    @property
    def summary(self) -> str:
        """The counts in words: `12 written, 9 taken into a week, 6 helped, 1 did not`."""
        parts = [f"{self.left} written"]
        parts += [f"{self.taken} taken into a week"] if self.taken else []
        parts += [f"{self.helped} helped"] if self.helped else []
        parts += [f"{self.failed} did not" if self.helped else f"{self.failed} did not help"] if self.failed else []
        return ", ".join(parts)


def tally_lessons(lessons: Iterable[tuple[str, LessonAnswer | None, bool | None]]) -> LessonTally:
    """Count lessons, each with its answer and whether it helped. Empty texts do not count."""
    answers = [(answer, helped) for text, answer, helped in lessons if text]
    taken = [helped for answer, helped in answers if answer in (LessonAnswer.KEEP, LessonAnswer.APPLIED)]
    return LessonTally(len(answers), len(taken), taken.count(True), taken.count(False))


class RecurringLesson(NamedTuple):
    """A lesson that came back: its latest wording, the Mondays of its weeks, and how often it was kept."""

    text: str
    mondays: tuple[date, ...]
    times_kept: int


class SameWeeks(NamedTuple):
    """The tallies of the same week numbers in this year and in the year before."""

    first: int
    last: int
    now: Tally
    before: Tally


@dataclass(frozen=True, kw_only=True)
class History:
    """Every written week, the away weeks, and today. Later weeks are not counted."""

    records: Mapping[date, WeekRecord]
    """By Monday, oldest first."""
    away: frozenset[date]
    today: date
    first: date | None = None
    """The Monday of the first week with data; by default the first record."""

    @cached_property
    def marks(self) -> dict[date, WeekMark]:
        """The fields of every written week that its state needs."""
        return {monday: record.mark for monday, record in self.records.items()}

    @property
    def this_monday(self) -> date:
        """The Monday of the running week."""
        return self.today - timedelta(days=self.today.weekday())

    def kind(self, monday: date) -> WeekKind:
        """Return the kind of a week."""
        mark = self.marks.get(monday)
        if mark is not None and mark.outcome is not None:  # most weeks need no more than their recap
            return _RECAPPED[mark.outcome, bool(mark.better)]
        return kind_of(state_of(IsoWeek(monday), mark, self.away, self.today), None)

    @cached_property
    def kinds(self) -> Sequence[WeekKind]:
        """The kind of every week from the first to this one, oldest first."""
        first = self.first or next(iter(self.records), None)
        if first is None or first > self.this_monday:
            return ()
        count = (self.this_monday - first).days // 7 + 1
        return tuple(self.kind(first + n * _WEEK) for n in range(count))

    def last(self, weeks: int, before: int = 0) -> Tally:
        """Return the tally of the last `weeks` weeks, this one included. `before` skips that many of the newest."""
        end = max(0, len(self.kinds) - before)
        return tally(self.kinds[max(0, end - weeks) : end])

    @cached_property
    def all_time(self) -> Tally:
        """The tally of every week from the first to this one."""
        return tally(self.kinds)

    @cached_property
    def goals(self) -> int:
        """The number of weeks with a goal, up to this one."""
        return sum(record.mark.has_goal for monday, record in self.records.items() if monday <= self.this_monday)

    @cached_property
    def against_last_year(self) -> SameWeeks | None:
        """This year so far against the same weeks of last year; None if last year has no such weeks.

        The running week counts once it is recapped. Weeks before the journal's first one are left out of both years.
        """
        first, this_week = self.first or next(iter(self.records), None), IsoWeek(self.this_monday)
        if first is None or IsoWeek(first).year >= this_week.year:
            return None
        since = IsoWeek(first).number if IsoWeek(first).year == this_week.year - 1 else 1
        last = min(this_week.number - (self.kind(this_week.monday) is WeekKind.OPEN), weeks_in_year(this_week.year - 1))
        if since > last:
            return None
        now, before = (
            tally(self.kind(date.fromisocalendar(year, n, 1)) for n in range(since, last + 1))
            for year in (this_week.year, this_week.year - 1)
        )
        return SameWeeks(since, last, now, before)

    def improved(self, weeks: int) -> tuple[int, int]:
        """Return how many of the last `weeks` weeks made the user better, hit or missed, and how many say so or not."""
        since = self.this_monday - (weeks - 1) * _WEEK
        answers = [
            record.mark.better
            for monday, record in self.records.items()
            if since <= monday <= self.this_monday and record.mark.better is not None
        ]
        return sum(answers), len(answers)

    def rates(self, weeks: int) -> list[float | None]:
        """Return the hit rate over 13 weeks at the end of each of the last `weeks` weeks, oldest first."""
        count = min(weeks, len(self.kinds))
        return [self.last(QUARTER, before=n).rate for n in range(count - 1, -1, -1)]

    # where the weeks went

    def skills(self, weeks: int = 0) -> list[Share]:
        """Return the number of weeks per skill, highest first, for the last `weeks` weeks or for all.

        Spellings that differ only in case are one skill, named by its latest spelling.
        """
        skills = [record.skill for record in self._with_goal(weeks)]
        names = {skill_key(skill): skill for skill in skills}
        counts = Counter(map(skill_key, skills))
        return sorted(
            (Share(key, names[key], n) for key, n in counts.items()), key=lambda share: (-share.weeks, share.name)
        )

    def gaps(self, titles: Mapping[int, str], weeks: int = 0) -> list[Share]:
        """Return the number of weeks per gap, highest first, and weeks without a gap last."""
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

    # streaks and lessons

    @cached_property
    def streak(self) -> int:
        """The current streak in weeks."""
        return streak(self.marks, self.away, self.today)

    @cached_property
    def longest_streaks(self) -> list[Streak]:
        """All streaks, longest first; of equal ones the newest first."""
        return sorted(all_streaks(self.marks, self.away, self.today), key=lambda run: -run.length)

    @cached_property
    def longest_at_one_skill(self) -> SkillRun | None:
        """The longest run of weeks at one skill, the newest of equal ones. Away weeks neither break it nor count."""
        best: SkillRun | None = None
        key, length, before = "", 0, date.min
        this_monday = self.this_monday
        for monday, record in self.records.items():
            if monday > this_monday or not record.mark.has_goal:
                continue
            last, key = key, skill_key(record.skill)
            same = key == last and (monday - before == _WEEK or self._only_away(before, monday))
            length, before = length + 1 if same else 1, monday
            if best is None or length >= best.length:
                best = SkillRun(record.skill, monday, length)
        return best

    def _only_away(self, before: date, monday: date) -> bool:
        """Return whether all weeks between two weeks are away."""
        between = before + _WEEK
        while between < monday:
            if self.kind(between) is not WeekKind.AWAY:
                return False
            between += _WEEK
        return True

    @cached_property
    def lessons(self) -> LessonTally:
        """The counts of all lessons."""
        return tally_lessons((record.lesson, record.answer, record.helped) for record in self.records.values())

    @cached_property
    def returned(self) -> list[RecurringLesson]:
        """Lessons with the same words in two weeks or more, most frequent first.

        Case and punctuation are ignored.
        """
        by_lesson: dict[str, list[tuple[date, WeekRecord]]] = {}
        for monday, record in self.records.items():
            if record.lesson and (key := lesson_key(record.lesson)):
                by_lesson.setdefault(key, []).append((monday, record))
        recurring = [_returned(weeks) for weeks in by_lesson.values() if len(weeks) > 1]
        return sorted(
            recurring, key=lambda lesson: (-len(lesson.mondays) - lesson.times_kept, -lesson.mondays[-1].toordinal())
        )


def lesson_key(lesson: str) -> str:
    """Return the key under which wordings of a lesson are equal."""
    return " ".join(_WORD.findall(lesson.casefold()))


def _returned(weeks: Sequence[tuple[date, WeekRecord]]) -> RecurringLesson:
    times_kept = sum(record.answer is LessonAnswer.KEEP for _, record in weeks)
    return RecurringLesson(weeks[-1][1].lesson, tuple(monday for monday, _ in weeks), times_kept)
