"""The first step of a quarterly review: is the horizon still right, and what is left?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import MONTH_NAMES
from devjournal.tui.horizons.form import HorizonAnswer, horizon_fields, horizon_in
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused
from devjournal.tui.reviews.walk.step import StepForm, Steps
from devjournal.tui.widgets.fields import Choice, Field, Option
from devjournal.tui.widgets.lines import cut

STILL = (Option("y", "yes", False), Option("c", "change it", True, "→"))
ONE_OF_THEM = (STILL[0], Option("c", "change one", True, "→"))
NOT_YET = (Option("n", "not yet", False), Option("s", "set one", True, "→"))

NAMES = ("role", "months", "why")
"""The fields of a horizon."""

LONGEST_ROLE = 28
"""Cells of a role in the choice of a horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonStepAnswer:
    """The answers of the step."""

    text: str
    horizons: tuple[tuple[Horizon | None, HorizonAnswer], ...] = ()
    """Each changed horizon with its new answer; `None` is a newly set horizon."""


def ending_of(horizon: Horizon | None) -> str:
    """Return the suffix of a horizon's field IDs, so that each horizon has its own fields."""
    return f"_{horizon.id}" if horizon is not None else ""


class HorizonStep(StepForm[HorizonStepAnswer]):
    """Still where I want to be?"""

    def __init__(
        self, steps: Steps, save: Callable[[HorizonStepAnswer, Answers], None], horizons: Sequence[Horizon]
    ) -> None:
        """Ask about the current `horizons`, nearest first; without any, ask for one."""
        super().__init__(steps, save)
        self._horizons: tuple[Horizon | None, ...] = tuple(horizons) or (None,)

    # Fields.

    def fields(self) -> Sequence[Field]:
        """Still right, which one to change, its new wording, and what is left."""
        several = len(self._horizons) > 1
        if self._horizons == (None,):
            question, answers = "Where do I want to be?", NOT_YET
        else:
            question, answers = "Is this still where I want to be?", ONE_OF_THEM if several else STILL
        fields = [Field(question, Choice(answers, False), id="still")]
        if several:
            options = [
                Option(letter, self._words(horizon), horizon)
                for letter, horizon in zip(ascii_lowercase, self._horizons, strict=False)
            ]
            help = "earlier ones are kept"
            fields.append(Field("Which one?", Choice(options, self._horizons[0]), help=help, id="which"))
        for horizon in self._horizons:
            fields += horizon_fields(
                horizon, ending_of(horizon), f"in place of {self._words(horizon)}" if several else "needed"
            )
        return (*fields, self.question("What is left?"))

    def _words(self, horizon: Horizon | None) -> str:
        """Return a horizon's role and date."""
        assert horizon is not None
        by = horizon.by
        return f"{cut(horizon.role, LONGEST_ROLE, self.glyphs.cut)} by {MONTH_NAMES[by.month - 1]} {by.year}"

    def filled(self) -> None:
        """Show the fields of the horizon to change."""
        self._show_horizon()

    @property
    def _changes(self) -> bool:
        return bool(self.chosen("still"))

    @property
    def _which(self) -> Horizon | None:
        """The horizon whose fields are shown."""
        if len(self._horizons) == 1:
            return self._horizons[0]
        return self.chosen("which") or self._horizons[0]

    def _show_horizon(self) -> None:
        if len(self._horizons) > 1:
            self.field("which").display = self._changes
        for horizon in self._horizons:
            for name in NAMES:
                self.field(name + ending_of(horizon)).display = self._changes and horizon == self._which

    def after_answer(self, choice: Choice[object]) -> None:
        """Focus the choice of a horizon, or its role; without a change, what is left."""
        self._show_horizon()
        if not self._changes:
            name = "text"
        elif len(self._horizons) > 1 and choice is self.field("still").control:
            name = "which"
        else:
            name = f"role{ending_of(self._which)}"
        self.set_focus(self.field(name).control)

    # The answers.

    def collect(self) -> HorizonStepAnswer:
        """Return the answers.

        Raises:
            FieldRefused: role or months of a horizon are missing or invalid, or two horizons have the same months.
        """
        answers: list[tuple[Horizon | None, HorizonAnswer]] = []
        for horizon in self._horizons if self._changes else ():
            if horizon is None or any(self.touched(name + ending_of(horizon)) for name in NAMES):
                changed = self._changed(horizon)
                if any(changed.months == other.months for _, other in answers):
                    self._show(horizon)
                    raise FieldRefused(f"months{ending_of(horizon)}", "Another horizon has this number of months.")
                answers.append((horizon, changed))
        return HorizonStepAnswer(text=self.text_of("text", "The answer"), horizons=tuple(answers))

    def _changed(self, horizon: Horizon | None) -> HorizonAnswer:
        try:
            return horizon_in(self, ending_of(horizon))
        except FieldRefused:
            self._show(horizon)
            raise

    def _show(self, horizon: Horizon | None) -> None:
        """Show a horizon's fields, so that its error is visible."""
        if len(self._horizons) > 1:
            self.field("which").put(ascii_lowercase[self._horizons.index(horizon)])
        self._show_horizon()
