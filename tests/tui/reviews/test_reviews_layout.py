"""Reviews for any board at any size: no overlaps, nothing too wide, every change listed once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Region

from devjournal.domain.career.gap import Area
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.reviews.board_diff import board_diff
from devjournal.domain.reviews.review import Remark, Review
from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.domain.reviews.snapshot import GapSnapshot, Snapshot
from devjournal.domain.week.due import Deferral, NextReview, ReviewKind
from devjournal.tui.gaps.origins import Origin
from devjournal.tui.reviews.data import KINDS, ReviewComparison, ReviewsView, UpcomingReview
from devjournal.tui.reviews.layout import ReviewsLayout
from devjournal.tui.widgets.glyphs import ASCII, UNICODE
from devjournal.tui.widgets.lines import line_text, width_of

TODAY = date(2026, 11, 27)
texts = st.one_of(
    st.sampled_from(("Run an incident end to end", "[bold]x[/]", "a\nb\x1b")),
    st.text("ab 日🎉\n", min_size=1, max_size=60).map(lambda text: text + "."),
    st.integers(1, 60).map(lambda n: " ".join(["words"] * n)),
)
past = st.integers(0, 3000).map(lambda n: TODAY - timedelta(days=n))
kinds = st.sampled_from(ReviewKind)
reviews = st.builds(
    Review,
    kind=kinds,
    day=past,
    course=st.one_of(st.just(""), texts),
    remarks=st.lists(st.builds(Remark, day=past, text=texts), max_size=2).map(tuple),
)
gaps = st.builds(
    GapSnapshot,
    uid=st.sampled_from("abcdefgh"),
    area=st.sampled_from(Area),
    title=texts,
    needed=st.integers(1, 12),
    evidence=st.integers(0, 15),
    closed=st.none() | past,
    parked=st.none() | past,
    parked_why=st.one_of(st.just(""), texts),
)
boards = st.builds(
    Snapshot,
    horizons=st.lists(st.builds(Horizon, role=texts, months=st.integers(1, 600), set_on=past), max_size=3).map(tuple),
    gaps=st.lists(gaps, max_size=8, unique_by=lambda gap: gap.uid).map(tuple),
)


@st.composite
def upcoming_reviews(draw: st.DrawFn, kind: ReviewKind) -> UpcomingReview:
    """Draw a review that is due, put off, far ahead, begun, or without a horizon."""
    due = TODAY + timedelta(days=draw(st.integers(-40, 90)))
    following = NextReview(due, due + timedelta(days=draw(st.sampled_from((0, 7, 40)))))
    draft = draw(st.none() | st.integers(1, 4).map(lambda step: ReviewDraft(kind=kind, day=TODAY, step=step)))
    return UpcomingReview(kind=kind, next=draw(st.none() | st.just(following)), draft=draft)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    held=st.lists(reviews, max_size=12),
    skipped=st.lists(st.builds(Deferral, kinds, past, st.none()), max_size=3),
    boards=st.tuples(boards, boards),
    size=st.tuples(st.integers(40, 140), st.integers(12, 50)),
    data=st.data(),
)
def test_blocks_stay_in_their_places(
    held: list[Review],
    skipped: list[Deferral],
    boards: tuple[Snapshot, Snapshot],
    size: tuple[int, int],
    data: st.DataObject,
) -> None:
    latest_first = sorted(held, key=lambda review: review.day, reverse=True)
    listed = tuple(replace(review, id=n) for n, review in enumerate(latest_first, 1))
    view = ReviewsView(
        today=TODAY,
        reviews=listed,
        next_reviews=tuple(data.draw(upcoming_reviews(kind)) for kind in KINDS),
        skipped=tuple(skipped),
        horizons=(),
        titles={},
    )
    newer = data.draw(st.none() | st.sampled_from(listed)) if listed else None
    comparison = ReviewComparison(
        newer=newer,
        older=listed[-1] if listed else None,
        change=board_diff(*boards, TODAY - listed[-1].day if listed else timedelta()),
        board=boards[1],
        origins={uid: Origin("Anneke 日本 of the North and of the South", TODAY) for uid in "abcd"},
    )
    if not listed:
        comparison = replace(comparison, change=None, upcoming=view.next_reviews[0])
    glyphs = data.draw(st.sampled_from((UNICODE, ASCII)))
    blocks = ReviewsLayout(view=view, comparison=comparison, width=size[0], height=size[1], glyphs=glyphs).blocks()
    inside = Region(0, 2, size[0], size[1] - 3)
    for block in blocks:
        assert inside.contains_region(block.region), block.name
        room = block.region.width - (2 if block.name == "timeline" else 0)
        assert all(width_of(line) <= room for line in block.lines), block.name
        assert all(width_of(line) <= room for line, *_ in block.items), block.name
    for block, other in combinations(blocks, 2):
        assert not block.region.overlaps(other.region), (block.name, other.name)
    rows = [key for block in blocks for _, key, _ in block.items if key.startswith("review:")]
    assert len(rows) == (len(listed) if any(block.name == "timeline" for block in blocks) else 0)
    side = next((block for block in blocks if block.name == "comparison"), None)
    if side is not None and comparison.change is not None:
        changes = sum(map(len, comparison.change.by_kind().values()))
        marks = (glyphs.done, glyphs.no, glyphs.moved, glyphs.new, glyphs.stalled)
        change_rows = [line for line in side.lines if len(line) > 2 and line[0][0].rstrip() in marks]
        assert len(change_rows) >= changes, "\n".join(map(line_text, side.lines))


def test_reviews_of_one_day_are_listed_in_the_order_of_the_keys_that_turn_them() -> None:
    reviews = tuple(Review(kind=ReviewKind.MONTHLY, day=TODAY, id=n) for n in (10, 9))
    upcoming = tuple(UpcomingReview(kind=kind, next=None) for kind in KINDS)
    view = ReviewsView(today=TODAY, reviews=reviews, next_reviews=upcoming, skipped=(), horizons=(), titles={})
    layout = ReviewsLayout(view=view, width=100, height=30, glyphs=UNICODE)
    assert view.neighbour(view.newest, -1) == reviews[1]
    assert [row.key for row in layout.rows() if row.key] == ["review:10", "review:9"]
