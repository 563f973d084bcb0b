"""The stage of the demo: the journal that its events write to, and what they have made so far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from devjournal.demo.story import StoryGap, StoryPerson, StoryTopic
from devjournal.storage import Journal


class Stage:
    """The journal that is being written, and the IDs of the rows that later events refer to."""

    def __init__(self, journal: Journal, manager: StoryPerson) -> None:
        """Begin with an empty journal; `manager` is the person whom the 1:1s are with."""
        self.journal = journal
        self.manager = manager
        self.gaps: dict[StoryGap, int] = {}
        self.topics: dict[StoryTopic, int] = {}
        self.reviews: dict[int, int] = {}
        """IDs of reviews by the week of the story in which they were held."""

    def gap(self, gap: StoryGap | None) -> int | None:
        """Return the ID of a gap, or None for none."""
        return None if gap is None else self.gaps[gap]


class Event(NamedTuple):
    """A write to the journal, and when it happens."""

    at: datetime
    write: Callable[[Stage], object]
