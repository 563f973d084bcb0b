"""The entry that a hit leaves as evidence, and what its owner does with it."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

THIS = IsoWeek.of(date(2026, 11, 27))
LAST = THIS.shift(-1)
HIT, MISSED, AWAY = Outcome.HIT, Outcome.MISSED, Outcome.AWAY


@pytest.fixture(autouse=True)
def planned(journal: Journal) -> None:
    """Two gaps, and a goal that names the first."""
    journal.gaps.add(Area.SKILLS, "Write")
    journal.gaps.add(Area.EXPERIENCE, "Speak")
    journal.weeks.set_goal(THIS, "Write it", skill="writing", gap=1)


def evidence(journal: Journal) -> list[Entry]:
    """Return the entries that recaps made."""
    return [entry for entry in journal.entries.all() if entry.week is not None]


def words(journal: Journal) -> list[tuple[str, int | None]]:
    """Return the words and the gap of each."""
    return [(entry.text, entry.gap) for entry in evidence(journal)]


def uids(journal: Journal) -> list[str]:
    """Return the uids of all entries."""
    return [uid for (uid,) in raw.query(journal.path, "SELECT uid FROM entry")]


def test_a_hit_leaves_one_entry(journal: Journal) -> None:
    journal.weeks.recap(THIS, HIT)
    [entry] = journal.entries.all()
    assert entry == Entry(id=1, day=date(2026, 11, 27), text="Write it", gap=1, week=THIS.monday)
    assert journal.entries.of_gap(1) == (entry,)
    assert journal.gaps.get(1).evidence == 1


def test_once_however_often_the_recap_is_changed(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.recap(THIS, HIT)
    [before] = evidence(journal)
    for n in range(3):
        clock.move(days=3)
        journal.weeks.recap(THIS, HIT, better=bool(n % 2), note=f"note {n}", lesson=f"lesson {n}")
    assert evidence(journal) == [before]
    assert raw.removed(journal.path) == set()


@pytest.mark.parametrize("outcome", [MISSED, AWAY])
def test_another_outcome_takes_it_away(journal: Journal, outcome: Outcome) -> None:
    journal.entries.add("mine", day=date(2026, 11, 27), gap=1)
    journal.weeks.recap(THIS, outcome)
    assert evidence(journal) == []
    journal.weeks.recap(THIS, HIT)
    assert len(evidence(journal)) == 1
    journal.weeks.recap(THIS, outcome)
    assert [entry.text for entry in journal.entries.all()] == ["mine"]
    assert len(raw.removed(journal.path)) == 1


def test_back_and_forth_leaves_one_with_the_same_uid(journal: Journal) -> None:
    journal.weeks.recap(THIS, HIT)
    [uid] = uids(journal)
    assert uuid.UUID(uid).version == 5
    journal.weeks.recap(THIS, MISSED)
    assert raw.removed(journal.path) == {("entry", uid)}
    journal.weeks.recap(THIS, HIT)
    assert uids(journal) == [uid]
    assert raw.removed(journal.path) == set()
    assert [entry.id for entry in evidence(journal)] == [2], "an ID is never given twice"


def test_a_goal_without_a_gap_leaves_none(journal: Journal) -> None:
    journal.weeks.set_goal(THIS, "Write it", gap=None)
    journal.weeks.recap(THIS, HIT)
    assert journal.entries.all() == ()
    journal.weeks.set_goal(THIS, "Write it", gap=2)
    assert words(journal) == [("Write it", 2)]
    journal.weeks.set_goal(THIS, "Write it", gap=None)
    assert journal.entries.all() == ()


def test_a_gap_that_changes_after_the_hit_takes_it_along(journal: Journal) -> None:
    journal.weeks.recap(THIS, HIT)
    [before] = evidence(journal)
    journal.weeks.set_goal(THIS, "Write it", gap=2)
    [after] = evidence(journal)
    assert (after.gap, after.id) == (2, before.id)
    assert [journal.gaps.get(n).evidence for n in (1, 2)] == [0, 1]


def test_words_of_the_goal_that_change_are_taken_over(journal: Journal) -> None:
    journal.weeks.recap(THIS, HIT)
    journal.weeks.set_goal(THIS, "Write it well")
    assert words(journal) == [("Write it well", 1)]


def test_words_of_its_owner_stay(journal: Journal) -> None:
    journal.weeks.recap(THIS, HIT)
    journal.entries.edit(1, text="Wrote it, and they liked it", link="https://example.org", private=True)
    journal.weeks.set_goal(THIS, "Write it well", gap=2)
    journal.weeks.recap(THIS, HIT, note="again")
    [entry] = evidence(journal)
    assert (entry.text, entry.gap) == ("Wrote it, and they liked it", 2)
    assert (entry.link, entry.private) == ("https://example.org", True)


@pytest.mark.parametrize("gap", [2, None])
def test_where_its_owner_put_it_it_stays(journal: Journal, gap: int | None) -> None:
    journal.weeks.recap(THIS, HIT)
    journal.entries.edit(1, gap=gap)
    journal.weeks.recap(THIS, HIT, note="again")
    assert words(journal) == [("Write it", gap)]
    third = journal.gaps.add(Area.BRAND, "Be known").id
    journal.weeks.set_goal(THIS, "Write it", gap=third)
    assert words(journal) == [("Write it", gap)]


def test_what_its_owner_removed_stays_removed(journal: Journal) -> None:
    journal.weeks.recap(THIS, HIT)
    journal.entries.remove(1)
    journal.weeks.recap(THIS, HIT, note="again", lesson="less")
    journal.weeks.set_goal(THIS, "Write it well", plan=["a"])
    assert journal.entries.all() == ()
    assert len(raw.removed(journal.path)) == 1


def test_another_week_has_its_own(journal: Journal) -> None:
    journal.weeks.set_goal(LAST, "Read it", skill="reading", gap=1)
    journal.weeks.recap(LAST, HIT)
    journal.weeks.recap(THIS, HIT)
    assert words(journal) == [("Read it", 1), ("Write it", 1)]
    assert len(set(uids(journal))) == 2
    journal.weeks.recap(LAST, MISSED)
    assert words(journal) == [("Write it", 1)]


def test_its_day_is_the_recaps_or_the_weeks_last(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.set_goal(LAST, "Read it", skill="reading", gap=1)
    journal.weeks.recap(LAST, HIT)
    clock.set(datetime(2026, 11, 29, 23, 59))
    journal.weeks.recap(THIS, HIT)
    assert [entry.day for entry in evidence(journal)] == [LAST.sunday, THIS.sunday]
    assert journal.entries.of_week(THIS) == (evidence(journal)[1],)


def test_two_journals_mean_the_same_entry(journal: Journal, clock: FrozenClock) -> None:
    journal.weeks.recap(THIS, HIT)
    with Journal(journal.path.with_name("other.db"), clock) as other:
        other.gaps.add(Area.BRAND, "Something else")
        other.weeks.set_goal(THIS, "Elsewhere", skill="x", gap=1)
        other.entries.add("first", day=date(2026, 1, 1))
        other.weeks.recap(THIS, HIT)
        assert set(uids(other)) & set(uids(journal)) == set(uids(journal))
        weeks = [raw.query(each.path, "SELECT uid FROM week") for each in (journal, other)]
        assert weeks[0] == weeks[1]
        assert uuid.UUID(weeks[0][0][0]).version == 5
