"""The data of the gap board, read from the journal at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from devjournal.domain.career.board import EVERYTHING, BoardFilter, Order, column, folded
from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.fiscal import JANUARY
from devjournal.storage import Journal

AREAS = tuple(Area)
"""The columns, from left to right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsView:
    """The board and its horizons."""

    today: date
    gaps: tuple[Gap, ...]
    """Every gap in board order, including parked and closed ones."""
    horizons: tuple[Horizon, ...]
    away: frozenset[date]
    bets: frozenset[int] = frozenset()
    """IDs of the quarter's bets."""
    fiscal_start: int = JANUARY
    """First month of the fiscal year, from which quarters are counted."""

    def columns(self, filter: BoardFilter = EVERYTHING, order: Order = Order.OWN) -> tuple[tuple[Gap, ...], ...]:
        """Return the gaps of each column in their order."""
        return tuple(tuple(column(self.gaps, area, filter, order)) for area in AREAS)

    def folded(self, filter: BoardFilter = EVERYTHING) -> tuple[tuple[Gap, ...], ...]:
        """Return the parked and closed gaps of each column."""
        return tuple(tuple(folded(self.gaps, area, filter)) for area in AREAS)


def read(journal: Journal, fiscal_start: int) -> GapsView:
    """Read the board; quarters are counted from the month `fiscal_start`."""
    return GapsView(
        today=journal.today,
        gaps=journal.gaps.list(),
        horizons=journal.horizons.current(),
        away=frozenset(journal.away.mondays()),
        bets=frozenset(journal.reviews.bets()),
        fiscal_start=fiscal_start,
    )
