"""The form of a career ladder: level, area and step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from devjournal.domain.career.gap import Area, Step
from devjournal.exports.ladder.ladder import Ladder, Options
from devjournal.tui.gaps.form import AREA_OPTIONS, STEP_OPTIONS
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading
from devjournal.tui.widgets.fields import Choice, Field
from devjournal.tui.widgets.fields.picker import Picker

_MAX_LEVELS = 12
"""Maximum number of levels offered."""

_AS_WRITTEN = "as the file says"


class LadderForm(Form[Options]):
    """Asks how to read a ladder."""

    TAB = "gaps"
    ABOUT = "ladder"

    def __init__(self, ladder: Ladder, name: str, save: Callable[[Options, Answers], None], today: date) -> None:
        """Ask what `ladder` leaves open; `name` is the file's."""
        super().__init__(
            Heading(title="A ladder becomes gaps", span=f"from: {name}", facts=_facts(ladder)), save, today
        )
        self._ladder = ladder

    def fields(self) -> Sequence[Field]:
        """Return the fields of level, area and step."""
        levels = list(self._ladder.levels)[:_MAX_LEVELS]
        picker = Picker([("", (("all of it", "text"),)), *((level, ((level, "text"),)) for level in levels)], "")
        area_help = "if empty, the headings in the file decide"
        return (
            *([Field("Which level?", picker, help="space picks one", id="level")] if levels else []),
            Field("Which area?", Choice(AREA_OPTIONS), help=area_help, id="area"),
            Field(
                "For which step?",
                Choice(STEP_OPTIONS),
                help=f"if empty, {_AS_WRITTEN}, else the current one",
                id="step",
            ),
        )

    def collect(self) -> Options:
        """Return the options for reading the ladder."""
        level = str(self.field("level").answer) if self._ladder.levels else ""
        return Options(area=self.chosen("area", Area), step=self.chosen("step", Step), level=level)


def _facts(ladder: Ladder) -> str:
    """Return the line below the heading: which answer is needed, or that all answers are optional."""
    if ladder.open_matrices and not ladder.gaps:
        return "Each level has a column, a row or a list of its own: pick one."
    if ladder.without_area and not ladder.gaps:
        return "No heading says the area of the gaps: choose one."
    return "Every answer is optional. You see the gaps before they are added."
