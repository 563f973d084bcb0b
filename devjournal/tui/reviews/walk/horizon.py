"""The first step of a quarterly review: is the horizon still right, and what is left?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from devjournal.domain.career.horizon import Horizon
from devjournal.domain.dates.days import month_and_year
from devjournal.tui.horizons.form import HorizonAnswer, horizon_fields, horizon_in
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused
from devjournal.tui.reviews.walk.step import StepContext, StepForm
from devjournal.tui.widgets.fields import Choice, Field, Option
from devjournal.tui.widgets.lines import cut

_YES = Option("y", "yes", False)
CHANGE_IT = (_YES, Option("c", "change it", True, "→"))
CHANGE_ONE = (_YES, Option("c", "change one", True, "→"))
SET_ONE = (Option("n", "not yet", False), Option("s", "set one", True, "→"))
"""The answers to the first question: with one horizon, with several, and without any."""

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


def id_suffix(horizon: Horizon | None) -> str:
    """Return the suffix of a horizon's field IDs, so that each horizon has its own fields."""
    return f"_{horizon.id}" if horizon is not None else ""


class HorizonStep(StepForm[HorizonStepAnswer]):
    """Still where I want to be?"""

    def __init__(
        self, context: StepContext, save: Callable[[HorizonStepAnswer, Answers], None], horizons: Sequence[Horizon]
    ) -> None:
        """Ask about the current `horizons`, nearest first; without any, ask for a first horizon."""
        super().__init__(context, save)
        self._horizons: tuple[Horizon | None, ...] = tuple(horizons) or (None,)

    # Fields.

    def fields(self) -> Sequence[Field]:
        """Whether the horizon is still right, which horizon to change, its new wording, and what is left."""
        several = len(self._horizons) > 1
        if self._horizons == (None,):
            question, answers = "Where do I want to be?", SET_ONE
        else:
            question, answers = "Is this still where I want to be?", CHANGE_ONE if several else CHANGE_IT
        fields = [Field(question, Choice(answers, False), id="still")]
        if several:
            options = [
                Option(letter, self._label(horizon), horizon)
                for letter, horizon in zip(ascii_lowercase, self._horizons, strict=False)
            ]
            help = "earlier ones are kept"
            fields.append(Field("Which one?", Choice(options, self._horizons[0]), help=help, id="which"))
        for horizon in self._horizons:
            help = f"in place of {self._label(horizon)}" if several else "needed"
            fields += horizon_fields(horizon, id_suffix(horizon), help)
        return (*fields, self.question("What is left?"))

    def _label(self, horizon: Horizon | None) -> str:
        """Return a horizon's role and date."""
        assert horizon is not None
        return f"{cut(horizon.role, LONGEST_ROLE, self.glyphs.cut)} by {month_and_year(horizon.by)}"

    def filled(self) -> None:
        """Show the fields of the horizon to change."""
        self._show_horizon()

    @property
    def _is_changing(self) -> bool:
        """Whether a horizon is to be changed or set."""
        return bool(self.chosen("still", bool))

    @property
    def _horizon(self) -> Horizon | None:
        """The horizon whose fields are shown; `None` is a new one."""
        if len(self._horizons) == 1:
            return self._horizons[0]
        return self.chosen("which", Horizon) or self._horizons[0]

    def _show_horizon(self) -> None:
        if len(self._horizons) > 1:
            self.field("which").display = self._is_changing
        for horizon in self._horizons:
            for name in NAMES:
                self.field(name + id_suffix(horizon)).display = self._is_changing and horizon == self._horizon

    def after_answer(self, choice: Choice[object]) -> None:
        """Focus the choice of a horizon, or its role; without a change, what is left."""
        self._show_horizon()
        if not self._is_changing:
            name = "text"
        elif len(self._horizons) > 1 and choice is self.field("still").control:
            name = "which"
        else:
            name = f"role{id_suffix(self._horizon)}"
        self.set_focus(self.field(name).control)

    # The answers.

    def collect(self) -> HorizonStepAnswer:
        """Return the answers.

        Raises:
            FieldRefused: role or months of a horizon are missing or invalid, or two horizons have the same months.
        """
        answers: list[tuple[Horizon | None, HorizonAnswer]] = []
        for horizon in self._horizons if self._is_changing else ():
            suffix = id_suffix(horizon)
            if horizon is None or any(self.touched(name + suffix) for name in NAMES):
                try:
                    answer = horizon_in(self, suffix)
                    if any(answer.months == other.months for _, other in answers):
                        raise FieldRefused(f"months{suffix}", "Another horizon has this number of months.")
                except FieldRefused:
                    self._show(horizon)
                    raise
                answers.append((horizon, answer))
        return HorizonStepAnswer(text=self.text_of("text", "The answer"), horizons=tuple(answers))

    def _show(self, horizon: Horizon | None) -> None:
        """Show a horizon's fields, so that their error is visible."""
        if len(self._horizons) > 1:
            self.field("which").put(ascii_lowercase[self._horizons.index(horizon)])
        self._show_horizon()
