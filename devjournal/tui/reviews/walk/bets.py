"""The last step of a quarterly review: up to three gaps to bet on, and the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devjournal.domain.reviews.review import MAX_BETS
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.reviews.walk.step import StepContext, StepForm
from devjournal.tui.widgets.fields import Field
from devjournal.tui.widgets.fields.check_list import CheckList
from devjournal.tui.widgets.lines import Line


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
        context: StepContext,
        save: Callable[[BetsAnswer, Answers], None],
        options: Sequence[tuple[str, Line]],
    ) -> None:
        """Offer gaps as `options`: the uid and the row of each."""
        super().__init__(context, save)
        self._options = options

    def fields(self) -> Sequence[Field]:
        """The gaps, and the course."""
        text = self.question(help="the course, in a sentence; optional")
        if not self._options:
            return (text,)
        gaps = CheckList(self._options, max_marks=MAX_BETS)
        gaps.put([*self.review_draft.answers.bets])
        help = f"up to {MAX_BETS}; space marks. They come first when a goal is chosen"
        return (Field("Which gaps?", gaps, help=help, id="bets"), text)

    def on_check_list_full(self) -> None:
        """Say why no further gap can be marked."""
        self.field("bets").refuse(f"{MAX_BETS} bets at most: space removes one.")

    def collect(self) -> BetsAnswer:
        """Return the answers.

        Raises:
            FieldRefused: the text cannot be stored.
        """
        bets = self.control("bets", CheckList).selected if self._options else ()
        return BetsAnswer(text=self.text_of("text", "The answer"), bets=bets)
