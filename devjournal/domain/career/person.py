"""People who matter to the horizon, what they know or should know, and talks with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import NotFound


class _Labelled(StrEnum):
    """A kind with a label."""

    @property
    def label(self) -> str:
        """The kind in words: `role model`."""
        return self.value.replace("-", " ")


class Relation(_Labelled):
    """The relation of a person to the user."""

    MANAGER = "manager"
    SPONSOR = "sponsor"
    PEER = "peer"
    ROLE_MODEL = "role-model"
    OTHER = "other"


DECIDERS = (Relation.MANAGER, Relation.SPONSOR)
"""The relations that decide on the next role. They come first in lists of people to tell."""


SOMEBODY = "somebody"
"""Stands for the name of a removed person."""

_MAX_NAMES = 4
"""The most names in a sentence."""

_MAX_COMPARED = 40
"""The most characters of a name that are compared."""


class TalkKind(_Labelled):
    """The kind of a talk."""

    ONE_TO_ONE = "1:1"
    ROLE_MODEL = "role-model"
    OTHER = "other"


class Person(NamedTuple):
    """A person, identified by name; `next_on` is the day of the next 1:1."""

    name: str
    role: str = ""
    relation: Relation = Relation.OTHER
    next_on: date | None = None
    last_talk: date | None = None
    id: int = 0


class Awareness(NamedTuple):
    """That a person should know, or has known since `known_on`, that a gap is shown."""

    person: int
    gap: int
    known_on: date | None = None

    @property
    def knows(self) -> bool:
        """Whether the person knows."""
        return self.known_on is not None


class Conversation(NamedTuple):
    """A talk on a day; `person` is None after the person was removed."""

    person: int | None
    day: date
    kind: TalkKind = TalkKind.ONE_TO_ONE
    notes: str = ""
    year_before: str = ""
    """What a role model was doing 12 months before."""
    private: bool = False
    recorded_at: str = ""
    id: int = 0

    @property
    def answers(self) -> tuple[str, ...]:
        """The lines of `year_before`, without blank ones."""
        return tuple(answer for line in self.year_before.splitlines() if (answer := line.strip()))

    def name_in(self, names: Mapping[int, str]) -> str:
        """Return the person's name from `names`, by ID; `somebody` if the person was removed."""
        return names.get(self.person, SOMEBODY) if self.person is not None else SOMEBODY


def find_by_start(people: Sequence[Person], name: str) -> Person:
    """Return the person with a name, or the only one whose name begins with it, whatever its case.

    Raises:
        NotFound: nobody or several people match; the message names candidates.
    """
    exact = next((person for person in people if person.name == name), None)
    if exact is not None:
        return exact
    start = name.casefold()
    matches = [person for person in people if person.name.casefold().startswith(start)]
    full_matches = [person for person in matches if person.name.casefold() == start]
    if len(full_matches or matches) == 1:
        return (full_matches or matches)[0]
    if matches:
        names = ", ".join(quoted(person.name) for person in matches[:_MAX_NAMES])
        raise NotFound(f"{quoted(name)} is the start of {len(matches)} names: {names}; write more of the one you mean.")
    raise NotFound(f"Nobody is called {quoted(name)}{_nearest(people, name)}; see `devjournal person list`.")


def _nearest(people: Sequence[Person], name: str) -> str:
    """Return a hint at the closest name, compared with whole names and their words."""
    from difflib import get_close_matches  # only a typo needs it

    names = {person.name.casefold(): person.name for person in reversed(people)}
    names |= {word.casefold(): person.name for person in reversed(people) for word in person.name.split()}
    near = get_close_matches(name.casefold()[:_MAX_COMPARED], names, n=1)
    return f" (did you mean {quoted(names[near[0]])}?)" if near else ""


class PersonReferences(NamedTuple):
    """The number of rows that refer to a person."""

    talks: int = 0
    gaps: int = 0

    @property
    def removal_note(self) -> str:
        """The consequences of removing the person, to follow their name: `; 2 talks stay`."""
        parts = []
        if self.talks:
            parts.append(f"{pluralized(self.talks, 'talk')} {'stays' if self.talks == 1 else 'stay'}, without a name")
        if self.gaps:
            parts.append(f"what they should know of {pluralized(self.gaps, 'gap')} goes, too")
        return "".join(f"; {part}" for part in parts)


def deciders_first(person: Person) -> tuple[int, str]:
    """Return a sort key: people who decide first, then by name."""
    order = (*DECIDERS, *(relation for relation in Relation if relation not in DECIDERS))
    return order.index(person.relation), person.name.casefold()


def people_to_ask(people: Iterable[Person], awareness: Iterable[Awareness], gap: int) -> tuple[Person, ...]:
    """Return whom to ask about after a hit on a brand gap, people who decide first: those who should know and do not.

    If the gap names nobody, it is everybody.
    """
    marks = {mark.person: mark.knows for mark in awareness if mark.gap == gap}
    return tuple(person for person in sorted(people, key=deciders_first) if not marks.get(person.id, bool(marks)))
