"""Steps of a plan from pasted lines: list marks are not part of a step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from devjournal.domain.text.user_text import clean

_MARKS = re.compile(r"\s*(?:(?:[-*+•‣–]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s+)?")


def without_marks(line: str) -> str:
    """Return a line of a list without its bullet, number or check box, unless nothing else is left."""
    return line[len(match.group()) :].strip() or line.strip() if (match := _MARKS.match(line)) else line.strip()


def steps_of(lines: Iterable[str], planned: Collection[str] = ()) -> tuple[str, ...]:
    """Return the steps in lines, one each. Steps in `planned` stay as they are; blank lines are left out."""
    texts = (clean(line).strip() for line in lines)
    return tuple(text if text in planned else without_marks(text) for text in texts if text)
