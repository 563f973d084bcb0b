"""People who matter to the horizon, what they should know and know, and the talks with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import NotFound


class Relation(StrEnum):
    """What somebody is to the journal's owner."""

    MANAGER = "manager"
    SPONSOR = "sponsor"
    PEER = "peer"
    ROLE_MODEL = "role-model"
    OTHER = "other"


DECIDERS = (Relation.MANAGER, Relation.SPONSOR)
"""Who decides on the next role: they come first where somebody should be told."""


_NAMED = 4
"""How many names a sentence lists."""

_COMPARED = 40
"""How many characters of a name are compared with others."""


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


def find_by_start(people: Sequence[Person], name: str) -> Person:
    """Return the person of that name, or the only one whose name begins with it; upper and lower case are one then.

    Raises:
        NotFound: nobody, or more than one, is meant; the sentence names who may be.
    """
    exact = next((person for person in people if person.name == name), None)
    if exact is not None:
        return exact
    start = name.casefold()
    begin = [person for person in people if person.name.casefold().startswith(start)]
    whole = [person for person in begin if person.name.casefold() == start]
    if len(whole or begin) == 1:
        return (whole or begin)[0]
    if begin:
        names = ", ".join(quoted(person.name) for person in begin[:_NAMED])
        raise NotFound(f"{quoted(name)} is the start of {len(begin)} names: {names}; write more of the one you mean.")
    raise NotFound(f"Nobody is called {quoted(name)}{_nearest(people, name)}; see `devjournal person list`.")


def _nearest(people: Sequence[Person], name: str) -> str:
    """Return a hint at the name that was probably meant: a whole name or one of its words."""
    from difflib import get_close_matches  # only a slip pays for it

    names = {person.name.casefold(): person.name for person in reversed(people)}
    names |= {word.casefold(): person.name for person in reversed(people) for word in person.name.split()}
    near = get_close_matches(name.casefold()[:_COMPARED], names, n=1)
    return f" (did you mean {quoted(names[near[0]])}?)" if near else ""


class PersonReferences(NamedTuple):
    """How much refers to a person."""

    talks: int = 0
    gaps: int = 0

    @property
    def fate(self) -> str:
        """What becomes of it when the person is removed, after the words that name them: `; 2 talks stay`."""
        parts = []
        if self.talks:
            parts.append(f"{pluralized(self.talks, 'talk')} {'stays' if self.talks == 1 else 'stay'}, without a name")
        if self.gaps:
            parts.append(f"what they should know of {pluralized(self.gaps, 'gap')} goes, too")
        return "".join(f"; {part}" for part in parts)


def deciders_first(person: Person) -> tuple[int, str]:
    """Return the sort key that puts who decides before the others, then by name."""
    order = (*DECIDERS, *(relation for relation in Relation if relation not in DECIDERS))
    return order.index(person.relation), person.name.casefold()


def people_to_ask(people: Iterable[Person], awareness: Iterable[Awareness], gap: int) -> tuple[Person, ...]:
    """Return whom a hit on a brand gap is asked about, deciders first: who should know and does not yet.

    Where nobody is named, it is all of them.
    """
    marks = {mark.person: mark.knows for mark in awareness if mark.gap == gap}
    return tuple(person for person in sorted(people, key=deciders_first) if not marks.get(person.id, bool(marks)))
