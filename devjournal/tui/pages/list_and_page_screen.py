"""A screen with a list beside a page for output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.widget import Widget

from devjournal.storage import Journal
from devjournal.tui.pages.export_screen import ExportScreen
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.pane import Pane


class ListAndPageScreen(ExportScreen):
    """Both sides have a cursor, and the verbs act on the focused one."""

    LIST: ClassVar[str]
    """ID of the list."""

    LAID_OUT_BY_FOCUS = True

    def __init__(self, journal: Journal) -> None:
        """Show `journal`, with folded rows."""
        super().__init__(journal)
        self.unfolded = False
        """Whether all rows of the list are shown."""

    def blocks(self) -> Sequence[Widget]:
        """Both titles, the list and the page."""
        return (Pane(id="title"), Pane(id="about"), ItemList(id=self.LIST), ItemList(id="page"))

    def on_mount(self) -> None:
        """Focus the list."""
        self.set_focus(self.list_pane)

    @property
    def list_pane(self) -> ItemList:
        """The list."""
        return self.query_one(f"#{self.LIST}", ItemList)

    @property
    def page_pane(self) -> ItemList:
        """The page."""
        return self.query_one("#page", ItemList)

    def sides_from(self, pane: Pane) -> tuple[ItemList, ItemList]:
        """Return the side `pane`, and the other one."""
        list_pane, page_pane = self.list_pane, self.page_pane
        return (list_pane, page_pane) if pane is list_pane else (page_pane, list_pane)

    @property
    def page_focused(self) -> bool:
        """Whether the page has the focus."""
        return self.focused is not None and self.focused.id == "page"

    @property
    def key(self) -> str:
        """Key of the row under the cursor of the focused side, or ""."""
        return self.focused.key if isinstance(self.focused, ItemList) else ""

    def opens(self, pane: Widget) -> bool:
        """Both sides can take the focus, also while hidden."""
        return pane.id in (self.LIST, "page")

    def unfold(self) -> None:
        """Show all rows of the list."""
        self.unfolded = True
        self.lay_out()

    async def on_pane_opened(self) -> None:
        """Open the double-clicked row."""
        await self.run_action("open")
