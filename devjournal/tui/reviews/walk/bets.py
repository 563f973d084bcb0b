"""The last step of a quarterly review: up to three gaps to bet on, and the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devjournal.domain.reviews.review import MOST_BETS
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.reviews.walk.step import StepForm, Steps
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.lines import Line, row_text


@dataclass(frozen=True, slots=True, kw_only=True)
class BetsAnswer:
    """The answers of the step."""

    text: str
    bets: tuple[str, ...]
    """Uids of up to three gaps."""


class BetsStep(StepForm[BetsAnswer]):
    """What are the bets?"""

    def __init__(
        self,
        steps: Steps,
        save: Callable[[BetsAnswer, Answers], None],
        gaps: Sequence[tuple[str, str, str]],
    ) -> None:
        """Offer `gaps`: uid, title and facts of each."""
        super().__init__(steps, save)
        self._gaps = gaps

    def fields(self) -> Sequence[Field]:
        """The gaps, and the course."""
        lines: list[tuple[str, Line]] = [
            (uid, ((row_text(title), "text"), (f"  {facts}", "muted"))) for uid, title, facts in self._gaps
        ]
        text = self.question(help="the course, in a sentence; optional")
        if not lines:
            return (text,)
        marks = CheckList(lines, max_marks=MOST_BETS)
        marks.put([*self._steps.walk.answers.bets])
        help = f"up to {MOST_BETS}; space marks. They come first when a goal is chosen"
        return (Field("Which gaps?", marks, help=help, id="bets"), text)

    def on_check_list_full(self) -> None:
        """Say why no further gap can be marked."""
        self.field("bets").refuse(f"{MOST_BETS} bets at most: space removes one.")

    def collect(self) -> BetsAnswer:
        """Return the answers.

        Raises:
            FieldRefused: the text cannot be stored.
        """
        bets = self.control("bets", CheckList).selected if self._gaps else ()
        return BetsAnswer(text=self.text_of("text", "The answer"), bets=bets)
