"""The reading page: a week, a gap, a person, or one text in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.dates.days import FIRST_MONDAY, LAST_MONDAY, IsoWeek
from devjournal.domain.reading.page import ReadingPage
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.pages import PassingPage
from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.reading.lines import head_lines, reading_rows
from devjournal.tui.reading.pane import ReadingPane
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import EDGE, ListStyle
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.screen_sizes import CONTENT

MAX_WIDTH = 80
"""Maximum cells of a line: longer lines are hard to read."""


class ReadingScreen(PassingPage):
    """A page of whole texts over the screen that it was opened from."""

    VERBS = verbs.READING_PAGE
    PAGE = "a page to read"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.READING_PAGE)]

    def __init__(self, journal: Journal, key: str, tab: str) -> None:
        """Read the subject `key`, such as `week:2026-11-23` or `entry:3`, below the tab `tab`."""
        super().__init__(journal, tab)
        self.key = key
        self.page: ReadingPage | None = None

    def blocks(self) -> Sequence[Widget]:
        """Title and texts."""
        return (Pane(id="head"), ReadingPane(id="texts"))

    def on_mount(self) -> None:
        """Focus the texts."""
        self.set_focus(self.query_one(ReadingPane))

    def on_pane_moved(self) -> None:
        """Update the footer."""
        self.show_keys()

    def reload(self) -> None:
        """Read the page, or close it if its subject has been removed."""
        try:
            self.page = self.journal.readings.page(self.key)
        except NotFound:
            self.close_later()

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the page."""
        if self.page is None:
            return {}
        grid = ScreenGrid(width=size.width, height=size.height)
        width = min(MAX_WIDTH, grid.content)
        x = grid.x + (grid.content - width) // 2 if grid.content > CONTENT else grid.x
        glyphs = self.glyphs
        head = head_lines(self.page, width, glyphs)[: max(1, (grid.end - grid.y) // 3)]
        self.query_one("#head", Pane).show(head)
        top = grid.y + len(head) + 1
        rows = reading_rows(self.page, width, glyphs)
        self.query_one(ReadingPane).show_items(rows, subject=self.key, style=ListStyle(margin=EDGE))
        height = max(1, min(len(rows), grid.end - top))
        return {
            "head": Region(x, grid.y, width, len(head)),
            "texts": Region(x - EDGE, top, width + EDGE, height),
        }

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the verbs for the footer."""
        edit = (verbs.EDIT_TEXT,) if self._under_cursor else ()
        weeks = (verbs.READING_KEYS,) if self._week is not None else ()
        links = (verbs.OPEN_LINK,) if self._link else ()
        return (*edit, *links, *weeks, verbs.ENTRY, self.way_back(verbs.STOP_READING))

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something on this page."""
        return {
            verbs.EDIT_TEXT: bool(self._under_cursor),
            verbs.OPEN_LINK: bool(self._link),
            verbs.READ_BACK: self._week is not None,
            verbs.READ_ON: self._week is not None,
        }

    @property
    def _under_cursor(self) -> str:
        """Key of the text under the cursor; "" if it cannot be edited."""
        return self.query_one(ItemList).key

    @property
    def _link(self) -> str:
        """Link of the text under the cursor; "" if it has none."""
        sections = self.page.sections if self.page is not None else ()
        key = self._under_cursor
        return next((part.link for section in sections for part in section.passages if key and part.key == key), "")

    @property
    def _week(self) -> IsoWeek | None:
        """The week that the page shows; `None` if it shows something else."""
        kind, _, day = self.key.partition(":")
        return IsoWeek(date.fromisoformat(day)) if kind == "week" else None

    # Verbs.

    def action_edit(self) -> None:
        """Edit the text under the cursor."""
        if key := self._under_cursor:
            self.run_verb(lambda: self.app.edit_text(self, key))

    def action_link(self) -> None:
        """Open the link of the text under the cursor."""
        if not (link := self._link):
            return
        from devjournal.tui.browser import open_link  # imported only when needed

        open_link(self, link)

    def action_week(self, step: int) -> None:
        """Read the week before or after."""
        if self._week is None:
            return
        iso = self._week.shift(step)
        if FIRST_MONDAY <= iso.monday <= LAST_MONDAY:
            self.key = f"week:{iso.monday.isoformat()}"
            self.refresh_data()
