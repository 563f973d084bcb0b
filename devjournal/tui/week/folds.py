"""The order in which the Week screen folds in a small window (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

WHOLE = 1000
"""No limit on lines."""


class Fold(NamedTuple):
    """One level of folding; the first that fits is used."""

    pad: bool = True
    gap: int = 2
    after: int = 1
    air: int = 2
    """Blank lines in the hero: 2 between all its parts, 1 only before its key, 0 none."""
    words: int = WHOLE
    """Maximum lines of the user's text in the hero."""
    step_lines: int = WHOLE
    """Maximum lines of a step of the plan, and of the lesson in use."""
    title: bool = True
    entries: bool = True
    """Show all entries, not only the newest and a count."""
    steps: bool = True
    """Show all steps of the plan, not only undone ones."""
    plan: bool = True
    """Show all rows of the plan, not only a window."""
    heads: bool = True
    """Show the plan's heading."""
    line: bool = False
    """Show entries as one line."""
    track: bool = True
    """Show the ritual on three lines, not on one."""
    joined: bool = False
    """Show entries on the line of the streak."""
    gaps: bool = True
    """Show the gaps that could use a week."""


def _folds(steps: Sequence[dict[str, Any]]) -> Iterator[Fold]:
    fold = Fold()
    yield fold
    for step in steps:
        fold = fold._replace(**step)
        yield fold


_STEPS: tuple[dict[str, Any], ...] = (
    {"pad": False},
    {"gap": 1, "after": 0},
    {"words": 3},
    {"step_lines": 2},
    {"step_lines": 1},
    {"entries": False},
    {"words": 2},
    {"steps": False},
    {"title": False},
    {"line": True},
    {"air": 1},
    {"air": 0},
    *({"plan": False}, {"heads": False}),
    {"words": 1},
    *({"gap": 0}, {"track": False}, {"words": 0}),
    *({"joined": True}, {"gaps": False}),
)
FOLDS = tuple(_folds(_STEPS))
_FEW: tuple[dict[str, Any], ...] = ({"air": 1}, {"air": 0}, {"track": False}, {"plan": False}, {"words": 1})
FEW_FOLDS = tuple(_folds((*_STEPS[:9], *_FEW, *_STEPS[9:])))
"""Levels that keep some entries: the hero loses blank lines first, then the ritual lines, then the plan rows."""
SHORT = 2
"""Index of the first level for a short terminal: no padding, one blank line between blocks."""
