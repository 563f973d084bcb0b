"""The data of the case, read from the journal at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.career.person import Person
from devjournal.domain.case.case import Case, Claim, make_case
from devjournal.domain.case.holes import Hole, find_holes
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week
from devjournal.errors import NotFound
from devjournal.exports.case import formats
from devjournal.exports.case.formats import MAX_LINES, fitted
from devjournal.exports.case.layout import claim_key, lay_out
from devjournal.exports.page.formats import length
from devjournal.exports.page.lines import entry_key
from devjournal.exports.page.page import Page
from devjournal.storage import Journal


def hole_key(hole: Hole) -> str:
    """Return the key of a hole."""
    return f"hole:{hole.kind.value}:{hole.gap}"


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """The case for one of the current horizons."""

    standing: tuple[Horizon, ...]
    """All current horizons, nearest first."""
    case: Case
    people: tuple[Person, ...]
    aimed: tuple[Week, ...] = ()
    """The weeks with a goal for the gap of the opened claim, newest first."""

    @property
    def horizon(self) -> Horizon:
        """The horizon of the case."""
        return self.case.horizon

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """What the case lacks."""
        return find_holes(self.case, self.people)

    @cached_property
    def page(self) -> Page:
        """The page as it will be handed over."""
        return fitted(self.case)

    @cached_property
    def lines(self) -> int:
        """Number of lines."""
        return length(self.page)

    @cached_property
    def is_full(self) -> bool:
        """Whether there is no room left, so that further items are only counted."""
        return self.lines >= MAX_LINES or lay_out(self.case) != self.page

    def render(self, name: str) -> str:
        """Return the page in a format, byte for byte as the command prints it."""
        return formats.render(self.case, self.holes, name)

    def hole(self, key: str) -> Hole | None:
        """Return the hole with a key."""
        return next((hole for hole in self.holes if hole_key(hole) == key), None)

    def claim_of(self, key: str) -> Claim | None:
        """Return the claim of a line by key: the line of a claim, of its evidence, or of a hole in it."""
        hole = self.hole(key)
        for claim in self.case.claims:
            if key == claim_key(claim) or (hole is not None and hole.gap == claim.gap.id):
                return claim
            if any(entry_key(entry) == key for entry in all_entries(claim)):
                return claim
        return None

    def entry(self, key: str) -> Entry | None:
        """Return the entry with a key."""
        entries = (entry for claim in self.case.claims for entry in all_entries(claim))
        return next((entry for entry in entries if entry_key(entry) == key), None)


def all_entries(claim: Claim) -> Sequence[Entry]:
    """Return all possible evidence for a claim, including quotes."""
    return (*claim.entries, *claim.statements)


def read(journal: Journal, horizon: int | None, opened: int | None) -> CaseView | None:
    """Read the case for a horizon, with the weeks that had a goal for the gap `opened`.

    If the horizon has been removed, the nearest one is used; without any horizon, the result is `None`.
    """
    standing = journal.horizons.current()
    if not standing:
        return None
    try:
        data = journal.cases.find(horizon)
    except NotFound:
        data = journal.cases.find()
    aimed = journal.weeks.of_gap(opened)[::-1] if opened is not None else ()
    return CaseView(standing=standing, case=make_case(data), people=data.people, aimed=aimed)
