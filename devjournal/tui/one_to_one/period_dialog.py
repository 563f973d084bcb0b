"""Choosing the period of a page: since the last 1:1, a month, a quarter, a year, or since a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.widget import Widget

from devjournal.domain.one_to_one.page import PageRequest, ask
from devjournal.domain.one_to_one.span import PageKind
from devjournal.errors import UsageError
from devjournal.tui.kit.panel import Panel
from devjournal.tui.widgets.fields import Choice, Option, TextField
from devjournal.tui.widgets.pane import Pane

PERIODS = (
    Option("l", "last 1:1", PageKind.ONE_TO_ONE),
    Option("m", "month", PageKind.MONTH),
    Option("q", "quarter", PageKind.QUARTER),
    Option("y", "year", PageKind.YEAR),
)

EXAMPLES = "2026-09-01, 8w or 3m"
"""Beginnings that the text field takes."""


class PeriodDialog(Panel[PageRequest | None]):
    """A letter shows its period at once; the text field takes another beginning."""

    QUESTION = "Since when?"
    KEYS = (("enter", "show"), ("esc", "leave as it is"))

    def __init__(self, today: date, request: PageRequest) -> None:
        """Start from the current request."""
        super().__init__()
        self._today = today
        self._request = request

    def controls(self) -> Sequence[Widget]:
        """Periods, text, keys."""
        kind = self._request.purpose
        custom = kind is PageKind.ONE_TO_ONE and self._request.span is not None
        choice = Choice(PERIODS, None if custom else kind, id="steps")
        return (choice, TextField(single=True, placeholder=EXAMPLES, id="place"), Pane(id="hint"))

    def first(self) -> Widget | None:
        """The periods."""
        return self.query_one(Choice)

    def on_choice_chosen(self, message: Choice.Chosen) -> None:
        """Close with the chosen period."""
        self.dismiss(ask(self._today, purpose=message.choice.value or PageKind.ONE_TO_ONE))

    def write(self) -> None:
        """Write the hint on beginnings, and the keys."""
        self.hint(f"Or since {EXAMPLES}: tab goes to the text.")

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Show the page since the typed day, or refuse the text."""
        message.stop()
        since = message.field.text.strip()
        try:
            if not since:
                raise UsageError(f"Needed: a day or a number of weeks or months, such as {EXAMPLES}.")
            self.dismiss(ask(self._today, since=since))
        except UsageError as error:
            self.set_focus(message.field)
            self.refuse(str(error))
