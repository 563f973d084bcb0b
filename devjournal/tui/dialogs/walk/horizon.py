"""The first step of a quarterly review: is this still where I want to be, and what is left?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from devjournal.domain.horizon import Horizon
from devjournal.tui.dialogs.drafted import Answers
from devjournal.tui.dialogs.horizon import HorizonAnswer, horizon_fields, horizon_in
from devjournal.tui.dialogs.walk.step import StepForm, Steps
from devjournal.tui.widgets.fields import Choice, Field, Option

STILL = (Option("y", "✓", "good", "yes", False), Option("c", "→", "here", "change it", True))
NOT_YET = (Option("n", "–", "muted", "not yet", False), Option("s", "→", "here", "set one", True))

_HORIZON = ("role", "months", "why")


@dataclass(frozen=True, slots=True, kw_only=True)
class HorizonStepAnswer:
    """What the step was told."""

    text: str
    horizon: HorizonAnswer | None
    """How the horizon is to be; None where it stays."""


class HorizonStep(StepForm[HorizonStepAnswer]):
    """Still where I want to be?"""

    def __init__(
        self, steps: Steps, save: Callable[[HorizonStepAnswer, Answers], None], horizon: Horizon | None
    ) -> None:
        """Ask about the nearest `horizon`, or for one where none stands."""
        super().__init__(steps, save)
        self._horizon = horizon

    def fields(self) -> Sequence[Field]:
        """Still, what is left, and the horizon where it is changed."""
        one = self._horizon
        if one is None:
            asked, answers = "Where do I want to be?", NOT_YET
        else:
            asked, answers = "Is this still where I want to be?", STILL
        still = Field(asked, Choice(answers, False), id="still")
        return (still, *horizon_fields(one), self.question("What is left?"))

    def filled(self) -> None:
        """Ask for the horizon where it is changed."""
        self._show_horizon()

    @property
    def _changes(self) -> bool:
        choice = self.field("still").control
        assert isinstance(choice, Choice)
        return bool(choice.value)

    def _show_horizon(self) -> None:
        for name in _HORIZON:
            self.field(name).display = self._changes

    def chosen(self, choice: Choice[object]) -> None:
        """A change goes to the role, all else to what is left."""
        self._show_horizon()
        self.set_focus(self.field("role" if self._changes else "text").control)

    def collect(self) -> HorizonStepAnswer:
        """Return the answer.

        Raises:
            FieldRefused: the role or the months are missing, or out of range.
        """
        horizon = horizon_in(self) if self._changes else None
        return HorizonStepAnswer(text=self.text_of("text", "The answer"), horizon=horizon)
