"""The data of People, read from the journal at once."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.next_touches import Touch, next_touches
from devjournal.domain.career.person import Awareness, Conversation, Person, deciders_first
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.status import NOTHING, HasAny
from devjournal.storage import Journal

_AREAS = (Area.BRAND, Area.EXPERIENCE, Area.SKILLS)
"""The areas in the order of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """All people, and the gaps that they know or should know of."""

    today: date
    people: tuple[Person, ...]
    """Deciders first, then by relation and name."""
    gaps: tuple[Gap, ...]
    """The columns: brand gaps, and gaps that somebody knows or should know of."""
    gaps_without_column: tuple[Gap, ...]
    """The other gaps on the board."""
    marks: Mapping[tuple[int, int], Awareness]
    """Awareness by the IDs of person and gap."""
    touches: tuple[Touch, ...]
    """Whom to tell next."""
    has_any: HasAny = NOTHING
    """Which features were ever used, with any person."""

    def mark(self, person: Person, gap: Gap) -> Awareness | None:
        """Return the awareness of a person for a gap."""
        return self.marks.get((person.id, gap.id))

    def counts(self, person: Person) -> tuple[int, int]:
        """Return how many gaps a person knows of, and how many they know or should know of."""
        marks = [mark for gap in self.gaps if (mark := self.mark(person, gap)) is not None]
        return sum(mark.knows for mark in marks), len(marks)


class Log(NamedTuple):
    """What was said: the talks with a person, and the entries that quote the person. Both are latest first."""

    talks: tuple[Conversation, ...] = ()
    quotes: tuple[Entry, ...] = ()


def read(journal: Journal, held_gaps: AbstractSet[int]) -> PeopleView:
    """Read the data of People. `held_gaps` (IDs) stay columns even if nobody should know of them any more."""
    people = sorted(journal.people.list(), key=deciders_first)
    awareness = journal.people.awareness()
    gaps = sorted(journal.gaps.list(), key=_order)
    named = {mark.gap for mark in awareness} | held_gaps
    columns = tuple(gap for gap in gaps if gap.id in named or (gap.area is Area.BRAND and gap.on_board))
    column_ids = {gap.id for gap in columns}
    return PeopleView(
        today=journal.today,
        people=tuple(people),
        gaps=columns,
        gaps_without_column=tuple(gap for gap in gaps if gap.on_board and gap.id not in column_ids),
        marks={(mark.person, mark.gap): mark for mark in awareness},
        touches=tuple(next_touches(people, gaps, awareness)),
        has_any=journal.has_any(),
    )


def read_log(journal: Journal, person: Person) -> Log:
    """Read what was said in talks with a person, and by the person."""
    return Log(journal.conversations.with_person(person.id), journal.entries.said_by(person.id)[::-1])


def _order(gap: Gap) -> tuple[bool, int, int, int]:
    """Return the sort key of a column: open gaps first, brand before the other areas, then the order of the board."""
    return not gap.open, _AREAS.index(gap.area), gap.position, gap.id
