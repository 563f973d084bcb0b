"""What a span holds that may be told: the values that a summary is made of. Nothing private is among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from devjournal.domain.calendar.insight import WeekKind
from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Conversation
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.one_to_one.span import Span
from devjournal.domain.one_to_one.topic import Topic
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A gap, and what the span did to it."""

    gap: Gap
    proved: int = 0
    """How many entries of the span name it."""
    told: int = 0
    """How many people came to know in the span."""
    opened: bool = False
    closed: bool = False
    still: int = 0
    """For how many weeks nothing moved it, where it stalled; weeks off do not count."""
    knows: tuple[str, ...] = ()
    """Who knows, deciders first."""
    should: tuple[str, ...] = ()
    """Who should know and does not yet."""
    about_reader: bool = False
    """Whether it is a brand gap that the reader of the page should know of."""

    @property
    def moved(self) -> bool:
        """Whether the span brought it on."""
        return bool(self.proved or self.told or self.closed)

    @property
    def stalled(self) -> bool:
        """Whether nothing moved it for long."""
        return self.still > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryData:
    """Everything that a page may tell of a span, before anything is chosen or counted."""

    span: Span
    today: date
    person: str | None = None
    """Whom the page is for, by name."""
    weeks: tuple[Week, ...] = ()
    """The weeks whose recap is told, newest first."""
    this_week: Week | None = None
    """The running week, where the span reaches it."""
    entries: tuple[Entry, ...] = ()
    """Newest first, including the entries that recaps made."""
    topics: tuple[Topic, ...] = ()
    """What is not done, what is due soonest first."""
    kept: tuple[Topic, ...] = ()
    """The promises of both sides that were kept in the span."""
    promised_by: Mapping[int, str] = field(default_factory=dict)
    """By the ID of a talk, with whom it was: whose a promise of theirs is."""
    gaps: tuple[Progress, ...] = ()
    """The open gaps and the gaps closed within the span, in board order."""
    titles: Mapping[int, str] = field(default_factory=dict)
    """The title by its ID of every gap that a page may name."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Everybody's name by ID: whose words an entry holds."""
    strip: tuple[tuple[IsoWeek, WeekKind], ...] = ()
    """The last 13 weeks, oldest first."""
    talks: tuple[tuple[str, Conversation], ...] = ()
    """Talks with role models, by name, newest first; told only where they are brought in."""
