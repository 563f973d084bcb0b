"""Choosing an entry that is there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.week.entry import Entry
from devjournal.tui.kit.row_list import RowList
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.lines import Line, column, cut
from devjournal.tui.widgets.pane import Pane, RowPane

MOST = 12
"""Rows of the list."""


class EntryPicker(RowList[int | None]):
    """A list of entries, the newest first; enter picks one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False, priority=True)]

    def __init__(self, entries: Sequence[Entry], titles: Mapping[int, str]) -> None:
        """Offer `entries`; `titles` are those of the gaps that they prove."""
        super().__init__()
        self._entries, self._titles = entries, titles

    def on_resize(self) -> None:
        """Write for the new width."""
        self.query_one("#question", Pane).show([(("Which entry is evidence?", "bold"),)])
        keys: Line = (("enter", "bold here"), (" this one   ", "muted"), ("esc", "bold here"), (" none", "muted"))
        self.query_one("#hint", Pane).show([(), keys])
        width = max(20, min(60, self.size.width - 8)) - 2
        pane = self.query_one(RowPane)
        pane.styles.height = max(1, min(len(self._entries), MOST, self.size.height - 8))
        dated = zip(self._entries, column([day_in_row(entry.day) for entry in self._entries]), strict=True)
        pane.show_rows((), [Row((self._line(entry, day, width),), entry.id, "entry") for entry, day in dated])

    def _line(self, entry: Entry, day: str, width: int) -> Line:
        day = f"{day}  "
        proves = self._titles.get(entry.gap, "") if entry.gap is not None else ""
        mark = self.query_one(RowPane).glyphs.cut
        proves = cut(proves, width // 3, mark) if proves else ""
        text = cut(entry.text, width - len(day) - (width // 3 + 2 if proves else 0), mark)
        return ((day, "muted"), (text, "text"), (f"  {proves}" if proves else "", "faint"))

    def on_row_pane_opened(self, message: RowPane.Opened) -> None:
        """Pick the row."""
        message.stop()
        assert isinstance(message.row.value, int)
        self.dismiss(message.row.value)
