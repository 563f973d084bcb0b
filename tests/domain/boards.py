"""Invented snapshots for the rules of reviews: any board, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.board_diff import BoardDiff
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot

DAY = date(2026, 11, 27)

days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
texts = st.text(min_size=1, max_size=20)
counts = st.integers(0, 5)


@st.composite
def gaps_then(draw: st.DrawFn, uid: str) -> GapSnapshot:
    """Draw a gap as it may have stood."""
    return GapSnapshot(
        uid=uid,
        area=draw(st.sampled_from(Area)),
        title=draw(texts),
        step=draw(st.sampled_from(Step)),
        needed=draw(st.integers(1, 5)),
        evidence=draw(counts),
        goals=draw(counts),
        hits=draw(counts),
        opened=draw(st.none() | days),
        closed=draw(st.none() | days),
        moved=draw(st.none() | days),
        parked=draw(st.none() | days),
        parked_why=draw(st.just("") | texts),
        knows=draw(counts),
        should=draw(counts),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Draw any snapshot; two of them share some gaps."""
    uids = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    horizon = st.builds(Horizon, role=texts, months=st.integers(1, 600), why=st.text(max_size=9), set_on=days)
    horizons = draw(st.lists(horizon, max_size=2))
    return Snapshot(horizons=tuple(horizons), gaps=tuple(draw(gaps_then(uid)) for uid in uids))


def stood(uid: str = "a", **changes: object) -> GapSnapshot:
    """Return a gap in work, changed as it is said."""
    base = GapSnapshot(
        uid=uid, area=Area.SKILLS, title=f"gap {uid}", needed=4, evidence=1, opened=DAY - timedelta(days=90)
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def board(*gaps: GapSnapshot) -> Snapshot:
    """Return a snapshot of some gaps."""
    return Snapshot(gaps=gaps)


def apply(change: BoardDiff, older: Snapshot) -> Snapshot:
    """Return the newer snapshot that a difference was made from."""
    gaps = {gap.uid: gap for gap in older.gaps}
    gaps.update({gap_change.now.uid: gap_change.now for gap_change in change.changes if gap_change.now is not None})
    return Snapshot(horizons=change.horizons, gaps=tuple(gaps[uid] for uid in change.order))
