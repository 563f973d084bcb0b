"""The year letter: a year on one page, from the user's own lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.exports.letter import empty_text, fit
from devjournal.exports.page import markdown
from devjournal.exports.page.formats import SUFFIXES
from devjournal.exports.page.page import Block, Page, Row, Table
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.pages.export_screen import ExportScreen
from devjournal.tui.pages.output import MARKDOWN, PageExport
from devjournal.tui.pages.page_lines import page_lines
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import ItemRow, ListStyle
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.lines import Line, width_of
from devjournal.tui.widgets.pane import Pane

MAX_WIDTH = 80
"""Maximum width of the page, in cells."""


class LetterPage(ExportScreen):
    """The letter of one year."""

    NAME = "reviews"
    VERBS = verbs.LETTER_PAGE
    PAGE = "the year letter"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.LETTER_PAGE)]

    def __init__(self, journal: Journal, year: int) -> None:
        """Show the letter of `year`."""
        super().__init__(journal)
        self.year = year
        self.page: Page | None = None

    def blocks(self) -> Sequence[Widget]:
        """Return the panes of title and letter."""
        return (Pane(id="title"), ItemList(id="letter"))

    def on_mount(self) -> None:
        """Focus the page."""
        self.set_focus(self.query_one(ItemList))

    def reload(self) -> None:
        """Read the year."""
        self.page = fit(self.journal.years.findings(self.year))

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the letter."""
        if self.page is None:
            return {}
        grid = ScreenGrid(width=size.width, height=size.height)
        width = min(MAX_WIDTH, grid.content)
        margin = 2 if grid.narrow else 3
        glyphs = self.glyphs
        lines_of_page = page_lines(_with_headings(self.page), frozenset(), width - 2 * margin, glyphs, beside=grid.wide)
        lines = [ItemRow(row.line) for row in lines_of_page]  # read-only
        if not self.page.sections:
            lines.append(ItemRow(((empty_text(self.year), "muted"),)))
        top = grid.below_title
        style = ListStyle("surface", "panel", margin, int(grid.roomy))
        title: Line = (("The year letter", "bold"), ("  as it will be handed over", "muted"))
        self.query_one("#title", Pane).show([title if width_of(title) <= width else title[:1]])
        self.query_one(ItemList).show_items(lines, subject=str(self.year), style=style)
        height = min(max(1, grid.end - top), len(lines) + 2 * style.padding)
        return {"title": Region(grid.x, grid.y, width, 1), "letter": Region(grid.x, top, width, height)}

    def keys(self) -> Sequence[Verb]:
        """Return the verbs for the footer."""
        return (verbs.COPY, verbs.WRITE, verbs.PAGE_EDITOR, verbs.LETTER_KEYS, verbs.TIMELINE)

    @property
    def export(self) -> PageExport | None:
        """The letter, to export; it has only Markdown."""
        page = self.page
        if page is None:
            return None
        formats = {MARKDOWN: SUFFIXES[MARKDOWN]}
        year = self.year
        return PageExport(
            name=f"letter-{year}", formats=formats, render=lambda _: markdown.render(page, empty_text(year))
        )

    # Verbs.

    @property
    def _years(self) -> range:
        """The years of the journal, up to this one."""
        this_year = self.journal.today.year
        first = self.journal.first_week()
        return range(first.year if first is not None else this_year, this_year + 1)

    def works(self) -> Mapping[Verb, bool]:
        """Return whether there is another year to go to."""
        return dict.fromkeys((verbs.LETTER_BACK, verbs.LETTER_FORTH), len(self._years) > 1)

    def action_year(self, step: int) -> None:
        """Go one year back or forward, within the years of the journal."""
        if self.year + step in self._years:
            self.year += step
            self.refresh_data()

    def action_timeline(self) -> None:
        """Go back to all reviews."""
        self.dismiss()


def _with_headings(page: Page) -> Page:
    """Return a page whose tables begin with their headings as a row, because tables are drawn without headings."""

    def headed(block: Block) -> Block:
        return (
            replace(block, rows=(Row(key="", cells=block.headings), *block.rows)) if isinstance(block, Table) else block
        )

    sections = (replace(section, blocks=tuple(map(headed, section.blocks))) for section in page.sections)
    return replace(page, sections=tuple(sections))
