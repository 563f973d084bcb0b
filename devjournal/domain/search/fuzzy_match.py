"""Finds things by name as the user types: which match, how well, and where.

The query is matched word by word. Each word has to be a word of the name, the beginning of one, or inside of one. In
loose mode it may also be letters of one word in order (`chkin`), or the first letters of several (`rapr`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from devjournal.domain.search.search_hit import Spans
from devjournal.domain.search.search_query import fold_one_for_one
from devjournal.domain.text.user_text import one_line

MAX_LETTERS = 400
"""The most characters of a name that are searched."""

MAX_WORDS = 12
"""The most words of a query that count."""

_WORD = re.compile(r"[\w'’-]+")
_ALONE, _WHOLE, _BEGIN, _INSIDE, _LOOSE = 10, 8, 6, 3, 1
_PREFIX = 4
"""The bonus for a name that begins with the whole query."""
_OWN_NAMES = 2
"""The number of names that are a thing's own. Further names belong to its context."""
_EQUAL = 8
"""The bonus for a name that equals the query."""


class Name(NamedTuple):
    """A searchable name: as shown, and folded (no case, no accents) letter for letter."""

    text: str
    folded: str

    @classmethod
    @lru_cache(maxsize=8192)
    def of(cls, text: str) -> Name:
        """Make a name from a text: one line, sanitized for the terminal."""
        line = one_line(text[: 4 * MAX_LETTERS])
        if not line.isascii():
            line = normalize("NFC", line)
        return cls(line, fold_one_for_one(line[:MAX_LETTERS]))


Names = Sequence[Name]
"""The names of one thing, most important first."""


class Matcher:
    """A typed query."""

    def __init__(self, text: str) -> None:
        """Split a text into words."""
        self._whole = Name.of(" ".join(text.split())).folded
        self._words = self._whole.split()[:MAX_WORDS]
        self._begins = [re.compile(rf"(?<!\w){re.escape(word)}") for word in self._words]

    def __bool__(self) -> bool:
        """Whether the query has a word."""
        return bool(self._words)

    def score(self, names: Names, *, loosely: bool = False) -> int:
        """Return a score for the names, 0 without a match. `loosely` also matches letters in order."""
        if not self._words:
            return 0
        total = 0
        for at, word in enumerate(self._words):
            best = max(self._fits(name.folded, at, word, loosely=loosely) for name in names)
            if not best:
                return 0
            total += best
        return total // len(self._words) + self._closeness(names)

    def _closeness(self, names: Names) -> int:
        if any(name.folded == self._whole for name in names):
            return _EQUAL
        return _PREFIX if any(name.folded.startswith(self._whole) for name in names[:_OWN_NAMES]) else 0

    def _fits(self, folded: str, at: int, word: str, *, loosely: bool) -> int:
        if word == folded:
            return _ALONE
        if word in folded:
            match = self._begins[at].search(folded)
            if match is None:
                return _INSIDE
            return _BEGIN if folded[match.end() : match.end() + 1].isalnum() else _WHOLE
        return _LOOSE if loosely and _letters(word, folded) else 0

    def spans(self, name: Name) -> Spans:
        """Return the matching positions in a name."""
        positions: set[int] = set()
        for at, word in enumerate(self._words):
            begins = [match.start() for match in self._begins[at].finditer(name.folded)]
            begin = begins[0] if begins else name.folded.find(word)
            positions |= set(range(begin, begin + len(word)) if begin >= 0 else _letters(word, name.folded))
        return tuple(_runs(positions))


def _letters(word: str, folded: str) -> tuple[int, ...]:
    """Return positions of a word's letters within one word, or as first letters of several; empty without a match."""
    if len(word) < 3 or not all(letter in folded for letter in word):
        return ()
    starts = []
    for match in _WORD.finditer(folded):
        starts.append(match.start())
        if folded[match.start()] == word[0]:
            positions, at = [], match.start()
            for letter in word:
                at = folded.find(letter, at, match.end())
                if at < 0:
                    break
                positions.append(at)
                at += 1
            else:
                return tuple(positions)
    at = "".join(folded[start] for start in starts).find(word)
    return tuple(starts[at : at + len(word)]) if at >= 0 else ()


def _runs(positions: Iterable[int]) -> list[tuple[int, int]]:
    """Return consecutive positions as spans."""
    runs: list[tuple[int, int]] = []
    for position in sorted(positions):
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs
