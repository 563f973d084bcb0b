"""The form of a person: name, relation, role, and the day of the next 1:1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.person import Person, Relation
from devjournal.domain.dates.days import as_iso
from devjournal.domain.dates.reading import Toward, examples
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading, day_in
from devjournal.tui.widgets.fields import Choice, Field, Option, TextField
from devjournal.tui.widgets.fields.prefilled import Prefilled

RELATION_OPTIONS = tuple(Option(relation[0], relation.label, relation) for relation in Relation)


class PersonForm(Form[Person]):
    """Who matters for getting where you want to be?"""

    TAB = "people"
    ABOUT = "person"

    def __init__(self, person: Person | None, save: Callable[[Person, Answers], None], today: date) -> None:
        """Ask for a new person, or edit `person`."""
        super().__init__(Heading(title=f"Edit {person.name}" if person else "A new person"), save, today)
        self._person = person

    def fields(self) -> Sequence[Field]:
        """Name, relation, role, next 1:1."""
        person = self._person or Person("")
        relation = person.relation if self._person else None
        day, near = as_iso(person.next_on) or "", examples(self._today, Toward.NEXT)
        return (
            Field("Who?", TextField(person.name, single=True), help="needed: a name", id="name"),
            Field("What are they to you?", Choice(RELATION_OPTIONS, relation), help="needed", id="relation"),
            Field("Their role?", TextField(person.role, single=True), help="optional", id="role"),
            Field("When is the next 1:1?", Prefilled(day), help=f"optional: {near}", id="next"),
        )

    def collect(self) -> Person:
        """Return the person.

        Raises:
            FieldRefused: name or relation is missing, or the day is invalid.
        """
        name, relation = self.needed_text("name", "The name", "a name"), self.chosen("relation", Relation)
        if relation is None:
            raise FieldRefused("relation", "Needed: manager, sponsor, peer, role model or other.")
        day = day_in(self, "next", self._today, Toward.NEXT)
        return Person(name=name, relation=relation, role=self.text_of("role", "The role"), next_on=day)
