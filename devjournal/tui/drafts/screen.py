"""The page of drafts, each of which takes two keys to keep."""

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
from devjournal.tui.widgets.lines import Line
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
        """Text about the last action."""
        self._rows: tuple[object, list[Row]] = (None, [])
        self._last_layout: tuple[int, bool] = (0, False)
        """Draft ID and focus of the last layout."""
        self._writing = False
        """Whether a draft has left the list, but its write is pending."""

    def blocks(self) -> Sequence[Widget]:
        """Title, list, draft, gaps."""
        return (Pane(id="title"), DraftList(id="waiting"), Pane(id="draft"), RowPane(id="gaps"))

    def on_mount(self) -> None:
        """Focus the list."""
        self.set_focus(self._waiting)

    @property
    def _waiting(self) -> RowPane:
        return self.query_one("#waiting", RowPane)

    @property
    def _gaps(self) -> RowPane:
        return self.query_one("#gaps", RowPane)

    @property
    def choosing(self) -> bool:
        """Whether a gap is being chosen."""
        return self.focused is not None and self.focused.id == "gaps"

    @property
    def draft(self) -> Draft | None:
        """The draft under the cursor."""
        at = self._waiting.cursor
        return self.view.drafts[at] if self.view is not None and at < len(self.view.drafts) else None

    # Reading and layout.

    def reload(self) -> None:
        """Read the drafts."""
        self.view = read(self.journal)

    def _layout(self, view: DraftsView, size: Size) -> DraftsLayout:
        space = ScreenGrid(width=size.width, height=size.height)
        return DraftsLayout(space, len(view.gaps) + 1 if view.gaps and view.drafts else 0, self.choosing)

    def _show_list(self, view: DraftsView, layout: DraftsLayout) -> None:
        made_for = (view.drafts, layout.list_width, self.glyphs)
        if self._rows[0] != made_for:
            self._rows = (made_for, sections.draft_rows(view, layout.list_width, self.glyphs))
        pane = self._waiting
        pane.can_focus = bool(view.drafts)
        pane.show_rows((), self._rows[1])

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the page, and hand every pane its content."""
        view = self.view
        if view is None:
            return {}
        layout, glyphs = self._layout(view, size), self.glyphs
        regions = dict(layout.regions())
        self._show_list(view, layout)
        title = regions["title"]
        self._show_title(view, title.size)
        draft, before = self.draft, self._last_layout[0]
        self._last_layout = (draft.id if draft is not None else 0, self.choosing)
        if draft is None:
            lines = sections.empty_lines(layout.space.content)
            rows = max(1, min(len(lines), layout.space.end - layout.space.top))
            self.query_one("#draft", Pane).show(lines)
            return {"title": title, "draft": Region(layout.space.x, layout.space.top, layout.space.content, rows)}
        if "draft" in regions:
            region = regions["draft"]
            self.query_one("#draft", Pane).show(sections.detail_lines(draft, region.width, region.height, glyphs))
        self._show_gaps(view, draft, layout, first=draft.id != before)
        return regions

    def _show_title(self, view: DraftsView, size: Size) -> None:
        """Show the number of drafts and the last action, unless its write is pending."""
        if not self._writing:
            lines = sections.head_lines(view, self.last_action, size.width, size.height, self.glyphs)
            self.query_one("#title", Pane).show(lines)

    def _show_gaps(self, view: DraftsView, draft: Draft, layout: DraftsLayout, *, first: bool) -> None:
        """Show the gaps for a draft; `first` moves the cursor to the first one."""
        pane = self._gaps
        heading: list[Line] = sections.gap_heading()
        pane.can_focus = bool(view.gaps)
        if first:
            pane.rows, pane.cursor, pane.top = [], 0, 0
        pane.show_rows(heading, sections.gap_rows(view, draft, layout.side_width, self.glyphs))

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
        """Keep the draft: choose its gap, or take the one under the cursor."""
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
        self._work_off(draft, lambda: actions.keep(self, draft, gap))

    def _work_off(self, draft: Draft, write: Callable[[], None]) -> None:
        """Move to the next draft, and write after it is painted, so that no key waits for the disk.

        The heading is updated after the write. The next key waits for the write too.
        """
        self.set_focus(self._waiting)
        view = self.view
        assert view is not None
        self.view = view.without(draft)
        made_for, rows = self._rows
        if isinstance(made_for, tuple):
            self._rows = ((self.view.drafts, *made_for[1:]), sections.rows_without(rows, draft))
        self._writing = True
        self.lay_out()
        self.show_keys()
        write_done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def finish() -> None:
            self._writing = False
            try:
                self.run_verb(write)
            finally:
                write_done.set_result(None)

        self.app.hold_keys(write_done)  # type: ignore[attr-defined]
        self.call_after_refresh(finish)

    def refresh_after_write(self) -> None:
        """Update heading and gaps after a write, without reading the drafts again.

        Other programs' changes appear within a second, as on every screen.
        """
        view = self.view
        if view is None:
            return
        self.view = view = view.with_gaps(read_gaps(self.journal))
        self.show_day()
        layout = self._layout(view, self.size)
        regions = layout.regions()
        self._show_title(view, regions["title"].size)
        if draft := self.draft:
            self._show_gaps(view, draft, layout, first=False)

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
            self._work_off(draft, lambda: actions.drop(self, draft))

    def action_drop_rest(self) -> None:
        """Drop all drafts."""
        if self.draft is not None:
            self.set_focus(self._waiting)
            self.run_verb(lambda: actions.drop_rest(self))

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
            self.set_focus(self._waiting)
            self.follow()
        else:
            super().action_leave()

    def action_drafts(self) -> None:
        """Close the page: its key opens and closes it."""
        self.action_leave()
