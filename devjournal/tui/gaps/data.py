"""What the Gap board shows, read from the journal in one go."""

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
    """The board and the horizons that head it."""

    today: date
    gaps: tuple[Gap, ...]
    """Every gap, parked and closed ones too, in the order of the board."""
    horizons: tuple[Horizon, ...]
    away: frozenset[date]
    bets: frozenset[int] = frozenset()
    """The gaps that the quarter bets on, by ID."""
    fiscal_start: int = JANUARY
    """The month that the quarters are counted from."""

    def columns(self, wanted: BoardFilter = EVERYTHING, order: Order = Order.OWN) -> tuple[tuple[Gap, ...], ...]:
        """Return the gaps of each column as they stand there."""
        return tuple(tuple(column(self.gaps, area, wanted, order)) for area in AREAS)

    def folded(self, wanted: BoardFilter = EVERYTHING) -> tuple[tuple[Gap, ...], ...]:
        """Return the parked and the closed gaps of each column."""
        return tuple(tuple(folded(self.gaps, area, wanted)) for area in AREAS)


def read(journal: Journal, fiscal_start: int) -> GapsView:
    """Read the board; its quarters are counted from a month."""
    return GapsView(
        today=journal.today,
        gaps=journal.gaps.list(),
        horizons=journal.horizons.standing(),
        away=frozenset(journal.away.mondays()),
        bets=frozenset(journal.reviews.bets()),
        fiscal_start=fiscal_start,
    )
