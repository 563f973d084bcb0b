"""Reminders: when the ritual's five events first take place, and on which weekday of a month reviews recur."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import MONTHLY_AFTER, QUARTERLY_AFTER, Due
from devjournal.domain.week.ritual import Moment, Ritual

LAST = -1
"""The number that means the last such weekday of a month."""

_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A recurring event: its name, its first time, and how often it recurs."""

    due: Due
    first: datetime
    """In the user's local time, without a zone."""
    months: int = 0
    """Every so many months, on the same weekday of the month as the first; 0 is weekly."""
    off: tuple[datetime, ...] = ()
    """Moments to leave out, in away weeks."""

    @property
    def place(self) -> int:
        """Which weekday of its name in the month the first one is: 1 to 4, or `LAST`.

        A fifth one counts as the last: every month has a last Friday, while a 31st would skip five months of twelve.
        """
        nth = (self.first.day - 1) // 7 + 1
        return nth if nth < 5 else LAST

    def falls_on(self, day: date) -> bool:
        """Return whether a review's event recurs on a later day with its weekday."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        is_last = (day + timedelta(weeks=1)).month != day.month
        in_place = is_last if self.place == LAST else (day.day - 1) // 7 + 1 == self.place
        return in_place and months % self.months == 0


def reminders(
    ritual: Ritual, review_days: tuple[date, date] | None, away: AbstractSet[date], now: datetime
) -> tuple[Reminder, ...]:
    """Return the five reminders of the ritual, none of them before `now`.

    `review_days` are the days from which the reviews are due. If they are None, without a horizon, reviews begin on the
    first goal day of the next month and of the next quarter. `away` holds the Mondays of away weeks.
    """
    now = now.replace(tzinfo=None)
    days = review_days or _next_starts(ritual.goal.day, now.date())
    return (
        _weekly(Due.GOAL, ritual.goal, away, now),
        _weekly(Due.CHECK_IN, ritual.check_in, away, now),
        _weekly(Due.RECAP, ritual.recap, away, now),
        _review(Due.MONTHLY_REVIEW, _working(days[0], ritual.goal.at, away, now), MONTHLY_AFTER, away),
        _review(Due.QUARTERLY_REVIEW, _working(days[1], ritual.goal.at, away, now), QUARTERLY_AFTER, away),
    )


def _weekly(due: Due, moment: Moment, away: AbstractSet[date], now: datetime) -> Reminder:
    week = IsoWeek.of(now.date())
    while _in_week(moment, week.monday) < now or week.monday in away:
        week = week.shift(1)
    off = tuple(_in_week(moment, monday) for monday in sorted(away) if monday > week.monday)
    return Reminder(due=due, first=_in_week(moment, week.monday), off=off)


def _review(due: Due, first: datetime, months: int, away: AbstractSet[date]) -> Reminder:
    """Return the reminder of a review without its days in away weeks."""
    reminder = Reminder(due=due, first=first, months=months)
    days = (monday + timedelta(days=first.weekday()) for monday in sorted(away) if monday > first.date())
    return replace(reminder, off=tuple(datetime.combine(day, first.time()) for day in days if reminder.falls_on(day)))


def _in_week(moment: Moment, monday: date) -> datetime:
    return datetime.combine(monday + timedelta(days=moment.day), moment.at)


def _next_starts(day: int, today: date) -> tuple[date, date]:
    """Return the first such weekday of the next month, and of the next quarter."""
    return _first_in(day, today.year, today.month + 1), _first_in(day, today.year, (today.month + 2) // 3 * 3 + 1)


def _first_in(day: int, year: int, month: int) -> date:
    """Return the first such weekday of a month. Month 13 is January of the next year."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first + timedelta(days=(day - first.weekday()) % 7)


def _working(day: date, at: time, away: AbstractSet[date], now: datetime) -> datetime:
    """Return this hour of a day, or of the next working day that is neither past nor in an away week."""
    moment = datetime.combine(max(day, now.date()), at)
    while moment < now or moment.weekday() >= _WORKING_DAYS or IsoWeek.of(moment.date()).monday in away:
        moment += timedelta(days=1)
    return moment
