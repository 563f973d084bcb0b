"""In which order the Week screen folds where there is little room (`docs/design.md`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

WHOLE = 1000
"""As many lines as a text has."""


class Fold(NamedTuple):
    """One degree of comfort; the first that fits is taken."""

    pad: bool = True
    gap: int = 2
    after: int = 1
    air: int = 2
    """Blank lines in the hero: 2 between all its parts, 1 only before its key, 0 none."""
    words: int = WHOLE
    """Lines that the owner's words take in the hero at most."""
    step_lines: int = WHOLE
    """Lines that a step of the plan takes at most, and the lesson in use."""
    title: bool = True
    entries: bool = True
    """All entries, not only the newest and a count."""
    steps: bool = True
    """All steps of the plan, not only those to do."""
    plan: bool = True
    """All rows of the plan, not only a window."""
    heads: bool = True
    """The plan has its heading."""
    line: bool = False
    """Entries in one line."""
    track: bool = True
    """The ritual in its three lines, not in a row."""
    joined: bool = False
    """Entries in the streak's line."""
    gaps: bool = True
    """The gaps that could use a week."""


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
"""Where some entries stand in any case: the hero gives its air first, then the ritual its lines, the plan its rows."""
SHORT = 2
"""Where the folds begin on a short terminal: no padding, and one blank line between blocks."""
