"""A gap's page: why, evidence, weekly goals, who knows, and the talks that name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import quoted
from devjournal.domain.week.entry import Entry
from devjournal.errors import NotFound
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.gaps import actions
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

MAX_PICKABLE = 300
"""Maximum number of entries offered as evidence: the newest."""


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
            self.call_later(self._close_removed)

    def _close_removed(self) -> None:
        if self.is_current:
            self.action_board()
            gap = quoted(self.view.gap.title) if self.view is not None else "the gap"
            self.tell(f"Removed: {gap}. Its entries stay in their weeks.")

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the page, and hand every pane its content."""
        if self.view is None:
            return {}
        layout = GapPageLayout(
            view=self.view,
            focus=self.focused_id,
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
        view, entry = self.view, self._entry
        if view is None:
            return ()
        if entry is not None:
            third = verbs.OPEN_LINK if entry.link else verbs.PICK_ENTRY
            return (verbs.EDIT_ROW, verbs.EVIDENCE, third, verbs.DETACH_ENTRY, self.way_back(verbs.GAP_BOARD))
        opens = (verbs.OPEN_ROW,) if self._kind == "goal" else ()
        return (*opens, verbs.EVIDENCE, verbs.EDIT_PAGE, actions.close_verb(view.gap), self.way_back(verbs.GAP_BOARD))

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the focused row."""
        entry = self._entry
        if self.view is None:
            return dict.fromkeys(verbs.GAP_PAGE, False)
        return {
            verbs.OPEN_ROW: self._kind in ("entry", "goal"),
            verbs.OPEN_LINK: entry is not None and bool(entry.link),
            verbs.EDIT_ROW: entry is not None,
            verbs.DETACH_ENTRY: entry is not None,
            verbs.GAP_GOAL: self.view.gap.on_board,
        }

    @property
    def _row(self) -> Row | None:
        """The focused row."""
        pane = self.focused
        return pane.row if isinstance(pane, RowPane) else None

    @property
    def _kind(self) -> str:
        """Kind of the focused row: `entry`, `goal`, `person`, `talk`, or "" if there is none."""
        return self._row.kind if self._row is not None else ""

    @property
    def _entry(self) -> Entry | None:
        """The focused entry."""
        row = self._row
        if self.view is None or row is None or row.kind != "entry":
            return None
        return next((entry for entry in self.view.entries if entry.id == row.value), None)

    def on_pane_moved(self) -> None:
        """Update the footer."""
        self.show_keys()

    def on_pane_exited(self, message: Pane.Exited) -> None:
        """Move to the next or previous list, which unfolds."""
        self.focus_neighbour(self._lists, message)

    @property
    def _lists(self) -> list[RowPane]:
        """The lists with rows."""
        return [pane for pane in self.query(RowPane) if pane.can_focus]

    @property
    def focus_chain(self) -> list[Widget]:
        """The lists in their order; Textual's own chain goes by screen position."""
        return [*self._lists]

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
        elif row.kind == "goal" and isinstance(row.value, date):
            await self.app.show_week(IsoWeek(row.value))
        elif row.kind == "entry":
            self.read_page(f"entry:{row.value}")
        else:
            self.action_edit_gap()

    @property
    def reading(self) -> str:
        """The gap."""
        return f"gap:{self.row_id}"

    def _focus_first(self) -> None:
        if self.focused is None and (lists := self._lists):
            self._laid_out_for = lists[0]  # the layout already assumes this focus
            self.set_focus(lists[0])

    def action_edit(self) -> None:
        """Edit the focused entry, or else the gap."""
        if entry := self._entry:
            self.run_verb(lambda: week_actions.edit_entry(self, entry.id))
        else:
            self.action_edit_gap()

    def action_edit_gap(self) -> None:
        """Edit the gap."""
        self.run_verb(lambda: actions.edit_gap(self, self.row_id))

    def action_add_entry(self) -> None:
        """Add evidence."""
        self.run_verb(lambda: week_actions.add_entry(self, gap=self.row_id))

    def action_pick(self) -> None:
        """Pick an existing entry as evidence."""
        from devjournal.tui.entries.picker import EntryPicker

        entries = [entry for entry in reversed(self.journal.entries.all()) if entry.gap != self.row_id][:MAX_PICKABLE]
        if not entries:
            self.tell(f"There is no other entry yet; {verbs.ENTRY} adds one.")
            return
        picker = EntryPicker(entries, self.journal.gaps.titles())
        self.open_question(picker, lambda entry: self.run_verb(lambda: self._set_gap(entry, self.row_id)))

    def _set_gap(self, entry: int, gap: int | None) -> None:
        """Set the gap of an entry; `None` clears it."""
        text = quoted(self.journal.entries.get(entry).text)
        with self.journal.transaction(f"evidence {text}"):
            self.journal.entries.edit(entry, gap=gap)
        sentence = f"Evidence now: {text}." if gap is not None else f"No longer evidence: {text}. It stays in its week."
        self.report_change(f"{sentence} {verbs.UNDO} takes that back.")

    def action_remove(self) -> None:
        """Remove the focused entry from the gap."""
        if entry := self._entry:
            self.run_verb(lambda: self._set_gap(entry.id, None))

    def action_link(self) -> None:
        """Open the link of the focused entry."""
        if entry := self._entry:
            from devjournal.tui.browser import open_link  # imported only when needed

            open_link(self, entry.link)

    def action_goal(self) -> None:
        """Make the gap this week's goal."""
        if self.view is not None:
            gap = self.view.gap
            self.run_verb(lambda: actions.set_goal(self, gap))

    def action_close(self) -> None:
        """Close the gap, or bring it back."""
        self.run_verb(lambda: actions.close_or_reopen(self, self.row_id))
