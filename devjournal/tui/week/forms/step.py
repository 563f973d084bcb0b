"""The form of one step of the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.widget import Widget

from devjournal.domain.week.week import Week
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Form, Heading
from devjournal.tui.widgets.fields import Field, TextField


class StepForm(Form[str]):
    """What is the step?"""

    ABOUT = "step"

    def __init__(self, week: Week, number: int | None, save: Callable[[str, Answers], None], today: date) -> None:
        """Ask for a new step of `week`, or edit step `number`."""
        title = f"Step {number} of the plan" if number else "A step for the plan"
        super().__init__(Heading(title=title, words=week.goal), save, today)
        self._text = week.plan[number - 1].text if number else ""

    def fields(self) -> Sequence[Field]:
        """The text."""
        return (Field("What is the step?", TextField(self._text), help="needed", id="text"),)

    def first_control(self) -> Widget:
        """The text, with the caret at its end."""
        return self.at_end("text")

    def collect(self) -> str:
        """Return the step.

        Raises:
            FieldRefused: the text is empty.
        """
        text = self.text_of("text", "The step")
        if not text.strip():
            raise FieldRefused("text", "Needed: a few words.")
        return text
