"""The case for a role: a claim for each gap, with its evidence, who knows and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.career.person import Awareness, Person, deciders_first
from devjournal.domain.case.evidence import shown_evidence
from devjournal.domain.week.entry import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseData:
    """The data of a case. Nothing private is in it."""

    horizon: Horizon
    today: date
    gaps: tuple[Gap, ...] = ()
    """In the order of the board."""
    entries: tuple[Entry, ...] = ()
    """The entries with a gap, oldest first."""
    people: tuple[Person, ...] = ()
    awareness: tuple[Awareness, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A statement by another person."""

    by: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim about one gap, with its evidence."""

    gap: Gap
    """The gap, counted without private evidence."""
    entries: tuple[Entry, ...] = ()
    """All own evidence, earliest first."""
    evidence: tuple[Entry, ...] = ()
    """The evidence on the page, in order."""
    quotes: tuple[Quote, ...] = ()
    """Statements of others on the page, newest first."""
    statements: tuple[Entry, ...] = ()
    """All statements of others, earliest first."""
    knows: tuple[str, ...] = ()
    """Who knows, people who decide first."""
    should: tuple[str, ...] = ()
    """Who should know and does not yet."""
    last: date | None = None
    """The day of the newest evidence; for a brand gap, also the latest day on which somebody came to know."""

    @property
    def wording(self) -> str:
        """The user's wording of the claim, else the gap's title."""
        return self.gap.claim or self.gap.title

    @property
    def shown(self) -> bool:
        """Whether there is as much evidence as needed."""
        return self.gap.shown

    @property
    def begun(self) -> bool:
        """Whether there is evidence, a weekly goal, or a person who knows."""
        return bool(self.entries or self.quotes or self.knows or self.gap.goals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The case for a role."""

    horizon: Horizon
    today: date
    claims: tuple[Claim, ...] = ()
    """By area, then in the order of the board."""
    since: date | None = None
    """The first day on which evidence counts, in a self-review."""

    @property
    def proven(self) -> tuple[Claim, ...]:
        """The claims with enough evidence."""
        return tuple(claim for claim in self.claims if claim.shown)

    @property
    def under_way(self) -> tuple[Claim, ...]:
        """The claims with too little evidence that something was done for."""
        return tuple(claim for claim in self.claims if not claim.shown and claim.begun)


def make_case(data: CaseData, *, since: date | None = None, until: date | None = None) -> Case:
    """Return the case for a role. With `since` it is a self-review of what was proven since that day.

    With `until` it is the case as of that day.
    """
    day = until or data.today
    by_gap: dict[int | None, list[Entry]] = {}
    for entry in data.entries:
        if until is None or entry.day <= until:
            by_gap.setdefault(entry.gap, []).append(entry)
    people = {person.id: person for person in sorted(data.people, key=deciders_first)}
    claims = []
    for gap in sorted(data.gaps, key=lambda gap: list(Area).index(gap.area)):
        if gap.private or gap.parked or (until is not None and gap.opened_on is not None and gap.opened_on > until):
            continue
        aware = {awareness.person: awareness for awareness in data.awareness if awareness.gap == gap.id}
        claim = _claim(gap, by_gap.get(gap.id, []), people, aware, day)
        if not gap.open and claim.gap.evidence == 0 and not claim.entries:
            continue  # closed without proof: no claim
        if since is not None:
            claim = _since(claim, since, aware.values())
        if since is None or claim.last is not None:
            claims.append(claim)
    return Case(horizon=data.horizon, today=day, claims=tuple(claims), since=since)


def _claim(
    gap: Gap, entries: list[Entry], people: Mapping[int, Person], aware: Mapping[int, Awareness], day: date
) -> Claim:
    known_days = [
        awareness.known_on
        for awareness in aware.values()
        if awareness.known_on is not None and awareness.known_on <= day
    ]
    by = {person.id: person.name for person in people.values()}
    knows = [
        person_id
        for person_id in people
        if person_id in aware and (on := aware[person_id].known_on) is not None and on <= day
    ]
    own = tuple(entry for entry in entries if entry.said_by not in by)
    quotes = [Quote(by=by[entry.said_by], entry=entry) for entry in entries if entry.said_by in by]
    days = [entry.day for entry in entries] + (known_days if gap.area is Area.BRAND else [])
    measured = len(knows) if gap.area is Area.BRAND else len(entries)
    return Claim(
        gap=replace(gap, evidence=measured),
        entries=own,
        evidence=shown_evidence(own),
        quotes=tuple(quote for quote in reversed(quotes) if quote.entry.pick is not False),
        statements=tuple(quote.entry for quote in quotes),
        knows=tuple(by[person_id] for person_id in knows),
        should=tuple(by[person_id] for person_id in people if person_id in aware and person_id not in knows),
        last=max(days, default=None),
    )


def _since(claim: Claim, since: date, aware: Iterable[Awareness]) -> Claim:
    """Return a claim reduced to what was done since a day; `last` is None if nothing was."""
    own = tuple(entry for entry in claim.entries if entry.day >= since)
    quotes = tuple(quote for quote in claim.quotes if quote.entry.day >= since)
    known_days = [
        awareness.known_on for awareness in aware if awareness.known_on is not None and awareness.known_on >= since
    ]
    closed = claim.gap.closed_on is not None and claim.gap.closed_on >= since
    moved = own or quotes or known_days or closed
    return replace(
        claim, entries=own, evidence=shown_evidence(own), quotes=quotes, last=(claim.last or since) if moved else None
    )
