"""The gap board: what is missing for the horizon, in three columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.career.board import EVERYTHING, BoardFilter, Order
from devjournal.domain.career.gap import Gap
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.gaps import actions
from devjournal.tui.gaps.board import Board
from devjournal.tui.gaps.board_columns import Key
from devjournal.tui.gaps.data import AREAS, GapsView, read
from devjournal.tui.gaps.horizon_pane import HorizonPane
from devjournal.tui.gaps.layout import GapsLayout
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.pane import Pane


class GapsScreen(PreviewingScreen):
    """Horizons, three columns of cards, and a line below."""

    NAME = "gaps"
    VERBS = verbs.GAPS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.GAPS)]

    def __init__(self, journal: Journal) -> None:
        """Show the board of `journal`."""
        super().__init__(journal)
        self.view: GapsView | None = None
        self.filter: BoardFilter = EVERYTHING
        self.order = Order.OWN
        self.unfolded: set[int] = set()
        """Columns whose folded gaps are shown."""
        self._arrival: Key | None = None
        """The card to put the cursor on at the next layout."""

    def blocks(self) -> Sequence[Widget]:
        """Horizons, board, the line below, and the preview."""
        return (HorizonPane(id="horizon"), Board(id="board"), Pane(id="foot"), Preview(id="preview"))

    @property
    def board(self) -> Board:
        """The widget with the cards."""
        return self.query_one(Board)

    @property
    def gap(self) -> Gap | None:
        """The gap under the cursor."""
        key = self.board.key
        if key is None or key[0] != "gap" or self.view is None or self._on_horizon:
            return None
        return next((gap for gap in self.view.gaps if gap.id == key[1]), None)

    def on_mount(self) -> None:
        """Focus the board."""
        self.set_focus(self.board)

    def on_pane_exited(self, message: Pane.Exited) -> None:
        """Move between the horizons and the board."""
        if message.step > 0:
            self.set_focus(self.board)
        elif self.view is not None and self.view.horizons:
            self.set_focus(self.query_one(HorizonPane))

    @property
    def _on_horizon(self) -> bool:
        return isinstance(self.focused, HorizonPane)

    def reload(self) -> None:
        """Read the board."""
        self.view = read(self.journal, self.settings.fiscal_start)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out the board, and hand every pane its content."""
        if self.view is None:
            return {}
        layout = GapsLayout(
            view=self.view,
            filter=self.filter,
            order=self.order,
            unfolded=self.unfolded,
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )
        regions = self.show_blocks(layout.blocks())
        self.board.show_board(layout.columns(), layout.renderer(), regions["board"].size)
        if self._arrival is not None and self.board.go_to(self._arrival):
            self._arrival = None
        return regions

    # Keys.

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        gap = self.gap
        if self._on_horizon:
            return (verbs.CASE.called("case")._replace(cap="enter"), verbs.HORIZON, verbs.NEW_GAP)
        if gap is None:
            opens = (verbs.OPEN_GAP,) if self.board.key is not None else ()
            last = (verbs.ALL_GAPS,) if self.filter or self.order is not Order.OWN else (verbs.HORIZON,)
            return (*opens, verbs.NEW_GAP, *last)
        if not gap.on_board:
            return (verbs.OPEN_GAP, verbs.NEW_GAP, actions.close_verb(gap), verbs.REMOVE_GAP)
        return (
            verbs.OPEN_GAP,
            verbs.NEW_GAP,
            verbs.EVIDENCE,
            verbs.GAP_GOAL,
            verbs.CLOSE_GAP,
            verbs.FILTER_GAPS,
            verbs.MOVE_GAP_KEYS,
        )

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the card under the cursor."""
        gap = self.gap
        carries = (verbs.MOVE_GAP_LEFT, verbs.MOVE_GAP_DOWN, verbs.MOVE_GAP_UP, verbs.MOVE_GAP_RIGHT)
        return {
            **dict.fromkeys((verbs.GAP_GOAL, *carries), gap is not None and gap.on_board),
            **dict.fromkeys((verbs.EDIT_GAP, verbs.CLOSE_GAP, verbs.REMOVE_GAP), gap is not None),
            verbs.OPEN_GAP: self.board.key is not None or self._on_horizon,
            verbs.ALL_GAPS: bool(self.filter) or self.order is not Order.OWN,
        }

    def previewed(self) -> Sequence[str]:
        """Return the page of the gap under the cursor."""
        return (f"gap:{self.gap.id}",) if self.gap is not None else ()

    def on_pane_moved(self) -> None:
        """Update the footer."""
        self.show_keys()

    def on_pane_opened(self) -> None:
        """Open the clicked card, or from the horizons the case."""
        self.action_open()

    # Verbs.

    def action_open(self) -> None:
        """Open the card's page, or the fold; from the horizons, the case."""
        if self._on_horizon:
            self.action_case()
            return
        key = self.board.key
        if key is None:
            return
        if key[0] == "fold":
            self.unfolded ^= {key[1]}
            self.refresh_data()
            self.board.scroll_cursor_to_top()
        elif self.gap is not None:
            from devjournal.tui.gaps.page.screen import GapPage  # imported only when opened

            self.open_page(GapPage(self.journal, self.gap.id))

    def action_new(self) -> None:
        """Add a gap to the column with the cursor."""
        self.run_verb(lambda: actions.add_gap(self, AREAS[self.board.column], self._added))

    def _added(self, gap: Gap) -> None:
        self._arrival = ("gap", gap.id)

    def action_edit(self) -> None:
        """Edit the gap."""
        if gap := self.gap:
            self.run_verb(lambda: actions.edit_gap(self, gap.id))

    def action_add_entry(self) -> None:
        """Add evidence for the gap, or an entry without a gap."""
        gap = self.gap
        self.run_verb(lambda: week_actions.add_entry(self, gap=gap.id if gap and gap.on_board else None))

    def action_goal(self) -> None:
        """Make the gap this week's goal."""
        if gap := self.gap:
            self.run_verb(lambda: actions.set_goal(self, gap))

    def action_close(self) -> None:
        """Close the gap, or bring back a closed or parked one."""
        if gap := self.gap:
            self.run_verb(lambda: actions.close_or_reopen(self, gap.id))

    def action_remove(self) -> None:
        """Remove the gap; if other data refers to it, ask first, naming that data."""
        if gap := self.gap:
            self.run_verb(lambda: actions.ask_removal(self, gap))

    def action_carry(self, columns: int, rows: int) -> None:
        """Move the card among the shown ones."""
        if gap := self.gap:
            self.run_verb(lambda: self._carry(gap, columns, rows))

    def _carry(self, gap: Gap, columns: int, rows: int) -> None:
        if not actions.carry(self, gap.id, columns, rows, self.filter, self.order):
            self.refresh_data()  # another window may have moved the card

    def action_sort(self) -> None:
        """Sort by the next order, and go to the first card."""
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.refresh_data()
        self.board.action_step(0, -len(AREAS) - len(self.view.gaps if self.view else ()))

    def action_filter(self) -> None:
        """Ask which cards to show."""
        from devjournal.tui.gaps.filter_dialog import BoardFilterDialog

        self.open_question(BoardFilterDialog(self.filter), self._apply_filter)

    def _apply_filter(self, filter: BoardFilter) -> None:
        self.filter = filter
        self.refresh_data()

    def action_clear(self) -> None:
        """Show all cards in their own order."""
        self.filter, self.order = EVERYTHING, Order.OWN
        self.refresh_data()

    def action_case(self) -> None:
        """Open the case for the nearest horizon."""
        if self.view is None or not self.view.horizons:
            self.tell(f"A case needs a role: set a horizon with {verbs.HORIZON}.")
            return
        self.app.open_case(self)

    def action_horizon(self) -> None:
        """Set a horizon, or choose what to do with an existing one."""
        from devjournal.tui.horizons import actions as horizons_actions

        self.run_verb(lambda: horizons_actions.ask(self))
