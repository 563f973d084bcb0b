"""Choosing the period of a page: since the last 1:1, a month, a quarter, a year, or since a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from devjournal.domain.one_to_one.page import PageRequest, ask
from devjournal.domain.one_to_one.span import PageKind
from devjournal.errors import UsageError
from devjournal.tui.kit.panel import Panel
from devjournal.tui.widgets.fields import Choice, Option, TextField
from devjournal.tui.widgets.pane import Pane

TIMES = (
    Option("l", "last 1:1", PageKind.ONE_TO_ONE),
    Option("m", "month", PageKind.MONTH),
    Option("q", "quarter", PageKind.QUARTER),
    Option("y", "year", PageKind.YEAR),
)
"""The periods."""

EXAMPLES = "2026-09-01, 8w or 3m"

HOW = "Or since 2026-09-01, 8w or 3m: tab goes to the text."


class PeriodDialog(Panel[PageRequest | None]):
    """A letter shows its period at once; the text field takes another beginning."""

    QUESTION = "Since when?"
    KEYS = (("enter", "show"), ("esc", "leave as it is"))
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, today: date, request: PageRequest) -> None:
        """Start from the current request."""
        super().__init__()
        self._today = today
        self._request = request

    def controls(self) -> Sequence[Widget]:
        """Periods, text, keys."""
        kind = self._request.purpose
        custom = kind is PageKind.ONE_TO_ONE and self._request.span is not None
        choice = Choice(TIMES, None if custom else kind, id="steps")
        return (choice, TextField(single=True, placeholder=EXAMPLES, id="place"), Pane(id="hint"))

    def first(self) -> Widget | None:
        """The periods."""
        return self.query_one(Choice)

    def on_choice_chosen(self, message: Choice.Chosen) -> None:
        """Close with the chosen period."""
        self.dismiss(ask(self._today, purpose=message.choice.value or PageKind.ONE_TO_ONE))

    def write(self) -> None:
        """Write the hint on beginnings, and the keys."""
        self.hint(HOW)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Show the page since the typed day, or refuse the text."""
        message.stop()
        if not message.prose.text.strip():
            self._refuse(message.prose, f"Needed: a day or a number of weeks or months, such as {EXAMPLES}.")
            return
        try:
            self.dismiss(ask(self._today, since=message.prose.text.strip()))
        except UsageError as error:
            self._refuse(message.prose, str(error))

    def _refuse(self, prose: TextField, reason: str) -> None:
        """Show the reason, and focus the text."""
        self.set_focus(prose)
        self.refuse(reason)
