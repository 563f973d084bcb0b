"""People who matter to the horizon, what they should know and know, and the talks with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.text.user_text import pluralized


class Relation(StrEnum):
    """What somebody is to the journal's owner."""

    MANAGER = "manager"
    SPONSOR = "sponsor"
    PEER = "peer"
    ROLE_MODEL = "role-model"
    OTHER = "other"


DECIDERS = (Relation.MANAGER, Relation.SPONSOR)
"""Who decides on the next role: they come first where somebody should be told."""


class TalkKind(StrEnum):
    """What a conversation was for."""

    ONE_TO_ONE = "1:1"
    ROLE_MODEL = "role-model"
    OTHER = "other"


class Person(NamedTuple):
    """Somebody who matters, known by name; `next_on` is the day of the next 1:1."""

    name: str
    role: str = ""
    relation: Relation = Relation.OTHER
    next_on: date | None = None
    last_talk: date | None = None
    id: int = 0


class Awareness(NamedTuple):
    """That a person should know, or since `known_on` does know, that a gap is shown."""

    person: int
    gap: int
    known_on: date | None = None

    @property
    def knows(self) -> bool:
        """Whether the person knows."""
        return self.known_on is not None


class Conversation(NamedTuple):
    """A talk on a day; `person` is None once the person was removed."""

    person: int | None
    day: date
    kind: TalkKind = TalkKind.ONE_TO_ONE
    notes: str = ""
    year_before: str = ""
    """What a role model was doing twelve months before."""
    private: bool = False
    recorded_at: str = ""
    id: int = 0

    @property
    def answers(self) -> tuple[str, ...]:
        """What a role model was doing twelve months before, a line each; blank lines are none."""
        return tuple(answer for line in self.year_before.splitlines() if (answer := line.strip()))


class PersonReferences(NamedTuple):
    """How much refers to a person."""

    talks: int = 0
    gaps: int = 0

    @property
    def fate(self) -> str:
        """What becomes of it when the person is removed, after the words that name them: `; 2 talks stay`."""
        parts = []
        if self.talks:
            stays = "stays and names" if self.talks == 1 else "stay and name"
            parts.append(f"{pluralized(self.talks, 'talk')} {stays} nobody now")
        if self.gaps:
            parts.append(f"what they should know of {pluralized(self.gaps, 'gap')} goes with them")
        return "".join(f"; {part}" for part in parts)


def deciders_first(person: Person) -> tuple[int, str]:
    """Return the sort key that puts who decides before the others, then by name."""
    order = (*DECIDERS, *(relation for relation in Relation if relation not in DECIDERS))
    return order.index(person.relation), person.name.casefold()


def people_to_ask(people: Iterable[Person], awareness: Iterable[Awareness], gap: int) -> tuple[Person, ...]:
    """Return whom a hit on a brand gap is asked about, deciders first: who should know and does not yet.

    Where nobody is named, it is all of them.
    """
    marks = {one.person: one.knows for one in awareness if one.gap == gap}
    return tuple(person for person in sorted(people, key=deciders_first) if not marks.get(person.id, bool(marks)))
