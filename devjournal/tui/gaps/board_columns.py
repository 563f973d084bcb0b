"""What a board shows: columns of cards, and the face that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from devjournal.tui.widgets.lines import Line

Key = tuple[str, int]
"""What a card stands for: a word for its kind, and a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The lines of a card; the first `lead` of them keep it apart from the one above, and are never raised."""

    lines: tuple[Line, ...]
    lead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The cards of a column from top to bottom, and where it stands."""

    keys: Sequence[Key]
    x: int
    width: int
    empty: tuple[Line, ...] = ()
    """What stands there where no card does."""


class BoardRenderer(Protocol):
    """How a board looks: pure functions of what it shows."""

    single: bool
    """Whether only the column with the cursor is drawn."""

    def head(self, at: int) -> Sequence[Line]:
        """Return what stands above the cards while the cursor is in column `at`."""

    def head_at(self, x: int, y: int) -> int | None:
        """Return the column whose head was clicked."""

    def height(self, key: Key) -> int:
        """Return how many lines a card takes."""

    def card(self, key: Key) -> Card:
        """Return a card's lines, for its column less the edge."""

    def beyond(self, hidden: Sequence[Key], *, below: bool) -> Line:
        """Return the mark for the cards that lie beyond the window."""
