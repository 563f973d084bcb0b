"""The answers to the ritual's questions: a letter and a label each, for the forms and the command line."""

from __future__ import annotations

from enum import Enum
from typing import Generic, NamedTuple, TypeVar

from devjournal.domain.week.week import LessonAnswer, Outcome

T = TypeVar("T")

ASK_FROM = 2
"""A goal carried on this often is asked about: is it too big, or not wanted?"""


class Carry(Enum):
    """What becomes of the goal of a missed week."""

    CONTINUE = "continue"
    SHRINK = "shrink"
    DROP = "drop"


class Answer(NamedTuple, Generic[T]):
    """One answer: its letter, its label, and its value."""

    letter: str
    label: str
    value: T


YES_OR_NO = (Answer("y", "yes", True), Answer("n", "no", False))
"""For plain questions, such as better or not."""

OUTCOMES = (
    Answer("h", "hit", Outcome.HIT),
    Answer("m", "missed", Outcome.MISSED),
    Answer("w", "week off", Outcome.AWAY),
)
"""The outcome of a week."""

ON_TRACK = (Answer("o", "on track", True), Answer("f", "off track", False))
"""The check-in."""

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
"""What becomes of a goal carried on before: what is wrong with it comes first."""
