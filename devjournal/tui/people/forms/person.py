"""The form of a person: name, relation, role, and the day of the next 1:1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from devjournal.domain.career.person import Person, Relation
from devjournal.domain.dates.reading import Toward, examples
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in
from devjournal.tui.widgets.fields import Choice, Field, Option, TextField
from devjournal.tui.widgets.fields.prefilled import Prefilled

RELATIONS = (
    Option("m", "manager", Relation.MANAGER),
    Option("s", "sponsor", Relation.SPONSOR),
    Option("p", "peer", Relation.PEER),
    Option("r", "role model", Relation.ROLE_MODEL),
    Option("o", "other", Relation.OTHER),
)
"""The relations; manager and sponsor decide on the next role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAnswer:
    """A person's fields."""

    name: str
    relation: Relation
    role: str
    next_on: date | None


class PersonForm(Form[PersonAnswer]):
    """Who matters for getting where you want to be?"""

    TAB = "people"
    ABOUT = "person"

    def __init__(self, person: Person | None, save: Callable[[PersonAnswer, Answers], None], today: date) -> None:
        """Ask for a new person, or edit `person`."""
        super().__init__(Heading(title=f"Edit {person.name}" if person else "A new person"), save, today)
        self._person = person

    def fields(self) -> Sequence[Field]:
        """Name, relation, role, next 1:1."""
        person = self._person
        relation = person.relation if person else None
        day = person.next_on.isoformat() if person and person.next_on else ""
        near = examples(self._today, Toward.NEXT)
        return (
            Field("Who?", TextField(person.name if person else "", single=True), help="needed: a name", id="name"),
            Field("What are they to you?", Choice(RELATIONS, relation), help="needed", id="relation"),
            Field("Their role?", TextField(person.role if person else "", single=True), help="optional", id="role"),
            Field("When is the next 1:1?", Prefilled(day), help=f"optional: {near}", id="next"),
        )

    def collect(self) -> PersonAnswer:
        """Return the person.

        Raises:
            FieldRefused: name or relation is missing, or the day is invalid.
        """
        name, relation = self.needed_text("name", "The name", "a name"), self.chosen("relation")
        if relation is None:
            raise FieldRefused("relation", "Needed: manager, sponsor, peer, role model or other.")
        day = day_in(self, "next", self._today, Toward.NEXT)
        return PersonAnswer(name=name, relation=relation, role=self.text_of("role", "The role"), next_on=day)
