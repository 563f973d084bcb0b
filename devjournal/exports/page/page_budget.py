"""How much of a summary fits on a page. Longer texts are cut, and further items are counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import sanitized


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much of each kind is listed. Further items are counted."""

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
    text_width: int = 240
    """The cells of a text. Of a longer text, the omitted characters are counted."""

    def fitted(self, text: str) -> str:
        """Return a text with its line breaks, cut for a page with the number of missing characters."""
        return cut_lines(text, self.text_width)

    def flat(self, text: str) -> str:
        """Return a text without line breaks, for a place within a line."""
        return cut(text, self.text_width)

    def names(self, names: Sequence[str]) -> str:
        """Return up to four names as far as they fit, and the count of further names."""
        listed: list[str] = []
        for name in names[:4]:
            short = cut(name, 30)
            if listed and width(", ".join((*listed, short))) > self.text_width:
                break
            listed.append(short)
        unlisted = len(names) - len(listed)
        return f"{', '.join(listed)} and {unlisted} more" if unlisted else ", ".join(listed)


FULL = Budget()
"""The budget of a page whose texts are short."""

_CELLS_A_LINE = 40
"""The cells of a text that count as one line. A text with line breaks gets `limit // _CELLS_A_LINE` lines."""


@lru_cache(maxsize=1024)
def cut(text: str, limit: int) -> str:
    """Return a text cut to about `limit` cells, with spaces for line breaks and a count of what is missing."""
    return _cut(_trimmed(text).replace("\n", " "), limit)


@lru_cache(maxsize=1024)
def cut_lines(text: str, limit: int, max_lines: int | None = None) -> str:
    """Return a text cut to about `limit` cells, with its line breaks and a count of what is missing.

    Without `max_lines`, the number of lines depends on `limit`.
    """
    trimmed = _trimmed(text)
    lines = trimmed.split("\n")
    end = len("\n".join(lines[: max_lines or max(1, limit // _CELLS_A_LINE)]))
    return _cut(trimmed, limit, end if end < len(trimmed) else None)


def _trimmed(text: str) -> str:
    """Return a sanitized text without white space around it or at the ends of its lines."""
    return re.sub(r" +$", "", sanitized(text), flags=re.MULTILINE).strip()


def _cut(text: str, limit: int, until: int | None = None) -> str:
    """Return as much of a text as fits into `limit` cells, up to `until`."""
    if until is None and (len(text) <= limit // 2 or width(text) <= limit):
        return text
    cells_used = end = 0
    while end < (len(text) if until is None else until) and cells_used + width(text[end]) <= limit - 1:
        cells_used += width(text[end])
        end += 1
    return f"{text[:end].rstrip()}… ({len(text) - end} more characters)"
