"""Going to a week or a day by typing it."""

from __future__ import annotations

import re
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.dates.reading import parse_day, parse_week
from devjournal.errors import UsageError
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.fields import TextField
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane

_SHORT = re.compile(r"[Ww](\d\d?)", re.ASCII)

_WEEKS = ("this", "last", "next")

HOW = "2026-W44, W44, 2026-10-28, 28 oct, mon, -2w, last or next"


def read_place(text: str, today: date, year: int) -> date:
    """Return the day that a text names: a day itself, or a week's Monday; `W44` is of `year`.

    Raises:
        UsageError: it names none.
    """
    text = text.strip()
    if match := _SHORT.fullmatch(text):
        text = f"{year}-W{int(match[1]):02d}"
    if text not in _WEEKS and not text.startswith("W") and "-W" not in text:
        return parse_day(text, today)
    week = parse_week(text, today)
    return today if week == IsoWeek.of(today) else week.monday


class GoToDateDialog(ModalScreen[date | None]):
    """One field; enter goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False, priority=True)]

    def __init__(self, today: date, year: int) -> None:
        """Ask; a week without a year is one of `year`."""
        super().__init__()
        self._today = today
        self._year = year

    def compose(self) -> ComposeResult:
        """Question, field, reason, and the ways to write it."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield TextField(single=True, id="place")
            yield Pane(id="hint")

    def on_mount(self) -> None:
        """Put the focus on the field."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        self.query_one("#question", Pane).show([(("Which week or day?", "bold"),)])
        self.set_focus(self.query_one(TextField))

    def on_resize(self) -> None:
        """Write the hint for the new width."""
        self._hint(HOW, "muted")

    def _hint(self, text: str, ink: str) -> None:
        pane = self.query_one("#hint", Pane)
        lines: list[Line] = [((part, ink),) for part in wrap(text, min(60, self.size.width - 8))]
        pane.lines = [
            *lines,
            (),
            (("enter", "bold here"), (" go   ", "muted"), ("esc", "bold here"), (" stay", "muted")),
        ]
        pane.refresh(layout=True)

    def on_text_field_submitted(self, message: TextField.Submitted) -> None:
        """Go there, or say why not."""
        message.stop()
        if not message.prose.text.strip():
            self._refuse(f"Needed: a week or a day, such as {HOW}.")
            return
        try:
            self.dismiss(read_place(message.prose.text, self._today, self._year))
        except UsageError as error:
            self._refuse(str(error))

    def _refuse(self, reason: str) -> None:
        glyphs = self.query_one("#hint", Pane).glyphs
        self._hint(f"{glyphs.refused} {glyphs.marked(reason)}", "missed")
