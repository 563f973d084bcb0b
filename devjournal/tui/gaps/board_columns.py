"""The content of a board: columns of cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from devjournal.tui.widgets.lines import Line

Key = tuple[str, int]
"""Kind and number of a card: `gap` and its ID, or `fold` and its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The lines of a card. The first `lead` lines are spacing, which is never highlighted."""

    lines: tuple[Line, ...]
    lead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The cards of a column from top to bottom, and its position."""

    keys: Sequence[Key]
    x: int
    width: int
    empty: tuple[Line, ...] = ()
    """Lines of a column without cards."""
