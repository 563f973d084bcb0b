"""The list of drafts. Its cursor stays marked while a gap is chosen."""

from __future__ import annotations

from devjournal.tui.widgets.rows import RowPane


class DraftList(RowPane):
    """Rows of drafts."""

    @property
    def shows_cursor(self) -> bool:
        """Always marked: the page shows the draft under the cursor, wherever the focus is."""
        return bool(self.rows)
