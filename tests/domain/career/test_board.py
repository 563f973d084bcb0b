"""The board: orders, filters, what the steps add up to, and what is in work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.board import (
    EVERYTHING,
    BoardFilter,
    Order,
    Progress,
    Quarter,
    column,
    exceeds_limit,
    folded,
    in_work,
    naming,
    origin_talk,
    progress,
    this_quarter,
    time_for_next,
)
from devjournal.domain.career.gap import Area, Gap, Step
from devjournal.domain.career.person import Conversation, TalkKind

TODAY = date(2026, 11, 27)
DAYS = st.sampled_from((None, TODAY, TODAY - timedelta(days=9)))


def gap(row_id: int = 1, **changes: object) -> Gap:
    base = Gap(id=row_id, area=Area.SKILLS, title=f"gap {row_id}", needed=2, opened_on=TODAY - timedelta(days=300))
    return replace(base, **changes)  # type: ignore[arg-type]


def ids(gaps: list[Gap]) -> list[int]:
    return [gap.id for gap in gaps]


def test_a_column_stands_in_its_own_order_or_in_another() -> None:
    gaps = [
        gap(1, evidence=2, moved_on=TODAY),
        gap(2, evidence=1, moved_on=TODAY - timedelta(days=9)),
        gap(3, evidence=0),
        gap(4, area=Area.BRAND),
        gap(5, closed_on=TODAY),
    ]
    assert ids(column(gaps, Area.SKILLS)) == [1, 2, 3]
    assert ids(column(gaps, Area.SKILLS, order=Order.LEAST_PROVEN)) == [3, 2, 1]
    assert ids(column(gaps, Area.SKILLS, order=Order.LONGEST_UNTOUCHED)) == [3, 2, 1]
    assert ids(column(gaps, Area.EXPERIENCE)) == []


def test_what_is_equal_keeps_its_own_order() -> None:
    gaps = [gap(n, evidence=n % 2) for n in range(6)]
    assert ids(column(gaps, Area.SKILLS, order=Order.LEAST_PROVEN)) == [0, 2, 4, 1, 3, 5]


def test_parked_ones_are_folded_before_the_closed_ones_the_latest_first() -> None:
    gaps = [gap(n, closed_on=TODAY - timedelta(days=n)) for n in (3, 1, 2)]
    gaps += [gap(n, parked_on=TODAY - timedelta(days=n)) for n in (30, 10)]
    gaps += [gap(20, parked_on=TODAY, closed_on=TODAY - timedelta(days=20)), gap(99)]
    assert ids(folded(gaps, Area.SKILLS)) == [10, 30, 1, 2, 3, 20]
    assert ids(folded(gaps, Area.SKILLS, BoardFilter(text="GAP 2"))) == [2, 20]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EVERYTHING, [1, 2, 3]),
        (BoardFilter(step=Step.NEXT), [2]),
        (BoardFilter(text="STRASSE"), [3]),
        (BoardFilter(text="because"), [1]),
        (BoardFilter(Step.NEXT, "because"), []),
        (BoardFilter(text="[b"), []),
    ],
)
def test_a_filter_takes_a_step_or_a_text_of_title_and_why(wanted: BoardFilter, expected: list[int]) -> None:
    gaps = [gap(1, why="Because"), gap(2, step=Step.NEXT), gap(3, title="Straße")]
    assert ids(column(gaps, Area.SKILLS, wanted)) == expected
    assert bool(wanted) == (wanted != EVERYTHING)


def test_progress_counts_what_is_shown_of_all_and_leaves_out_what_was_let_go() -> None:
    gaps = [
        gap(1, evidence=2),
        gap(2, evidence=1),
        gap(3, evidence=5, closed_on=TODAY),
        gap(4, evidence=1, closed_on=TODAY),
        gap(5, step=Step.NEXT),
        gap(6, parked_on=TODAY),
    ]
    assert progress(gaps, Step.CURRENT) == Progress(2, 3)
    assert progress(gaps, Step.NEXT) == Progress(0, 1)
    assert progress([], Step.NEXT) == Progress(0, 0)


@pytest.mark.parametrize(
    ("current", "following", "time"),
    [
        ([], [], False),
        ([2], [], True),
        ([2, 0], [], False),
        ([2, 2, 0], [0], True),
        ([2, 2, 0], [2], False),
        ([2, 2, 0], [2, 0], True),
        ([0, 0], [2], False),
    ],
)
def test_once_most_of_the_role_is_shown_it_is_time_for_the_second_step(
    current: list[int], following: list[int], time: bool
) -> None:
    gaps = [gap(n, evidence=evidence) for n, evidence in enumerate(current)]
    gaps += [gap(n + 50, evidence=evidence, step=Step.NEXT) for n, evidence in enumerate(following)]
    assert time_for_next(gaps) is time


def test_three_in_work_are_enough_and_the_fourth_is_said_once() -> None:
    boards = [[gap(n) for n in range(count)] for count in range(6)]
    assert [exceeds_limit(boards[n], boards[n + 1], Area.SKILLS) for n in range(5)] == [
        False,
        False,
        False,
        True,
        False,
    ]
    not_in_work = [gap(2, evidence=2), gap(3, closed_on=TODAY), gap(4, area=Area.BRAND), gap(5, parked_on=TODAY)]
    assert in_work([gap(1), *not_in_work], Area.SKILLS) == 1


def test_the_quarter_counts_each_gap_once() -> None:
    gaps = [
        gap(1, closed_on=date(2026, 10, 1)),
        gap(2, closed_on=date(2026, 9, 30)),
        gap(3, moved_on=date(2026, 11, 20)),
        gap(4, moved_on=date(2026, 10, 2)),
        gap(5, opened_on=date(2026, 10, 1)),
        gap(6, evidence=2, moved_on=date(2026, 8, 1)),
        gap(7, parked_on=date(2026, 11, 1)),
    ]
    assert this_quarter(gaps, TODAY, frozenset()) == Quarter(closed=1, moved=1, still=1, new=1)


def test_a_talk_found_a_gap_where_it_names_it() -> None:
    named_gap = gap(title=" Lead a design ")
    talks = [
        Conversation(person=1, day=TODAY, year_before="Wrote tests\nlead a DESIGN"),
        Conversation(person=1, day=TODAY, notes="We said: lead a design."),
        Conversation(person=1, day=TODAY, notes="Something else"),
    ]
    assert naming(named_gap, talks) == talks[:2]


@pytest.mark.parametrize(
    ("title", "notes", "named"),
    [
        ("SQL", "Learn SQL, he said", True),
        ("SQL", "MySQL, and then SQL", True),
        ("SQL", "MySQL", False),
        ("Plan a year", "Plan a year2", False),
        ("C++", "Wrote c++14, mostly", True),
        ("設計", "大きな設計を導く", True),
    ],
)
def test_a_title_is_named_as_words_of_its_own(title: str, notes: str, named: bool) -> None:
    talk = Conversation(person=1, day=TODAY, notes=notes)
    assert naming(gap(title=title), [talk]) == [talk] * named


def test_a_gap_came_out_of_the_first_role_model_talk_that_names_it_before_it_was_opened() -> None:
    def talk(n: int, day: date, kind: TalkKind = TalkKind.ROLE_MODEL) -> Conversation:
        return Conversation(person=1, day=day, kind=kind, year_before="Lead a design", id=n)

    early, late, after = talk(3, date(2026, 5, 1)), talk(1, date(2026, 6, 1)), talk(2, date(2026, 6, 2))
    manager = talk(4, date(2026, 4, 1), TalkKind.ONE_TO_ONE)
    talks = (after, late, early, manager)
    assert origin_talk("Lead a design", date(2026, 6, 1), talks) == early
    assert origin_talk("Lead a design", date(2026, 6, 1), (after, late)) == late
    assert origin_talk("Lead a design", date(2026, 6, 1), (after, manager)) is None
    assert origin_talk("Lead a design", None, (after,)) == after
    assert origin_talk("Design", None, talks) == early
    assert origin_talk("Sign", None, talks) is None


@given(st.lists(st.tuples(st.sampled_from(Area), st.sampled_from(Step), st.integers(0, 3), DAYS, DAYS)))
def test_every_gap_stands_in_one_column_in_any_order(
    rows: list[tuple[Area, Step, int, date | None, date | None]],
) -> None:
    gaps = [
        gap(n, area=area, step=step, evidence=evidence, closed_on=closed, parked_on=parked)
        for n, (area, step, evidence, closed, parked) in enumerate(rows)
    ]
    for order in Order:
        gap_ids = [gap.id for area in Area for gap in (*column(gaps, area, order=order), *folded(gaps, area))]
        assert sorted(gap_ids) == list(range(len(gaps)))
