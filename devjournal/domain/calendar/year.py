"""The data of the year letter. Nothing private is in it."""

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
    """A gap, and its entries of the year, latest first."""

    gap: Gap
    entries: tuple[Entry, ...]


class InformedPerson(NamedTuple):
    """A person who came to know in the year, and the titles of the gaps."""

    name: str
    titles: tuple[str, ...]


class BoardOn(NamedTuple):
    """The board of a review, without private evidence and gaps."""

    day: date
    board: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFindings:
    """The data of a year: weeks by ISO year, days by calendar year."""

    year: int
    today: date
    weeks: tuple[Week, ...] = ()
    """Past and running weeks with a goal or a recap, oldest first."""
    away: int = 0
    """The number of past and running weeks that were away, by recap or by days off."""
    returned: tuple[RecurringLesson, ...] = ()
    """Lessons that came back by the end of the year, among those written in it."""
    proven: tuple[ProvenGap, ...] = ()
    """In the order of the board."""
    without_gap: tuple[Entry, ...] = ()
    """Entries without a gap, latest first."""
    holes_closed: int = 0
    """How many holes of the case closed in the year."""
    informed: tuple[InformedPerson, ...] = ()
    """People who decide first."""
    reviews: tuple[Review, ...] = ()
    """Oldest first."""
    boards: tuple[BoardOn, BoardOn] | None = None
    """The first and last snapshot of the year. If there is only one, the last one before the year comes first."""

    @property
    def first_day(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """31 December, or today in the running year."""
        end = date(self.year, 12, 31)
        return min(end, self.today) if self.first_day <= self.today else end
