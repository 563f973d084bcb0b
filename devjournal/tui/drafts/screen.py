"""The page of drafts. To keep a draft takes two keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.capture.draft import Draft
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.drafts import actions, sections
from devjournal.tui.drafts.data import DraftsView, read, read_gaps
from devjournal.tui.drafts.draft_list import DraftList
from devjournal.tui.drafts.layout import DraftsLayout
from devjournal.tui.kit.pages import PassingPage
from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.rows import RowPane


class DraftsPage(PassingPage):
    """The drafts, the one under the cursor, and the gaps that it could prove."""

    VERBS = verbs.DRAFTS
    PAGE = "the drafts"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.DRAFTS)]

    def __init__(self, journal: Journal, tab: str) -> None:
        """Show the drafts of `journal` below the tab `tab`."""
        super().__init__(journal, tab)
        self.view: DraftsView | None = None
        self.last_action = ""
        """A sentence about the last action, shown in the title."""
        self._cached_rows: tuple[tuple[object, ...], list[Row]] = ((None,), [])
        """The rows of the list, with what they were made from."""
        self._last_layout: tuple[int, bool] = (0, False)
        """The last layout's draft ID (0 without a draft), and whether a gap was being chosen."""
        self._writing = False
        """Whether a draft has left the list, but is not written yet."""

    def blocks(self) -> Sequence[Widget]:
        """Title, list, draft, gaps."""
        return (Pane(id="title"), DraftList(id="waiting"), Pane(id="draft"), RowPane(id="gaps"))

    def on_mount(self) -> None:
        """Focus the list."""
        self.set_focus(self._list)

    @property
    def _list(self) -> RowPane:
        return self.query_one("#waiting", RowPane)

    @property
    def _gaps(self) -> RowPane:
        return self.query_one("#gaps", RowPane)

    @property
    def choosing(self) -> bool:
        """Whether a gap is being chosen."""
        return self.focused_id == "gaps"

    @property
    def draft(self) -> Draft | None:
        """The draft under the cursor."""
        at = self._list.cursor
        return self.view.drafts[at] if self.view is not None and at < len(self.view.drafts) else None

    # Reading and layout.

    def reload(self) -> None:
        """Read the drafts."""
        self.view = read(self.journal)

    def _layout(self, view: DraftsView, size: Size) -> DraftsLayout:
        return DraftsLayout(
            gaps=len(view.gaps) + 1 if view.gaps and view.drafts else 0,
            choosing=self.choosing,
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )

    def _show_list(self, view: DraftsView, layout: DraftsLayout) -> None:
        source = (view.drafts, layout.list_width, self.glyphs)
        if self._cached_rows[0] != source:
            self._cached_rows = (source, sections.draft_rows(view, layout.list_width, self.glyphs))
        self._list.can_focus = bool(view.drafts)
        self._list.show_rows((), self._cached_rows[1])

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the page, and hand every pane its content."""
        view = self.view
        if view is None:
            return {}
        layout, grid = self._layout(view, size), ScreenGrid(width=size.width, height=size.height)
        self._show_list(view, layout)
        self._show_title(view, layout)
        draft, draft_before = self.draft, self._last_layout[0]
        self._last_layout = (draft.id if draft is not None else 0, self.choosing)
        pane = self.query_one("#draft", Pane)
        if draft is None:
            lines = sections.empty_lines(grid.content)
            pane.show(lines)
            rows = max(1, min(len(lines), grid.end - grid.top))
            return {"title": layout.title, "draft": Region(grid.x, grid.top, grid.content, rows)}
        regions = layout.regions()
        if region := regions.get("draft"):
            pane.show(sections.detail_lines(draft, region.width, region.height, self.glyphs))
        self._show_gaps(view, draft, layout, from_top=draft.id != draft_before)
        return regions

    def _show_title(self, view: DraftsView, layout: DraftsLayout) -> None:
        """Show the number of drafts and the last action, unless it is not written yet."""
        if not self._writing:
            size = layout.title.size
            lines = sections.head_lines(view, self.last_action, size.width, size.height, self.glyphs)
            self.query_one("#title", Pane).show(lines)

    def _show_gaps(self, view: DraftsView, draft: Draft, layout: DraftsLayout, *, from_top: bool) -> None:
        """Show the gaps for a draft; `from_top` moves the cursor to the first gap."""
        pane = self._gaps
        pane.can_focus = bool(view.gaps)
        if from_top:
            pane.rows, pane.cursor, pane.top = [], 0, 0
        pane.show_rows([sections.GAP_QUESTION], sections.gap_rows(view, draft, layout.draft_width, self.glyphs))

    def follow(self) -> None:
        """Lay out the page for the draft under the cursor, if it has changed."""
        draft = self.draft
        if self._last_layout != (draft.id if draft is not None else 0, self.choosing):
            self.redraw()

    def on_pane_moved(self) -> None:
        """Update draft, gaps and footer."""
        self.follow()

    def on_pane_opened(self) -> None:
        """Open the double-clicked row."""
        self.action_open()

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the verbs for the footer."""
        if self.draft is None:
            return (verbs.LEAVE_DRAFTS,)
        if self.choosing:
            return (verbs.KEEP_DRAFT, verbs.LEAVE_DRAFTS)
        keys = (verbs.KEEP_DRAFT, verbs.EDIT_DRAFT, verbs.DROP_DRAFT, verbs.READ_DRAFT, verbs.DROP_REST)
        return (*keys, verbs.LEAVE_DRAFTS)

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something; without a draft, only leaving."""
        return {verb: self.draft is not None or verb is verbs.LEAVE_DRAFTS for verb in verbs.DRAFTS}

    # Verbs.

    def action_keep(self) -> None:
        """Keep the draft: choose its gap first, or take the gap under the cursor."""
        self.follow()
        view, draft = self.view, self.draft
        if view is None or draft is None:
            return
        if view.gaps and not self.choosing:
            self._gaps.move_to(0)
            self.set_focus(self._gaps)
            self.follow()
            return
        row = self._gaps.row if self.choosing else None
        gap = row.value if row is not None and isinstance(row.value, int) and row.value else None
        self._finish(draft, lambda: actions.keep(self, draft, gap))

    def _finish(self, draft: Draft, write: Callable[[], None]) -> None:
        """Take a draft off the list, and run `write` once the list is painted, so that no key waits for the disk.

        The title is updated after the write. The next key waits for the write too.
        """
        self.set_focus(self._list)
        view = self.view
        assert view is not None
        self.view = view.without(draft)
        (_, *look), rows = self._cached_rows
        self._cached_rows = ((self.view.drafts, *look), [row for row in rows if row.value != draft.id])
        self._writing = True
        self.redraw()
        write_done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def finish() -> None:
            self._writing = False
            try:
                self.run_verb(write)
            finally:
                write_done.set_result(None)

        self.app.hold_keys(write_done)
        self.call_after_refresh(finish)

    def refresh_after_write(self) -> None:
        """Update title and gaps after a write, without reading the drafts again.

        Other programs' changes appear within a second, as on every screen.
        """
        view = self.view
        if view is None:
            return
        self.view = view = view.with_gaps(read_gaps(self.journal))
        self.show_day()
        layout = self._layout(view, self.size)
        self._show_title(view, layout)
        if draft := self.draft:
            self._show_gaps(view, draft, layout, from_top=False)

    def action_open(self) -> None:
        """Read the draft; while choosing a gap, keep it."""
        if self.choosing:
            self.action_keep()
        elif draft := self.draft:
            from devjournal.tui.drafts.reader import DraftReader  # few drafts are longer than their pane

            self.app.push_screen(DraftReader(draft))

    def action_edit(self) -> None:
        """Edit the draft before keeping it."""
        view, draft = self.view, self.draft
        if view is not None and draft is not None:
            self.run_verb(lambda: actions.edit(self, view, draft))

    def action_remove(self) -> None:
        """Drop the draft."""
        if draft := self.draft:
            self._finish(draft, lambda: actions.drop(self, draft))

    def action_drop_rest(self) -> None:
        """Drop all drafts."""
        if self.draft is not None:
            self.set_focus(self._list)
            self.run_verb(lambda: actions.drop_all(self))

    def action_undo(self) -> None:
        """Undo the last change."""
        self.last_action = ""
        super().action_undo()

    def action_redo(self) -> None:
        """Redo the change undone last."""
        self.last_action = ""
        super().action_redo()

    def action_leave(self) -> None:
        """Go back to the list, or close the page."""
        if self.choosing:
            self.set_focus(self._list)
            self.follow()
        else:
            super().action_leave()

    def action_drafts(self) -> None:
        """Close the page: its key opens and closes it."""
        self.action_leave()
