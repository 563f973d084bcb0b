"""Going to a week or a day by typing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from textual.widget import Widget

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.reading import parse_day, parse_week
from devjournal.errors import UsageError
from devjournal.tui.kit.panel import Panel
from devjournal.tui.widgets.fields import TextField
from devjournal.tui.widgets.pane import Pane

_WEEK_NUMBER = re.compile(r"[Ww](\d\d?)", re.ASCII)

_WEEK_NAMES = ("this", "last", "next")

EXAMPLES = "2026-W44, W44, 2026-10-28, 28 oct, mon, -2w, last or next"


def parse_week_or_day(text: str, today: date, year: int) -> date:
    """Return the day that a text names, or a week's Monday; `W44` is in `year`.

    Raises:
        UsageError: the text names neither.
    """
    text = text.strip()
    if match := _WEEK_NUMBER.fullmatch(text):
        text = f"{year}-W{int(match[1]):02d}"
    if text not in _WEEK_NAMES and not text.startswith("W") and "-W" not in text:
        return parse_day(text, today)
    week = parse_week(text, today)
    return today if week == IsoWeek.of(today) else week.monday


class GoToDateDialog(Panel[date | None]):
    """A text field; enter goes to the day."""

    QUESTION = "Which week or day?"
    KEYS = (("enter", "go"), ("esc", "stay"))

    def __init__(self, today: date, year: int) -> None:
        """Ask for a week or a day; a week without a year is in `year`."""
        super().__init__()
        self._today = today
        self._year = year

    def controls(self) -> Sequence[Widget]:
        """The text field and the hint."""
        return (TextField(single=True, id="place"), Pane(id="hint"))

    def first(self) -> Widget | None:
        """The text field."""
        return self.query_one(TextField)

    def write(self) -> None:
        """Write the examples and the keys."""
        self.hint(EXAMPLES)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Close with the day, or refuse the text."""
        message.stop()
        if not message.field.text.strip():
            self.refuse(f"Needed: a week or a day, such as {EXAMPLES}.")
            return
        try:
            self.dismiss(parse_week_or_day(message.field.text, self._today, self._year))
        except UsageError as error:
            self.refuse(str(error))
