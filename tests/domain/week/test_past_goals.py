"""Which skills were used before, and what was aimed at with one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.past_goals import (
    PastGoal,
    at_skill,
    completed,
    known_spelling,
    resembling,
    skills_of,
    usual_skill,
)
from tests.frozen_clock import FRIDAY

WEEK = IsoWeek.of(FRIDAY.date())
SKILLS = ("Negotiation", "Public speaking", "SQL")


def past(*goals: tuple[str, int | None]) -> tuple[PastGoal, ...]:
    return tuple(PastGoal(WEEK.shift(-n), f"Goal {n}", skill, gap) for n, (skill, gap) in enumerate(goals, 1))


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("neg", "Negotiation"), ("PUB", "Public speaking"), ("", ""), (" ", ""), ("sql", ""), ("x", ""), ("egot", "")],
)
def test_a_skill_is_completed(typed: str, whole: str) -> None:
    assert completed(SKILLS, typed) == whole


@pytest.mark.parametrize(("typed", "near"), [("negotiations", "Negotiation"), ("negotiation", ""), ("SQLite", "")])
def test_a_longer_word_resembles_the_skill_that_it_goes_on_from(typed: str, near: str) -> None:
    assert resembling(SKILLS, typed) == near


def test_each_skill_is_there_once_in_its_latest_spelling() -> None:
    assert skills_of(past(("Design", None), ("SQL", None), ("design ", None), ("sql", None))) == ("Design", "SQL")
    assert known_spelling(("Design",), " dESIGN") == "Design"
    assert known_spelling(("Design",), "Designs") == "Designs"


def test_the_usual_skill_of_a_gap_is_the_most_frequent_then_the_latest() -> None:
    goals = past(("Testing", 1), ("Design", 1), ("design", 1), ("SQL", 2), ("Testing", 2))
    assert usual_skill(goals, 1) == "Design"
    assert usual_skill(goals, 2) == "SQL"
    assert usual_skill(goals, 3) == ""


def test_the_last_goals_at_a_skill() -> None:
    goals = past(*[("Design", None)] * 5, ("SQL", None))
    assert [goal.goal for goal in at_skill(goals, "design")] == ["Goal 1", "Goal 2", "Goal 3"]
    assert at_skill(goals, " ") == ()


@given(st.lists(st.text(min_size=1, max_size=12)), st.text(max_size=8))
def test_what_is_completed_goes_on_from_what_is_typed(skills: list[str], typed: str) -> None:
    whole = completed(skills, typed)
    if whole:
        assert whole in skills
        assert whole.casefold().startswith(typed.casefold())
