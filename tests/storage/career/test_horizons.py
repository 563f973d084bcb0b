"""Horizons in the file: which stand, which are history, and how they come back."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.career.horizon import Horizon
from devjournal.errors import InvalidText, NotFound, UsageError
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)


def roles(journal: Journal) -> tuple[list[str], list[str]]:
    """Return the roles that stand, and those that are history."""
    horizons = journal.horizons
    return [horizon.role for horizon in horizons.current()], [horizon.role for horizon in horizons.history()]


def test_a_horizon_is_kept_as_it_was_given(journal: Journal) -> None:
    assert roles(journal) == ([], [])
    horizon = journal.horizons.set(" Lead \n", 12, "to shape\n")
    assert horizon == Horizon(id=1, role=" Lead", months=12, why="to shape", set_on=FRIDAY)
    assert journal.horizons.current() == (horizon,)


def test_several_stand_the_nearest_first(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Head", 36)
    journal.horizons.set("Lead", 12)
    clock.move(days=-400)
    journal.horizons.set("Staff", 24)
    assert roles(journal) == (["Staff", "Lead", "Head"], [])


def test_one_for_the_same_months_replaces_the_one_before(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12, "why")
    journal.horizons.set("Staff", 24)
    clock.move(days=1)
    manager = journal.horizons.set("Manager", 12)
    assert (manager.why, manager.set_on) == ("", date(2026, 11, 28))
    clock.move(days=1)
    journal.horizons.set("Director", 12)
    assert roles(journal) == (["Director", "Staff"], ["Manager", "Lead"])
    assert [horizon.retired_on for horizon in journal.horizons.history()] == [date(2026, 11, 29), date(2026, 11, 28)]
    journal.undo()
    assert roles(journal) == (["Manager", "Staff"], ["Lead"])
    journal.redo()
    assert roles(journal) == (["Director", "Staff"], ["Manager", "Lead"])


def test_the_same_role_again(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12, "why")
    assert journal.horizons.set("Lead", 12).why == "why"
    assert journal.horizons.set("Lead", 12, "another").why == "another"
    assert roles(journal) == (["Lead"], []), "on its day it is changed"
    clock.move(days=100)
    second = journal.horizons.set("Lead", 12)
    assert (second.id, second.why, second.set_on) == (2, "another", journal.today), "later it is counted anew"
    assert roles(journal) == (["Lead"], ["Lead"])


def test_a_horizon_is_removed(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12)
    clock.move(days=1)
    journal.horizons.set("Staff", 12)
    for row_id, current in ((1, ["Staff"]), (2, [])):
        assert journal.horizons.remove(row_id).id == row_id
        assert roles(journal) == (current, [])
        with pytest.raises(NotFound):
            journal.horizons.remove(row_id)
    journal.undo()
    journal.undo()
    assert roles(journal) == (["Staff"], ["Lead"])
    assert journal.horizons.set("Other", 24).id == 3


def test_what_cannot_be_a_horizon(journal: Journal) -> None:
    before = journal.path.read_bytes()
    for months in (0, -1, 601, 2**63):
        with pytest.raises(UsageError):
            journal.horizons.set("Lead", months)
    for role, why in (("", ""), (" ", ""), ("a\0", ""), ("a", "\0")):
        with pytest.raises(InvalidText):
            journal.horizons.set(role, 12, why)
    for missing in (0, 1, -1, 2**63):
        with pytest.raises(NotFound):
            journal.horizons.remove(missing)
    assert journal.path.read_bytes() == before


def test_reviews_are_counted_from_the_first_one(journal: Journal, clock: FrozenClock) -> None:
    journal.horizons.set("Lead", 12)
    clock.move(days=10)
    journal.horizons.set("Staff", 12)
    assert journal.reviews.anchors()[0] == FRIDAY
    journal.horizons.remove(2)
    assert journal.review_days() is None
    assert raw.query(journal.path, "SELECT count(*) FROM horizon") == [(1,)]


def test_a_horizon_that_stands_is_corrected(journal: Journal, clock: FrozenClock) -> None:
    """The day it was set stays; another one for the same months becomes history."""
    near, far = journal.horizons.set("Lead", 12), journal.horizons.set("Staff", 36)
    clock.move(days=30)
    changed = journal.horizons.edit(near.id, role="Tech lead ", months=24, why="why")
    assert (changed.role, changed.months, changed.why, changed.set_on) == ("Tech lead", 24, "why", FRIDAY)
    assert journal.horizons.history() == ()
    journal.horizons.edit(near.id, role="Tech lead", months=36, why="")
    assert roles(journal) == (["Tech lead"], ["Staff"])
    with pytest.raises(NotFound):
        journal.horizons.edit(far.id, role="x", months=36, why="")
    with pytest.raises(NotFound):
        journal.horizons.edit(99, role="x", months=36, why="")
    with pytest.raises(UsageError):
        journal.horizons.edit(near.id, role="x", months=0, why="")
    with pytest.raises(InvalidText):
        journal.horizons.edit(near.id, role=" ", months=12, why="")
    assert roles(journal) == (["Tech lead"], ["Staff"])
    journal.undo()
    assert roles(journal) == (["Staff", "Tech lead"], []) or roles(journal) == (["Tech lead", "Staff"], [])
