"""A snapshot of the board on the day of a review. Later edits do not change it, and it must stay readable for years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.career.horizon import Horizon, check_months
from devjournal.domain.career.person import Awareness
from devjournal.domain.dates.days import as_iso
from devjournal.domain.json_values import Fields
from devjournal.errors import UsageError

VERSION = 1
"""The version of new snapshots. Earlier versions stay readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSnapshot:
    """A gap at that time; `uid` identifies it in every snapshot and every copy of the journal."""

    uid: str
    area: Area
    title: str
    step: Step = Step.CURRENT
    needed: int = 1
    evidence: int = 0
    """The measure as the board showed it, out of `needed`: for a brand gap, the people who knew."""
    goals: int = 0
    hits: int = 0
    opened: date | None = None
    closed: date | None = None
    moved: date | None = None
    """The day it had last moved, or was opened."""
    parked: date | None = None
    parked_why: str = ""
    knows: int = 0
    """How many people knew."""
    should: int = 0
    """How many more should have known."""
    private: bool = False
    """Whether it is kept off letters."""

    @property
    def shown(self) -> bool:
        """Whether the evidence reached what was needed."""
        return self.evidence >= self.needed

    @property
    def measure(self) -> str:
        """The evidence, out of what was needed: `2 of 3`."""
        return f"{self.evidence} of {self.needed}"

    @property
    def on_board(self) -> bool:
        """Whether it was neither closed nor parked."""
        return self.closed is None and self.parked is None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "uid": self.uid,
            "area": self.area.value,
            "title": self.title,
            "step": self.step.value,
            "needed": self.needed,
            "evidence": self.evidence,
            "shown": self.shown,
            "goals": self.goals,
            "hits": self.hits,
            "opened": as_iso(self.opened),
            "closed": as_iso(self.closed),
            "last_moved": as_iso(self.moved),
            "parked": as_iso(self.parked),
            "parked_why": self.parked_why,
            "knows": self.knows,
            "should_know": self.should,
            "private": self.private,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The horizons, nearest first, and all gaps in the order of the board, closed ones included."""

    horizons: tuple[Horizon, ...] = ()
    gaps: tuple[GapSnapshot, ...] = ()
    counted_until: str = field(default="", compare=False)
    """When its last entry was written: to subtract private entries where others read."""

    def as_json(self) -> dict[str, Any]:
        """Return plain values with their version, for `read_snapshot`."""
        horizons = [
            {"role": horizon.role, "months": horizon.months, "why": horizon.why, "set_on": horizon.set_on.isoformat()}
            for horizon in self.horizons
        ]
        return {
            "version": VERSION,
            "counted_until": self.counted_until,
            "horizons": horizons,
            "gaps": [gap.as_json() for gap in self.gaps],
        }


def compact_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as stored: empty and zero values of gaps are left out."""
    document = snapshot.as_json()
    gaps = [{name: value for name, value in gap.items() if value and name != "shown"} for gap in document["gaps"]]
    return {**document, "gaps": gaps}


def take_snapshot(
    gaps: Iterable[Gap], horizons: Iterable[Horizon], awareness: Iterable[Awareness], counted_until: str = ""
) -> Snapshot:
    """Return the board as it is now."""
    marks = Counter((item.gap, item.knows) for item in awareness)
    areas = tuple(Area)
    frozen = (
        GapSnapshot(
            uid=gap.uid,
            area=gap.area,
            title=gap.title,
            step=gap.step,
            needed=gap.needed,
            evidence=gap.evidence,
            goals=gap.goals,
            hits=gap.hits,
            opened=gap.opened_on,
            closed=gap.closed_on,
            moved=gap.last_moved,
            parked=gap.parked_on,
            parked_why=gap.parked_why,
            knows=marks[gap.id, True],
            should=marks[gap.id, False],
            private=gap.private,
        )
        for gap in sorted(gaps, key=lambda gap: areas.index(gap.area))
    )
    horizons_then = (Horizon(role=item.role, months=item.months, why=item.why, set_on=item.set_on) for item in horizons)
    return Snapshot(horizons=tuple(horizons_then), gaps=tuple(frozen), counted_until=counted_until)


def read_snapshot(value: object) -> Snapshot:
    """Return the snapshot from plain values; anything that devjournal did not write is an empty snapshot."""
    try:
        fields = Fields(value)
        if fields.count("version", 1) != VERSION:
            return Snapshot()
        horizons = tuple(map(_horizon, fields.items("horizons")))
        gaps = tuple(map(_gap, fields.items("gaps")))
        until = fields.text("counted_until")
    except (ValueError, UsageError):
        return Snapshot()
    if len({gap.uid for gap in gaps}) < len(gaps):
        return Snapshot()
    return Snapshot(horizons=horizons, gaps=gaps, counted_until=until)


def _horizon(value: object) -> Horizon:
    fields = Fields(value)
    months, set_on = fields.count("months", 1), fields.day("set_on")
    check_months(months)
    if set_on is None:
        raise ValueError("no day")
    role, why = fields.text("role", needed=True), fields.text("why")
    return Horizon(role=role, months=months, why=why, set_on=set_on)


def _gap(value: object) -> GapSnapshot:
    fields = Fields(value)
    return GapSnapshot(
        uid=fields.text("uid", needed=True),
        area=Area(fields.text("area")),
        title=fields.text("title", needed=True),
        step=Step(fields.text("step")),
        needed=fields.count("needed", 1),
        evidence=fields.count("evidence"),
        goals=fields.count("goals"),
        hits=fields.count("hits"),
        opened=fields.day("opened"),
        closed=fields.day("closed"),
        moved=fields.day("last_moved"),
        parked=fields.day("parked"),
        parked_why=fields.text("parked_why"),
        knows=fields.count("knows"),
        should=fields.count("should_know"),
        private=fields.get("private") is True,
    )
