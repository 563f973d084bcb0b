"""The aside of the goal form: the last goals for the typed skill."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.week.past_goals import PastGoal, at_skill
from devjournal.tui.kit.form.body import ASIDE
from devjournal.tui.widgets.glyphs import Glyphs, outcome_glyph
from devjournal.tui.widgets.lines import BLANK, Line, cut, wrap
from devjournal.tui.widgets.paragraphs import hang, heading


def goals_beside(past: Sequence[PastGoal], skill: str, glyphs: Glyphs) -> list[Line]:
    """Return the last goals for a skill, each with its result."""
    goals = at_skill(past, skill)
    if not goals:
        return []
    lines: list[Line] = [heading(cut(f"Last at {goals[0].skill}", ASIDE, glyphs.cut)), BLANK]
    for goal in goals:
        glyph, ink = outcome_glyph(goal.outcome, goal.better, glyphs)
        head = ((f"{glyph} ", ink), (f"W{goal.iso.number:02d}  ", "muted"))
        lines += hang(head, wrap(goal.goal, ASIDE - 7, 3, glyphs.cut), "text")
    return lines
