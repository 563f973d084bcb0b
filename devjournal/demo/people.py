"""The people around the invented journal's owner: who they are, what they should know, and since when they know it."""

from __future__ import annotations

from dataclasses import dataclass

from devjournal.demo.plan import BOARD, COACH, FORECAST, KNOWN_COACH, KNOWN_FORECAST, NAMED, Missing
from devjournal.domain.person import Relation


@dataclass(frozen=True, slots=True)
class Met:
    """A person, and the week of the story from which on they matter."""

    name: str
    role: str
    relation: Relation
    week: int = 2


DOROTA = Met("Dorota Lis", "Regional sales manager", Relation.MANAGER, week=0)
GRAHAM = Met("Graham Tull", "Commercial director", Relation.SPONSOR, week=37)
ANNEKE = Met("Anneke Roos", "Sales manager, North", Relation.ROLE_MODEL)
PAUL = Met("Paul Figueira", "Sales manager, elsewhere", Relation.ROLE_MODEL, week=20)
BEN = Met("Ben Arkwright", "Account executive", Relation.PEER)
YUSUF = Met("Yusuf Demir", "Solutions engineer", Relation.PEER)
LEON = Met("Leon Brandt", "Revenue operations", Relation.OTHER, week=9)
TAMSIN = Met("Tamsin Hale", "Account executive, joined after me", Relation.PEER, week=30)

PEOPLE = (DOROTA, ANNEKE, BEN, YUSUF, LEON, PAUL, TAMSIN, GRAHAM)
"""Everybody, in the order in which they were written down."""


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody should know of a gap that it is shown, and in which week they came to know it, if they did."""

    person: Met
    gap: Missing
    wanted: int
    known: int | None = None


TOLD = (
    Told(DOROTA, KNOWN_FORECAST, wanted=40, known=44),
    Told(LEON, KNOWN_FORECAST, wanted=40, known=48),
    Told(GRAHAM, KNOWN_FORECAST, wanted=40, known=68),
    Told(DOROTA, COACH, wanted=53, known=54),
    Told(DOROTA, KNOWN_COACH, wanted=53, known=61),
    Told(ANNEKE, KNOWN_COACH, wanted=53, known=73),
    Told(GRAHAM, KNOWN_COACH, wanted=53),
    Told(BEN, KNOWN_COACH, wanted=61),
    Told(DOROTA, NAMED, wanted=53, known=72),
    Told(GRAHAM, NAMED, wanted=53),
    Told(ANNEKE, NAMED, wanted=68),
    Told(LEON, NAMED, wanted=68),
    Told(GRAHAM, BOARD, wanted=56, known=56),
    Told(DOROTA, FORECAST, wanted=68, known=68),
    Told(ANNEKE, FORECAST, wanted=68),
)
"""Who should know what; who has no week yet does not know it."""
