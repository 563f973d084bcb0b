"""One step of a review: its question, its position, and the keys forward and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from devjournal.domain.reviews.review_draft import ReviewDraft
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import Form, Heading
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.fields import Field, TextField

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Position of a step, and how to leave it."""

    walk: ReviewDraft
    today: date
    go: Callable[[int], None]
    """Called after the step is saved, with 1 for the next step and -1 for the one before."""
    facts: str = ""
    """A line under the heading."""

    @property
    def heading(self) -> Heading:
        """The heading, with the step's position."""
        page = self.walk.page.value.replace("_", " ").capitalize()
        title = f"{self.walk.step} of {self.walk.steps} {page}"
        return Heading(title=title, span=f"{self.walk.kind} review", facts=self.facts)


class StepForm(Form[T]):
    """A step of a review. Saving it shows the next step, or the one before."""

    TAB = "reviews"
    VERBS: ClassVar[tuple[Verb, ...]] = verbs.WALK
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((verbs.STEP_BACK,))]
    ABOUT = "walk"

    def __init__(self, steps: Steps, save: Callable[[T, Answers], None]) -> None:
        """Ask for the draft's current step."""
        super().__init__(steps.heading, save, steps.today)
        self._steps = steps
        self.way = 1
        """Direction after saving: 1 for the next step, -1 for the one before."""

    def shown_verbs(self) -> Sequence[Verb]:
        """Return the verbs of this step; the last one finishes the review."""
        walk = self._steps.walk
        first = verbs.FINISH if walk.last else verbs.STEP_ON
        back = (verbs.STEP_BACK,) if walk.step > 1 else ()
        return (first, *back, *(verb for verb in verbs.FORM if verb is not verbs.SAVE))

    def question(self, words: str = "", *, help: str = "optional") -> Field:
        """Return the field of the step's question, or of `words`, with the answer so far."""
        walk = self._steps.walk
        text = walk.answers.texts()[walk.page.answer]
        return Field(words or walk.page.question, TextField(text, lines=True), help=help, id="text")

    def go_on(self) -> None:
        """Show the next step, or the one before."""
        self._steps.go(self.way)

    def action_save(self) -> None:
        """Save the step, and go to the next one."""
        self.way = 1
        super().action_save()

    def action_step_back(self) -> None:
        """Save the step, and go to the one before."""
        if self._steps.walk.step > 1:
            self.way = -1
            super().action_save()


class WordsStep(StepForm[str]):
    """A step answered in words: role models, course."""

    def fields(self) -> Sequence[Field]:
        """The question."""
        return (self.question(),)

    def collect(self) -> str:
        """Return the answer.

        Raises:
            FieldRefused: the text cannot be stored.
        """
        return self.text_of("text", "The answer")
