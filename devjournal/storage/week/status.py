"""The state of the journal on a day: what `status` and a prompt print."""

from __future__ import annotations

from datetime import date

from peewee import fn

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import one_to_one_due, reviews_due, week_due
from devjournal.domain.week.ritual import Ritual
from devjournal.domain.week.status import Status
from devjournal.domain.week.streak import streak, streak_once
from devjournal.domain.week.week import unrecapped
from devjournal.storage.schema.tables import PersonRow
from devjournal.storage.store import Store
from devjournal.storage.week.weeks import Weeks


def read_status(
    store: Store, weeks: Weeks, away: frozenset[date], review_days: tuple[date, date] | None, ritual: Ritual
) -> Status:
    """Return the state of the journal today; `away` holds the Mondays of weeks that days off make away."""
    today = store.today
    iso = IsoWeek.of(today)
    this_week, last_week, marks = weeks.get(iso), weeks.get(iso.shift(-1)), weeks.marks()
    return Status(
        today=today,
        this=this_week,
        last=last_week,
        away=away,
        due=(
            *week_due(this_week, last_week, away, today, ritual),
            *reviews_due(review_days, today),
            *one_to_one_due(_next_one_to_one(store), this_week, away, today),
        ),
        streak=streak(marks, away, today),
        last_lesson=weeks.unanswered_lesson(),
        lesson_in_use=weeks.lesson_in_use(iso),
        unrecapped=unrecapped(marks, away, today),
        pending_streak=streak_once(marks, away, today),
    )


def _next_one_to_one(store: Store) -> date | None:
    """Return the earliest planned day of a 1:1; None if none is planned."""
    with store.reading():
        day: date | None = PersonRow.select(fn.MIN(PersonRow.next_on)).scalar()
        return day
