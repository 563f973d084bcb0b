"""The data of a gap's page, read from the journal at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from devjournal.domain.career.board import naming
from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Awareness, Conversation, Person, deciders_first
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.status import HasAny
from devjournal.domain.week.week import Week
from devjournal.storage import Journal
from devjournal.tui.gaps.origins import Origin, Origins


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPageView:
    """A gap and everything that refers to it."""

    today: date
    away: frozenset[date]
    gap: Gap
    entries: tuple[Entry, ...]
    """Its evidence, newest first."""
    goals: tuple[Week, ...]
    """The weeks with a goal for it, oldest first."""
    awareness: tuple[tuple[Person, Awareness], ...]
    """People who know or should know, those who know first."""
    talks: tuple[Conversation, ...]
    """The talks that name it."""
    origin: Origin | None
    """The first talk with a role model that it came from."""
    names: dict[int, str]
    """Names of all people by ID."""
    has_any: HasAny
    """Which features were ever used, for any gap."""


def read(journal: Journal, row_id: int) -> GapPageView:
    """Read the data of a gap's page.

    Raises:
        NotFound: there is no such gap.
    """
    gap = journal.gaps.get(row_id)
    people = sorted(journal.people.list(), key=deciders_first)
    marks = {mark.person: mark for mark in journal.people.awareness() if mark.gap == row_id}
    awareness = [(person, marks[person.id]) for person in people if person.id in marks]
    return GapPageView(
        today=journal.today,
        away=frozenset(journal.away.mondays()),
        gap=gap,
        entries=tuple(reversed(journal.entries.of_gap(row_id))),
        goals=journal.weeks.of_gap(row_id),
        awareness=tuple(sorted(awareness, key=lambda pair: not pair[1].knows)),
        talks=tuple(naming(gap, journal.conversations.all())),
        origin=Origins(journal).of(gap.title, gap.opened_on),
        names={person.id: person.name for person in people},
        has_any=journal.has_any(),
    )
