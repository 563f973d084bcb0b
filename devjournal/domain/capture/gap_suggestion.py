"""Suggests gaps for a draft by the words that both contain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from devjournal.domain.career.gap import Gap, least_proven_first

_WORD = re.compile(r"[^\W\d_]{3,}")
_MIN_STEM = 4
"""The least number of first letters that two forms of one word share, such as `review` and `reviewed`."""

_STOP_WORDS = """
commit commits about after again all also and any are because been before being between both but can did does
doing done down for from get gets had has have having her here him his how into its itself just let made make
more most not now off one only other our out over own same she should some such than that the their them then
there these they thing things this those through too under until upon use used uses using very was way were
what when where which while who whom why will with would you your add added fix fixed merge update updated
work worked new
"""
"""Words that do not count: they occur in texts about anything."""

_STOP = frozenset(_WORD.findall(_STOP_WORDS))


def suggest_gaps(text: str, gaps: Sequence[Gap]) -> list[tuple[Gap, bool]]:
    """Return the gaps for a text, each with whether the text suggests it.

    Gaps with the most words in common come first, then the others, least proven first.
    """
    words = _words(text)
    scores = {gap.id: _score(words, gap) for gap in gaps}
    ordered = sorted(least_proven_first(gaps), key=lambda gap: -scores[gap.id])
    return [(gap, scores[gap.id] > 0) for gap in ordered]


def _score(words: frozenset[str], gap: Gap) -> int:
    """Return how many of a gap's words are in a text. Words of the title count three times."""
    title = _words(gap.title)
    return 3 * _shared(title, words) + _shared(_words(gap.why) - title, words)


def _shared(gap_words: frozenset[str], words: frozenset[str]) -> int:
    return sum(any(_alike(word, other) for other in words) for word in gap_words)


def _alike(word: str, other: str) -> bool:
    """Return whether two words are equal, or look like forms of one word."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    stem = max(_MIN_STEM, len(short) - 2)
    return len(short) >= _MIN_STEM and len(long) - len(short) <= 4 and long[:stem] == short[:stem]


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in _STOP)
