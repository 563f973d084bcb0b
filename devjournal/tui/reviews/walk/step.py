"""The form of one step: its question, its position, and the keys forward and back."""

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
class StepContext:
    """A review's draft at one of its steps, and how to go on after the step."""

    draft: ReviewDraft
    today: date
    show_next: Callable[[], None]
    """Called after the step is saved."""
    facts: str = ""
    """A line under the heading."""

    @property
    def heading(self) -> Heading:
        """The heading, with the step's position."""
        draft = self.draft
        title = f"{draft.step} of {draft.steps} {draft.page.value.replace('_', ' ').capitalize()}"
        return Heading(title=title, span=f"{draft.kind} review", facts=self.facts)


class StepForm(Form[T]):
    """A step of a review. Saving it shows the next step, or the one before."""

    TAB = "reviews"
    VERBS: ClassVar[tuple[Verb, ...]] = verbs.WALK
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((verbs.STEP_BACK,))]
    ABOUT = "walk"

    def __init__(self, context: StepContext, save: Callable[[T, Answers], None]) -> None:
        """Ask for the draft's current step."""
        super().__init__(context.heading, save, context.today)
        self.review_draft = context.draft
        """The review's draft when the form was opened."""
        self._show_next = context.show_next
        self.direction = 1
        """The step to show after saving: 1 is the next step, -1 the one before."""

    def shown_verbs(self) -> Sequence[Verb]:
        """Return the verbs of this step; the last step finishes the review."""
        first = verbs.FINISH if self.review_draft.last else verbs.STEP_ON
        back = (verbs.STEP_BACK,) if self.review_draft.step > 1 else ()
        return (first, *back, *(verb for verb in verbs.FORM if verb is not verbs.SAVE))

    def question(self, question: str = "", *, help: str = "optional") -> Field:
        """Return the field of the step's question, or of another `question`, with the answer so far."""
        draft = self.review_draft
        text = draft.answers.texts()[draft.page.answer]
        return Field(question or draft.page.question, TextField(text, lines=True), help=help, id="text")

    def go_on(self) -> None:
        """Show the next step, or the one before."""
        self._show_next()

    def action_save(self) -> None:
        """Save the step, and go to the next one."""
        self.direction = 1
        super().action_save()

    def action_step_back(self) -> None:
        """Save the step, and go to the one before."""
        if self.review_draft.step > 1:
            self.direction = -1
            super().action_save()


class TextStep(StepForm[str]):
    """A step that asks for a text only: role models, course."""

    def fields(self) -> Sequence[Field]:
        """The question."""
        return (self.question(),)

    def collect(self) -> str:
        """Return the answer.

        Raises:
            FieldRefused: the text cannot be stored.
        """
        return self.text_of("text", "The answer")
