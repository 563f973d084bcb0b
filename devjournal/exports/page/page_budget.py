"""How much of a summary fits on a page; what does not fit is cut and counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import sanitized


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of each thing is listed before the rest is counted."""

    asks: int = 3
    promises: int = 4
    """Of each side."""
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
    """The cells of a text; what is over is counted, too."""

    def fitted(self, text: str) -> str:
        """Return a text with its line breaks, and how many characters are left where it is too long for a page."""
        return cut_lines(text, self.letters)

    def flat(self, text: str) -> str:
        """Return a text without line breaks, for a place amid others."""
        return cut(text, self.letters)

    def names(self, names: Sequence[str]) -> str:
        """Return some names: four at most, and no more than there is room for; the rest is counted."""
        listed: list[str] = []
        for name in names[:4]:
            short = cut(name, 30)
            if listed and width(", ".join((*listed, short))) > self.letters:
                break
            listed.append(short)
        rest = len(names) - len(listed)
        return f"{', '.join(listed)} and {rest} more" if rest else ", ".join(listed)


FULL = Budget()
"""What two screens have room for, where the texts are short."""


_CELLS_A_LINE = 40
"""A text of so many cells takes one line, one of twice as many two: so much longer may it be in lines."""


@lru_cache(maxsize=1024)
def cut(text: str, most: int) -> str:
    """Return a text cut to about `most` cells, with blanks for line breaks and a count of what is cut."""
    return _cut(_trimmed(text).replace("\n", " "), most)


@lru_cache(maxsize=1024)
def cut_lines(text: str, most: int) -> str:
    """Return a text cut to about `most` cells, with its line breaks and a count of what is cut."""
    whole = _trimmed(text)
    if "\n" not in whole:
        return _cut(whole, most)
    lines = whole.split("\n")
    end = len("\n".join(lines[: max(1, most // _CELLS_A_LINE)]))
    return _cut(whole, most, end) if end < len(whole) else _cut(whole, most)


def _trimmed(text: str) -> str:
    """Return a harmless text without blanks and line breaks around it, and none at the end of a line."""
    return re.sub(r" +$", "", sanitized(text), flags=re.MULTILINE).strip()


def _cut(text: str, most: int, until: int | None = None) -> str:
    """Return as much of a text as `most` cells take, and no more than `until`."""
    if until is None and (len(text) <= most // 2 or width(text) <= most):
        return text
    cells_used = end = 0
    while end < (len(text) if until is None else until) and cells_used + width(text[end]) <= most - 1:
        cells_used += width(text[end])
        end += 1
    return f"{text[:end].rstrip()}… ({len(text) - end} more characters)"
