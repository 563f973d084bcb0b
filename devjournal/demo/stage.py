"""The state of a demo being written: its journal, and the IDs of records by their place in the story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from devjournal.demo.story import StoryGap, StoryPerson, StoryTopic
from devjournal.storage import Journal


class Stage:
    """The journal, and the IDs that later events need."""

    def __init__(self, journal: Journal, manager: StoryPerson) -> None:
        """Start with an empty journal; `manager` is the person of the 1:1s."""
        self.journal = journal
        self.manager = manager
        self.gaps: dict[StoryGap, int] = {}
        self.topics: dict[StoryTopic, int] = {}
        self.reviews: dict[int, int] = {}
        """IDs of reviews, by week of the story."""

    def gap(self, gap: StoryGap | None) -> int | None:
        """Return the ID of a gap; None for no gap."""
        return None if gap is None else self.gaps[gap]


class Event(NamedTuple):
    """A write to the journal, and its time."""

    at: datetime
    write: Callable[[Stage], object]
