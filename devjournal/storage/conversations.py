"""Conversations in the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from devjournal.domain.person import Conversation, TalkKind
from devjournal.domain.text import clean, quoted
from devjournal.errors import NotFound
from devjournal.storage.people import People
from devjournal.storage.rows import named
from devjournal.storage.store import Store
from devjournal.storage.tables import ConversationRow, PersonRow


class Conversations:
    """Logs, lists, changes and removes talks."""

    def __init__(self, store: Store, people: People) -> None:
        """Keep to one open file."""
        self._store = store
        self._people = people

    def log(
        self,
        name: str,
        *,
        day: date,
        kind: TalkKind = TalkKind.ONE_TO_ONE,
        notes: str = "",
        year_before: str = "",
        private: bool = False,
    ) -> Conversation:
        """Log a talk with a person; a 1:1 that was held clears the day of the next one.

        Raises:
            NotFound: nobody has that name.
            InvalidText: a text cannot be kept.
        """
        values = {
            "day": day,
            "kind": kind.value,
            "notes": clean(notes, "The notes"),
            "year_before": clean(year_before, "The year before"),
            "private": private,
        }
        with self._store.writing(f"talk with {quoted(name)}"):
            person = self._people.find(name)
            held = {"person": person.id, "recorded_at": self._store.moment_after_all()}
            row_id = self._store.insert(ConversationRow, {**values, **held})
            if kind is TalkKind.ONE_TO_ONE:
                self._store.update(PersonRow, person.id, {"next_on": None})
            return self._get(row_id)

    def edit(self, row_id: int, **changes: Any) -> Conversation:
        """Change some of `day`, `kind`, `notes`, `year_before` and `private`; what is not named stays.

        Raises:
            NotFound: there is no such talk.
            InvalidText: a text cannot be kept.
        """
        for name, what in (("notes", "The notes"), ("year_before", "The year before")):
            if name in changes:
                changes[name] = clean(changes[name], what)
        if "kind" in changes:
            changes["kind"] = TalkKind(changes["kind"]).value
        with self._store.writing(f"change of talk {row_id}"):
            self._get(row_id)
            if changes:
                self._store.update(ConversationRow, row_id, changes)
            return self._get(row_id)

    def remove(self, row_id: int) -> Conversation:
        """Remove a talk, and return it.

        Raises:
            NotFound: there is no such talk.
        """
        with self._store.writing(f"removal of talk {row_id}"):
            talk = self._get(row_id)
            self._store.delete(ConversationRow, row_id)
            return talk

    def get(self, row_id: int) -> Conversation:
        """Return one talk.

        Raises:
            NotFound: there is no such talk.
        """
        with self._store.reading():
            return self._get(row_id)

    def all(self) -> tuple[Conversation, ...]:
        """Return every talk, the latest first."""
        with self._store.reading():
            return tuple(self.select(ConversationRow.id > 0))

    def with_person(self, person: int) -> tuple[Conversation, ...]:
        """Return the talks with a person, by ID, the latest first."""
        with self._store.reading():
            return tuple(self.select(ConversationRow.person == person))

    def _get(self, row_id: int) -> Conversation:
        found = next(self.select(ConversationRow.id == row_id), None)
        if found is None:
            raise NotFound(f"There is no talk {row_id}.")
        return found

    def select(self, where: Any) -> Iterator[Conversation]:
        """Yield the talks that a condition on their rows takes, the latest first; inside `Store.reading`."""
        order = (ConversationRow.day.desc(), ConversationRow.id.desc())
        for row in named(ConversationRow.select().where(where).order_by(*order)):
            yield Conversation(
                person=row.person,
                day=row.day,
                kind=TalkKind(row.kind),
                notes=row.notes,
                year_before=row.year_before,
                private=row.private,
                recorded_at=row.recorded_at,
                id=row.id,
            )
