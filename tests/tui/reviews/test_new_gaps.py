"""New gaps in a step of a review: one title a line, with an optional number after a comma."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import MAX_NEEDED, Area, NewGap
from devjournal.domain.reviews.review_draft import PlannedGap
from devjournal.tui.reviews.walk.new_gaps import new_gaps_at_opening, new_gaps_in, new_gaps_text

TITLES = st.text("ab ,0123", min_size=1).map(str.strip).filter(lambda title: title.strip(" ,"))


@given(st.dictionaries(TITLES, st.integers(1, MAX_NEEDED)))
def test_written_gaps_are_read_back_unchanged(gaps: dict[str, int]) -> None:
    planned = [PlannedGap.of(NewGap(area=Area.SKILLS, title=title, needed=needed)) for title, needed in gaps.items()]
    assert new_gaps_in(new_gaps_text(planned)) == gaps
    assert new_gaps_at_opening(new_gaps_text(planned)) == gaps
