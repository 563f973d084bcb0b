"""The aside of the goal form: the last goals for the typed skill."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.week.past_goals import PastGoal, at_skill
from devjournal.domain.week.week import State
from devjournal.tui.widgets.glyphs import Glyphs, state_glyph
from devjournal.tui.widgets.lines import Line, cut, wrap
from devjournal.tui.widgets.paragraphs import hang

_WIDTH = 28
"""Cells of the aside."""


def goals_beside(past: Sequence[PastGoal], skill: str, glyphs: Glyphs) -> list[Line]:
    """Return the last goals for a skill, each with its result."""
    goals = at_skill(past, skill)
    if not goals:
        return []
    lines: list[Line] = [((cut(f"Last at {goals[0].skill}", _WIDTH, glyphs.cut), "bold"),), ()]
    for goal in goals:
        state = State(goal.outcome.value) if goal.outcome is not None else State.UNRECAPPED
        glyph, ink = state_glyph(state, goal.better, glyphs)
        head = ((f"{glyph} ", ink), (f"W{goal.iso.number:02d}  ", "muted"))
        lines += hang(head, wrap(goal.goal, _WIDTH - 7, 3, glyphs.cut), "text")
    return lines
