"""The case page: what is proven for a role and what is lacking, beside the page to hand over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size

from devjournal.domain.career.person import Person
from devjournal.domain.case.case import Claim
from devjournal.domain.case.holes import Hole
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.entry import Entry
from devjournal.exports.case.layout import STATEMENT as STATEMENT_KEY
from devjournal.exports.case.layout import claim_key
from devjournal.exports.page.formats import SUFFIXES
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.case import actions
from devjournal.tui.case.data import CaseView, hole_key, read
from devjournal.tui.case.layout import CaseLayout
from devjournal.tui.case.sections import empty_rows
from devjournal.tui.kit.pages import OverScreen
from devjournal.tui.kit.screen_grid import ScreenGrid
from devjournal.tui.one_to_one import topic_actions
from devjournal.tui.one_to_one.person_choice import choose_person
from devjournal.tui.pages.list_and_page_layout import FOLD
from devjournal.tui.pages.list_and_page_screen import ListAndPageScreen
from devjournal.tui.pages.output import PageExport
from devjournal.tui.people import actions as people_actions
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.screen_sizes import MIDDLE, WIDE


class CasePage(ListAndPageScreen, OverScreen):
    """The case for one of the horizons."""

    NAME = "gaps"
    LIST = "claims"
    VERBS = verbs.CASE_PAGE
    PAGE = "the case"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.CASE_PAGE), Binding("n", "new", show=False)]

    def __init__(self, journal: Journal) -> None:
        """Show the case for the nearest horizon."""
        super().__init__(journal)
        self.view: CaseView | None = None
        self._horizon: int | None = None
        """ID of the case's horizon; `None` is the nearest one."""
        self._opened: int | None = None
        """ID of the gap whose evidence is shown."""

    # Reading and layout.

    def reload(self) -> None:
        """Read the case; both cursors stay on their lines."""
        self.view = read(self.journal, self._horizon, self._opened)

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out both sides, and hand every pane its content."""
        claims, view = self.list_pane, self.view
        if view is None:
            grid = ScreenGrid(width=size.width, height=size.height)
            claims.show_items(empty_rows(grid.content, verbs.HORIZON.shown_key))
            return {"claims": Region(grid.x, grid.y, grid.content, max(1, grid.end - grid.y))}
        layout = CaseLayout(
            view=view,
            page_focused=self.page_focused,
            unfolded=self.unfolded,
            opened=self._opened,
            cursor_key=claims.key or next((hole_key(hole) for hole in view.holes), ""),
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )
        return self.show_blocks(layout.blocks(), subject=str(view.horizon.id))

    # Keys.

    @property
    def _hole(self) -> Hole | None:
        return self.view.hole(self.key) if self.view is not None else None

    @property
    def _claim(self) -> Claim | None:
        return self.view.claim_of(self.key) if self.view is not None else None

    @property
    def _entry(self) -> Entry | None:
        return self.view.entry(self.key) if self.view is not None else None

    def _is_on_page(self, entry: Entry) -> bool:
        """Return whether an entry is on the page as its claim's evidence or quote."""
        claim = self._claim
        quotes = (quote.entry for quote in claim.quotes) if claim is not None else ()
        return claim is not None and entry.id in {listed.id for listed in (*claim.evidence, *quotes)}

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        if self.view is None:
            return (self.way_back(verbs.CASE_BOARD),)
        turn = verbs.TO_CLAIMS if self.page_focused else verbs.TO_PAGE
        output = (verbs.COPY, verbs.WRITE)
        last = output if self.size.width >= WIDE else (turn, *output)
        if self._hole is not None:
            return (verbs.CASE_GOAL, verbs.CASE_ASK, verbs.CASE_TALK, verbs.OPEN_CLAIM, *last)
        if (entry := self._entry) is not None:
            pick = verbs.LEAVE_CASE_ENTRY_OUT if self._is_on_page(entry) else verbs.PICK_CASE_ENTRY
            return (
                pick,
                verbs.MOVE_ENTRY_UP.called("move", verbs.MOVE_ENTRY_DOWN),
                verbs.WORD_CLAIM.called("edit"),
                *last,
            )
        if self._claim is not None:
            first = (verbs.OPEN_CLAIM, verbs.WORD_CLAIM, verbs.CASE_GOAL, verbs.EVIDENCE)
            return (*first, *last) if self.size.width >= MIDDLE else (*first[:2], *last)
        return (*last, verbs.STATEMENT, self.way_back(verbs.CASE_BOARD))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable verbs that need a horizon, or several."""
        if action in ("copy", "write", "editor", "statement", "pick", "order", "goal"):
            return self.view is not None
        if action == "horizon":
            return self.view is not None and len(self.view.standing) > 1
        return True

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the focused line."""
        claim, entry = self._claim, self._entry
        several = self.view is not None and len(self.view.standing) > 1
        return {
            verbs.OPEN_CLAIM: claim is not None or self.key == FOLD,
            verbs.PICK_CASE_ENTRY: entry is not None,
            verbs.MOVE_ENTRY_UP: entry is not None,
            verbs.MOVE_ENTRY_DOWN: entry is not None,
            verbs.CASE_GOAL: claim is not None and claim.gap.on_board,
            verbs.WORD_CLAIM: claim is not None or self.key == STATEMENT_KEY,
            verbs.HORIZON_BACK: several,
            verbs.HORIZON_FORTH: several,
        }

    def on_pane_moved(self, message: Pane.Moved) -> None:
        """Show the sentence of the hole under the cursor, and the same line on the other side."""
        side, other_side = self.sides_from(message.pane)
        if side.id == "claims":
            self.lay_out()
        other_side.reveal(side.key)
        if other_side.key != side.key and (claim := self._claim) is not None:
            other_side.reveal(claim_key(claim))
        self.show_keys()

    # Claims, evidence, holes.

    def action_open(self) -> None:
        """Unfold the holes; open or close the claim; from a hole, open its claim. Edit an entry or the sentence."""
        claim = self._claim
        if self.key == FOLD:
            self.unfold()
        elif claim is not None and self._entry is None:
            is_open = self._opened == claim.gap.id and self._hole is None
            self._opened = None if is_open else claim.gap.id
            self.refresh_data()
            self.set_focus(self.list_pane)
            self.list_pane.reveal(claim_key(claim))
            self.lay_out()
        else:
            self.action_edit()

    def action_pick(self) -> None:
        """Put the entry on the page, or leave it out."""
        entry = self._entry
        if entry is not None:
            on_page = self._is_on_page(entry)
            self.run_verb(lambda: actions.pick(self, entry, on_page=on_page))

    def action_order(self, step: int) -> None:
        """Move the entry up or down within its claim's evidence."""
        entry, claim = self._entry, self._claim
        if entry is None or claim is None:
            return
        at = next((n for n, other in enumerate(claim.evidence) if other.id == entry.id), None)
        if at is None:
            self.tell(f"It is not on the page: {verbs.PICK_CASE_ENTRY} puts it there.")
        else:
            self.run_verb(lambda: actions.move_evidence(self, claim.evidence, at, step))

    def action_goal(self) -> None:
        """Make the claim's gap this week's goal."""
        claim = self._claim
        if claim is not None and claim.gap.on_board:
            week = IsoWeek.of(self.journal.today)
            self.run_verb(lambda: week_actions.set_goal(self, week, gap=claim.gap.id))
        elif claim is not None:
            self.tell("The gap is closed: its evidence no longer changes.")

    def action_add_topic(self) -> None:
        """Add a topic for the next 1:1; from a hole, its ask."""
        hole = self._hole
        self.run_verb(lambda: topic_actions.add_topic(self, ask=hole.ask if hole is not None else ""))

    def action_add_entry(self) -> None:
        """Add an entry; from a claim or a hole, evidence for its gap."""
        claim = self._claim
        gap = claim.gap.id if claim is not None and claim.gap.on_board else None
        self.run_verb(lambda: week_actions.add_entry(self, gap=gap))

    def action_new(self) -> None:
        """Log a talk with the person that the hole names, or with a chosen one."""
        hole = self._hole
        people = self.journal.people.list()
        person = next((person for person in people if hole is not None and person.name == hole.person), None)
        if person is not None:
            self._talk(person)
        else:
            choose_person(self, "Whom did you talk to?", None, self._talk)

    def _talk(self, person: Person) -> None:
        self.run_verb(lambda: people_actions.log_talk(self, person))

    def action_edit(self) -> None:
        """Edit the entry or the sentence, or word the claim."""
        entry, claim = self._entry, self._claim
        if entry is not None:
            self.run_verb(lambda: week_actions.edit_entry(self, entry.id))
        elif claim is not None:
            self.run_verb(lambda: actions.word_claim(self, claim.gap))
        elif self.key == STATEMENT_KEY:
            self.action_statement()

    def action_statement(self) -> None:
        """Write the sentence in front of the page."""
        view = self.view
        if view is not None:
            self.run_verb(lambda: actions.write_statement(self, view.horizon))

    # Other horizons, and output.

    def action_horizon(self, step: int) -> None:
        """Go to the case for the next nearer or further horizon."""
        view = self.view
        if view is None:
            return
        ids = [horizon.id for horizon in view.standing]
        at = ids.index(view.horizon.id) + step
        if 0 <= at < len(ids):
            self._horizon, self._opened = ids[at], None
            self.refresh_data()

    @property
    def export(self) -> PageExport | None:
        """The page for copying and writing."""
        view = self.view
        if view is None:
            return None
        return PageExport(name=f"case-{view.case.today}", formats=SUFFIXES, render=view.render)
