"""What People shows, read from the journal in one go."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.next_touches import Touch, next_touches
from devjournal.domain.career.person import Awareness, Conversation, Person, deciders_first
from devjournal.domain.week.status import NOTHING, HasAny
from devjournal.storage import Journal

_AREAS = (Area.BRAND, Area.EXPERIENCE, Area.SKILLS)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleView:
    """Everybody who matters, and the gaps that they should know or know."""

    today: date
    people: tuple[Person, ...]
    """Who decides first, then by relation and name."""
    gaps: tuple[Gap, ...]
    """The columns: brand gaps, and those that somebody should know or knows."""
    others: tuple[Gap, ...]
    """The open gaps that are no column."""
    said: Mapping[tuple[int, int], Awareness]
    """What is said of a person and a gap, by their IDs."""
    touches: tuple[Touch, ...]
    used: HasAny = NOTHING
    """What was used before, with anybody."""

    def mark(self, person: Person, gap: Gap) -> Awareness | None:
        """Return what is said of a person and a gap."""
        return self.said.get((person.id, gap.id))

    def counts(self, person: Person) -> tuple[int, int]:
        """Return how many gaps a person knows, of how many they should."""
        marks = [mark for gap in self.gaps if (mark := self.mark(person, gap)) is not None]
        return sum(mark.knows for mark in marks), len(marks)

    def person_at(self, row_id: int | None, index: int) -> int:
        """Return the row of a person, or the nearest one to `index` where they are gone."""
        position = next((n for n, person in enumerate(self.people) if person.id == row_id), index)
        return max(0, min(position, len(self.people) - 1))

    def gap_at(self, row_id: int | None, index: int) -> int:
        """Return the column of a gap, or the nearest one to `index` where it is gone."""
        position = next((n for n, gap in enumerate(self.gaps) if gap.id == row_id), index)
        return max(0, min(position, len(self.gaps) - 1))


def read(journal: Journal, held_gaps: AbstractSet[int]) -> PeopleView:
    """Read what People shows; the gaps in `held` stay columns, also where nobody should know of them any more."""
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
        said={(mark.person, mark.gap): mark for mark in awareness},
        touches=tuple(next_touches(people, gaps, awareness)),
        used=journal.used(),
    )


def read_talks(journal: Journal, person: Person) -> tuple[Conversation, ...]:
    """Read the talks with a person, the latest first."""
    return journal.conversations.with_person(person.id)


def _order(gap: Gap) -> tuple[bool, int, int, int]:
    """Order the columns: open gaps first, brand before the others, then as on the board."""
    return not gap.open, _AREAS.index(gap.area), gap.position, gap.id
