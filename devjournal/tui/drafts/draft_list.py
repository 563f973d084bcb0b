"""The list of drafts: its cursor stays marked while the gap of a draft is chosen."""

from __future__ import annotations

from devjournal.tui.widgets.pane import RowPane


class DraftList(RowPane):
    """Rows of drafts."""

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor is marked: it is what the page is about, wherever the focus is."""
        return bool(self.rows)
