"""A screen with a page to output: clipboard, file, editor."""

from __future__ import annotations

from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.pages import output
from devjournal.tui.pages.output import Sheet


class SheetScreen(JournalScreen):
    """Copies, writes and edits the page that it shows."""

    @property
    def sheet(self) -> Sheet | None:
        """The page for copying and writing; `None` if there is none."""
        return None

    async def action_copy(self) -> None:
        """Copy the page."""
        if sheet := self.sheet:
            self.run_worker(output.copy(self, sheet), exclusive=True, group="copy")

    def action_write(self) -> None:
        """Write the page to a file."""
        if sheet := self.sheet:
            output.write(self, sheet)

    def action_editor(self) -> None:
        """Open the page in the user's editor."""
        if sheet := self.sheet:
            output.edit(self, sheet)
