"""Conversations in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from devjournal.domain.career.person import Conversation, Person, TalkKind
from devjournal.domain.text.user_text import clean, quoted
from devjournal.storage.career import page_choices
from devjournal.storage.career.people import People
from devjournal.storage.core.json_column import to_json
from devjournal.storage.core.rows import descending, dicts, ids_of, value_of
from devjournal.storage.repository import Repository
from devjournal.storage.schema.tables import ConversationRow, PersonRow, TopicRow
from devjournal.storage.store import Store

_FIELDS = (
    *(ConversationRow.id, ConversationRow.person, ConversationRow.day, ConversationRow.kind, ConversationRow.notes),
    *(ConversationRow.year_before, ConversationRow.private, ConversationRow.recorded_at),
)
"""All columns of a talk except the page, which lists do not need."""


class Conversations(Repository[Conversation]):
    """Logs, lists, changes and removes talks."""

    table = ConversationRow
    missing = "There is no talk {}."

    def __init__(self, store: Store, people: People) -> None:
        """Work on one open file."""
        super().__init__(store)
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
        """Log a talk with a person. A 1:1 clears the planned day of the next one, and the choices for its page.

        Raises:
            NotFound: nobody has that name.
            InvalidText: a text cannot be stored.
        """
        values = {
            "day": day,
            "kind": kind.value,
            "notes": clean(notes, "The notes"),
            "year_before": clean(year_before, "The year before"),
            "private": private,
        }
        with self._store.writing(f"talk with {quoted(name)}"):
            return self._record(self._people.find(name), values)

    def hold(
        self,
        name: str,
        page: Mapping[str, object],
        topics: Iterable[int] = (),
        *,
        day: date | None = None,
        notes: str = "",
    ) -> Conversation:
        """Log the 1:1 with a person, store the page as it was handed over, and begin the next page.

        `topics` are the IDs of the topics on the page. A topic that no talk raised before is raised in this talk. The
        default `day` is today.

        Raises:
            NotFound: nobody has that name.
            InvalidText: the notes cannot be stored.
        """
        texts = {"notes": clean(notes, "The notes"), "year_before": "", "page": to_json(page)}
        values = {"day": day or self._store.today, "kind": TalkKind.ONE_TO_ONE.value, "private": False, **texts}
        with self._store.writing(f"1:1 with {quoted(name)}"):
            talk = self._record(self._people.find(name), values)
            new = TopicRow.raised_in.is_null() & TopicRow.id.in_(list(topics))
            for topic in ids_of(TopicRow, new):
                self._store.update(TopicRow, topic, {"raised_in": talk.id})
            return talk

    def _record(self, person: Person, values: Mapping[str, Any]) -> Conversation:
        """Add a talk. A 1:1 clears the planned day and, unless it is private, the choices for the page."""
        record = {"person": person.id, "recorded_at": self._store.moment_after_page()}
        row_id = self._store.insert(ConversationRow, {**values, **record})
        if values["kind"] == TalkKind.ONE_TO_ONE.value:
            self._store.update(PersonRow, person.id, {"next_on": None})
            if not values["private"]:
                for page in (page_choices.page_of(person.id), page_choices.NOBODY):
                    page_choices.clear(self._store, page)
        return self._get(row_id)

    def edit(self, row_id: int, **changes: Any) -> Conversation:
        """Change some of `day`, `kind`, `notes`, `year_before` and `private`; other fields stay.

        Raises:
            NotFound: there is no such talk.
            InvalidText: a text cannot be stored.
        """
        for name, label in (("notes", "The notes"), ("year_before", "The year before")):
            if name in changes:
                changes[name] = clean(changes[name], label)
        if "kind" in changes:
            changes["kind"] = TalkKind(changes["kind"]).value
        with self._step("change of", row_id):
            self._get(row_id)
            return self._update(row_id, changes)

    def all(self) -> tuple[Conversation, ...]:
        """Return every talk, latest first."""
        with self._store.reading():
            return tuple(self.select(ConversationRow.id > 0))

    def with_person(self, person: int) -> tuple[Conversation, ...]:
        """Return the talks with a person, by ID, latest first."""
        with self._store.reading():
            return tuple(self.select(ConversationRow.person == person))

    def select(self, where: Any) -> Iterator[Conversation]:
        """Yield the talks that match a condition, latest first; inside `Store.reading`."""
        order = descending(ConversationRow, ConversationRow.day)
        for row in dicts(ConversationRow.select(*_FIELDS).where(where).order_by(*order)):
            yield value_of(Conversation, row, kind=TalkKind(row["kind"]))
