"""The answers of choice fields: letter, label, and the ID under which the settings assign another letter."""

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


def _verb(name: str, letter: str, label: str) -> Verb:
    return Verb(f"answer.{name}", letter, "", label, f"Answer: {label}.")


def _verbs(answers: Sequence[Answer[Any]], *names: str) -> tuple[Verb, ...]:
    return tuple(_verb(name, answer.letter, answer.label) for name, answer in zip(names, answers, strict=True))


YES, NO = _verbs(YES_OR_NO, "yes", "no")
HIT, MISSED, WEEK_OFF = _verbs(OUTCOMES, "hit", "missed", "week_off")
BETTER = _verb("missed_better", "b", "missed, better")
SKILLS, EXPERIENCE, BRAND = (_verb(area, area[0], area) for area in ("skills", "experience", "brand"))
NONE = _verb("none", "n", "none")

CHOICES: dict[str, tuple[Verb, ...]] = {
    "a check-in": _verbs(ON_TRACK, "on_track", "off_track"),
    "a recap": (HIT, MISSED, WEEK_OFF),
    "weeks without a recap": (HIT, BETTER, MISSED, WEEK_OFF),
    "yes or no": (YES, NO),
    "a lesson that waits": _verbs(LESSON_ANSWERS, "applied", "not_relevant", "keep"),
    "a goal that was missed": _verbs(CARRIED, "continue", "shrink", "drop"),
    "a goal that was missed again": _verbs(CARRIED_AGAIN, "too_big", "not_wanted", "carry_on"),
    "a topic": (
        _verb("topic", "t", "topic"),
        _verb("ask", "a", "ask"),
        _verb("my_promise", "m", "my promise"),
        _verb("their_promise", "p", "their promise"),
    ),
    "a talk": (
        _verb("one_to_one", "o", "1:1"),
        _verb("role_model", "r", "role model"),
        _verb("other_talk", "t", "other talk"),
    ),
    "a person": (
        _verb("manager", "m", "manager"),
        _verb("sponsor", "s", "sponsor"),
        _verb("peer", "p", "peer"),
        _verb("role_model", "r", "role model"),
        _verb("other", "o", "other"),
    ),
    "a gap's area": (SKILLS, EXPERIENCE, BRAND),
    "the answers of a role model": (SKILLS, EXPERIENCE, BRAND, NONE),
    "a gap's step": (
        _verb("current", "c", "current: master the role"),
        _verb("next", "n", "next: build the next one"),
    ),
}
"""Answers by the question that offers them. Within a question each letter has one meaning."""

IN_LISTS = ("weeks without a recap", "the answers of a role model")
"""Questions whose letters answer a row of a list. Keys that move in the list cannot be assigned there."""

_BY_LABEL = {verb.label.casefold(): verb for verbs in CHOICES.values() for verb in verbs}


def letter_of(letter: str, label: str) -> str:
    """Return the letter that the settings assign to the answer `label`, or `letter` if they assign none."""
    verb = _BY_LABEL.get(label.casefold())
    return verb.shown_key if verb is not None and verb.key == letter else letter
