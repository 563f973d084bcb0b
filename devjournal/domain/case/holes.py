"""Holes: what a case is missing, each with what to do about it. Holes are for the user alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from devjournal.domain.career.gap import Area
from devjournal.domain.career.person import DECIDERS, Person, deciders_first
from devjournal.domain.case.case import Case, CaseData, Claim, make_case
from devjournal.domain.dates.days import IsoWeek, day_in_full
from devjournal.domain.text.user_text import joined, one_line, pluralized

OLD_AFTER = 26
"""Weeks after which the newest evidence counts as old."""


class HoleKind(StrEnum):
    """The kinds of holes."""

    NO_EVIDENCE = "no-evidence"
    TOO_LITTLE = "too-little"
    OLD = "old"
    ONE_SOURCE = "one-source"
    NO_LINK = "no-link"
    NOBODY_KNOWS = "nobody-knows"
    NOBODY_SAID = "nobody-said"


COUNT_LABELS: dict[HoleKind, str] = {
    HoleKind.NO_EVIDENCE: "without evidence",
    HoleKind.TOO_LITTLE: "with too little",
    HoleKind.OLD: "with nothing for half a year",
    HoleKind.ONE_SOURCE: "proven in one week alone",
    HoleKind.NO_LINK: "without a link",
    HoleKind.NOBODY_KNOWS: "that nobody knows of",
    HoleKind.NOBODY_SAID: "that nobody spoke of",
}
"""The label after a count of holes of a kind: `2 without evidence`."""

SHORT_LABELS: dict[HoleKind, str] = {
    HoleKind.NO_EVIDENCE: "no evidence",
    HoleKind.TOO_LITTLE: "too little",
    HoleKind.OLD: "old",
    HoleKind.ONE_SOURCE: "one week",
    HoleKind.NO_LINK: "no link",
    HoleKind.NOBODY_KNOWS: "nobody knows",
    HoleKind.NOBODY_SAID: "no word",
}
"""A name of two words for each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """Something that a claim is missing."""

    kind: HoleKind
    gap: int
    title: str
    """The title of the gap."""
    lack: str
    """What is missing and what to do, to follow the title."""
    person: str = ""
    """Whom to tell or to ask, if known."""

    @property
    def text(self) -> str:
        """The whole sentence."""
        return joined(": ", one_line(self.title), self.lack)

    @property
    def ask(self) -> str:
        """An ask for the next 1:1."""
        if self.kind is HoleKind.NOBODY_SAID:
            return f"A sentence from you on: {self.title}"
        if self.kind is HoleKind.NOBODY_KNOWS:
            return f"Who should know: {self.title}"
        return f"A chance to show: {self.title}"


def find_holes(case: Case, people: Iterable[Person] = ()) -> tuple[Hole, ...]:
    """Return the holes of a case by kind, in the order of a committee's questions.

    `people` are those who may be asked for a statement.
    """
    to_ask = next((person.name for person in sorted(people, key=deciders_first) if person.relation in DECIDERS), "")
    holes = [
        Hole(kind=kind, gap=claim.gap.id, title=claim.gap.title, lack=lack, person=_person(kind, claim, to_ask))
        for claim in case.claims
        for kind, lack in _lacks(claim, case.today, to_ask)
    ]
    return tuple(sorted(holes, key=lambda hole: list(HoleKind).index(hole.kind)))


def hole_counts(holes: Iterable[Hole]) -> str:
    """Return how many holes there are of each kind: `2 without evidence, 1 without a link`."""
    kinds = [hole.kind for hole in holes]
    return ", ".join(f"{kinds.count(kind)} {label}" for kind, label in COUNT_LABELS.items() if kind in kinds)


def _lacks(claim: Claim, today: date, to_ask: str) -> Iterator[tuple[HoleKind, str]]:
    for kind, lack in _RULES.items():
        sentence = lack(claim, today)
        if sentence:
            yield kind, sentence
    if (claim.entries or claim.gap.evidence) and not claim.quotes:
        whom = next(iter((*claim.knows, *claim.should)), to_ask) or "somebody who saw it"
        yield HoleKind.NOBODY_SAID, f"nobody has said a word about it. Ask {one_line(whom)} for a sentence."


