"""The content of a board: columns of cards, and the protocol that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from devjournal.tui.widgets.lines import Line

Key = tuple[str, int]
"""Kind and number of a card: a gap's ID, or a fold's column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The lines of a card. The first `lead` lines are spacing, and never highlighted."""

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


class BoardRenderer(Protocol):
    """Draws a board; all methods are pure."""

    single: bool
    """Whether only the column with the cursor is shown."""

    def head(self, at: int) -> Sequence[Line]:
        """Return the lines above the cards; column `at` has the cursor."""

    def head_at(self, x: int, y: int) -> int | None:
        """Return the column whose head is at a position."""

    def height(self, key: Key) -> int:
        """Return the number of lines of a card."""

    def card(self, key: Key) -> Card:
        """Return a card, for the width of its column without the edge."""

    def beyond(self, hidden: Sequence[Key], *, below: bool) -> Line:
        """Return the count of cards out of view."""
