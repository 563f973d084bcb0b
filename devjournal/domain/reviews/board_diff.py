"""What became of the board between two snapshots: closed, moved, stalled, new, dropped and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from devjournal.domain.career.gap import Area
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot


class ChangeKind(StrEnum):
    """Under which heading a change is told, in the order of the headings."""

    CLOSED = "closed"
    MOVED = "moved"
    STALLED = "stalled"
    NEW = "new"
    DROPPED = "dropped"
    TOUCHED = "touched"
    """Told under no heading: its words or its measure changed, or a goal aimed at it that proved nothing."""


KINDS = tuple(kind for kind in ChangeKind if kind is not ChangeKind.TOUCHED)
"""The headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one gap: as it stood `then`, and as it stands `now`; None where it was not there."""

    kind: ChangeKind
    then: GapSnapshot | None
    now: GapSnapshot | None

    @property
    def gap(self) -> GapSnapshot:
        """The gap as it stood last."""
        snapshot = self.now or self.then
        assert snapshot is not None
        return snapshot

    @property
    def how(self) -> str:
        """In one word how it came about: a close is `shown` or `let go`, a drop `parked` or `removed`.

        What is new was `opened`, `reopened`, or `taken up` again after it was parked; of the others there is no word.
        """
        match self.kind:
            case ChangeKind.CLOSED:
                return "shown" if self.gap.shown else "let go"
            case ChangeKind.DROPPED:
                return "removed" if self.now is None else "parked"
            case ChangeKind.NEW if self.then is None:
                return "opened"
            case ChangeKind.NEW:
                return "reopened" if self.then is not None and self.then.closed is not None else "taken up"
        return ""

    @property
    def why(self) -> str:
        """Why it was dropped, in its owner's words; empty where nothing was said."""
        return self.gap.parked_why if self.kind is ChangeKind.DROPPED else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDiff:
    """All that tells a newer snapshot from an older one: with it and the older one the newer can be made again."""

    changes: tuple[Change, ...] = ()
    """In the order of the newer board; what was removed comes last in its area."""
    order: tuple[str, ...] = ()
    """The uids of every gap of the newer board, as they stand there."""
    horizons_then: tuple[Horizon, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    """Those of the newer one."""

    def by_kind(self) -> Mapping[ChangeKind, tuple[Change, ...]]:
        """Return the changes by heading; a heading under which nothing stands is there, too."""
        return {kind: tuple(change for change in self.changes if change.kind is kind) for kind in KINDS}

    @property
    def horizon_changed(self) -> bool:
        """Whether other horizons stand, or the same with another day."""
        return self.horizons != self.horizons_then


def board_diff(older: Snapshot, newer: Snapshot) -> BoardDiff:
    """Return what became of the board between two snapshots."""
    then = {gap.uid: gap for gap in older.gaps}
    now = {gap.uid: gap for gap in newer.gaps}
    pairs = [(then.get(gap.uid), gap) for gap in newer.gaps]
    gone = [(gap, None) for gap in older.gaps if gap.uid not in now]
    changes = [change for before, after in (*pairs, *gone) if (change := _change(before, after)) is not None]
    areas = tuple(Area)
    changes.sort(key=lambda change: areas.index(change.gap.area))
    return BoardDiff(changes=tuple(changes), order=tuple(now), horizons_then=older.horizons, horizons=newer.horizons)


def _change(then: GapSnapshot | None, now: GapSnapshot | None) -> Change | None:
    """Return what became of a gap; None where it stands as it stood, closed, parked or shown."""
    kind = _kind(then, now)
    return Change(kind=kind, then=then, now=now) if kind is not ChangeKind.TOUCHED or then != now else None


def _kind(then: GapSnapshot | None, now: GapSnapshot | None) -> ChangeKind:
    was, stands = then is not None and then.on_board, now is not None and now.on_board
    if now is not None and now.closed is not None and (then is None or then.closed is None):
        return ChangeKind.CLOSED  # also one that was opened, or lay parked, in between
    if not stands:
        parked_at_once = then is None and now is not None
        return ChangeKind.DROPPED if was or parked_at_once else ChangeKind.TOUCHED
    if not was or then is None or now is None:
        return ChangeKind.NEW
    if now.evidence != then.evidence:
        return ChangeKind.MOVED
    worked_at = (now.goals, now.hits) != (then.goals, then.hits)
    return ChangeKind.TOUCHED if now.shown or worked_at else ChangeKind.STALLED
