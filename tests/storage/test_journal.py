"""The journal as a whole: where it stands, and what it is like to open it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.due import Due
from devjournal.domain.week.week import LessonAnswer, Outcome, State
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)
THIS = IsoWeek.of(FRIDAY)


def goal(journal: Journal, iso: IsoWeek) -> None:
    """Set a goal."""
    journal.weeks.set_goal(iso, "x", skill="y")


def test_an_empty_journal(journal: Journal) -> None:
    standing = journal.status()
    assert (standing.today, standing.this.iso, standing.last.iso) == (FRIDAY, THIS, THIS.shift(-1))
    assert (standing.due, standing.streak, standing.last_lesson) == ((Due.GOAL,), 0, None)
    assert standing.state is State.OPEN
    assert journal.first_week() is journal.last_week() is None


def test_a_journal_in_use(journal: Journal, clock: FrozenClock) -> None:
    for n in (-4, -3, -1, 0):
        goal(journal, THIS.shift(n))
    clock.set(datetime(2026, 11, 8))
    for n in (-4, -3):
        journal.weeks.recap(THIS.shift(n), Outcome.HIT)
    clock.set(datetime(2026, 11, 27, 9))
    journal.away.add(THIS.shift(-2).monday, THIS.shift(-2).friday)
    standing = journal.status()
    assert standing.due == (Due.LAST_RECAP, Due.RECAP)
    assert standing.streak == 0
    assert standing.away == {THIS.shift(-2).monday}
    journal.weeks.recap(THIS.shift(-1), Outcome.MISSED, lesson="earlier")
    standing = journal.status()
    assert (standing.due, standing.streak) == ((Due.RECAP,), 3)
    assert standing.last_lesson is not None
    assert standing.last_lesson.lesson == "earlier"
    journal.weeks.answer_lesson(LessonAnswer.KEEP)
    journal.weeks.recap(THIS, Outcome.HIT)
    standing = journal.status()
    assert (standing.due, standing.streak, standing.last_lesson, standing.state) == ((), 4, None, State.HIT)


@pytest.mark.parametrize("days", [0, 1])
def test_a_recap_after_seven_days_does_not_mend_the_streak(journal: Journal, clock: FrozenClock, days: int) -> None:
    before = THIS.shift(-1)
    goal(journal, before)
    clock.set(datetime(2026, 11, 29) + timedelta(days=days))
    journal.weeks.recap(before, Outcome.HIT)
    clock.set(datetime(2026, 11, 30))
    assert journal.weeks.get(before).outcome is Outcome.HIT
    assert journal.status().streak == 0, "the week between was not recapped"
    journal.away.add(THIS.monday, THIS.sunday)
    assert journal.status().streak == 1 - days


def test_days_off_ask_for_nothing(journal: Journal) -> None:
    goal(journal, THIS.shift(-1))
    for week in (THIS, THIS.shift(-1)):
        journal.away.add(week.monday, week.monday + timedelta(days=2))
    assert journal.status().due == ()
    assert journal.status().state is State.AWAY


def test_the_weeks_that_hold_something(journal: Journal) -> None:
    goal(journal, THIS)
    assert journal.first_week() == journal.last_week() == THIS
    journal.entries.add("x", day=THIS.shift(-5).sunday)
    journal.entries.add("x", day=THIS.shift(2).monday)
    assert (journal.first_week(), journal.last_week()) == (THIS.shift(-5), THIS.shift(2))
    journal.away.add(THIS.shift(-8).sunday, THIS.shift(9).monday)
    assert (journal.first_week(), journal.last_week()) == (THIS.shift(-8), THIS.shift(9))


def test_today_is_the_day_where_its_owner_is(journal: Journal, clock: FrozenClock) -> None:
    east = timezone(timedelta(hours=13))
    clock.moment = datetime(2026, 11, 30, 0, 30, tzinfo=east)
    assert journal.today == date(2026, 11, 30)
    journal.entries.add("x", day=journal.today)
    created, _ = raw.stamps(journal.path, "entry")
    assert created == "2026-11-29T11:30:00.000000Z"
    assert journal.now.astimezone(UTC).date() == date(2026, 11, 29)


def test_two_journals_open_at_once_do_not_mix(journal: Journal, clock: FrozenClock) -> None:
    with Journal(journal.path.with_name("other.db"), clock) as other:
        for n in range(3):
            journal.entries.add(f"mine {n}", day=FRIDAY)
            other.entries.add(f"other {n}", day=FRIDAY)
        assert {entry.text[:4] for entry in journal.entries.all()} == {"mine"}
        assert {entry.text[:4] for entry in other.entries.all()} == {"othe"}
        assert len(journal.entries.all()) == len(other.entries.all()) == 3


def test_what_another_program_writes_is_noticed(journal: Journal, clock: FrozenClock) -> None:
    version = journal.data_version()
    journal.entries.add("mine", day=FRIDAY)
    assert journal.data_version() == version
    with Journal(journal.path, clock) as other:
        other.entries.add("other", day=FRIDAY)
    assert journal.data_version() != version
    assert len(journal.entries.all()) == 2


def test_it_closes_where_something_goes_wrong(journal: Journal, clock: FrozenClock) -> None:
    path = journal.path.with_name("other.db")
    with pytest.raises(KeyError), Journal(path, clock) as other:
        raise KeyError
    assert other._store.database.is_closed()
    other.close()
