"""The page of the method explains every word that devjournal uses for one thing."""

from __future__ import annotations

import re

import pytest

from devjournal.domain.career.gap import Area, Step
from devjournal.domain.career.person import Relation, TalkKind
from devjournal.domain.week.due import ReviewKind
from devjournal.domain.week.week import LessonAnswer, Outcome
from tests.docs.guide import section, tables

PAGE = ("docs/method.md", "The words")
WORDS = {
    *("week", "goal", "plan", "check-in", "adjustment", "recap", "outcome", "better", "lesson", "entry", "evidence"),
    *("horizon", "gap", "area", "step", "needed", "shown", "person", "awareness", "conversation", "topic", "ask"),
    *("promise", "private", "review", "summary"),
}
"""The words of the method, each for one thing."""

VALUES = [Outcome, LessonAnswer, Area, Step, Relation, TalkKind, ReviewKind]


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_word_is_explained(word: str) -> None:
    rows = tables(section(*PAGE), "word")[0]
    named = {name for row in rows for name in re.split(r", ", row[0])}
    named |= {name for row in rows for name in re.findall(r"\*([\w-]+)\*", row[1])}
    assert word in named


@pytest.mark.parametrize("values", VALUES)
def test_every_value_of_a_word_is_told(values: type[Outcome]) -> None:
    text = section(*PAGE)
    for value in values:
        assert re.search(rf"{str(value).replace('-', '[- ]')}", text), value
