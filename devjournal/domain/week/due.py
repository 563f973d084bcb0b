"""What is due today, by the rules of `docs/data-model.md`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.week.ritual import DEFAULT_RITUAL, Ritual
from devjournal.domain.week.week import State, Week, state_of

MONTHLY_AFTER = 1
"""Months after a review of either kind until the next monthly one."""

QUARTERLY_AFTER = 3
"""Months after a quarterly review until the next one."""


class Due(StrEnum):
    """Something that can be due."""

    GOAL = "goal"
    CHECK_IN = "check-in"
    RECAP = "recap"
    LAST_RECAP = "last-recap"
    MONTHLY_REVIEW = "monthly-review"
    QUARTERLY_REVIEW = "quarterly-review"
    ONE_TO_ONE = "one-to-one"


def week_due(
    this: Week, last: Week, away: AbstractSet[date], today: date, ritual: Ritual = DEFAULT_RITUAL
) -> list[Due]:
    """Return what is due in the week's ritual, in the order to answer it; a forgotten recap comes first.

    Each question is due from its day on. Hours matter only for reminders.
    """
    due: list[Due] = []
    if state_of(last.iso, last, away, today) is State.UNRECAPPED:
        due.append(Due.LAST_RECAP)
    if state_of(this.iso, this, away, today) is not State.OPEN:
        return due
    day = today.weekday()
    if not this.has_goal:
        if day >= ritual.goal.day:
            due.append(Due.GOAL)
    elif day >= ritual.recap.day:
        due.append(Due.RECAP)
    elif day >= ritual.check_in.day and this.on_track is None:
        due.append(Due.CHECK_IN)
    return due


class ReviewKind(StrEnum):
    """The two kinds of reviews: the monthly check-in and the quarterly deep dive."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Deferral(NamedTuple):
    """That a review due on a day is put off until another day, or skipped if that is None."""

    kind: ReviewKind
    due: date
    until: date | None


class NextReview(NamedTuple):
    """When a review is due by the rule, and when it is asked for; later if it is put off."""

    due: date
    asked: date


def review_days(
    first_horizon: date | None,
    last_review: date | None,
    last_quarterly: date | None,
    deferrals: Sequence[Deferral] = (),
) -> tuple[date, date] | None:
    """Return the days from which the next monthly and the next quarterly review are due.

    None without a horizon: `first_horizon` is the day the first one was set. Months are added to the anchor with
    relativedelta, so that 31 January gives 28 February.
    """
    if first_horizon is None:
        return None
    monthly = next_review_after(last_review or first_horizon, ReviewKind.MONTHLY, deferrals)
    quarterly = next_review_after(last_quarterly or first_horizon, ReviewKind.QUARTERLY, deferrals)
    return monthly.asked, quarterly.asked


def next_review_after(anchor: date, kind: ReviewKind, deferrals: Iterable[Deferral]) -> NextReview:
    """Return the next review of a kind after its anchor.

    A skipped review counts as held on the day it was due; the next one is counted from there.
    """
    from dateutil.relativedelta import relativedelta  # only journals with a horizon need it

    months = relativedelta(months=MONTHLY_AFTER if kind is ReviewKind.MONTHLY else QUARTERLY_AFTER)
    until = {deferral.due: deferral.until for deferral in deferrals if deferral.kind is kind}
    due = anchor + months
    while due in until and until[due] is None:
        due += months
    return NextReview(due, until.get(due) or due)


def postponed_until(due: NextReview, today: date) -> date:
    """Return the day until which a review is put off: a week from today, or from its day if that is later."""
    return max(today, due.asked) + timedelta(weeks=1)


def asked_outside(due_on: date, away: AbstractSet[date], today: date) -> date:
    """Return the day from which a review is asked for; `away` holds the Mondays of away weeks.

    A review due or waiting in an away week is asked for on the Monday after it.
    """
    day = max(due_on, today)
    monday = day - timedelta(days=day.weekday())
    if monday not in away:
        return due_on
    while monday in away:
        monday += timedelta(weeks=1)
    return monday


def reviews_due(days: tuple[date, date] | None, today: date) -> list[Due]:
    """Return the due reviews; `days` comes from `review_days`."""
    if days is None:
        return []
    asks = zip((Due.MONTHLY_REVIEW, Due.QUARTERLY_REVIEW), days, strict=True)
    return [due for due, day in asks if today >= day]


def one_to_one_due(next_day: date | None, this: Week, away: AbstractSet[date], today: date) -> list[Due]:
    """Return whether a 1:1 is overdue; `next_day` is the earliest planned day, None without a plan.

    Nothing is overdue in an away week.
    """
    overdue = next_day is not None and next_day < today
    return [Due.ONE_TO_ONE] if overdue and state_of(this.iso, this, away, today) is not State.AWAY else []
