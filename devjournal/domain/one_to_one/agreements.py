"""The results of a talk: finished topics, new promises and asks, and the day of the next 1:1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from devjournal.domain.one_to_one.topic import TopicKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """The results of a talk."""

    done: tuple[int, ...] = ()
    """The topics, by ID, that are done: asks granted, promises kept."""
    promises: tuple[str, ...] = ()
    their_promises: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    next_on: date | None = None
    """The day of the next 1:1; None keeps the person's."""
    clears_next: bool = False
    """Whether there will be no next 1:1, which clears the person's day."""
    private: bool = False
    """Whether the new promises and asks are private."""

    @property
    def new_topics(self) -> Iterator[tuple[TopicKind, str]]:
        """The new promises and asks, each with its kind."""
        yield from ((TopicKind.MY_PROMISE, text) for text in self.promises)
        yield from ((TopicKind.THEIR_PROMISE, text) for text in self.their_promises)
        yield from ((TopicKind.ASK, text) for text in self.asks)


NO_AGREEMENTS = Agreements()
