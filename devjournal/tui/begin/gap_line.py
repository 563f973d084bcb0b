"""A gap that can be added, as a line."""

from __future__ import annotations

from devjournal.domain.career.gap import Area, NewGap, Step
from devjournal.tui.widgets.lines import Line, row_text

_AREA = max(map(len, Area)) + 2
"""Cells of the area before the title."""


def gap_line(gap: NewGap) -> Line:
    """Return area, title and number needed, and the step if it is `next`."""
    step = ", next step" if gap.step is Step.NEXT else ""
    facts = f"  {gap.needed} needed{step}"
    return ((gap.area.value.ljust(_AREA), "muted"), (row_text(gap.title), "text"), (facts, "muted"))
