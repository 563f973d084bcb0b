"""People in the file, and what they should know and know."""

from __future__ import annotations

from datetime import date

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import Awareness, Person, PersonReferences, Relation
from devjournal.errors import InvalidText, NotFound, RuleViolation
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw

FRIDAY = date(2026, 11, 27)


def names(journal: Journal) -> list[str]:
    """Return the names in the order of the list."""
    return [person.name for person in journal.people.list()]


def test_a_person_is_kept_as_given(journal: Journal) -> None:
    ana = journal.people.add(" Ana \n", role="Head ", relation=Relation.SPONSOR, next_on=FRIDAY)
    assert ana == Person(id=1, name=" Ana", role="Head", relation=Relation.SPONSOR, next_on=FRIDAY)
    assert journal.people.list() == (ana,)
    assert journal.people.find(" Ana\t") == ana
    with pytest.raises(NotFound):
        journal.people.find("Ana")


def test_everybody_by_name(journal: Journal) -> None:
    for name in ("bo", "Cai", "Ana", "Éva", "BO"):
        journal.people.add(name)
    assert names(journal) == ["Ana", "bo", "BO", "Cai", "Éva"]


def test_a_name_is_there_once(journal: Journal) -> None:
    for name in ("Ana", "Bo"):
        journal.people.add(name)
    before = journal.path.read_bytes()
    with pytest.raises(RuleViolation):
        journal.people.add("Ana ")
    with pytest.raises(RuleViolation):
        journal.people.edit("Ana", name="Bo")
    assert journal.path.read_bytes() == before
    assert journal.people.edit("Ana", name="Ana").id == 1
    assert journal.people.edit("Ana", name="Ann").id == 1
    assert journal.people.add("Ana").id == 3
    assert names(journal) == ["Ana", "Ann", "Bo"]


def test_somebody_is_changed(journal: Journal) -> None:
    ana = journal.people.add("Ana", role="Head", relation=Relation.PEER, next_on=FRIDAY)
    assert journal.people.edit("Ana") == ana
    assert journal.people.edit("Ana", relation=Relation.MANAGER, role="", next_on=None) == (
        Person(id=1, name="Ana", relation=Relation.MANAGER)
    )
    journal.undo()
    assert journal.people.find("Ana") == ana


def test_what_cannot_be_a_person(journal: Journal) -> None:
    journal.people.add("Ana")
    before = journal.path.read_bytes()
    for wrong in ("", " \n", "a\0"):
        with pytest.raises(InvalidText):
            journal.people.add(wrong)
        with pytest.raises(InvalidText):
            journal.people.edit("Ana", name=wrong)
    with pytest.raises(InvalidText):
        journal.people.add("Bo", role="\0")
    for missing in ("", "ana", "Bo", "An"):
        with pytest.raises(NotFound):
            journal.people.edit(missing, role="x")
        with pytest.raises(NotFound):
            journal.people.remove(missing)
    assert journal.path.read_bytes() == before


def test_two_machines_mean_the_same_person(journal: Journal, clock: FrozenClock) -> None:
    journal.people.add("Ana")
    with Journal(journal.path.with_name("other.db"), clock) as other:
        other.people.add("Bo")
        other.people.add("Ana")
        assert raw.row(other.path, "person", 2)["uid"] == raw.row(journal.path, "person")["uid"]
    journal.people.edit("Ana", name="Ann")
    journal.people.add("Ana")
    assert len({uid for (uid,) in raw.query(journal.path, "SELECT uid FROM person")}) == 2


@pytest.fixture
def brand(journal: Journal) -> Journal:
    """A journal with two people and two brand gaps."""
    for name in ("Ana", "Bo"):
        journal.people.add(name)
    for title in ("one", "two"):
        journal.gaps.add(Area.BRAND, title, needed=5)
    return journal


def measure(journal: Journal, gap: int = 1) -> tuple[int, int]:
    """Return how many know of a gap, and how many should."""
    stored_gap = journal.gaps.get(gap)
    return stored_gap.evidence, stored_gap.needed


