"""When a gap is shown, and which gaps come first."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.entry import Entry
from devjournal.domain.gap import Area, Gap, least_proven_first

GAPS = st.builds(
    Gap,
    area=st.sampled_from(Area),
    title=st.text("abc", min_size=1, max_size=3),
    needed=st.integers(1, 6),
    evidence=st.integers(0, 8),
    closed_on=st.none() | st.just(date(2026, 1, 1)),
)


@given(GAPS)
def test_a_gap_is_shown_once_its_evidence_is_enough(gap: Gap) -> None:
    assert gap.shown == (gap.evidence in range(gap.needed, 100))


@given(st.lists(GAPS))
def test_the_least_proven_come_first(gaps: list[Gap]) -> None:
    ordered = least_proven_first(gaps)
    assert all(gap.closed_on is None for gap in ordered)
    assert sorted(map(id, ordered)) == sorted(id(gap) for gap in gaps if gap.closed_on is None)
    for one, other in pairwise(ordered):
        shares = Fraction(one.evidence, one.needed), Fraction(other.evidence, other.needed)
        assert shares[0] <= shares[1]
        if shares[0] == shares[1]:
            assert (-one.needed, one.title) <= (-other.needed, other.title)


def test_an_entry_that_names_a_gap_is_evidence() -> None:
    assert Entry(day=date(2026, 1, 1), text="x", gap=1).is_evidence
    assert not Entry(day=date(2026, 1, 1), text="x").is_evidence
