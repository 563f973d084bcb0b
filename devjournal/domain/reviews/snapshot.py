"""The board as it was on the day of a review: frozen, so that no later edit changes it, and read again for years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from devjournal.domain import json_values
from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.career.horizon import Horizon, check_months
from devjournal.domain.career.person import Awareness
from devjournal.domain.dates.days import as_iso
from devjournal.errors import UsageError

VERSION = 1
"""Which shape a snapshot has in the file; a later shape counts on, and the earlier ones stay readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSnapshot:
    """A gap as it stood; `uid` is what it is known by in every snapshot and in every copy of the journal."""

    uid: str
    area: Area
    title: str
    step: Step = Step.CURRENT
    needed: int = 1
    evidence: int = 0
    """Of `needed`, the measure as the board showed it: for a brand gap the people who knew."""
    goals: int = 0
    hits: int = 0
    opened: date | None = None
    closed: date | None = None
    moved: date | None = None
    """The day it had moved last, or was opened."""
    parked: date | None = None
    parked_why: str = ""
    knows: int = 0
    """How many people knew."""
    should: int = 0
    """How many more should have known."""
    private: bool = False
    """Whether no letter may tell of it."""

    @property
    def shown(self) -> bool:
        """Whether its evidence reached what was needed."""
        return self.evidence >= self.needed

    @property
    def on_board(self) -> bool:
        """Whether it was neither closed nor parked."""
        return self.closed is None and self.parked is None

    def as_json(self) -> dict[str, Any]:
        """Return it in plain values."""
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
    """The horizons that stood, the nearest first, and every gap in the order of the board, closed ones too."""

    horizons: tuple[Horizon, ...] = ()
    gaps: tuple[GapSnapshot, ...] = ()
    counted_until: str = field(default="", compare=False)
    """When the last entry was written that it counts: what of these is private can be taken off where others read."""

    def as_json(self) -> dict[str, Any]:
        """Return it in plain values, with the version of their shape; `read_snapshot` reads them again."""
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
    """Return a snapshot in plain values as the file keeps it: what is empty or nought of a gap is left out."""
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
    """Return the snapshot that plain values hold.

    What another program wrote into a review may be anything: what is no snapshot of ours is read as an empty one.
    """
    try:
        fields = json_values.fields(value)
        if json_values.count(fields.get("version"), 1) != VERSION:
            return Snapshot()
        horizons = tuple(map(_horizon, json_values.items(fields.get("horizons"))))
        gaps = tuple(map(_gap, json_values.items(fields.get("gaps"))))
        until = json_values.text(fields.get("counted_until"))
    except (ValueError, UsageError):
        return Snapshot()
    if len({gap.uid for gap in gaps}) < len(gaps):
        return Snapshot()
    return Snapshot(horizons=horizons, gaps=gaps, counted_until=until)


def _horizon(value: object) -> Horizon:
    fields = json_values.fields(value)
    months, set_on = json_values.count(fields.get("months"), 1), json_values.day(fields.get("set_on"))
    check_months(months)
    if set_on is None:
        raise ValueError("no day")
    role, why = json_values.text(fields.get("role"), needed=True), json_values.text(fields.get("why"))
    return Horizon(role=role, months=months, why=why, set_on=set_on)


def _gap(value: object) -> GapSnapshot:
    fields = json_values.fields(value)
    return GapSnapshot(
        uid=json_values.text(fields.get("uid"), needed=True),
        area=Area(json_values.text(fields.get("area"))),
        title=json_values.text(fields.get("title"), needed=True),
        step=Step(json_values.text(fields.get("step"))),
        needed=json_values.count(fields.get("needed"), 1),
        evidence=json_values.count(fields.get("evidence")),
        goals=json_values.count(fields.get("goals")),
        hits=json_values.count(fields.get("hits")),
        opened=json_values.day(fields.get("opened")),
        closed=json_values.day(fields.get("closed")),
        moved=json_values.day(fields.get("last_moved")),
        parked=json_values.day(fields.get("parked")),
        parked_why=json_values.text(fields.get("parked_why")),
        knows=json_values.count(fields.get("knows")),
        should=json_values.count(fields.get("should_know")),
        private=fields.get("private") is True,
    )
