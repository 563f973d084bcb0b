"""The form that chooses among the gaps of a career ladder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.gap import NewGap
from devjournal.tui.begin.gap_line import gap_line
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.check_list import CheckList

_ROWS = 12
"""Gaps drawn at once."""

NewGaps = tuple[NewGap, ...]


class LadderGapsForm(Form[NewGaps]):
    """Asks which gaps of a ladder to add."""

    TAB = "gaps"
    ABOUT = "ladder"

    def __init__(
        self, gaps: Sequence[NewGap], heading: Heading, save: Callable[[NewGaps, Answers], None], today: date
    ) -> None:
        """List `gaps`, with all of them marked."""
        super().__init__(heading, save, today)
        self._gaps = gaps

    def fields(self) -> Sequence[Field]:
        """Return the list of gaps."""
        gaps = CheckList([(at, gap_line(gap)) for at, gap in enumerate(self._gaps)], rows=_ROWS, selected=True)
        return (Field("Which gaps?", gaps, help="space leaves one out, or puts it back", id="gaps"),)

    def collect(self) -> NewGaps:
        """Return the marked gaps.

        Raises:
            FieldRefused: no gap is marked.
        """
        selected = self.control("gaps", CheckList).selected
        if not selected:
            raise FieldRefused("gaps", "Needed: one gap, or esc to leave.")
        return tuple(self._gaps[at] for at in selected)
