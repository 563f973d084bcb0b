"""People in the file, and which gaps they know, or should know, to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from peewee import fn

from devjournal.domain.career.person import Awareness, Person, PersonReferences, Relation
from devjournal.domain.text.user_text import clean, quoted, required
from devjournal.errors import NotFound, RuleViolation
from devjournal.storage.core.cache import cached_until_write
from devjournal.storage.core.rows import ascending, dicts, first_row, id_of, select_all, tuples, uid_of, value_of
from devjournal.storage.core.uids import natural_uid
from devjournal.storage.schema.tables import AwarenessRow, ConversationRow, GapRow, PersonRow
from devjournal.storage.store import Store


class People:
    """Adds, lists, changes and removes people, who are identified by name."""

    def __init__(self, store: Store) -> None:
        """Work on one open file."""
        self._store = store

    def add(
        self, name: str, *, role: str = "", relation: Relation = Relation.OTHER, next_on: date | None = None
    ) -> Person:
        """Add a person.

        Raises:
            InvalidText: the name is empty or a text cannot be stored.
            RuleViolation: there is a person of that name.
        """
        name = required(name, "The name")
        values = {"name": name, "role": clean(role, "The role"), "relation": relation.value, "next_on": next_on}
        with self._store.writing(f"person {quoted(name)}"):
            self._check_name_is_free(name)
            return self._get(PersonRow.id == self._store.insert(PersonRow, values, natural_uid("person", name)))

    def edit(self, name: str, /, **changes: Any) -> Person:
        """Change some of `name`, `role`, `relation` and `next_on`; other fields stay.

        Raises:
            NotFound: nobody has that name.
            InvalidText: the name is empty, or a text cannot be stored.
            RuleViolation: another person has the new name.
        """
        if "name" in changes:
            changes["name"] = required(changes["name"], "The name")
        if "role" in changes:
            changes["role"] = clean(changes["role"], "The role")
        if "relation" in changes:
            changes["relation"] = Relation(changes["relation"]).value
        with self._store.writing(f"change of {quoted(name)}"):
            person = self.find(name)
            if changes.get("name", person.name) != person.name:
                self._check_name_is_free(changes["name"])
            if changes:
                self._store.update(PersonRow, person.id, changes)
            return self._get(PersonRow.id == person.id)

    def remove(self, name: str) -> Person:
        """Remove a person and the records of what they know. Their talks stay, without a name.

        Raises:
            NotFound: nobody has that name.
        """
        from devjournal.storage.career import page_choices  # people are rarely removed

        with self._store.writing(f"removal of {quoted(name)}"):
            person = self.find(name)
            page_choices.clear(self._store, page_choices.page_of(person.id))
            self._store.delete(PersonRow, person.id)
            return person

    def references(self, name: str) -> PersonReferences:
        """Return how many rows refer to a person, to show before they are removed.

        Raises:
            NotFound: nobody has that name.
        """
        with self._store.reading():
            person = self.find(name)
            return PersonReferences(
                talks=ConversationRow.select().where(ConversationRow.person == person.id).count(),
                gaps=AwarenessRow.select().where(AwarenessRow.person == person.id).count(),
            )

    def find(self, name: str) -> Person:
        """Return the person of that name.

        Raises:
            NotFound: nobody has that name.
        """
        with self._store.reading():
            return self._get(PersonRow.name == clean(name, "The name"), name)

    @cached_until_write
    def list(self) -> tuple[Person, ...]:
        """Return all people, by name."""
        with self._store.reading():
            people = self._select(PersonRow.id > 0)
            return tuple(sorted(people, key=lambda person: person.name.casefold()))

    def names(self) -> dict[int, str]:
        """Return the name of every person by their ID."""
        return {person.id: person.name for person in self.list()}

    @cached_until_write
    def next_days(self) -> tuple[tuple[str, date], ...]:
        """Return the name of each person with a planned 1:1, and its day."""
        with self._store.reading():
            rows = PersonRow.select(PersonRow.name, PersonRow.next_on).where(PersonRow.next_on.is_null(False))
            return tuple((name, day) for name, day in tuples(rows))

    # awareness

    def awareness(self) -> tuple[Awareness, ...]:
        """Return everything that people know or should know."""
        with self._store.reading():
            rows = AwarenessRow.select(AwarenessRow.person, AwarenessRow.gap, AwarenessRow.known_on)
            ordered = tuples(rows.order_by(*ascending(AwarenessRow)))
            return tuple(Awareness(person=person, gap=gap, known_on=day) for person, gap, day in ordered)

    def awareness_of(self, person: int, gap: int) -> Awareness | None:
        """Return the awareness of a person for a gap, by their IDs; None if the person need not know."""
        with self._store.reading():
            pair = (AwarenessRow.person == person) & (AwarenessRow.gap == gap)
            row = first_row(AwarenessRow.select(AwarenessRow.known_on).where(pair))
            return Awareness(person=person, gap=gap, known_on=row[0]) if row is not None else None

    def should_know(self, name: str, gap: int) -> Awareness:
        """Record that a person should know that a gap is shown. A person who knows still knows.

        Raises:
            NotFound: nobody has that name, or there is no such gap.
        """
        with self._store.writing(f"what {quoted(name)} should know"):
            person = self.find(name)
            return self._put(person, gap, None)

    def knows(self, name: str, gap: int, on: date | None = None) -> Awareness:
        """Record since which day a person knows that a gap is shown. None keeps the recorded day, or else means today.

        Raises:
            NotFound: nobody has that name, or there is no such gap.
        """
        with self._store.writing(f"what {quoted(name)} knows"):
            person = self.find(name)
            awareness = self._put(person, gap, on)
            return awareness if awareness.knows else self._put(person, gap, self._store.today)

    def forget(self, name: str, gap: int) -> None:
        """Remove the record that a person knows or should know.

        Raises:
            NotFound: nobody has that name, there is no such gap, or there is no such record.
        """
        with self._store.writing(f"what {quoted(name)} knows"):
            person = self.find(name)
            self._store.must_exist(GapRow, gap, "gap")
            row_id = self._pair(person.id, gap)
            if row_id is None:
                raise NotFound(f"Nothing says that {quoted(name)} should know about gap {gap}.")
            self._store.delete(AwarenessRow, row_id)

    def no_longer_knows(self, name: str, gap: int) -> Awareness:
        """Record that a person does not know yet, but should.

        Raises:
            NotFound: nobody has that name, or there is no such gap.
        """
        with self._store.writing(f"what {quoted(name)} should know"):
            person = self.find(name)
            self._put(person, gap, None)
            row_id = self._pair(person.id, gap)
            assert row_id is not None
            self._store.update(AwarenessRow, row_id, {"known_on": None})
            return Awareness(person=person.id, gap=gap)

    def _put(self, person: Person, gap: int, known_on: date | None) -> Awareness:
        self._store.must_exist(GapRow, gap, "gap")
        row_id = self._pair(person.id, gap)
        if row_id is None:
            key = f"{uid_of(PersonRow, person.id)} {uid_of(GapRow, gap)}"
            values = {"person": person.id, "gap": gap, "known_on": known_on}
            self._store.insert(AwarenessRow, values, natural_uid("awareness", key))
        elif known_on is not None:
            self._store.update(AwarenessRow, row_id, {"known_on": known_on})
        else:
            known_on = AwarenessRow.select(AwarenessRow.known_on).where(AwarenessRow.id == row_id).scalar()
        return Awareness(person=person.id, gap=gap, known_on=known_on)

    def _pair(self, person: int, gap: int) -> int | None:
        return id_of(AwarenessRow, (AwarenessRow.person == person) & (AwarenessRow.gap == gap))

    def _check_name_is_free(self, name: str) -> None:
        if id_of(PersonRow, PersonRow.name == name) is not None:
            raise RuleViolation(f"{quoted(name)} is already in the journal; change them with `devjournal person edit`.")

    def _get(self, where: Any, name: str = "") -> Person:
        person = next(self._select(where), None)
        if person is None:
            raise NotFound(f"Nobody is called {quoted(name)}; see `devjournal person list`.")
        return person

    def _select(self, where: Any) -> Iterator[Person]:
        talks = ConversationRow.select(ConversationRow.person, fn.MAX(ConversationRow.day))
        last = dict(tuples(talks.group_by(ConversationRow.person)))
        for row in dicts(select_all(PersonRow).where(where).order_by(*ascending(PersonRow))):
            yield value_of(Person, row, relation=Relation(row["relation"]), last_talk=last.get(row["id"]))
