"""A gap's page: why, evidence, weekly goals, who knows, and the talks that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.css.query import QueryType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import quoted
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.gaps import actions as gaps_actions
from devjournal.tui.gaps.page.data import GapPageView, read
from devjournal.tui.gaps.page.layout import GapPageLayout
from devjournal.tui.kit.pages import OverScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.rows import RowPane, WrappedRows

LISTS = ("evidence", "goals", "known", "talks")
"""The lists in `tab` order."""

PICKABLE = 300
"""Entries offered as evidence: the newest."""


class GapPage(OverScreen):
    """One gap in full."""

    NAME = "gaps"
    VERBS = verbs.GAP_PAGE
    PAGE = "a gap's page"
    LAID_OUT_BY_FOCUS = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.GAP_PAGE)]

    def __init__(self, journal: Journal, row_id: int) -> None:
        """Show the gap with the ID `row_id`."""
        super().__init__(journal)
        self.row_id = row_id
        self.view: GapPageView | None = None

    def blocks(self) -> Sequence[Widget]:
        """The head and the lists."""
        return (Pane(id="head"), *(WrappedRows(id=name) for name in LISTS))

    def reload(self) -> None:
        """Read the page, or close it if the gap has been removed."""
        try:
            self.view = read(self.journal, self.row_id)
        except NotFound:
            self.call_later(self._gone)

    def _gone(self) -> None:
        if self.is_current:
            self.action_board()
            gap = quoted(self.view.gap.title) if self.view is not None else "the gap"
            self.tell(f"Removed: {gap}. Its entries stay in their weeks.")

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the page, and hand every pane its content."""
        if self.view is None:
            return {}
        focused = self.focused
        layout = GapPageLayout(
            view=self.view,
            focus=(focused.id or "") if focused is not None else "",
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )
        regions = self.show_blocks(layout.blocks())
        for pane in self.query(RowPane):
            pane.can_focus = pane.id in regions and bool(pane.rows)
        self._focus_first()
        return regions

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs for the focused row."""
        view, row = self.view, self._row
        if view is None:
            return ()
        if row is not None and row.name == "entry":
            link = next((entry.link for entry in view.entries if entry.id == row.value), "")
            links = (verbs.OPEN_LINK,) if link else (verbs.PICK_ENTRY,)
            return (verbs.EDIT_ROW, verbs.EVIDENCE, *links, verbs.DETACH_ENTRY, self.way_back(verbs.GAP_BOARD))
        opens = (verbs.OPEN_ROW,) if row is not None and row.name == "goal" else ()
        return (
            *opens,
            verbs.EVIDENCE,
            verbs.EDIT_PAGE,
            gaps_actions.close_verb(view.gap),
            self.way_back(verbs.GAP_BOARD),
        )

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the focused row."""
        view, row = self.view, self._row
        if view is None:
            return dict.fromkeys(verbs.GAP_PAGE, False)
        kind = row.name if row is not None else ""
        link = next((entry.link for entry in view.entries if row is not None and entry.id == row.value), "")
        return {
            verbs.OPEN_ROW: kind in ("entry", "goal"),
            verbs.OPEN_LINK: kind == "entry" and bool(link),
            verbs.EDIT_ROW: kind == "entry",
            verbs.DETACH_ENTRY: kind == "entry",
            verbs.GAP_GOAL: view.gap.on_board,
        }

    @property
    def _row(self) -> Row | None:
        """The focused row."""
        pane = self.focused
        return pane.row if isinstance(pane, RowPane) else None

    def on_pane_moved(self) -> None:
        """Update the footer."""
        self.show_keys()

    def on_pane_exited(self, message: Pane.Exited) -> None:
        """Move to the next or previous list, which unfolds."""
        self.focus_neighbour(self._chain, message)

    @property
    def _chain(self) -> list[RowPane]:
        return [pane for pane in self.query(RowPane) if pane.can_focus]

    def focus_next(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Focus the next list; Textual's own goes by screen position."""
        return self._focus_by(1)

    def focus_previous(self, selector: str | type[QueryType] = "*") -> Widget | None:
        """Focus the previous list."""
        return self._focus_by(-1)

    def _focus_by(self, step: int) -> Widget | None:
        chain = self._chain
        if not chain:
            return None
        at = chain.index(self.focused) + step if isinstance(self.focused, RowPane) and self.focused in chain else 0
        self.set_focus(chain[at % len(chain)])
        return self.focused

    async def on_pane_opened(self, message: Pane.Opened) -> None:
        """Open the double-clicked row."""
        message.stop()
        await self.action_open()

    # Verbs.

    async def action_open(self) -> None:
        """Read the entry, or open the week of the goal."""
        row = self._row
        if row is None:
            self._focus_first()
        elif row.name == "goal" and isinstance(row.value, date):
            await self.app.show_week(IsoWeek(row.value))  # type: ignore[attr-defined]
        elif row.name == "entry":
            self.read_page(f"entry:{row.value}")
        else:
            self.action_edit()

    @property
    def reading(self) -> str:
        """The gap."""
        return f"gap:{self.row_id}"

    def _focus_first(self) -> None:
        if self.focused is None and self._chain:
            self._laid_out_for = self._chain[0]  # the layout already assumes this focus
            self.set_focus(self._chain[0])

    def action_edit(self) -> None:
        """Edit the focused entry, or else the gap."""
        row = self._row
        if row is not None and row.name == "entry" and isinstance(row.value, int):
            entry = row.value
            self.run_verb(lambda: week_actions.edit_entry(self, entry))
        else:
            self.action_edit_gap()

    def action_edit_gap(self) -> None:
        """Edit the gap."""
        self.run_verb(lambda: gaps_actions.edit_gap(self, self.row_id))

    def action_add_entry(self) -> None:
        """Add evidence."""
        self.run_verb(lambda: week_actions.add_entry(self, gap=self.row_id))

    def action_pick(self) -> None:
        """Pick an existing entry as evidence."""
        from devjournal.tui.entries.picker import EntryPicker

        entries = [entry for entry in reversed(self.journal.entries.all()) if entry.gap != self.row_id][:PICKABLE]
        if not entries:
            self.tell(f"There is no other entry yet; {verbs.ENTRY} adds one.")
            return
        picker = EntryPicker(entries, self.journal.gaps.titles())
        self.open_question(picker, lambda entry: self.run_verb(lambda: self._put(entry, self.row_id)))

    def _put(self, entry: int, gap: int | None) -> None:
        """Set or clear the gap of an entry."""
        text = quoted(self.journal.entries.get(entry).text)
        with self.journal.transaction(f"evidence {text}"):
            self.journal.entries.edit(entry, gap=gap)
        sentence = f"Evidence now: {text}." if gap is not None else f"No longer evidence: {text}. It stays in its week."
        self.report_change(f"{sentence} {verbs.UNDO} takes that back.")

    def action_remove(self) -> None:
        """Remove the focused entry from the gap."""
        row = self._row
        if row is not None and row.name == "entry" and isinstance(row.value, int):
            entry = row.value
            self.run_verb(lambda: self._put(entry, None))

    def action_link(self) -> None:
        """Open the link of the focused entry."""
        row = self._row
        if self.view is None or row is None or row.name != "entry":
            return
        from devjournal.tui.browser import open_link  # imported only when needed

        link = next((entry.link for entry in self.view.entries if entry.id == row.value), "")
        open_link(self, link)

    def action_goal(self) -> None:
        """Make the gap this week's goal."""
        if self.view is not None:
            gap = self.view.gap
            self.run_verb(lambda: gaps_actions.set_goal(self, gap))

    def action_close(self) -> None:
        """Close the gap, or bring it back."""
        self.run_verb(lambda: gaps_actions.close_or_reopen(self, self.row_id))
