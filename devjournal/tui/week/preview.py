"""The pages shown in the third column beside the week, as keys."""

from __future__ import annotations

from devjournal.tui.week.data import WeekView


def previewed(view: WeekView, kind: str, value: object) -> tuple[str, ...]:
    """Return the pages for a row: an entry with its gap, a gap, or the week a year ago; else the week before."""
    if kind == "entry":
        gap = next((entry.gap for entry in view.entries if entry.id == value), None)
        return (f"entry:{value}",) if gap is None else (f"entry:{value}", f"gap:{gap}")
    if kind == "gap":
        return (f"gap:{value}",)
    if kind == "ago":
        return (f"week:{value}",)
    before = view.week_before
    return (f"week:{before.monday}",) if before.has_goal or before.outcome is not None else ()
