"""The tabs: six screens, date and week, and the rule below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import events
from textual.message import Message

from devjournal.domain.dates.days import IsoWeek, day_in_row
from devjournal.tui.verbs import GO
from devjournal.tui.widgets.lines import Line, Piece, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.screen_sizes import MIDDLE, WIDE, content_of, margin_of


class Tabs(Pane):
    """The two rows at the top of every screen: the tabs, and the date."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        name: str

    def __init__(self, screens: tuple[tuple[str, str], ...], active: str) -> None:
        """Show the tabs of `screens` (mode and label), with `active` highlighted."""
        super().__init__(id="tabs")
        self._screens = screens
        self._active = active
        self._today: date | None = None
        self._demo = False
        self._sign = ""
        self._spots: list[tuple[range, str]] = []

    def tell(self, today: date, *, demo: bool = False, sign: str = "") -> None:
        """Update the date, the mark of the `demo`, and a sign before the date."""
        self._today, self._demo, self._sign = today, demo, sign
        self.redraw()

    def redraw(self) -> None:
        """Draw the tabs and the date for the current width."""
        width = self.size.width
        if not width or self._today is None:
            return
        margin = margin_of(width)
        pieces: list[Piece] = [(" " * margin, "")]
        self._spots = []
        heavy = range(0)
        keys = [verb.shown_key for verb in GO]
        tab_cells = sum(len(key) + 1 + len(title) for key, (_, title) in zip(keys, self._screens, strict=True))
        gap = 2 if width < WIDE else 4
        if width >= WIDE:
            behind = "  demo  " if self._demo else " " * 8
            room = content_of(width) - len(self._days(width)[0]) - tab_cells - len("devjournal") - 1
            while gap > 2 and room < len(behind) + (len(keys) - 1) * gap:
                gap -= 1
            while behind.endswith("  ") and room < len(behind) + (len(keys) - 1) * gap:
                behind = behind[:-1]
            pieces += [("devjournal", "bold"), (behind, "muted")]
        titles_fit = margin + tab_cells + (len(keys) - 1) * gap <= width
        for key, (name, title) in zip(keys, self._screens, strict=True):
            active = name == self._active
            label = title if titles_fit or active else ""
            start = width_of(tuple(pieces))
            pieces += [
                (f"{key} " if label else key, "bold here" if active else "faint"),
                (label, "bold" if active else "muted"),
            ]
            spot = range(start, width_of(tuple(pieces)))
            self._spots.append((spot, name))
            heavy = spot if active else heavy
            pieces.append((" " * gap, ""))
        end = margin + content_of(width) - width_of(tuple(pieces[:-1]))
        day = next((text for text in self._days(width) if len(text) < end), "")
        if day:
            pieces = [*pieces[:-1], (" " * (end - len(day)), ""), (day, "muted")]
        rule, thick = self.glyphs.rule, self.glyphs.heavy
        under: Line = (
            (rule * heavy.start, "line"),
            (thick * len(heavy), "bar"),
            (rule * (width - heavy.stop), "line"),
        )
        self.show([tuple(pieces), under])

    def _days(self, width: int) -> tuple[str, ...]:
        """Return the texts for the right end, longest first; the first that fits is shown."""
        assert self._today is not None
        day = f"{self._sign} {day_in_row(self._today)}" if self._sign else day_in_row(self._today)
        if width >= WIDE:
            return f"{day}  {IsoWeek.of(self._today)}", day
        days = (day,) if width >= MIDDLE else ()
        if self._sign:
            days = (*days, self._sign)
        return (*(f"demo  {text}" for text in days), "demo", *days) if self._demo else days

    def on_click(self, event: events.Click) -> None:
        """Post the clicked tab."""
        for spot, name in self._spots:
            if event.x in spot:
                self.post_message(self.Chosen(name))
