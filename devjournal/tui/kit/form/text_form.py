"""A form that asks for one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form.body import Heading
from devjournal.tui.kit.form.form import Form
from devjournal.tui.widgets.fields import Field, TextField


class TextForm(Form[str]):
    """Asks for one text; a subclass names the question."""

    QUESTION: ClassVar[str]
    HELP: ClassVar[str] = "needed"
    SUBJECT: ClassVar[str]
    """The subject of a sentence that refuses the text, such as `The remark`."""
    NEEDED: ClassVar[bool] = True
    LINES: ClassVar[bool] = False
    """Whether enter begins a new line."""

    def __init__(self, heading: Heading, text: str, save: Callable[[str, Answers], None], today: date) -> None:
        """Show `text` to edit."""
        super().__init__(heading, save, today)
        self._text = text

    def fields(self) -> Sequence[Field]:
        """The text."""
        return (Field(self.QUESTION, TextField(self._text, lines=self.LINES), help=self.HELP, id="text"),)

    def collect(self) -> str:
        """Return the text.

        Raises:
            FieldRefused: the text is needed but empty, or the journal cannot store it.
        """
        return self.needed_text("text", self.SUBJECT) if self.NEEDED else self.text_of("text", self.SUBJECT)
