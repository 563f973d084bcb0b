"""Base classes of the pages that are opened over one of the six screens, or over any of them."""

from __future__ import annotations

from devjournal.storage import Journal
from devjournal.tui.kit.screen import JournalScreen


class OverScreen(JournalScreen):
    """A page over one of the six screens. It returns there, or to the screen from which it was opened."""

    def action_board(self) -> None:
        """Close the page, and return."""
        back = self.back
        self.dismiss()
        if back:
            self.app.switch_mode(back)

    def action_go(self, name: str) -> None:
        """Switch to another screen; the page's own tab closes the page."""
        if name == self.NAME:
            self.dismiss()
        else:
            super().action_go(name)


class PassingPage(JournalScreen):
    """A page over any of the six screens, below the tab of the screen from which it was opened."""

    def __init__(self, journal: Journal, tab: str) -> None:
        """Show `journal` below the tab `tab`."""
        super().__init__(journal)
        self.NAME = tab  # type: ignore[misc]  # a class variable elsewhere

    def action_leave(self) -> None:
        """Close the page."""
        self.dismiss()

    def action_go(self, name: str) -> None:
        """Close the page, and switch to another screen; the page's own tab only closes it."""
        self.dismiss()
        if name != self.NAME:
            super().action_go(name)
