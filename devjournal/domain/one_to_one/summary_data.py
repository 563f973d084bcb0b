"""The data of a summary. Nothing private is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Conversation
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.span import Span
from devjournal.domain.one_to_one.topic import Topic
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week, WeekKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A gap, and what the span did for it."""

    gap: Gap
    proved: int = 0
    """How many entries of the span name it."""
    told: int = 0
    """How many people came to know in the span."""
    opened: bool = False
    closed: bool = False
    still: int = 0
    """For how many weeks a stalled gap has not moved, without away weeks."""
    knows: tuple[str, ...] = ()
    """Who knows, people who decide first."""
    should: tuple[str, ...] = ()
    """Who should know and does not yet."""
    about_reader: bool = False
    """Whether it is a brand gap that the reader of the page should know of."""

    @property
    def moved(self) -> bool:
        """Whether the span moved it."""
        return bool(self.proved or self.told or self.closed)

    @property
    def stalled(self) -> bool:
        """Whether it has not moved for long."""
        return self.still > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryData:
    """All data of a span that may be on a page, before choices and limits."""

    span: Span
    today: date
    person: str | None = None
    """The name of the person of the page."""
    weeks: tuple[Week, ...] = ()
    """The recapped weeks of the span, newest first."""
    this_week: Week | None = None
    """The running week, if the span reaches it."""
    entries: tuple[Entry, ...] = ()
    """Newest first, including entries made by recaps."""
    topics: tuple[Topic, ...] = ()
    """Open topics, soonest due first."""
    kept: tuple[Topic, ...] = ()
    """Promises of both sides that were kept in the span."""
    promised_by: Mapping[int, str] = field(default_factory=dict)
    """The name of the person by the ID of a talk: whose a promise of theirs is."""
    gaps: tuple[Progress, ...] = ()
    """Open gaps and gaps closed within the span, in the order of the board."""
    titles: Mapping[int, str] = field(default_factory=dict)
    """The titles, by ID, of the gaps that a page may name."""
    names: Mapping[int, str] = field(default_factory=dict)
    """The names of all people by ID, for statements of others."""
    strip: tuple[tuple[IsoWeek, WeekKind], ...] = ()
    """The last 13 weeks, oldest first."""
    talks: tuple[tuple[str, Conversation], ...] = ()
    """Talks with role models, by name, newest first. They are on the page only if brought in."""
