"""Touches: whom to tell next about shown gaps. People who decide come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.person import DECIDERS, Awareness, Person, deciders_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A person, and the shown gaps that they do not know of."""

    person: Person
    gaps: tuple[Gap, ...]

    @property
    def decides(self) -> bool:
        """Whether the person decides on the next role."""
        return self.person.relation in DECIDERS


def next_touches(people: Iterable[Person], gaps: Iterable[Gap], awareness: Iterable[Awareness]) -> list[Touch]:
    """Return who does not know what they should, people who decide first, each with gaps in the given order.

    A gap counts once it is shown, and a brand gap always does, since knowing is its measure. Parked gaps do not count.
    People who decide should know of every open gap that is shown; others only if that is recorded.
    """
    marks = {(item.person, item.gap): item for item in awareness}
    active_gaps = [gap for gap in gaps if not gap.parked]
    touches = []
    for person in sorted(people, key=deciders_first):
        decides = person.relation in DECIDERS
        missing = []
        for gap in active_gaps:
            mark = marks.get((person.id, gap.id))
            if mark is None:
                counts = decides and gap.open and gap.shown and gap.area is not Area.BRAND
            else:
                counts = not mark.knows and (gap.shown or gap.area is Area.BRAND)
            if counts:
                missing.append(gap)
        if missing:
            touches.append(Touch(person=person, gaps=tuple(missing)))
    return touches
