"""Talks together with their results: all or nothing, and one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from devjournal.domain.career.person import Conversation
from devjournal.domain.one_to_one.agreements import NO_AGREEMENTS, Agreements
from devjournal.domain.text.user_text import quoted
from devjournal.storage.career.conversations import Conversations
from devjournal.storage.career.people import People
from devjournal.storage.one_to_one.topics import Topics
from devjournal.storage.store import Store


class Meetings:
    """Logs talks, closes the topics settled in them, and adds new promises and asks."""

    def __init__(self, store: Store, people: People, conversations: Conversations) -> None:
        """Work on one open file."""
        self._store = store
        self._people = people
        self._conversations = conversations
        self._topics = Topics(store)

    def log(self, name: str, agreements: Agreements = NO_AGREEMENTS, **talk: Any) -> Conversation:
        """Log a talk as `Conversations.log` does, with its results.

        Raises:
            NotFound: nobody has that name, or there is no topic with such an ID.
            RuleViolation: a topic is done already.
            InvalidText: a text cannot be stored.
        """
        with self._store.writing(f"talk with {quoted(name)}"):
            self._tick(agreements)
            logged = self._conversations.log(name, **talk)
            self._add(name, agreements, logged)
            return logged

    def hold(
        self,
        name: str,
        page: Mapping[str, object],
        topics: Iterable[int] = (),
        agreements: Agreements = NO_AGREEMENTS,
        *,
        day: date | None = None,
        notes: str = "",
    ) -> Conversation:
        """Hold a 1:1 as `Conversations.hold` does, with its results.

        Raises:
            NotFound: nobody has that name, or there is no topic with such an ID.
            RuleViolation: a topic is done already.
            InvalidText: a text cannot be stored.
        """
        with self._store.writing(f"1:1 with {quoted(name)}"):
            self._tick(agreements)
            meeting = self._conversations.hold(name, page, topics, day=day, notes=notes)
            self._add(name, agreements, meeting)
            return meeting

    def _tick(self, agreements: Agreements) -> None:
        """Close topics before the talk is recorded, so that the next page does not list those promises again."""
        for topic in dict.fromkeys(agreements.done):
            self._topics.done(topic)

    def _add(self, name: str, agreements: Agreements, talk: Conversation) -> None:
        for kind, text in agreements.new_topics:
            self._topics.add(text, kind=kind, private=agreements.private, raised_in=talk.id)
        if agreements.next_on is not None or agreements.clears_next:
            self._people.edit(name, next_on=agreements.next_on)
