"""A deed: something that was written into the invented journal at a moment, and the stage on which it is done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from devjournal.demo.people import Met
from devjournal.demo.plan import Missing
from devjournal.demo.topics import Brought
from devjournal.storage import Journal


class Stage:
    """The journal that is being written, and the IDs of what was written already."""

    def __init__(self, journal: Journal) -> None:
        """Begin with an empty journal."""
        self.journal = journal
        self.gaps: dict[Missing, int] = {}
        self.topics: dict[Brought, int] = {}
        self.reviews: dict[int, int] = {}
        """The reviews by the week of the story that they were held in."""
        self.people: set[Met] = set()

    def gap(self, missing: Missing | None) -> int | None:
        """Return the ID of a gap, or None for none."""
        return None if missing is None else self.gaps[missing]


class Deed(NamedTuple):
    """What was done at a moment."""

    at: datetime
    do: Callable[[Stage], object]
