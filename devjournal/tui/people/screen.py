"""The People screen: who knows what, talks, and who to tell next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.career.gap import Gap
from devjournal.domain.career.person import Awareness, Conversation, Person
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.people import actions
from devjournal.tui.people.data import Log, PeopleView, read, read_log
from devjournal.tui.people.layout import PeopleLayout
from devjournal.tui.people.matrix import Matrix
from devjournal.tui.people.matrix_cursor import MatrixCursor
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.rows import RowPane
from devjournal.tui.widgets.screen_sizes import MIDDLE
from devjournal.tui.widgets.scroller import Scroller

PANES = ("title", "matrix", "cell", "rule", "person", "talks", "touches", "head", "gaps", "log", "notes")
"""The panes from top to bottom."""

SCROLLERS = ("person", "talks", "touches", "notes")

PAGE_PANES = ("gaps", "log", "notes")
"""The panes of a person's page that the cursor moves between, from top to bottom."""


class PeopleScreen(JournalScreen):
    """The matrix with the person of the row below it, or one person's page."""

    NAME = "people"
    VERBS = verbs.PEOPLE
    LAID_OUT_BY_FOCUS = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.PEOPLE)]

    def __init__(self, journal: Journal) -> None:
        """Show `journal`, with the cursor on the first person and the first gap."""
        super().__init__(journal)
        self.crosshair = MatrixCursor()
        self.opened = False
        """Whether one person's page is shown."""
        self._top = self._left = 0
        self._held_gaps: set[int] = set()
        """Gaps that stay columns until the screen is left, so that clearing a cell can be reversed."""
        self._logs: dict[int, Log] = {}
        self._regions: dict[str, Region] = {}

    def blocks(self) -> Sequence[Widget]:
        """The panes, placed by `PeopleLayout`."""
        own: dict[str, Pane] = {name: Scroller(id=name) for name in SCROLLERS}
        own |= {name: RowPane(id=name) for name in ("gaps", "log")}
        own["matrix"] = Matrix(id="matrix")
        return [own.get(name) or Pane(id=name) for name in PANES]

    def on_mount(self) -> None:
        """Focus the matrix."""
        self.set_focus(self.query_one(Matrix))

    def _list(self, name: str) -> RowPane:
        return self.query_one(f"#{name}", RowPane)

    def _go_to(self, name: str) -> None:
        if name in self._regions and (pane := self.query_one(f"#{name}")).can_focus:
            self.set_focus(pane)

    @property
    def view(self) -> PeopleView | None:
        """The last view; `None` before the first reading."""
        return self.crosshair.view

    @property
    def person(self) -> Person | None:
        """The person of the row."""
        return self.crosshair.person

    @property
    def gap(self) -> Gap | None:
        """The gap of the column. On a person's page it is read from the list: a message comes after the next key."""
        row = self._list("gaps").row if self.opened else None
        gaps = self.view.gaps if self.view is not None and row is not None else ()
        return next((gap for gap in gaps if row is not None and gap.id == row.value), self.crosshair.gap)

    @property
    def talk(self) -> Conversation | None:
        """The talk under the cursor of the log."""
        row = self._list("log").row
        if row is None or row.kind != "talk":
            return None
        return next((talk for talk in self._log.talks if talk.id == row.value), None)

    @property
    def _quote(self) -> int | None:
        """ID of the quote under the cursor of the log."""
        row = self._list("log").row
        return row.value if row is not None and row.kind == "quote" and isinstance(row.value, int) else None

    # Reading and layout.

    def reload(self) -> None:
        """Read everybody; the crosshair stays on its person and gap."""
        self._logs.clear()
        view = read(self.journal, self._held_gaps)
        self.crosshair.show(view)
        self._held_gaps |= {gap.id for gap in view.gaps}
        self.opened = self.opened and bool(view.people)

    @property
    def _log(self) -> Log:
        """What was said, with the person of the row; read once."""
        if (person := self.person) is None:
            return Log()
        if person.id not in self._logs:
            self._logs[person.id] = read_log(self.journal, person)
        return self._logs[person.id]

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out People, and hand every pane its content."""
        if self.view is None:
            return {}
        self._regions = self.show_blocks(self._make_blocks(self.view, size), subject=self._subject)
        if self.focused is None or self.focused.id not in self._regions or not self.focused.can_focus:
            self.call_later(self._focus_first)
        return self._regions

    def _focus_first(self) -> None:
        self._go_to("gaps" if self.opened else "matrix")

    def _make_blocks(self, view: PeopleView, size: Size) -> list[Block]:
        talks, quotes = self._log
        log_row = max(0, min(self._list("log").cursor, len(talks) + len(quotes) - 1))
        layout = PeopleLayout(
            view=view, row=self.crosshair.row, column=self.crosshair.column, talks=talks, quotes=quotes,
            log_row=log_row, opened=self.opened, top=self._top, left=self._left,
            focused=self.focused_id == "matrix", width=size.width, height=size.height, glyphs=self.glyphs,
        )  # fmt: skip
        blocks = layout.blocks()
        self._top, self._left = layout.top, layout.left
        return blocks

    @property
    def _subject(self) -> str:
        """The person and the row of the log: scrolling panes return to their top when either changes."""
        return f"{self.person.id if self.person is not None else None} {self._list('log').cursor}"

    # Keys.

    @property
    def _on_cell(self) -> bool:
        """Whether a cell has the focus."""
        if self.gap is None or self.person is None:
            return False
        return self.focused_id == "gaps" if self.opened else self.focused_id == "matrix" and self.size.width >= MIDDLE

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        if self.view is None or not self.view.people:
            return (verbs.NEW_PERSON, verbs.ENTRY)
        stepping = (verbs.TOGGLE_AWARENESS,) if self._on_cell else ()
        if self.opened:
            edit = verbs.EDIT_PERSON.called("day") if self._mark is not None else verbs.EDIT_PERSON
            return (*stepping, verbs.TALK, edit, verbs.PERSON_KEYS, self.way_back(verbs.ALL_PEOPLE))
        return (*stepping, verbs.OPEN_PERSON, verbs.NEW_PERSON, verbs.TALK, verbs.PERSON_KEYS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable verbs without a subject, such as `space` outside cells."""
        if action == "know":
            return self._on_cell
        if action == "all":
            return self.opened
        if action in ("open", "edit", "edit_person", "remove", "talk", "should", "person"):
            return self.person is not None
        return True

    @property
    def place_name(self) -> str:
        """Its name in help."""
        return "a person's page" if self.opened else super().place_name

    def works(self) -> Mapping[Verb, bool]:
        """Return whether there is another person to go to; `check_action` covers the other verbs."""
        several = self.view is not None and len(self.view.people) > 1
        return dict.fromkeys((verbs.PERSON_BACK, verbs.PERSON_FORTH), several)

    # Moving.

    def step(self, across: int, down: int) -> None:
        """Move the crosshair by columns and rows."""
        if self.crosshair.move(across, down):
            self.redraw()

    def on_cell_grid_stepped(self, message: Matrix.Stepped) -> None:
        """Move the crosshair."""
        self.step(message.across, message.down)

    def action_person(self, step: int) -> None:
        """Go to the person before or after; the page starts at their latest talk."""
        if self.opened:
            self._list("log").cursor = 0
        self.step(0, step)

    def on_pane_exited(self, message: Pane.Exited) -> None:
        """Go to the list above or below."""
        at = PAGE_PANES.index(message.pane.id or "") + message.step
        if 0 <= at < len(PAGE_PANES):
            self._go_to(PAGE_PANES[at])

    def on_pane_moved(self, message: Pane.Moved) -> None:
        """Move the crosshair to the gap of the row, or show the talk of the row in full."""
        row = self._list("gaps").row
        if message.pane.id == "gaps" and row is not None and isinstance(row.value, int):
            self.crosshair.go_to_gap(row.value)
            self.show_keys()
        elif self.opened:
            self.redraw()

    async def on_cell_grid_clicked(self, message: Matrix.Clicked) -> None:
        """Move the crosshair to the click. A double click changes the cell, or opens the person."""
        row, column = message.cell
        across = 0 if column is None else column - self.crosshair.column
        self.step(across, 0 if row is None else row - self.crosshair.row)
        if message.double and row is not None:
            await self.run_action("know" if column is not None else "open")

    def on_pane_opened(self) -> None:
        """Open the double-clicked row."""
        self.action_open()

    # Verbs.

    def action_go(self, name: str) -> None:
        """Leave the screen. Columns that nobody needs any more are gone on return."""
        if name != self.NAME:
            self._held_gaps.clear()
            self.invalidate()
        super().action_go(name)

    def action_open(self) -> None:
        """Open the person; on their page, change the gap's state or read the talk."""
        if not self.opened:
            self.opened = True
            self._list("gaps").cursor, self._list("log").cursor = self.crosshair.column, 0
            self.lay_out()
            self.call_after_refresh(self._arrive)
        elif self.focused_id == "log" and self._quote is not None:
            self.read_page(f"entry:{self._quote}")
        elif self.focused_id == "log" and self.talk is not None:
            self.read_page(f"talk:{self.talk.id}")
        elif self.focused_id == "log":
            self.action_talk()
        elif self._on_cell:
            self.action_know()
        elif self.gap is None:
            self.action_should()

    def _arrive(self) -> None:
        self._focus_first()
        self.redraw()

    def action_all(self) -> None:
        """Go back to everybody, or to the screen that the page was opened from."""
        self.opened = False
        self.lay_out()
        self.call_after_refresh(self._arrive)
        if self.back:
            self.action_go(self.back)

    def action_know(self) -> None:
        """Change the cell to its next state: empty, should know, knows."""
        if (view := self.view) is not None and (person := self.person) is not None and (gap := self.gap) is not None:
            self.run_verb(lambda: actions.step_awareness(self, person, gap, view.mark(person, gap)))

    def action_new(self) -> None:
        """Add a person."""
        self.run_verb(lambda: actions.add_person(self, self.crosshair.await_person))

    def action_edit(self) -> None:
        """Edit the focused talk or quote, or since when the gap is known; else the person."""
        person, talk, gap, mark = self.person, self._focused_talk, self.gap, self._mark
        if (entry := self._focused_quote) is not None:
            self.run_verb(lambda: week_actions.edit_entry(self, entry))
        elif person is not None and talk is not None:
            self.run_verb(lambda: actions.edit_talk(self, person, talk))
        elif person is not None and gap is not None and mark is not None:
            self.run_verb(lambda: actions.edit_awareness(self, person, gap, mark))
        else:
            self.action_edit_person()

    def action_edit_person(self) -> None:
        """Edit the person."""
        if (person := self.person) is not None:
            self.run_verb(lambda: actions.edit_person(self, person))

    @property
    def _mark(self) -> Awareness | None:
        """The awareness of the focused row on a person's page."""
        if self.view is None or not (self.opened and self._on_cell) or self.person is None or self.gap is None:
            return None
        return self.view.mark(self.person, self.gap)

    @property
    def _in_log(self) -> bool:
        """Whether the log, or the talk or quote below it, has the focus."""
        return self.opened and self.focused_id in ("log", "notes")

    @property
    def _focused_talk(self) -> Conversation | None:
        return self.talk if self._in_log else None

    @property
    def _focused_quote(self) -> int | None:
        return self._quote if self._in_log else None

    @property
    def reading(self) -> str:
        """The person of the row."""
        return f"person:{self.person.id}" if self.person is not None else ""

    def action_talk(self) -> None:
        """Log a talk with the person."""
        if (person := self.person) is not None:
            self.run_verb(lambda: actions.log_talk(self, person))

    def action_remove(self) -> None:
        """Remove the focused talk or quote; else the person, naming first what refers to them."""
        person, talk = self.person, self._focused_talk
        if (entry := self._focused_quote) is not None:
            self.run_verb(lambda: week_actions.remove_entry(self, entry))
        elif talk is not None:
            self.run_verb(lambda: actions.remove_talk(self, talk))
        elif person is not None:
            self.run_verb(lambda: actions.ask_removal(self, person))

    def action_should(self) -> None:
        """Choose a gap without a column that the person should know of."""
        if self.view is not None and self.person is not None:
            actions.choose_gap(self, self.view, self.person, self.crosshair.await_gap)
