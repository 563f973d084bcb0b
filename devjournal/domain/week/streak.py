"""The streak: weeks recapped in a row (`docs/data-model.md` has the rule)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome, State, WeekMark, state_of

LATE_AFTER = timedelta(days=7)
"""How long after its Sunday a first recap still counts for a streak."""

_IN_TIME = timedelta(days=6) + LATE_AFTER
_WEEK = timedelta(weeks=1)


class Streak(NamedTuple):
    """Weeks recapped in a row: the first and last Monday that count, and how many weeks count."""

    first: date
    last: date
    length: int


class PendingStreak(NamedTuple):
    """The streak that a missing recap would save: its length with that week, and the week."""

    length: int
    week: IsoWeek


def counts(mark: WeekMark | None) -> bool:
    """Return whether a week counts for a streak: recapped as hit or missed, and in time."""
    if mark is None or mark.outcome not in (Outcome.HIT, Outcome.MISSED):
        return False
    return mark.recapped_on is None or mark.recapped_on - mark.monday <= _IN_TIME


def all_streaks(marks: Mapping[date, WeekMark], away: AbstractSet[date], today: date) -> Iterator[Streak]:
    """Yield every streak, newest first. The first one is the current streak, if there is one.

    Away weeks neither break a streak nor count, and the running week never breaks it.
    """
    if not marks:
        return
    this_monday = today - timedelta(days=today.weekday())
    oldest = min(marks)
    length, first, last = 0, this_monday, this_monday
    monday = this_monday
    while monday >= oldest:
        mark = marks.get(monday)
        if counts(mark):
            length += 1
            first, last = monday, (last if length > 1 else monday)
        elif not _passes(monday, mark, away, this_monday) and length:
            yield Streak(first, last, length)
            length = 0
        monday -= _WEEK
    if length:
        yield Streak(first, last, length)


def streak(marks: Mapping[date, WeekMark], away: AbstractSet[date], today: date) -> int:
    """Return how many weeks were recapped in a row up to the last complete week, plus this week if it is recapped."""
    monday = this_monday = today - timedelta(days=today.weekday())
    if not marks:
        return 0
    oldest, length = min(marks), 0
    while monday >= oldest:
        mark = marks.get(monday)
        if counts(mark):
            length += 1
        elif not _passes(monday, mark, away, this_monday):
            break
        monday -= _WEEK
    return length


def streak_once(marks: Mapping[date, WeekMark], away: AbstractSet[date], today: date) -> PendingStreak | None:
    """Return the streak that a missing recap would still save; None if nothing is missing, or it is too late.

    This can only be last week's recap: any earlier one would come too late to count.
    """
    last = IsoWeek.of(today).shift(-1)
    mark = marks.get(last.monday)
    if mark is None or state_of(last, mark, away, today) is not State.UNRECAPPED:
        return None
    recapped = mark._replace(outcome=Outcome.MISSED, recapped_on=today)
    return PendingStreak(streak({**marks, last.monday: recapped}, away, today), last)


def longest_streak(marks: Mapping[date, WeekMark], away: AbstractSet[date], today: date) -> Streak | None:
    """Return the longest streak, the newest of equal ones, or None."""
    return max(all_streaks(marks, away, today), key=lambda run: run.length, default=None)


def _passes(monday: date, mark: WeekMark | None, away: AbstractSet[date], this_monday: date) -> bool:
    if monday == this_monday:
        return True
    if mark is not None and mark.outcome is not None:
        return mark.outcome is Outcome.AWAY
    return monday in away