def _no_evidence(claim: Claim, today: date) -> str:
    if not claim.gap.open or claim.gap.evidence or (claim.entries and claim.gap.area is Area.BRAND):
        return ""
    return "nothing proves it yet. Make it this week's goal."


def _too_little(claim: Claim, today: date) -> str:
    gap = claim.gap
    if not gap.open or gap.shown or not gap.evidence:
        return ""
    if gap.area is Area.BRAND:
        tell = f" Tell {one_line(claim.should[0])}." if claim.should else " Say who else should."
        return f"{gap.evidence} of {pluralized(gap.needed, 'person', 'people')} know.{tell}"
    missing = gap.needed - gap.evidence
    return f"{gap.measure}, {missing} to go. Make the next one this week's goal."


def _old(claim: Claim, today: date) -> str:
    if not claim.gap.open or claim.last is None:
        return ""
    weeks = (today - claim.last).days // 7
    if weeks < OLD_AFTER:
        return ""
    return f"its newest evidence is {weeks} weeks old, of {day_in_full(claim.last)}. Show it again."


def _one_source(claim: Claim, today: date) -> str:
    weeks = {IsoWeek.of(entry.day) for entry in claim.entries}
    if not claim.gap.open or len(claim.entries) < 2 or len(weeks) > 1:
        return ""
    count = "both" if len(claim.entries) == 2 else f"all {len(claim.entries)}"
    return f"{count} of its pieces of evidence are from {weeks.pop()}. Show it in another week."


def _no_link(claim: Claim, today: date) -> str:
    if not claim.evidence or any(entry.link.strip() for entry in claim.evidence):
        return ""
    newest = max(entry.day for entry in claim.evidence)
    return f"none of its evidence has a link. Add one, such as to the entry of {day_in_full(newest)}."


def _nobody_knows(claim: Claim, today: date) -> str:
    if claim.knows:
        return ""
    if claim.should:
        names = [one_line(name) for name in claim.should]
        several = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        does = "none of them does" if len(names) > 1 else "does not"
        return f"{several} should know, and {does}. Tell {names[0]}."
    if (claim.entries and claim.shown) or claim.gap.area is Area.BRAND:
        return "nobody knows of it. Say who should, and tell them."
    return ""


_RULES: dict[HoleKind, Callable[[Claim, date], str]] = {
    HoleKind.NO_EVIDENCE: _no_evidence,
    HoleKind.TOO_LITTLE: _too_little,
    HoleKind.OLD: _old,
    HoleKind.ONE_SOURCE: _one_source,
    HoleKind.NO_LINK: _no_link,
    HoleKind.NOBODY_KNOWS: _nobody_knows,
}
"""The hole of a claim for each kind but the last, in words; empty if there is none."""


def _person(kind: HoleKind, claim: Claim, to_ask: str) -> str:
    if kind is HoleKind.NOBODY_SAID:
        return next(iter((*claim.knows, *claim.should)), to_ask)
    return next(iter(claim.should), to_ask if kind is not HoleKind.NOBODY_KNOWS else "")


def holes_by_gap(holes: Iterable[Hole]) -> dict[int, list[str]]:
    """Return the holes of each gap in short words, by gap ID."""
    labels: dict[int, list[str]] = {}
    for hole in holes:
        labels.setdefault(hole.gap, []).append(SHORT_LABELS[hole.kind])
    return labels


def closed_holes(data: CaseData, days: Iterable[date]) -> int:
    """Return how many holes existed on an earlier one of `days`, in order, and not on the last.

    A gap whose hole changed from no evidence to too little still has a hole.
    """
    seen: set[tuple[int, HoleKind]] = set()
    last: set[tuple[int, HoleKind]] = set()
    for day in days:
        last = {(hole.gap, _COUNTED_AS.get(hole.kind, hole.kind)) for hole in find_holes(make_case(data, until=day))}
        seen |= last
    return len(seen - last)


_COUNTED_AS = {HoleKind.NO_EVIDENCE: HoleKind.TOO_LITTLE}
"""The kind by which a hole is compared on two days, if it is not its own."""
