"""The base of the six screens: tabs, footer, and the verbs of every screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.widget import Widget

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.text.user_text import capitalized
from devjournal.errors import UNTRUSTED, JournalError
from devjournal.storage import Journal
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.placed_screen import PlacedScreen
from devjournal.tui.verbs import GLOBAL, HELP, NEXT_FIELD, REDO, SCREENS, UNDO, Verb
from devjournal.tui.widgets.footer import Footer, Key
from devjournal.tui.widgets.pane import ListPane, Pane
from devjournal.tui.widgets.tabs import Tabs

T = TypeVar("T")


class JournalScreen(PlacedScreen):
    """A screen that reads the journal, lays out its blocks, and runs verbs."""

    NAME: ClassVar[str] = ""
    """Its mode, from `verbs.SCREENS`."""

    VERBS: ClassVar[tuple[Verb, ...]] = ()
    """Its own verbs."""

    PAGE: ClassVar[str] = ""
    """Its name in help, if it is a page opened over one of the six screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(GLOBAL),
        *bindings((NEXT_FIELD,)),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    AUTO_FOCUS = ""

    def __init__(self, journal: Journal) -> None:
        """Show `journal`."""
        super().__init__()
        self.journal = journal
        self.back = ""
        """The screen that `esc` returns to from a page opened elsewhere; empty is the page's own screen."""
        self.stale = False
        """Whether the last reading of the journal failed."""
        self._read_state: object = None
        """The journal's state at the last reading; `None` forces the next one."""

    def compose(self) -> ComposeResult:
        """Tabs, own blocks, footer."""
        yield Tabs(SCREENS, self.NAME)
        yield from self.blocks()
        yield Footer()
        yield Pane(id="small")

    def blocks(self) -> Sequence[Widget]:
        """Return the screen's own panes."""
        return ()

    def reload(self) -> None:
        """Read the journal and show its content."""

    def on_screen_resume(self) -> None:
        """Refresh the screen, but read the journal only if it has changed."""
        try:
            state = self.journal.state()
        except JournalError:
            state = None
        if state is None or state != self._read_state:
            self.refresh_data()
        else:
            self.show_day()
            self.show_keys()

    def invalidate(self) -> None:
        """Read the journal again when the screen is shown next, even if it has not changed."""
        self._read_state = None

    def refresh_data(self) -> None:
        """Read the journal; update date, content and keys."""
        self.show_day()
        self._read_state = None
        try:
            state = self.journal.state()
            problem = self._guarded(self.reload)
            if self.stale:  # the message about the failure is obsolete
                self.app.clear_notifications()
            self.stale = False
            self._read_state = state
            if problem:
                self.tell(problem, failed=True)
        except JournalError as error:
            self.stale = True
            self.tell(str(error), failed=True)
        self.redraw()

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return the regions. Rows may read the journal here, so damaged data is reported here too."""
        places: dict[str, Region] = {}
        try:
            problem = self._guarded(lambda: places.update(PlacedScreen.place(self, size)))
        except JournalError as error:
            self.stale = True
            problem = str(error)
        if problem:
            self.tell(problem, failed=True)
        return places or self.frame(size)

    def close_later(self) -> None:
        """Close the page, whose subject was removed, once the event is handled."""

        def close() -> None:
            if self.is_current:
                self.dismiss()

        self.call_later(close)

    def focus_neighbour(self, chain: Sequence[Pane], message: Pane.Exited) -> None:
        """Focus the pane before or after a list that the cursor has left, with the cursor at its near end."""
        at = chain.index(message.pane) + message.step
        if 0 <= at < len(chain):
            pane = chain[at]
            self.set_focus(pane)
            if isinstance(pane, ListPane):
                pane.move_to(0 if message.step > 0 else pane.count - 1)

    def show_day(self) -> None:
        """Update the date in the tabs, and the sign for unsynced changes."""
        self.query_one(Tabs).tell(self.journal.today, demo=self.app.demo, sign=self.app.sync_sign)

    def redraw(self) -> None:
        """Lay out the screen and update the footer."""
        self.lay_out()
        self.show_keys()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Update the footer for the focused pane, and the layout if it depends on the focus."""
        if self.LAID_OUT_BY_FOCUS and self.focused is not self._laid_out_for:
            self.lay_out()
        self.show_keys()

    def keys(self) -> Sequence[Verb]:
        """Return the verbs for the footer at the current focus."""
        return ()

    def works(self) -> Mapping[Verb, bool]:
        """Return which own verbs would do something now; a verb without an entry always would."""
        return {}

    def unavailable_verbs(self) -> Collection[Verb]:
        """Return the own verbs that would do nothing now; the palette hides them."""
        return {verb for verb, does in self.works().items() if not does}

    def way_back(self, verb: Verb) -> Verb:
        """Return `verb`, labelled with the screen that it returns to."""
        return verb.called(dict(SCREENS)[self.back]) if self.back else verb

    def show_keys(self) -> None:
        """Update the footer. Keys that would do nothing now are left out."""
        idle = {verb.id for verb in self.unavailable_verbs()}
        verbs = [verb for verb in self.keys() if not idle.issuperset(key.id for key in (verb, *verb.beside))]
        keys: list[Key] = [(verb.shown_key, verb.label, verb.action) for verb in verbs]
        self.query_one(Footer).tell(keys, (HELP.shown_key, HELP.label, HELP.action))

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Show a message of one line at the bottom right."""
        from devjournal.tui.widgets.toast import FRAME, in_one_line  # not needed at start

        self.app.clear_notifications()
        line = self.glyphs.translate(in_one_line(text, self.app.size.width - FRAME))
        self.notify(line, severity="error" if failed else "information", timeout=8 if failed else 4, markup=False)

    def report_change(self, text: str, *, failed: bool = False) -> None:
        """Read the journal again, and show a message on what has changed."""
        self.refresh_data()
        self.tell(text, failed=failed)

    def refuse(self, text: str, *, failed: bool = False) -> None:
        """Show why a verb does nothing, and drop the keys typed before: its form, which they may be for, stays shut."""
        self.tell(text, failed=failed)
        self.app.drop_typed()

    def _guarded(self, verb: Callable[[], None]) -> str:
        """Run `verb`. If the file holds invalid data, guard against it, run `verb` again, and return the problem.

        The same errors on a sound file are bugs, and are raised.
        """
        try:
            verb()
        except UNTRUSTED:
            problem = self.journal.guard()
            if not problem:
                raise
            verb()
            return problem
        return ""

    def run_verb(self, verb: Callable[[], None]) -> None:
        """Run `verb`. An error of the journal is shown in one line, and the screen is refreshed."""
        self.app.clear_notifications()  # the change makes the last message untrue: `u` now undoes this change
        try:
            if problem := self._guarded(verb):
                self.tell(problem, failed=True)
        except JournalError as error:
            self.refresh_data()
            self.refuse(str(error), failed=True)

    # Verbs of every screen.

    def action_go(self, name: str) -> None:
        """Switch to another of the six screens. A page left open here returns to its own screen from then on."""
        self.back = ""
        self.app.clear_notifications()  # a key named in a message has another meaning there
        self.app.switch_mode(name)

    def action_help(self) -> None:
        """Show help on this screen."""
        from devjournal.tui.help_texts import PLACES
        from devjournal.tui.kit.help import Help  # keeps the start fast

        place = self.place_name
        title = place.removeprefix("a ").removeprefix("the ")
        self.app.push_screen(Help(capitalized(title), PLACES[place], self.VERBS, self.settings))

    @property
    def place_name(self) -> str:
        """Its name in help: the page's, or the tab's."""
        return self.PAGE or dict(SCREENS)[self.NAME]

    def action_add_entry(self) -> None:
        """Open the entry form."""
        self.run_verb(lambda: self.app.add_entry(self))

    def action_add_topic(self) -> None:
        """Open the form of a topic for the next 1:1."""
        self.run_verb(lambda: self.app.add_topic(self))

    @property
    def reading(self) -> str:
        """The subject of `R`, such as `week:2026-11-23`; "" if there is none."""
        return ""

    def action_read(self) -> None:
        """Open the reading page of the subject."""
        if self.reading:
            self.read_page(self.reading)

    def read_page(self, key: str) -> None:
        """Open the reading page for `key`."""
        self.run_verb(lambda: self.app.read_page(self, key))

    def action_drafts(self) -> None:
        """Open the page of drafts."""
        self.app.open_drafts(self)

    def open_form(self, form: DraftedScreen, key: str) -> None:
        """Open `form` with its draft stored under `key`. The screen is refreshed when the form closes."""
        form.draft_slot = self.app.state.draft_file(key)
        self.app.clear_notifications()  # the message is answered, or about to be untrue
        self.app.delay_update()  # tabs and footer stay drawn until the form is up
        self.app.push_screen(form)

    def open_page(self, page: JournalScreen) -> None:
        """Open a page over this screen. Tabs and footer stay drawn until it is up."""
        self.app.delay_update()
        self.app.push_screen(page)

    def switch_form(self, form: DraftedScreen, key: str) -> None:
        """Replace the open form by another, without showing this screen in between."""
        form.draft_slot = self.app.state.draft_file(key)
        self.app.delay_update()
        self.app.switch_screen(form)

    def open_question(self, question: Screen[T | None], answered: Callable[[T], None]) -> None:
        """Open a dialog. `answered` gets the answer, if there is one. Keys typed meanwhile go to the dialog."""

        def handle(answer: T | None) -> None:
            if answer is not None:
                answered(answer)

        self.app.push_screen(question, handle)

    def confirm(self, question: Screen[bool | None], verb: Callable[[], None]) -> None:
        """Open a yes-or-no dialog, and run `verb` after a yes."""
        self.open_question(question, lambda _: self.run_verb(verb))

    def confirm_removal(self, question: str, subject: str, effect: str, remove: Callable[[], None]) -> None:
        """Ask `question` about `subject`, saying what a yes does, and run `remove` after a yes."""
        from devjournal.tui.kit.confirm_dialog import ConfirmDialog  # imported only when opened

        self.confirm(ConfirmDialog(question, subject, effect), remove)

    def action_undo(self) -> None:
        """Undo the last change."""
        self._back_or_forth(self.journal.undo, "Undone", f"{REDO} does it again.")

    def action_redo(self) -> None:
        """Redo the change undone last."""
        self._back_or_forth(self.journal.redo, "Redone", f"{UNDO} takes it back.")

    def _back_or_forth(self, step: Callable[[], str], verb: str, way: str) -> None:
        step_names: list[str] = []
        try:
            problem = self._guarded(lambda: step_names.append(step()))
        except JournalError as error:
            self.tell(str(error))
            return
        self.report_change(problem or f"{verb}: {step_names[0]}. {way}", failed=bool(problem))

    def after_recap(self, iso: IsoWeek) -> None:
        """React to a recap that was just saved from this screen."""

    def on_tabs_chosen(self, message: Tabs.Chosen) -> None:
        """Switch to the clicked tab."""
        self.action_go(message.name)

    async def on_footer_pressed(self, message: Footer.Pressed) -> None:
        """Run the clicked verb."""
        await self.run_action(message.action)
