"""Topics for a 1:1; an open topic is carried over to the next 1:1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TopicKind(StrEnum):
    """The kind of a topic: something to discuss, an ask, a promise of mine or of theirs."""

    TOPIC = "topic"
    ASK = "ask"
    MY_PROMISE = "my-promise"
    THEIR_PROMISE = "their-promise"


PROMISES = (TopicKind.MY_PROMISE, TopicKind.THEIR_PROMISE)
"""The promises of both sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something for the next 1:1. Open topics carry over to the one after it."""

    kind: TopicKind
    text: str
    due: date | None = None
    private: bool = False
    raised_in: int | None = None
    """The conversation in which it came up, or None."""
    done_on: date | None = None
    added_on: date | None = None
    id: int = 0

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return self.done_on is not None


def soonest_first(topic: Topic) -> date:
    """Return a sort key: soonest due first, topics without a day last."""
    return topic.due or date.max
