"""The pages shown in the third column beside the week, as keys."""

from __future__ import annotations

from devjournal.domain.week.week import Week
from devjournal.tui.week.data import WeekView


def previewed(view: WeekView, name: str, value: object) -> tuple[str, ...]:
    """Return the pages for a row: an entry with its gap, a gap, or the week a year ago; else the week before."""
    if name == "entry":
        gap = next((entry.gap for entry in view.entries if entry.id == value), None)
        return (f"entry:{value}", *((f"gap:{gap}",) if gap is not None else ()))
    if name == "gap":
        return (f"gap:{value}",)
    if name == "ago" and view.year_ago is not None:
        return (_key(view.year_ago),)
    before = view.before
    return (_key(before),) if before.has_goal or before.outcome is not None else ()


def _key(week: Week) -> str:
    return f"week:{week.monday.isoformat()}"
