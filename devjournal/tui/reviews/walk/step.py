"""One step of a review: the question, where it stands among the others, and the keys that go on and back."""

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
    """Where a step stands, and what follows it."""

    walk: ReviewDraft
    today: date
    go: Callable[[int], None]
    """Called once the step was saved, with 1 to go on and -1 to go back."""
    facts: str = ""
    """A line under the heading."""

    @property
    def heading(self) -> Heading:
        """Where the step stands among the others."""
        page = self.walk.page.value.replace("_", " ").capitalize()
        title = f"{self.walk.step} of {self.walk.steps} {page}"
        return Heading(title=title, span=f"{self.walk.kind} review", facts=self.facts)


class StepForm(Form[T]):
    """A step of a review; it is saved and the next one is shown, or the one before."""

    TAB = "reviews"
    VERBS: ClassVar[tuple[Verb, ...]] = verbs.WALK
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((verbs.STEP_BACK,))]
    ABOUT = "walk"

    def __init__(self, steps: Steps, save: Callable[[T, Answers], None]) -> None:
        """Ask for the step that the walk is at."""
        super().__init__(steps.heading, save, steps.today)
        self._steps = steps
        self.way = 1
        """Where it goes once it is saved: 1 for on, -1 for back."""

    def shown_verbs(self) -> Sequence[Verb]:
        """Return the keys of this step: on the last one the review is finished."""
        walk = self._steps.walk
        first = verbs.FINISH if walk.last else verbs.STEP_ON
        back = (verbs.STEP_BACK,) if walk.step > 1 else ()
        return (first, *back, *(verb for verb in verbs.FORM if verb is not verbs.SAVE))

    def question(self, words: str = "", *, help: str = "optional") -> Field:
        """Return the question of the step, or the part of it that is `asked` here, with what was answered so far."""
        walk = self._steps.walk
        text = walk.answers.texts()[walk.page.answer]
        return Field(words or walk.page.question, TextField(text, lines=True), help=help, id="text")

    def go_on(self) -> None:
        """Show the step that follows."""
        self._steps.go(self.way)

    def action_save(self) -> None:
        """Save the step, and go on."""
        self.way = 1
        super().action_save()

    def action_step_back(self) -> None:
        """Save the step, and go to the one before."""
        if self._steps.walk.step > 1:
            self.way = -1
            super().action_save()


class WordsStep(StepForm[str]):
    """A step that is answered in words: whom to ask, what changes."""

    def fields(self) -> Sequence[Field]:
        """The question."""
        return (self.question(),)

    def collect(self) -> str:
        """Return the answer.

        Raises:
            FieldRefused: it cannot be kept.
        """
        return self.text_of("text", "The answer")
