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


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """All people, and the gaps that they know or should know of."""

    today: date
    people: tuple[Person, ...]
    """Deciders first, then by relation and name."""
    gaps: tuple[Gap, ...]
    """The columns: brand gaps, and gaps that somebody knows or should know of."""
    others: tuple[Gap, ...]
    """Open gaps without a column."""
    marks: Mapping[tuple[int, int], Awareness]
    """Awareness by IDs of person and gap."""
    touches: tuple[Touch, ...]
    has_any: HasAny = NOTHING
    """Which features were ever used, with any person."""

    def mark(self, person: Person, gap: Gap) -> Awareness | None:
        """Return the awareness of a person and a gap."""
        return self.marks.get((person.id, gap.id))

    def counts(self, person: Person) -> tuple[int, int]:
        """Return how many gaps a person knows of, and how many they know or should know of."""
        marks = [mark for gap in self.gaps if (mark := self.mark(person, gap)) is not None]
        return sum(mark.knows for mark in marks), len(marks)

    def person_at(self, row_id: int | None, index: int) -> int:
        """Return the row of the person `row_id`; if they are gone, the row nearest to `index`."""
        position = next((n for n, person in enumerate(self.people) if person.id == row_id), index)
        return max(0, min(position, len(self.people) - 1))

    def gap_at(self, row_id: int | None, index: int) -> int:
        """Return the column of the gap `row_id`; if it is gone, the column nearest to `index`."""
        position = next((n for n, gap in enumerate(self.gaps) if gap.id == row_id), index)
        return max(0, min(position, len(self.gaps) - 1))


class Log(NamedTuple):
    """What was said: the talks with a person, and the entries with their words, each the latest first."""

    talks: tuple[Conversation, ...] = ()
    words: tuple[Entry, ...] = ()


def read(journal: Journal, held_gaps: AbstractSet[int]) -> PeopleView:
    """Read the data of People. `held_gaps` stay columns even if nobody should know of them any more."""
    people = sorted(journal.people.list(), key=deciders_first)
    awareness = journal.people.awareness()
    gaps = sorted(journal.gaps.list(), key=_order)
    named = {mark.gap for mark in awareness} | held_gaps
    columns_shown = tuple(gap for gap in gaps if gap.id in named or (gap.area is Area.BRAND and gap.on_board))
    columns = {gap.id for gap in columns_shown}
    return PeopleView(
        today=journal.today,
        people=tuple(people),
        gaps=columns_shown,
        others=tuple(gap for gap in gaps if gap.on_board and gap.id not in columns),
        marks={(mark.person, mark.gap): mark for mark in awareness},
        touches=tuple(next_touches(people, gaps, awareness)),
        has_any=journal.has_any(),
    )


def read_log(journal: Journal, person: Person) -> Log:
    """Read the talks with a person and their words, latest first."""
    return Log(journal.conversations.with_person(person.id), journal.entries.said_by(person.id)[::-1])


def _order(gap: Gap) -> tuple[bool, int, int, int]:
    """Sort key of columns: open gaps first, brand before other areas, then board order."""
    return not gap.open, _AREAS.index(gap.area), gap.position, gap.id
