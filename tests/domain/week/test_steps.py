"""What a pasted list's lines become as steps of a plan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.week.steps import steps_of, without_marks

PASTED = {
    "- Write an outline": "Write an outline",
    "* Write an outline": "Write an outline",
    "• Write an outline": "Write an outline",
    "1. Write an outline": "Write an outline",
    "12) Write an outline": "Write an outline",
    "[ ] Write an outline": "Write an outline",
    "- [x] Write an outline": "Write an outline",
    "  3. [ ] Write an outline  ": "Write an outline",
    "Write an outline": "Write an outline",
    "2 dry runs": "2 dry runs",
    "-5 % errors": "-5 % errors",
    "1.5 hours of reading": "1.5 hours of reading",
    "[draft] Write an outline": "[draft] Write an outline",
    "-": "-",
    "1. ": "1.",
}


@pytest.mark.parametrize("line", PASTED)
def test_a_list_leaves_its_marks_behind(line: str) -> None:
    assert without_marks(line) == PASTED[line]


def test_a_step_that_is_planned_already_stays_as_it_is() -> None:
    assert steps_of(["- Rehearse", "- Write", "", "   "], {"- Rehearse"}) == ("- Rehearse", "Write")


@given(st.text(max_size=40))
def test_no_words_are_lost(text: str) -> None:
    step_text = without_marks(text)
    assert step_text in text
    assert bool(step_text) == bool(text.strip())
