"""The steps of a plan as they are pasted: a list's own marks are no part of a step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from devjournal.domain.text.user_text import clean

_MARKS = re.compile(r"\s*(?:(?:[-*+•‣–]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s+)?")


def without_marks(line: str) -> str:
    """Return a line of a list without its bullet, number or check box; a line that is nothing else stays."""
    return line[len(match.group()) :].strip() or line.strip() if (match := _MARKS.match(line)) else line.strip()


def steps_of(lines: Iterable[str], planned: Collection[str] = ()) -> tuple[str, ...]:
    """Return the steps that lines hold, one each; what is `planned` already stays as it is, blank lines are none."""
    texts = (clean(line).strip() for line in lines)
    return tuple(text if text in planned else without_marks(text) for text in texts if text)
