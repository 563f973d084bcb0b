"""Topics in the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from devjournal.domain.one_to_one.topic import Topic, TopicKind, soonest_first
from devjournal.domain.text.user_text import required
from devjournal.errors import RuleViolation
from devjournal.storage.core.rows import ascending, dicts, select_all, value_of
from devjournal.storage.repository import Repository
from devjournal.storage.schema.tables import TopicRow


class Topics(Repository[Topic]):
    """Adds, lists, changes, ticks and removes topics for a 1:1."""

    table = TopicRow
    missing = "There is no topic {}; see `devjournal topic list --all`."

    def add(
        self,
        text: str,
        *,
        kind: TopicKind = TopicKind.TOPIC,
        due: date | None = None,
        private: bool = False,
        raised_in: int | None = None,
    ) -> Topic:
        """Add a topic; `raised_in` is the ID of the talk in which it came up.

        Raises:
            InvalidText: the text is empty or cannot be stored.
        """
        values = {
            "kind": kind.value,
            "text": required(text, "The topic"),
            "due": due,
            "private": private,
            "raised_in": raised_in,
        }
        with self._store.writing(f"new {_noun(kind)}"):
            return self._get(self._store.insert(TopicRow, values))

    def edit(self, row_id: int, **changes: Any) -> Topic:
        """Change some of `text`, `kind`, `due` and `private`; other fields stay.

        Raises:
            NotFound: there is no such topic.
            InvalidText: the text is empty or cannot be stored.
        """
        if "text" in changes:
            changes["text"] = required(changes["text"], "The topic")
        if "kind" in changes:
            changes["kind"] = TopicKind(changes["kind"]).value
        with self._step("change of", row_id):
            self._get(row_id)
            return self._update(row_id, changes)

    def done(self, row_id: int) -> Topic:
        """Mark a topic as done.

        Raises:
            NotFound: there is no such topic.
            RuleViolation: the topic is done already.
        """
        with self._step("tick of", row_id):
            if self._get(row_id).done:
                raise RuleViolation(f"Topic {row_id} is already done.")
            return self._update(row_id, {"done_on": self._store.today, "done_at": self._store.moment()})

    def undone(self, row_id: int) -> Topic:
        """Reopen a topic.

        Raises:
            NotFound: there is no such topic.
            RuleViolation: the topic is not done.
        """
        with self._step("tick taken from", row_id):
            if not self._get(row_id).done:
                raise RuleViolation(f"Topic {row_id} is not done.")
            return self._update(row_id, {"done_on": None, "done_at": None})

    def open(self) -> tuple[Topic, ...]:
        """Return the open topics, soonest due first."""
        with self._store.reading():
            return tuple(sorted(self.select(TopicRow.done_on.is_null()), key=soonest_first))

    def all(self) -> tuple[Topic, ...]:
        """Return every topic: open ones, soonest due first, then done ones, latest first."""
        with self._store.reading():
            done = list(self.select(TopicRow.done_on.is_null(False)))[::-1]
        done.sort(key=lambda topic: topic.done_on or date.min, reverse=True)
        return (*self.open(), *done)

    def select(self, where: Any) -> Iterator[Topic]:
        """Yield the topics that match a condition, in the order they were added; inside `Store.reading`."""
        zone = self._store.now().tzinfo
        for row in dicts(select_all(TopicRow).where(where).order_by(*ascending(TopicRow))):
            added_on = datetime.fromisoformat(row["created_at"]).astimezone(zone).date()
            yield value_of(Topic, row, kind=TopicKind(row["kind"]), added_on=added_on)


def _noun(kind: TopicKind) -> str:
    return "promise" if kind in (TopicKind.MY_PROMISE, TopicKind.THEIR_PROMISE) else kind.value
