"""Choosing an existing entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.week.entry import Entry
from devjournal.tui.kit.panel import ListPanel
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.lines import Line, column, cut

MAX_ROWS = 12
"""Maximum rows of the list."""


class EntryPicker(ListPanel[int | None]):
    """A list of entries; the result is the ID of the chosen entry, or `None`."""

    QUESTION = "Which entry is evidence?"
    KEYS = (("enter", "this one"), ("esc", "none"))

    def __init__(self, entries: Sequence[Entry], titles: Mapping[int, str]) -> None:
        """Offer `entries`, newest first; `titles` has the titles of their gaps, by ID."""
        super().__init__()
        self._entries, self._titles = entries, titles

    def write(self) -> None:
        """Write the entries and the keys."""
        self.hint()
        width = self.room - 2
        pane = self.list
        pane.styles.height = max(1, min(len(self._entries), MAX_ROWS, self.size.height - 8))
        dated = zip(self._entries, column([day_in_row(entry.day) for entry in self._entries]), strict=True)
        pane.show_rows((), [Row((self._line(entry, day, width),), entry.id, "entry") for entry, day in dated])

    def _line(self, entry: Entry, day: str, width: int) -> Line:
        day = f"{day}  "
        title = self._titles.get(entry.gap, "") if entry.gap is not None else ""
        mark = self.glyphs.cut
        gap = f"  {cut(title, width // 3, mark)}" if title else ""
        text = cut(entry.attributed, width - len(day) - (width // 3 + 2 if title else 0), mark)
        return ((day, "muted"), (text, "text"), (gap, "faint"))
