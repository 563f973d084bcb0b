"""The answers of choice fields: letter, word, and the ID under which the settings assign another letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from devjournal.domain.week.answers import (
    CARRIED,
    CARRIED_AGAIN,
    LESSON_ANSWERS,
    ON_TRACK,
    OUTCOMES,
    YES_OR_NO,
    Answer,
)
from devjournal.tui.verb import Verb


def _answer(name: str, letter: str, word: str) -> Verb:
    return Verb(f"answer.{name}", letter, "", word, f"Answer: {word}.")


def _named(answers: Sequence[Answer[Any]], *names: str) -> tuple[Verb, ...]:
    return tuple(_answer(name, each.letter, each.word) for name, each in zip(names, answers, strict=True))


YES, NO = _named(YES_OR_NO, "yes", "no")
HIT, MISSED, WEEK_OFF = _named(OUTCOMES, "hit", "missed", "week_off")
BETTER = _answer("missed_better", "b", "missed, better")
SKILLS, EXPERIENCE, BRAND = (_answer(word, word[0], word) for word in ("skills", "experience", "brand"))
NONE = _answer("none", "n", "none")

CHOICES: dict[str, tuple[Verb, ...]] = {
    "a check-in": _named(ON_TRACK, "on_track", "off_track"),
    "a recap": (HIT, MISSED, WEEK_OFF),
    "weeks without a recap": (HIT, BETTER, MISSED, WEEK_OFF),
    "yes or no": (YES, NO),
    "a lesson that waits": _named(LESSON_ANSWERS, "applied", "not_relevant", "keep"),
    "a goal that was missed": _named(CARRIED, "continue", "shrink", "drop"),
    "a goal that was missed again": _named(CARRIED_AGAIN, "too_big", "not_wanted", "carry_on"),
    "a topic": (
        _answer("topic", "t", "topic"),
        _answer("ask", "a", "ask"),
        _answer("my_promise", "m", "my promise"),
        _answer("their_promise", "p", "their promise"),
    ),
    "a talk": (
        _answer("one_to_one", "o", "1:1"),
        _answer("role_model", "r", "role model"),
        _answer("other_talk", "t", "other talk"),
    ),
    "a person": (
        _answer("manager", "m", "manager"),
        _answer("sponsor", "s", "sponsor"),
        _answer("peer", "p", "peer"),
        _answer("role_model", "r", "role model"),
        _answer("other", "o", "other"),
    ),
    "a gap's area": (SKILLS, EXPERIENCE, BRAND),
    "the answers of a role model": (SKILLS, EXPERIENCE, BRAND, NONE),
    "a gap's step": (
        _answer("current", "c", "current: master the role"),
        _answer("next", "n", "next: build the next one"),
    ),
}
"""Answers that are offered together, by question. Within a group each letter has one meaning."""

IN_LISTS = ("weeks without a recap", "the answers of a role model")
"""Groups whose letters answer a row of a list; keys that move in the list are not free there."""

_BY_WORD = {verb.label.casefold(): verb for verbs in CHOICES.values() for verb in verbs}


def letter_of(letter: str, word: str) -> str:
    """Return the letter that the settings assign to the answer `word`, or `letter` if they assign none."""
    verb = _BY_WORD.get(word.casefold())
    return verb.shown_key if verb is not None and verb.key == letter else letter
