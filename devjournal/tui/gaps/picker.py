"""Choosing a gap from a list."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.career.gap import Gap
from devjournal.domain.text.user_text import one_line
from devjournal.tui.kit.choice_dialog import ChoiceDialog
from devjournal.tui.widgets.lines import Line


class GapList(ChoiceDialog):
    """A list of gaps. The result is the ID of the chosen gap, or `None`."""

    def __init__(self, question: str, gaps: Sequence[Gap]) -> None:
        """Ask `question` about `gaps`."""
        super().__init__(question, [(gap.id, _line(gap)) for gap in gaps])


def _line(gap: Gap) -> Line:
    facts = f"  {gap.area.value}, {gap.evidence} of {gap.needed}"
    return (one_line(gap.title), "text"), (facts, "muted")
