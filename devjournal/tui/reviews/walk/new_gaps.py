"""New gaps as text: one title a line, with an optional number of times after a comma."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from devjournal.domain.career.gap import MAX_NEEDED
from devjournal.domain.reviews.review_draft import PlannedGap
from devjournal.domain.text.user_text import clean, quoted
from devjournal.tui.gaps.form import times_in
from devjournal.tui.kit.form import FieldRefused

_TIMES = re.compile(r"(?:,\s+|(?<![0-9]),)([0-9]+)\Z")
"""A number after a title. The comma in `1,000` does not begin one."""


def new_gaps_in(text: str) -> Mapping[str, int]:
    """Return the titles in a text with the number of times needed.

    Raises:
        FieldRefused: a number is out of range, or has no title before it.
    """
    needed_by_title: dict[str, int] = {}
    for line in clean(text).splitlines():
        title, times = _parts(line)
        needed = times_in(times)
        if needed is None:
            raise FieldRefused("new", f"In {quoted(line.strip())}: a number from 1 to {MAX_NEEDED} is needed.")
        if not title and line.strip():
            raise FieldRefused("new", f"In {quoted(line.strip())}: something specific is needed before the comma.")
        if title:
            needed_by_title[title] = needed
    return needed_by_title


def new_gaps_at_opening(text: object) -> Mapping[str, int]:
    """Return the new gaps in a form's text at opening, which `new_gaps_text` wrote."""
    return {title: times_in(times) or 1 for title, times in map(_parts, str(text).splitlines()) if title}


def new_gaps_text(gaps: Iterable[PlannedGap]) -> str:
    """Return planned gaps as text that `new_gaps_in` reads back."""
    return "\n".join(_line(planned.new.title.strip(), planned.new.needed) for planned in gaps)


def _line(title: str, needed: int) -> str:
    return title if needed == 1 and _parts(title) == (title, "1") else f"{title}, {needed}"


def _parts(line: str) -> tuple[str, str]:
    line = line.strip()
    match = _TIMES.search(line)
    return (line[: match.start()].strip(), match[1]) if match else (line, "1")
