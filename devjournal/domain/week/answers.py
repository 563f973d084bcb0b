"""The answers that the ritual's questions take: a letter and a word each, in the forms as on the command line."""

from __future__ import annotations

from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from devjournal.domain.week.week import LessonAnswer, Outcome

T = TypeVar("T")

ASK_FROM = 2
"""A goal that was carried so often is asked whether it is too big or not wanted: that would be the third time."""


class Carry(Enum):
    """What becomes of the goal of a missed week."""

    CONTINUE = "continue"
    SHRINK = "shrink"
    DROP = "drop"


class Answer(NamedTuple, Generic[T]):
    """One answer of a question: its letter, its word, and what it means."""

    letter: str
    word: str
    value: T


YES_OR_NO = (Answer("y", "yes", True), Answer("n", "no", False))
"""Better at something, and other plain questions."""

OUTCOMES = (
    Answer("h", "hit", Outcome.HIT),
    Answer("m", "missed", Outcome.MISSED),
    Answer("w", "week off", Outcome.AWAY),
)
"""How a week went."""

ON_TRACK = (Answer("o", "on track", True), Answer("f", "off track", False))
"""How it stands on Wednesday."""

LESSON_ANSWERS = (
    Answer("a", "applied", LessonAnswer.APPLIED),
    Answer("n", "not relevant", LessonAnswer.NOT_RELEVANT),
    Answer("k", "keep for this week", LessonAnswer.KEEP),
)
"""What became of a lesson."""

CARRIED = (
    Answer("c", "continue", Carry.CONTINUE),
    Answer("s", "shrink", Carry.SHRINK),
    Answer("d", "drop", Carry.DROP),
)
"""What becomes of a goal that was missed."""

CARRIED_AGAIN = (
    Answer("t", "too big: shrink it", Carry.SHRINK),
    Answer("n", "not wanted: drop it", Carry.DROP),
    Answer("c", "carry it on", Carry.CONTINUE),
)
"""What becomes of one that was carried on before: what is wrong with it comes first."""
