"""A screen with a page that can be copied, written to a file, and opened in the editor."""

from __future__ import annotations

from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.pages import output
from devjournal.tui.pages.output import PageExport


class ExportScreen(JournalScreen):
    """A screen whose page can be exported."""

    @property
    def export(self) -> PageExport | None:
        """The page to export; `None` if there is none."""
        return None

    async def action_copy(self) -> None:
        """Copy the page."""
        if export := self.export:
            self.run_worker(output.copy(self, export), exclusive=True, group="copy")

    def action_write(self) -> None:
        """Write the page to a file."""
        if export := self.export:
            output.write(self, export)

    def action_editor(self) -> None:
        """Open the page in the user's editor."""
        if export := self.export:
            output.edit(self, export)
