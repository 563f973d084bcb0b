"""The order in which the Week screen folds in a small window (`docs/design.md`)."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, NamedTuple

UNLIMITED = 1000
"""No limit on lines."""


class Fold(NamedTuple):
    """One level of folding; the first that fits is used."""

    padding: bool = True
    """Keep a blank line above and below the hero."""
    gap: int = 2
    """Blank lines between sections."""
    below_heading: int = 1
    """Blank lines below a heading."""
    air: int = 2
    """Blank lines in the hero: 2 between all its parts, 1 only before its key, 0 none."""
    text_lines: int = UNLIMITED
    """Maximum lines of the user's text in the hero."""
    step_lines: int = UNLIMITED
    """Maximum lines of a step of the plan, and of the lesson in use."""
    title: bool = True
    """Show the week and its days above the hero."""
    all_entries: bool = True
    """Show all entries, not only the newest and a count."""
    done_steps: bool = True
    """Show done steps of the plan, not only their count."""
    whole_plan: bool = True
    """Show all rows of the plan, not only a window."""
    plan_heading: bool = True
    """Show the plan's heading."""
    entries_in_line: bool = False
    """Show entries as one line."""
    ritual_track: bool = True
    """Show the ritual on three lines, not on one."""
    entries_by_streak: bool = False
    """Show entries on the line of the streak."""
    gaps: bool = True
    """Show the gaps that could use a week."""


def _folds(steps: tuple[dict[str, Any], ...]) -> tuple[Fold, ...]:
    return tuple(accumulate(steps, lambda fold, step: fold._replace(**step), initial=Fold()))


_STEPS: tuple[dict[str, Any], ...] = (
    {"padding": False},
    {"gap": 1, "below_heading": 0},
    {"text_lines": 3},
    {"step_lines": 2},
    {"step_lines": 1},
    {"all_entries": False},
    {"text_lines": 2},
    {"done_steps": False},
    {"title": False},
    {"entries_in_line": True},
    {"air": 1},
    {"air": 0},
    {"whole_plan": False},
    {"plan_heading": False},
    {"text_lines": 1},
    {"gap": 0},
    {"ritual_track": False},
    {"text_lines": 0},
    {"entries_by_streak": True},
    {"gaps": False},
)
FOLDS = _folds(_STEPS)

_BEFORE_ENTRIES: tuple[dict[str, Any], ...] = (
    {"air": 1},
    {"air": 0},
    {"ritual_track": False},
    {"whole_plan": False},
    {"text_lines": 1},
)
FOLDS_WITH_ENTRIES = _folds((*_STEPS[:9], *_BEFORE_ENTRIES, *_STEPS[9:]))
"""Levels that keep some entries: the hero loses blank lines first, then the ritual lines, then the plan rows."""

SHORT = 2
"""Index of the first level for a short terminal: no padding, one blank line between sections."""
