"""The first step of a quarterly review: is this still where I want to be, and what is left?"""

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

STILL = (Option("y", "✓", "good", "yes", False), Option("c", "→", "here", "change it", True))
ONE_OF_THEM = (STILL[0], Option("c", "→", "here", "change one", True))
NOT_YET = (Option("n", "–", "muted", "not yet", False), Option("s", "→", "here", "set one", True))

NAMES = ("role", "months", "why")
"""The questions of a horizon."""

LONGEST_ROLE = 28
"""Cells of a role where one of several is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonStepAnswer:
    """What the step was told."""

    text: str
    horizons: tuple[tuple[Horizon | None, HorizonAnswer], ...] = ()
    """Those that are changed, each with how it is to be; None stands for one that is set."""


def ending_of(horizon: Horizon | None) -> str:
    """Return how the IDs of a horizon's questions end: what is typed about one stays with it."""
    return f"_{horizon.id}" if horizon is not None else ""


class HorizonStep(StepForm[HorizonStepAnswer]):
    """Still where I want to be?"""

    def __init__(
        self, steps: Steps, save: Callable[[HorizonStepAnswer, Answers], None], horizons: Sequence[Horizon]
    ) -> None:
        """Ask about the `horizons` that stand, the nearest first, or for one where none does."""
        super().__init__(steps, save)
        self._horizons: tuple[Horizon | None, ...] = tuple(horizons) or (None,)

    # fields

    def fields(self) -> Sequence[Field]:
        """Still, which one is changed and how it is to be, and what is left."""
        several = len(self._horizons) > 1
        if self._horizons == (None,):
            question, answers = "Where do I want to be?", NOT_YET
        else:
            question, answers = "Is this still where I want to be?", ONE_OF_THEM if several else STILL
        fields = [Field(question, Choice(answers, False), id="still")]
        if several:
            options = [
                Option(letter, "·", "here", self._told(horizon), horizon)
                for letter, horizon in zip(ascii_lowercase, self._horizons, strict=False)
            ]
            help = "earlier ones are kept"
            fields.append(Field("Which one?", Choice(options, self._horizons[0]), help=help, id="which"))
        for horizon in self._horizons:
            fields += horizon_fields(
                horizon, ending_of(horizon), f"in place of {self._told(horizon)}" if several else "needed"
            )
        return (*fields, self.question("What is left?"))

    def _told(self, horizon: Horizon | None) -> str:
        """Return a horizon by its role and when it is meant for."""
        assert horizon is not None
        by = horizon.by
        return f"{cut(horizon.role, LONGEST_ROLE, self.glyphs.cut)} by {MONTH_NAMES[by.month - 1]} {by.year}"

    def filled(self) -> None:
        """Ask for the horizon where it is changed."""
        self._show_horizon()

    @property
    def _changes(self) -> bool:
        choice = self.control("still", Choice)
        return bool(choice.value)

    @property
    def _which(self) -> Horizon | None:
        """The horizon whose questions are asked."""
        if len(self._horizons) == 1:
            return self._horizons[0]
        choice = self.control("which", Choice)
        value = choice.value
        return value if isinstance(value, Horizon) else self._horizons[0]

    def _show_horizon(self) -> None:
        if len(self._horizons) > 1:
            self.field("which").display = self._changes
        for horizon in self._horizons:
            for name in NAMES:
                self.field(name + ending_of(horizon)).display = self._changes and horizon == self._which

    def after_answer(self, choice: Choice[object]) -> None:
        """A change goes to which one, or to its role; all else to what is left."""
        self._show_horizon()
        if not self._changes:
            name = "text"
        elif len(self._horizons) > 1 and choice is self.field("still").control:
            name = "which"
        else:
            name = f"role{ending_of(self._which)}"
        self.set_focus(self.field(name).control)

    # what it was told

    def collect(self) -> HorizonStepAnswer:
        """Return the answer.

        Raises:
            FieldRefused: the role or the months of a horizon are missing, or out of range.
        """
        answers: list[tuple[Horizon | None, HorizonAnswer]] = []
        for horizon in self._horizons if self._changes else ():
            if horizon is None or any(self.touched(name + ending_of(horizon)) for name in NAMES):
                changed = self._changed(horizon)
                if any(changed.months == other.months for _, other in answers):
                    self._show(horizon)
                    raise FieldRefused(f"months{ending_of(horizon)}", "There can be only one for a number of months.")
                answers.append((horizon, changed))
        return HorizonStepAnswer(text=self.text_of("text", "The answer"), horizons=tuple(answers))

    def _changed(self, horizon: Horizon | None) -> HorizonAnswer:
        try:
            return horizon_in(self, ending_of(horizon))
        except FieldRefused:
            self._show(horizon)
            raise

    def _show(self, horizon: Horizon | None) -> None:
        """Ask about a horizon, so that what is wrong with it can be seen."""
        if len(self._horizons) > 1:
            self.field("which").put(ascii_lowercase[self._horizons.index(horizon)])
        self._show_horizon()
