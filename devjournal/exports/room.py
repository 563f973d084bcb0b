"""How much of a summary a page has room for, and texts cut to it, with a count of what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from devjournal.domain.cells import width
from devjournal.domain.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much of each thing is listed before the rest is counted."""

    asks: int = 3
    promises: int = 4
    """Of each side."""
    kept: int = 4
    weeks: int = 8
    entries: int = 8
    gaps: int = 8
    stalled: int = 4
    proofs: int = 8
    evidence: int = 5
    talks: int = 3
    topics: int = 6
    letters: int = 240
    """The cells of a text; what is over is counted, too."""

    def fitted(self, text: str) -> str:
        """Return a text on one line, and how many characters are left where it is too long for a page."""
        return cut(text, self.letters)

    def names(self, names: Sequence[str]) -> str:
        """Return some names; more than four are counted."""
        told = ", ".join(cut(name, 30) for name in names[:4])
        return self.fitted(f"{told} and {len(names) - 4} more" if len(names) > 4 else told)


FULL = Room()
"""What two screens have room for, where the texts are short."""


@lru_cache(maxsize=1024)
def cut(text: str, most: int) -> str:
    """Return a text on one line in about so many cells, with the count of what is left out."""
    line = one_line(text).strip()
    if len(line) <= most // 2 or width(line) <= most:
        return line
    used = end = 0
    while used + width(line[end]) <= most - 1:
        used += width(line[end])
        end += 1
    return f"{line[:end].rstrip()}… ({len(line) - end} more characters)"
