"""People: who matters, what they should know and know, the talks with them, and whom to tell next."""

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
from devjournal.tui.people import actions as answering
from devjournal.tui.people.data import PeopleView, read, read_talks
from devjournal.tui.people.layout import PeopleLayout
from devjournal.tui.people.matrix import Matrix
from devjournal.tui.people.matrix_cursor import MatrixCursor
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.block import Block
from devjournal.tui.widgets.pane import Pane, RowPane
from devjournal.tui.widgets.scroller import Scroller
from devjournal.tui.widgets.tabs import MIDDLE

PANES = ("title", "matrix", "cell", "rule", "person", "talks", "touches", "head", "gaps", "log", "notes")
"""The screen's panes from top to bottom, which is the order of `tab`."""

SCROLLERS = ("person", "talks", "touches", "notes")


class PeopleScreen(JournalScreen):
    """The matrix of people and gaps with the person of the row below it, or one person's page."""

    NAME = "people"
    VERBS = verbs.PEOPLE
    LAID_OUT_BY_FOCUS = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.PEOPLE)]

    def __init__(self, journal: Journal) -> None:
        """Show `journal`, with the cursor on the first person and the first gap."""
        super().__init__(journal)
        self.crosshair = MatrixCursor()
        self.opened = False
        """Whether one person's page stands in the place of everybody."""
        self._top = self._left = 0
        self._held: set[int] = set()
        """Gaps that stay columns until the screen is left: a cell that is stepped on to empty can be stepped back."""
        self._talks: dict[int, tuple[Conversation, ...]] = {}
        self._regions: dict[str, Region] = {}

    def blocks(self) -> Sequence[Widget]:
        """The panes; each stands where `PeopleLayout` puts it."""
        own: dict[str, Pane] = {name: Scroller(id=name) for name in SCROLLERS}
        own |= {name: RowPane(id=name) for name in ("gaps", "log")}
        own["matrix"] = Matrix(id="matrix")
        return [own.get(name) or Pane(id=name) for name in PANES]

    def on_mount(self) -> None:
        """Begin on the matrix."""
        self.query_one(Matrix).stepped = self.step
        gaps, log = self._pane("gaps"), self._pane("log")
        gaps.leave = lambda step: self._go_to("log") if step > 0 else None
        log.leave = lambda step: self._go_to("gaps" if step < 0 else "notes")
        self.set_focus(self.query_one(Matrix))

    def _pane(self, name: str) -> RowPane:
        return self.query_one(f"#{name}", RowPane)

    def _go_to(self, name: str) -> None:
        pane = self.query_one(f"#{name}")
        if name in self._regions and pane.can_focus:
            self.set_focus(pane)

    @property
    def view(self) -> PeopleView | None:
        """What is shown; None until it was read."""
        return self.crosshair.view

    @property
    def person(self) -> Person | None:
        """The person of the row."""
        return self.crosshair.person

    @property
    def gap(self) -> Gap | None:
        """The gap of the column, or on a person's page of the row: a message would come after the next key."""
        row = self._pane("gaps").row if self.opened else None
        gaps = self.view.gaps if self.view is not None and row is not None else ()
        return next((gap for gap in gaps if row is not None and gap.id == row.value), self.crosshair.gap)

    @property
    def talk(self) -> Conversation | None:
        """The talk under the cursor of a person's page."""
        person = self.person
        row = self._pane("log").row
        if person is None or row is None or row.name != "talk":
            return None
        return next((talk for talk in self._talks_with(person) if talk.id == row.value), None)

    # reading and laying out

    def reload(self) -> None:
        """Read everybody again; the crosshair stays on its person and its gap."""
        self._talks.clear()
        view = read(self.journal, self._held)
        self.crosshair.show(view)
        self._held |= {gap.id for gap in view.gaps}
        self.opened = self.opened and bool(view.people)

    def _talks_with(self, person: Person) -> tuple[Conversation, ...]:
        talks = self._talks.get(person.id)
        if talks is None:
            talks = self._talks[person.id] = read_talks(self.journal, person)
        return talks

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay People out for a size, and hand every pane what it shows."""
        if self.view is None:
            return {}
        self._regions = self.show_blocks(self._laid_out(self.view, size), about=self._about)
        if self.focused is None or self.focused.id not in self._regions or not self.focused.can_focus:
            self.call_later(self._focus_first)
        return self._regions

    def _focus_first(self) -> None:
        self._go_to("gaps" if self.opened else "matrix")

    def _laid_out(self, view: PeopleView, size: Size) -> list[Block]:
        talks = self._talks_with(self.person) if self.person is not None else ()
        at = self._pane("log").cursor
        focused = self.focused is not None and self.focused.id == "matrix"
        glyphs = self.glyphs
        layout = PeopleLayout(
            view=view, row=self.crosshair.row, column=self.crosshair.column, talks=talks,
            talk=talks[min(at, len(talks) - 1)] if talks else None, opened=self.opened, top=self._top,
            left=self._left, focused=focused, width=size.width, height=size.height, glyphs=glyphs,
        )  # fmt: skip
        blocks = layout.blocks()
        self._top, self._left = layout.top, layout.left
        return blocks

    @property
    def _about(self) -> str:
        """What the panes that scroll are about: of another person or talk they are shown from the top."""
        return f"{self.person.id if self.person is not None else None} {self._pane('log').cursor}"

    # keys

    @property
    def _steps(self) -> bool:
        """Whether the focus is on a cell that can be stepped on."""
        if self.gap is None or self.person is None or self.focused is None:
            return False
        return self.focused.id == ("gaps" if self.opened else "matrix") and (self.opened or self.size.width >= MIDDLE)

    def keys(self) -> Sequence[Verb]:
        """Return what works where the focus is, as `docs/design.md` lists it."""
        if self.view is None or not self.view.people:
            return (verbs.NEW_PERSON, verbs.ENTRY)
        stepping = (verbs.KNOWS,) if self._steps else ()
        if self.opened:
            edit = verbs.EDIT_PERSON.called("day") if self._mark is not None else verbs.EDIT_PERSON
            return (*stepping, verbs.TALK, edit, verbs.PERSON_KEYS, self.way_back(verbs.EVERYBODY))
        return (*stepping, verbs.PERSON, verbs.NEW_PERSON, verbs.TALK, verbs.PERSON_KEYS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave `space` and `esc` to others where they mean nothing here."""
        if action == "know":
            return self._steps
        if action == "all":
            return self.opened
        if action in ("open", "edit", "edit_person", "remove", "talk", "should", "person"):
            return self.person is not None
        return True

    @property
    def place_name(self) -> str:
        """What help calls it."""
        return "a person's page" if self.opened else super().place_name

    def works(self) -> Mapping[Verb, bool]:
        """Return whether there is somebody else to go to: the rest is `check_action`'s."""
        several = self.view is not None and len(self.view.people) > 1
        return dict.fromkeys((verbs.PERSON_BACK, verbs.PERSON_FORTH), several)

    # moving

    def step(self, across: int, down: int) -> None:
        """Move the crosshair by columns and rows; it stops at the ends."""
        if self.crosshair.move(across, down):
            self.show_again()

    def action_person(self, step: int) -> None:
        """Go to the person before or after; on a page the talks begin at the latest again."""
        if self.opened:
            self._pane("log").cursor = 0
        self.step(0, step)

    def on_row_pane_moved(self, message: RowPane.Moved) -> None:
        """On a person's page the gap of the row is the crosshair's too, and the talk of the row is shown in full."""
        row = message.pane.row
        if message.pane.id == "gaps" and row is not None and isinstance(row.value, int):
            self.crosshair.go_to_gap(row.value)
            self.show_keys()
        elif self.opened:
            self.show_again()

    async def on_matrix_chosen(self, message: Matrix.Chosen) -> None:
        """Follow a click: on a cell, a person or a gap's title; a second one steps the cell on or opens the person."""
        row, column = message.spot
        across = 0 if column is None else column - self.crosshair.column
        self.step(across, 0 if row is None else row - self.crosshair.row)
        if message.again and row is not None:
            await self.run_action("know" if column is not None else "open")

    def on_row_pane_opened(self, message: RowPane.Opened) -> None:
        """A second click on a row does what enter does."""
        self.action_open()

    # verbs

    def action_go(self, name: str) -> None:
        """Leave; gaps that nobody should know of any more are no columns when one comes back."""
        if name != self.NAME:
            self._held.clear()
            self.forget_reading()
        super().action_go(name)

    def action_open(self) -> None:
        """Open the person; on their page step the gap on, or read the talk."""
        if not self.opened:
            self.opened = True
            gaps = self._pane("gaps")
            gaps.cursor, self._pane("log").cursor = self.crosshair.column, 0
            self.lay_out()
            self.call_after_refresh(self._arrive)
        elif self.focused is not None and self.focused.id == "log":
            self.read_page(f"talk:{self.talk.id}") if self.talk is not None else self.action_talk()
        elif self._steps:
            self.action_know()
        elif self.gap is None:
            self.action_should()

    def _arrive(self) -> None:
        self._focus_first()
        self.show_again()

    def action_all(self) -> None:
        """Go back to everybody, or to the screen from which the page was opened."""
        self.opened = False
        self.lay_out()
        self.call_after_refresh(self._arrive)
        if self.back:
            self.action_go(self.back)

    def action_know(self) -> None:
        """Step the cell on: empty, should know, knows."""
        if (view := self.view) is not None and (person := self.person) is not None and (gap := self.gap) is not None:
            self.run_verb(lambda: answering.step_on(self, person, gap, view.mark(person, gap)))

    def action_new(self) -> None:
        """Add somebody."""
        self.run_verb(lambda: answering.add_person(self, self.crosshair.await_person))

    def action_edit(self) -> None:
        """Edit the talk that has the focus, or since when the person knows of the gap; elsewhere the person."""
        person, gap, mark = self.person, self.gap, self._mark
        if self._on_talk:
            self._edit_talk()
        elif person is not None and gap is not None and mark is not None:
            self.run_verb(lambda: answering.edit_known(self, person, gap, mark))
        else:
            self.action_edit_person()

    def action_edit_person(self) -> None:
        """Edit the person."""
        if (person := self.person) is not None:
            self.run_verb(lambda: answering.edit_person(self, person))

    @property
    def _mark(self) -> Awareness | None:
        """What the row with the focus says on a person's page."""
        if self.view is None or not (self.opened and self._steps) or self.person is None or self.gap is None:
            return None
        return self.view.mark(self.person, self.gap)

    @property
    def _on_talk(self) -> bool:
        """Whether a talk has the focus: its row, or its notes."""
        there = self.focused is not None and self.focused.id in ("log", "notes")
        return self.opened and there and self.talk is not None

    @property
    def reading(self) -> str:
        """The person of the row."""
        return f"person:{self.person.id}" if self.person is not None else ""

    def _edit_talk(self) -> None:
        if (person := self.person) is not None and (talk := self.talk) is not None:
            self.run_verb(lambda: answering.edit_talk(self, person, talk))

    def action_talk(self) -> None:
        """Log a talk with the person."""
        if (person := self.person) is not None:
            self.run_verb(lambda: answering.log_talk(self, person))

    def action_remove(self) -> None:
        """Remove the talk that has the focus, or the person; what refers to them is said before."""
        person, talk = self.person, self.talk
        if self._on_talk and talk is not None:
            self.run_verb(lambda: answering.remove_talk(self, talk))
        elif person is not None:
            self.run_verb(lambda: answering.ask_to_remove(self, person))

    def action_should(self) -> None:
        """Choose a gap that is no column yet and that the person should know of."""
        if self.view is not None and self.person is not None:
            answering.choose_column(self, self.view, self.person, self.crosshair.await_gap)
