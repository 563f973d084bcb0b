"""A year in its owner's own lines: the values that the year letter is made of. Nothing private is among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from devjournal.domain.calendar.insight import RecurringLesson
from devjournal.domain.career.gap import Gap
from devjournal.domain.reviews.review import Review
from devjournal.domain.reviews.snapshot import Snapshot
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week


class ProvenGap(NamedTuple):
    """A gap, and the entries of the year that prove it, the latest first."""

    gap: Gap
    entries: tuple[Entry, ...]


class InformedPerson(NamedTuple):
    """Somebody who came to know in the year, by name, and the titles of the gaps."""

    name: str
    titles: tuple[str, ...]


class BoardOn(NamedTuple):
    """The board as a review kept it, without what is private."""

    day: date
    board: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFindings:
    """Everything that may be told of a year; weeks go by their ISO year, days by the calendar's."""

    year: int
    today: date
    weeks: tuple[Week, ...] = ()
    """The weeks that have begun and hold a goal or a recap, oldest first."""
    away: int = 0
    """The number of weeks begun that were away, by recap or by days off."""
    returned: tuple[RecurringLesson, ...] = ()
    """The lessons that came back up to the year's end, and were left in it, too."""
    proven: tuple[ProvenGap, ...] = ()
    """In the order of the board."""
    others: tuple[Entry, ...] = ()
    """The entries that name no gap, the latest first."""
    holes_closed: int = 0
    """How many holes of the case closed in the year."""
    heard: tuple[InformedPerson, ...] = ()
    """Deciders first."""
    reviews: tuple[Review, ...] = ()
    """Oldest first."""
    way: tuple[BoardOn, BoardOn] | None = None
    """The first and the last snapshot; where the year has but one, the last one before it comes first."""

    @property
    def first_day(self) -> date:
        """The first of January."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """The last of December, or today while the year runs."""
        end = date(self.year, 12, 31)
        return min(end, self.today) if self.first_day <= self.today else end
