"""The dialogs of copies: their list, and the question before a restore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.domain.copies.copies import Copy, CopyReason, Unreadable, size_in_words
from devjournal.domain.dates.days import MONTHS, day_in_full
from devjournal.domain.text.user_text import pluralized
from devjournal.tui.kit.confirm_dialog import ConfirmDialog
from devjournal.tui.kit.panel import ListPanel
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.lines import Line, truncate, width_of
from devjournal.tui.widgets.paragraphs import heading, wrap_inked
from devjournal.tui.widgets.rows import RowPane

MAX_ROWS = 12
"""Maximum rows of the list."""

WITH_REASON, WITH_SIZE = 58, 39
"""Cells from which a row shows the reason of the copy, and from which its size."""

_REASONS = {
    CopyReason.DAILY: "start of the day",
    CopyReason.MIGRATION: "before an update",
    CopyReason.RESTORE: "before a restore",
    CopyReason.MERGE: "before a merge",
    CopyReason.BACKUP: "asked for",
}
"""The reasons of copies, in at most 16 cells."""

_EMPTY = (
    "There are none yet. The first one is made before your first change on another day. "
    "`devjournal backup` makes one now."
)


class Copies(RowPane):
    """Copies as rows. In a narrow pane, columns are dropped from the right; the time stays."""

    def shortened(self, line: Line, width: int) -> Line:
        """Return a row's line in at most `width` cells."""
        while len(line) > 1 and width_of(line) > width:
            line = line[:-1]
        return truncate(line, width, self.glyphs.cut)


class CopyList(ListPanel[Copy | None]):
    """The list of copies; the result is the chosen copy."""

    ROWS = Copies
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "dismiss", show=False, priority=True)]

    def __init__(self, copies: Sequence[Copy]) -> None:
        """Show `copies`, newest first."""
        super().__init__()
        self._copies = copies

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys and labels."""
        return (*((("enter", "bring back"),) if self._copies else ()), ("esc", "leave"))

    def write(self) -> None:
        """Write the copies and the keys."""
        width = self.room
        title = heading("Copies of the journal", str(len(self._copies) or ""))
        empty: list[Line] = wrap_inked("text", _EMPTY, width)
        self.say([title, *([] if self._copies else [(), *empty])])
        rows = self.list
        rows.raised, rows.display = "panel", bool(self._copies)
        rows.styles.height = max(1, min(len(self._copies), MAX_ROWS, self.size.height - 8))
        rows.show_rows((), [Row((self._line(copy, width - 2),), copy, "copy") for copy in self._copies])
        self.hint()

    def _line(self, copy: Copy, width: int) -> Line:
        """Return a copy's row: time, reason, weeks, size."""
        day = copy.made_at
        moment = f"{day.day:>2} {MONTHS[day.month - 1]} {day.year}, {day:%H:%M}"
        reason = f"  {_REASONS[copy.why]:<16}" if width >= WITH_REASON else ""
        weeks, ink = _content(copy)
        size = f"  {size_in_words(copy.size):>8}" if width >= WITH_SIZE else ""
        return (moment, "text"), (reason, "muted"), (f"  {weeks:>10}", ink), (size, "muted")


def _content(copy: Copy) -> tuple[str, str]:
    """Return the number of weeks in a copy, or why the copy cannot be read; and the ink."""
    if copy.weeks is not None:
        return pluralized(copy.weeks, "week"), "text"
    reason = copy.unreadable or Unreadable.DAMAGED
    return str(reason), "muted" if reason is Unreadable.LOCKED else "missed"


class RestoreDialog(ConfirmDialog, inherit_bindings=False):
    """Asks whether to replace the journal by a copy; only `y` says yes."""

    KEYS = (("y", "bring it back"), ("esc", "no"))

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", show=False, priority=True),
        Binding("escape,n,enter", "dismiss", show=False, priority=True),
    ]

    def __init__(self, copy: Copy) -> None:
        """Ask about `copy`."""
        moment = f"{day_in_full(copy.made_at.date())}, {copy.made_at:%H:%M}"
        weeks = f", with {pluralized(copy.weeks, 'week')}" if copy.weeks is not None else ""
        super().__init__(
            "Bring this copy back?",
            f"The copy of {moment}{weeks}",
            "It replaces everything in the journal, and what can be undone. What is there now is kept as a copy, "
            "and comes back the same way.",
        )