def test_a_brand_gap_is_measured_by_people(brand: Journal) -> None:
    people = brand.people
    assert measure(brand) == (0, 5)
    assert people.should_know("Ana", 1) == Awareness(person=1, gap=1)
    assert measure(brand) == (0, 1)
    assert people.knows("Ana", 1, FRIDAY) == Awareness(person=1, gap=1, known_on=FRIDAY)
    assert brand.gaps.get(1).shown
    people.should_know("Bo", 1)
    assert measure(brand) == (1, 2)
    assert measure(brand, 2) == (0, 5)
    people.forget("Ana", 1)
    people.forget("Bo", 1)
    assert measure(brand) == (0, 5)


def test_who_knows_goes_on_knowing(brand: Journal, clock: FrozenClock) -> None:
    people = brand.people
    day = date(2026, 1, 31)
    people.knows("Ana", 1, day)
    known = Awareness(person=1, gap=1, known_on=day)
    clock.move(days=9)
    before = brand.path.read_bytes()
    assert people.should_know("Ana", 1) == known
    assert people.knows("Ana", 1) == known, "no day is named, so the one that is there stays"
    assert brand.path.read_bytes() == before
    assert people.knows("Ana", 1, FRIDAY).known_on == FRIDAY
    assert people.knows("Bo", 1).known_on == brand.today
    assert people.no_longer_knows("Ana", 1) == Awareness(person=1, gap=1)
    assert people.knows("Ana", 1).known_on == brand.today
    assert people.no_longer_knows("Bo", 2) == Awareness(person=2, gap=2)
    assert [(awareness.person, awareness.gap) for awareness in people.awareness()] == [(1, 1), (2, 1), (2, 2)]


def test_what_is_not_there_is_not_known(brand: Journal) -> None:
    people = brand.people
    before = brand.path.read_bytes()
    for name, gap in (("Cai", 1), ("Ana", 9), ("Ana", 0), ("Ana", 2**63)):
        for act in (people.should_know, people.no_longer_knows, people.forget, people.knows):
            with pytest.raises(NotFound):
                act(name, gap)
    with pytest.raises(NotFound, match="Nothing says"):
        people.forget("Ana", 1)
    assert brand.path.read_bytes() == before
    assert people.awareness() == ()


def test_what_was_forgotten_can_be_said_again(brand: Journal) -> None:
    brand.people.knows("Ana", 1, FRIDAY)
    uid = raw.row(brand.path, "awareness")["uid"]
    brand.people.forget("Ana", 1)
    assert raw.removed(brand.path) == {("awareness", uid)}
    brand.people.should_know("Ana", 1)
    assert raw.row(brand.path, "awareness", 2)["uid"] == uid
    assert raw.removed(brand.path) == set()
    for _ in range(2):
        brand.undo()
    assert brand.people.awareness() == (Awareness(person=1, gap=1, known_on=FRIDAY),)


def test_removing_somebody_loses_nothing_else(brand: Journal) -> None:
    brand.people.knows("Ana", 1, FRIDAY)
    brand.people.should_know("Ana", 2)
    brand.people.should_know("Bo", 1)
    brand.conversations.log("Ana", day=FRIDAY, notes="on growth")
    talks = brand.conversations.all()
    assert brand.people.references("Ana") == PersonReferences(talks=1, gaps=2)
    assert brand.people.references("Bo") == PersonReferences(gaps=1)
    with pytest.raises(NotFound):
        brand.people.references("Cai")
    assert brand.people.remove("Ana").id == 1
    assert names(brand) == ["Bo"]
    assert [(talk.person, talk.notes) for talk in brand.conversations.all()] == [(None, "on growth")]
    assert measure(brand) == (0, 1)
    assert measure(brand, 2) == (0, 5)
    brand.undo()
    assert brand.conversations.all() == talks
    assert brand.people.references("Ana") == PersonReferences(talks=1, gaps=2)
    assert measure(brand) == (1, 2)
    brand.redo()
    assert brand.people.add("Ana").id == 3
