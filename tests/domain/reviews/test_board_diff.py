"""The changes of the board between two snapshots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from devjournal.domain.career.gap import Area
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.board_diff import KINDS, ChangeKind, board_diff
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot
from tests.domain.boards import DAY, apply, board, snapshots, stood

MONTH = timedelta(days=30)


@pytest.mark.slow
@given(snapshots(), snapshots())
def test_a_difference_applied_to_the_older_snapshot_gives_the_newer_one(older: Snapshot, newer: Snapshot) -> None:
    diff = board_diff(older, newer, MONTH)
    assert apply(diff, older) == newer
    listed = [change for changes in diff.by_kind().values() for change in changes]
    assert len({change.gap.uid for change in diff.changes}) == len(diff.changes), "a gap is listed once"
    assert all(change in diff.changes for change in listed)


@pytest.mark.slow
@given(snapshots())
def test_between_a_board_and_itself_gaps_only_stall(same: Snapshot) -> None:
    diff = board_diff(same, same, MONTH)
    assert not diff.horizon_changed
    assert {change.gap.uid for change in diff.changes} == {
        gap.uid for gap in same.gaps if gap.on_board and not gap.shown
    }
    assert {change.kind for change in diff.changes} <= {ChangeKind.STALLED}


CASES: dict[str, tuple[GapSnapshot | None, GapSnapshot | None, ChangeKind | None, str]] = {
    "nothing moved it": (stood(), stood(), ChangeKind.STALLED, ""),
    "reworded, and still": (stood(), stood(title="Other"), ChangeKind.STALLED, ""),
    "a goal that proved nothing": (stood(), stood(goals=1), ChangeKind.TOUCHED, ""),
    "evidence": (stood(), stood(evidence=3), ChangeKind.MOVED, ""),
    "evidence taken away": (stood(), stood(evidence=0), ChangeKind.MOVED, ""),
    "shown, and waits to be closed": (stood(evidence=4), stood(evidence=4), None, ""),
    "made smaller until it was shown": (stood(), stood(needed=1), ChangeKind.TOUCHED, ""),
    "closed, shown": (stood(), stood(evidence=4, closed=DAY), ChangeKind.CLOSED, "shown"),
    "closed, let go": (stood(), stood(closed=DAY), ChangeKind.CLOSED, "let go"),
    "closed while it lay parked": (stood(parked=DAY), stood(parked=DAY, closed=DAY), ChangeKind.CLOSED, "let go"),
    "opened and closed in between": (None, stood(evidence=9, closed=DAY), ChangeKind.CLOSED, "shown"),
    "opened": (None, stood(), ChangeKind.NEW, "opened"),
    "opened again": (stood(closed=DAY), stood(), ChangeKind.NEW, "reopened"),
    "taken up again": (stood(parked=DAY), stood(), ChangeKind.NEW, "taken up"),
    "parked": (stood(), stood(parked=DAY), ChangeKind.DROPPED, "parked"),
    "opened and parked in between": (None, stood(parked=DAY), ChangeKind.DROPPED, "parked"),
    "removed": (stood(), None, ChangeKind.DROPPED, "removed"),
    "removed when it was closed long ago": (stood(closed=DAY), None, ChangeKind.TOUCHED, ""),
    "removed when it was parked before": (stood(parked=DAY), None, ChangeKind.TOUCHED, ""),
    "opened again only to be parked": (stood(closed=DAY), stood(parked=DAY), ChangeKind.TOUCHED, ""),
    "closed then and now": (stood(closed=DAY), stood(closed=DAY), None, ""),
}


@pytest.mark.parametrize("name", CASES)
def test_what_became_of_a_gap(name: str) -> None:
    then, now, kind, how = CASES[name]
    diff = board_diff(board(*filter(None, (then,))), board(*filter(None, (now,))), MONTH)
    assert [(change.kind, change.how) for change in diff.changes] == ([(kind, how)] if kind else [])


@pytest.mark.parametrize(("days", "kinds"), [(0, []), (6, []), (7, [ChangeKind.STALLED]), (400, [ChangeKind.STALLED])])
def test_no_gap_stalls_in_less_than_a_week(days: int, kinds: list[ChangeKind]) -> None:
    diff = board_diff(board(stood()), board(stood()), timedelta(days=days))
    assert [change.kind for change in diff.changes] == kinds


def test_why_is_that_of_parking_and_only_where_it_was_dropped() -> None:
    parked = stood(parked=DAY, parked_why="wrong audience")
    (dropped,) = board_diff(board(stood()), board(parked), MONTH).changes
    assert (dropped.why, dropped.gap) == ("wrong audience", parked)
    (closed,) = board_diff(board(stood()), board(replace(parked, closed=DAY)), MONTH).changes
    assert closed.why == ""


def test_changes_stand_in_the_order_of_the_newer_board_and_what_is_gone_last_in_its_area() -> None:
    older = board(stood("x"), stood("y", area=Area.BRAND), stood("z"))
    newer = board(stood("b", area=Area.BRAND), stood("z", evidence=2), stood("a"))
    listed = board_diff(older, newer, MONTH).by_kind()
    assert tuple(listed) == KINDS == tuple(kind for kind in ChangeKind if kind is not ChangeKind.TOUCHED)
    assert [change.gap.uid for change in board_diff(older, newer, MONTH).changes] == ["z", "a", "x", "b", "y"]
    assert [change.gap.uid for change in listed[ChangeKind.NEW]] == ["a", "b"]


def test_another_horizon_is_a_difference() -> None:
    horizon = Horizon(role="Lead", months=12, set_on=date(2026, 1, 31))
    assert board_diff(
        Snapshot(horizons=(horizon,)), Snapshot(horizons=(replace(horizon, months=24),)), MONTH
    ).horizon_changed
    assert not board_diff(Snapshot(horizons=(horizon,)), Snapshot(horizons=(horizon,)), MONTH).horizon_changed
