"""Touches: who should hear next, deciders first."""

from __future__ import annotations

from datetime import date

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.next_touches import next_touches
from devjournal.domain.career.person import Awareness, Person, Relation

DAY = date(2026, 11, 27)
MARA = Person(id=1, name="Mara", relation=Relation.MANAGER)
TOMAS = Person(id=2, name="Tomas", relation=Relation.SPONSOR)
INES = Person(id=3, name="Ines", relation=Relation.PEER)
PEOPLE = (INES, TOMAS, MARA)


def shown(row_id: int, *, closed: bool = False) -> Gap:
    """Return a gap that is shown."""
    return Gap(id=row_id, area=Area.SKILLS, title=f"Gap {row_id}", evidence=2, closed_on=DAY if closed else None)


def told(people: tuple[Person, ...], gaps: tuple[Gap, ...], *marks: Awareness) -> list[tuple[str, list[int]]]:
    """Return whom to tell of what."""
    return [(touch.person.name, [gap.id for gap in touch.gaps]) for touch in next_touches(people, gaps, marks)]


def test_who_decides_should_know_of_what_is_shown_whether_or_not_that_was_said() -> None:
    assert told(PEOPLE, (shown(7),)) == [("Mara", [7]), ("Tomas", [7])]


def test_of_what_is_not_shown_yet_nobody_has_to_hear() -> None:
    open_gap = Gap(id=7, area=Area.EXPERIENCE, title="Not yet", needed=3, evidence=2)
    assert told(PEOPLE, (open_gap,), Awareness(person=1, gap=7)) == []


def test_a_brand_gap_is_told_before_it_is_shown_but_only_to_those_who_should_know() -> None:
    brand = Gap(id=7, area=Area.BRAND, title="Seen", needed=2)
    assert told(PEOPLE, (brand,), Awareness(person=3, gap=7)) == [("Ines", [7])]


def test_deciders_come_first_and_a_peer_only_where_it_was_said() -> None:
    marks = (Awareness(person=3, gap=7), Awareness(person=3, gap=8), Awareness(person=1, gap=7, known_on=DAY))
    assert told(PEOPLE, (shown(7), shown(8)), *marks) == [("Mara", [8]), ("Tomas", [7, 8]), ("Ines", [7, 8])]


def test_a_closed_gap_is_told_only_where_it_was_said() -> None:
    assert told(PEOPLE, (shown(7, closed=True),)) == []
    assert told(PEOPLE, (shown(7, closed=True),), Awareness(person=2, gap=7)) == [("Tomas", [7])]


def test_of_a_parked_gap_nobody_has_to_hear() -> None:
    parked = Gap(id=7, area=Area.BRAND, title="Seen", needed=2, parked_on=DAY)
    assert told(PEOPLE, (parked,), Awareness(person=3, gap=7)) == []


def test_a_touch_says_whether_the_person_decides() -> None:
    touches = next_touches(PEOPLE, (shown(7),), (Awareness(person=3, gap=7),))
    assert [touch.decides for touch in touches] == [True, True, False]
