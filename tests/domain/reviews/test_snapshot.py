"""The board as it was: frozen, written, and read again whatever it holds."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.career.person import Awareness
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot, compact_json, read_snapshot, take_snapshot
from tests.domain.boards import DAY, board, snapshots, stood

WHOLE = board(stood()).as_json() | {"horizons": [{"role": "Lead", "months": 12, "why": "", "set_on": "2026-01-31"}]}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(snapshots())
def test_what_was_frozen_is_read_again_as_it_was(snapshot: Snapshot) -> None:
    for json_value in (snapshot.as_json(), compact_json(snapshot)):
        assert read_snapshot(json.loads(json.dumps(json_value))) == snapshot


@given(anything)
def test_what_is_no_snapshot_is_read_as_an_empty_one(value: object) -> None:
    assert read_snapshot(value) == Snapshot()


@given(st.sampled_from(sorted(WHOLE["gaps"][0])), anything)
def test_a_gap_of_any_shape_is_read_or_leaves_the_board_empty(field: str, value: object) -> None:
    snapshot = read_snapshot({**WHOLE, "gaps": [{**WHOLE["gaps"][0], field: value}]})
    assert len(snapshot.gaps) in (0, 1)
    assert read_snapshot(json.loads(json.dumps(snapshot.as_json()))) == snapshot


@pytest.mark.parametrize(
    "broken",
    [
        {"version": 2},
        {"gaps": [WHOLE["gaps"][0]] * 2},
        {"gaps": [{**WHOLE["gaps"][0], "area": "money"}]},
        {"gaps": [{**WHOLE["gaps"][0], "needed": 0}]},
        {"gaps": [{**WHOLE["gaps"][0], "evidence": -1}]},
        {"gaps": [{**WHOLE["gaps"][0], "evidence": True}]},
        {"gaps": [{**WHOLE["gaps"][0], "evidence": 2**80}]},
        {"gaps": [{**WHOLE["gaps"][0], "closed": "2026-02-30"}]},
        {"gaps": [{**WHOLE["gaps"][0], "title": ""}]},
        {"gaps": {}},
        {"horizons": [{"role": "Lead", "months": 601, "set_on": "2026-01-31"}]},
        {"horizons": [{"role": "Lead", "months": 12}]},
    ],
)
def test_a_snapshot_that_breaks_a_rule_is_read_as_an_empty_one(broken: dict[str, Any]) -> None:
    assert read_snapshot(WHOLE) != Snapshot()
    assert read_snapshot({**WHOLE, **broken}) == Snapshot()


def test_the_board_is_frozen_in_its_order_with_who_knows_in_counts() -> None:
    gaps = [
        Gap(id=3, uid="c", area=Area.BRAND, title="Known", needed=3, evidence=1, opened_on=DAY, step=Step.NEXT),
        Gap(id=1, uid="a", area=Area.SKILLS, title="Tracing", needed=2, goals=4, hits=3, opened_on=DAY, moved_on=DAY),
        Gap(id=2, uid="b", area=Area.SKILLS, title="A talk", opened_on=DAY, parked_on=DAY, parked_why="Why"),
    ]
    marks = [Awareness(person=1, gap=3, known_on=DAY), Awareness(person=2, gap=3), Awareness(person=3, gap=3)]
    horizon = Horizon(id=7, role="Lead", months=12, why="w", set_on=date(2026, 1, 31))
    assert take_snapshot(gaps, [horizon], marks) == Snapshot(
        horizons=(Horizon(role="Lead", months=12, why="w", set_on=date(2026, 1, 31)),),
        gaps=(
            GapSnapshot(uid="a", area=Area.SKILLS, title="Tracing", needed=2, goals=4, hits=3, opened=DAY, moved=DAY),
            GapSnapshot(
                uid="b", area=Area.SKILLS, title="A talk", opened=DAY, moved=DAY, parked=DAY, parked_why="Why"
            ),
            GapSnapshot(
                uid="c", area=Area.BRAND, title="Known", step=Step.NEXT, needed=3, evidence=1, opened=DAY,
                moved=DAY, knows=1, should=2,
            ),
        ),
    )  # fmt: skip
