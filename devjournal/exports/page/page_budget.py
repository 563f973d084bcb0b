"""How much of a summary fits on a page. What does not fit is cut and counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import sanitized


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of each kind is listed before the rest is counted."""

    asks: int = 3
    promises: int = 4
    """Promises of each side."""
    kept: int = 4
    weeks: int = 8
    entries: int = 8
    gaps: int = 8
    stalled: int = 4
    opened: int = 4
    proofs: int = 8
    evidence: int = 5
    talks: int = 3
    topics: int = 6
    letters: int = 240
    """The cells of a text; the rest of a longer one is counted."""

    def fitted(self, text: str) -> str:
        """Return a text with its line breaks, cut for a page with the number of missing characters."""
        return cut_lines(text, self.letters)

    def flat(self, text: str) -> str:
        """Return a text without line breaks, for a place among others."""
        return cut(text, self.letters)

    def names(self, names: Sequence[str]) -> str:
        """Return at most four names, and no more than the budget has; the rest is counted."""
        listed: list[str] = []
        for name in names[:4]:
            short = cut(name, 30)
            if listed and width(", ".join((*listed, short))) > self.letters:
                break
            listed.append(short)
        rest = len(names) - len(listed)
        return f"{', '.join(listed)} and {rest} more" if rest else ", ".join(listed)


FULL = Budget()
"""The most that fits on two screens if texts are short."""


_CELLS_A_LINE = 40
"""A text of this many cells takes one line, one of twice as many two: this is its factor in lines."""


@lru_cache(maxsize=1024)
def cut(text: str, most: int) -> str:
    """Return a text cut to about `most` cells, with spaces for line breaks and a count of what is missing."""
    return _cut(_trimmed(text).replace("\n", " "), most)


@lru_cache(maxsize=1024)
def cut_lines(text: str, most: int) -> str:
    """Return a text cut to about `most` cells, with its line breaks and a count of what is missing."""
    whole = _trimmed(text)
    if "\n" not in whole:
        return _cut(whole, most)
    lines = whole.split("\n")
    end = len("\n".join(lines[: max(1, most // _CELLS_A_LINE)]))
    return _cut(whole, most, end) if end < len(whole) else _cut(whole, most)


def _trimmed(text: str) -> str:
    """Return a sanitized text without white space around it or at the ends of its lines."""
    return re.sub(r" +$", "", sanitized(text), flags=re.MULTILINE).strip()


def _cut(text: str, most: int, until: int | None = None) -> str:
    """Return as much of a text as fits into `most` cells, up to `until`."""
    if until is None and (len(text) <= most // 2 or width(text) <= most):
        return text
    cells_used = end = 0
    while end < (len(text) if until is None else until) and cells_used + width(text[end]) <= most - 1:
        cells_used += width(text[end])
        end += 1
    return f"{text[:end].rstrip()}… ({len(text) - end} more characters)"
