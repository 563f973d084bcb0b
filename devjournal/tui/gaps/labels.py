"""Labels shared by the board and a gap's page."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from devjournal.domain.career.gap import Gap
from devjournal.domain.dates.days import days_ago
from devjournal.domain.text.user_text import pluralized
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Piece


def state_label(gap: Gap, today: date, away: AbstractSet[date], glyphs: Glyphs) -> Piece:
    """Return what a gap asks for, in green or amber. If it asks for nothing, return its last change, muted."""
    if gap.closed_on is not None:
        return f"closed {days_ago(gap.closed_on, today)}", "muted"
    if gap.parked_on is not None:
        return f"parked {days_ago(gap.parked_on, today)}", "muted"
    if gap.shown:
        return f"{glyphs.done} shown, close it?", "good"
    if gap.stalled(today, away):
        return f"{glyphs.stalled} still for {pluralized(gap.still_for(today, away), 'week')}", "asks"
    change = "moved" if gap.moved_on is not None else "opened"
    return f"{change} {days_ago(gap.last_moved, today)}" if gap.last_moved is not None else "", "muted"
