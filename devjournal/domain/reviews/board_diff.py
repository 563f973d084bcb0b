"""The changes of the board between two snapshots: closed, moved, stalled, new, dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from devjournal.domain.career.gap import Area
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot


class ChangeKind(StrEnum):
    """The kind of a change, in the order of the headings."""

    CLOSED = "closed"
    MOVED = "moved"
    STALLED = "stalled"
    NEW = "new"
    DROPPED = "dropped"
    TOUCHED = "touched"
    """Under no heading: its texts or needed count changed, or a goal for it brought no evidence."""


STALLED_FROM = timedelta(weeks=1)
"""The least time between two snapshots in which a gap can stall: the rhythm is the week."""

KINDS = tuple(kind for kind in ChangeKind if kind is not ChangeKind.TOUCHED)
"""The kinds with a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of one gap: its state `then` and `now`; None if it did not exist."""

    kind: ChangeKind
    then: GapSnapshot | None
    now: GapSnapshot | None

    @property
    def gap(self) -> GapSnapshot:
        """The newer of both states."""
        snapshot = self.now or self.then
        assert snapshot is not None
        return snapshot

    @property
    def how(self) -> str:
        """How it came about, in one word: a close is `shown` or `let go`, a drop is `parked` or `removed`.

        A new gap was `opened`, `reopened`, or `taken up` after it was parked; other changes have no word.
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
        """Why it was dropped, in the user's words; empty without a reason."""
        return self.gap.parked_why if self.kind is ChangeKind.DROPPED else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardDiff:
    """All differences between two snapshots; the newer one can be rebuilt from them and the older one."""

    changes: tuple[Change, ...] = ()
    """In the order of the newer board; removed gaps come last in their area."""
    order: tuple[str, ...] = ()
    """The uids of all gaps of the newer board, in its order."""
    horizons_then: tuple[Horizon, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    """The horizons of the newer board."""

    def by_kind(self) -> Mapping[ChangeKind, tuple[Change, ...]]:
        """Return the changes by heading, empty headings included."""
        return {kind: tuple(change for change in self.changes if change.kind is kind) for kind in KINDS}

    @property
    def horizon_changed(self) -> bool:
        """Whether the horizons or their days differ."""
        return self.horizons != self.horizons_then


def board_diff(older: Snapshot, newer: Snapshot, apart: timedelta) -> BoardDiff:
    """Return the changes between two snapshots taken that far `apart`."""
    then = {gap.uid: gap for gap in older.gaps}
    now = {gap.uid: gap for gap in newer.gaps}
    pairs = [(then.get(gap.uid), gap) for gap in newer.gaps]
    gone = [(gap, None) for gap in older.gaps if gap.uid not in now]
    changes = [change for before, after in (*pairs, *gone) if (change := _change(before, after, apart)) is not None]
    areas = tuple(Area)
    changes.sort(key=lambda change: areas.index(change.gap.area))
    return BoardDiff(changes=tuple(changes), order=tuple(now), horizons_then=older.horizons, horizons=newer.horizons)


def _change(then: GapSnapshot | None, now: GapSnapshot | None, apart: timedelta) -> Change | None:
    """Return the change of a gap; None if it is still closed, parked, shown or unmoved within the week."""
    kind = _kind(then, now, apart)
    return Change(kind=kind, then=then, now=now) if kind is not ChangeKind.TOUCHED or then != now else None


def _kind(then: GapSnapshot | None, now: GapSnapshot | None, apart: timedelta) -> ChangeKind:
    was_on_board, is_on_board = then is not None and then.on_board, now is not None and now.on_board
    if now is not None and now.closed is not None and (then is None or then.closed is None):
        return ChangeKind.CLOSED  # includes gaps opened or parked in between
    if not is_on_board:
        parked_at_once = then is None and now is not None
        return ChangeKind.DROPPED if was_on_board or parked_at_once else ChangeKind.TOUCHED
    if not was_on_board or then is None or now is None:
        return ChangeKind.NEW
    if now.evidence != then.evidence:
        return ChangeKind.MOVED
    worked_at = (now.goals, now.hits) != (then.goals, then.hits)
    return ChangeKind.TOUCHED if now.shown or worked_at or apart < STALLED_FROM else ChangeKind.STALLED
