"""A review on its way: its pages, what is decided, and its answers in plain values."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, Gap, NewGap, Step
from devjournal.domain.reviews.review import ANSWERS
from devjournal.domain.reviews.review_draft import (
    CHOICES,
    STEPS,
    Answers,
    Decision,
    GapDecision,
    GapWording,
    PlannedGap,
    ReviewDraft,
    WalkStep,
    read_answers,
)
from devjournal.domain.week.due import ReviewKind
from devjournal.errors import InvalidText
from tests.domain.boards import DAY, texts
from tests.domain.reviews.test_snapshot import anything

QUARTERLY, MONTHLY = ReviewKind.QUARTERLY, ReviewKind.MONTHLY

wordings = st.builds(GapWording, title=texts, why=st.text(max_size=9), needed=st.integers(1, 1000))
decisions = st.builds(
    Decision, gap=st.sampled_from("abc"), choice=st.sampled_from(GapDecision), was=wordings, now=st.none() | wordings,
    why=st.text(max_size=9),
)  # fmt: skip
planned = st.builds(
    PlannedGap,
    uid=st.uuids().map(str),
    new=st.builds(
        NewGap, area=st.sampled_from(Area), title=texts, why=st.text(max_size=9), needed=st.integers(1, 1000),
        step=st.sampled_from(Step),
    ),
)  # fmt: skip
answers = st.builds(
    Answers,
    **{name: st.text(max_size=9) for name in ANSWERS},
    decisions=st.lists(decisions, unique_by=lambda decision: decision.gap).map(tuple),
    new=st.lists(planned, max_size=2).map(tuple),
    bets=st.lists(st.uuids().map(str), max_size=3).map(tuple),
)


@given(answers)
def test_answers_are_read_again_as_they_were(original: Answers) -> None:
    assert read_answers(json.loads(json.dumps(original.as_json()))) == original


@given(anything)
def test_what_is_no_answer_is_read_as_none(value: object) -> None:
    assert read_answers(value) == Answers()


@pytest.mark.parametrize(
    "broken",
    [
        {"version": 9},
        {"skills": 1},
        {"decisions": [{"gap": "a", "choice": "sell", "was": {"title": "x"}}]},
        {"decisions": [{"gap": "a", "choice": "keep"}]},
        {"new": [{"uid": "short", "area": "skills", "step": "next", "title": "x"}]},
        {"bets": [None]},
    ],
)
def test_answers_of_another_shape_are_read_as_none(broken: dict[str, object]) -> None:
    assert read_answers({"version": 1, "course": "One", **broken}) == Answers()


def test_the_pages() -> None:
    walk = ReviewDraft(kind=QUARTERLY, day=DAY)
    pages = [walk.at(n).page for n in range(1, walk.steps + 1)]
    assert pages == list(STEPS[QUARTERLY])
    assert [page.area for page in pages] == [None, Area.SKILLS, Area.EXPERIENCE, Area.BRAND, None, None]
    assert {page.answer for page in pages} == set(ANSWERS)
    assert all(page.question.endswith("?") for page in WalkStep)
    assert walk.at(0).step == 1
    assert walk.at(99).last
    assert [page.value for page in STEPS[MONTHLY]] == ["skills", "experience", "brand", "course"]
    assert ReviewDraft(kind=MONTHLY, day=DAY).at(6).page is WalkStep.COURSE, "a step of a longer walk is its last"
    assert GapDecision.CLOSE in CHOICES[QUARTERLY]
    assert GapDecision.CLOSE not in CHOICES[MONTHLY]


def test_a_gap_is_decided_on_once() -> None:
    was = GapWording.of(Gap(area=Area.SKILLS, title="x", why="y", needed=3))
    assert was == GapWording(title="x", why="y", needed=3)
    keep, park = (Decision(gap="a", choice=choice, was=was) for choice in (GapDecision.KEEP, GapDecision.PARK))
    keep_b = replace(keep, gap="b")
    draft = Answers().decide(keep).decide(keep_b).decide(park)
    assert draft.decisions == (park, keep_b)
    assert draft.decided("a") == park


def test_texts_are_kept_as_everywhere() -> None:
    was = GapWording(title="x")
    adjust = Decision(gap="a", choice=GapDecision.ADJUST, was=was, now=GapWording(title="y ", why="z\n"), why="w ")
    planned_gap = PlannedGap.of(NewGap(area=Area.SKILLS, title="t ", why="w "))
    draft = Answers(course="c \n", decisions=(adjust,), new=(planned_gap,), bets=tuple("abcd")).cleaned()
    assert (draft.course, draft.bets) == ("c", ("a", "b", "c"))
    assert draft.decisions[0] == replace(adjust, now=GapWording(title="y", why="z"), why="w")
    assert draft.new[0] == PlannedGap(uid=planned_gap.uid, new=NewGap(area=Area.SKILLS, title="t", why="w"))
    for wrong in (
        Answers(skills="a\0"),
        Answers(decisions=(replace(adjust, now=GapWording(title=" ")),)),
        Answers(decisions=(replace(adjust, why="\0"),)),
        Answers(new=(PlannedGap.of(NewGap(area=Area.SKILLS, title="")),)),
        Answers(new=(PlannedGap.of(NewGap(area=Area.SKILLS, title="t", why="\0")),)),
    ):
        with pytest.raises(InvalidText):
            wrong.cleaned()
