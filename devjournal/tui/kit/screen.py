"""What the six screens share: tabs above, footer below, and the verbs that work everywhere."""

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
from devjournal.errors import UNTRUSTED, JournalError
from devjournal.storage import Journal
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.placed_screen import PlacedScreen
from devjournal.tui.verbs import GLOBAL, HELP, NEXT, REDO, SCREENS, UNDO, Verb
from devjournal.tui.widgets.footer import Footer, Key
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.tabs import Tabs

T = TypeVar("T")


class JournalScreen(PlacedScreen):
    """One of the six screens: it reads the journal, lays its blocks out, and runs verbs."""

    NAME: ClassVar[str] = ""
    """The name of its mode, from `verbs.SCREENS`."""

    VERBS: ClassVar[tuple[Verb, ...]] = ()
    """The verbs that are its own."""

    PAGE: ClassVar[str] = ""
    """What it is where it is a page that is opened over one of the six screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(GLOBAL),
        *bindings((NEXT,)),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    AUTO_FOCUS = ""

    def __init__(self, journal: Journal) -> None:
        """Show `journal`."""
        super().__init__()
        self.journal = journal
        self.back = ""
        """The screen from which its page was opened, and to which `esc` comes back; empty is its own."""
        self.stale = False
        """Whether the journal did not answer when it was read last."""
        self._read_state: object = None
        """The journal's state that was read last; None where it is to be read again in any case."""

    def compose(self) -> ComposeResult:
        """Tabs, the screen's own blocks, the footer."""
        yield Tabs(SCREENS, self.NAME)
        yield from self.blocks()
        yield Footer()
        yield Pane(id="small")

    def blocks(self) -> Sequence[Widget]:
        """Return the screen's own panes."""
        return ()

    def reload(self) -> None:
        """Read the journal again and show what it says."""

    def on_screen_resume(self) -> None:
        """Show what the journal says now; it is not read again where nobody wrote since."""
        try:
            state = self.journal.state()
        except JournalError:
            state = None
        if state is None or state != self._read_state:
            self.refresh_data()
        else:
            self.show_day()
            self.show_keys()

    def forget_reading(self) -> None:
        """Read the journal again when the screen is shown next, also where nobody wrote."""
        self._read_state = None

    def refresh_data(self) -> None:
        """Show the day, what the journal says now, and the keys that work."""
        self.show_day()
        self._read_state = None
        try:
            state = self.journal.state()
            problem = self._guarded(self.reload)
            if self.stale:  # what was said about it is over
                self.app.clear_notifications()
            self.stale = False
            self._read_state = state
            if problem:
                self.tell(problem, failed=True)
        except JournalError as error:
            self.stale = True
            self.tell(str(error), failed=True)
        self.show_again()

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return where everything stands, also where what a row needs is read only now and cannot be trusted."""
        places: dict[str, Region] = {}
        try:
            problem = self._guarded(lambda: places.update(PlacedScreen.place(self, size)))
        except JournalError as error:
            self.stale = True
            problem = str(error)
        if problem:
            self.tell(problem, failed=True)
        return places or self.frame(size)

    def show_day(self) -> None:
        """Show the day, and whether something is new for other machines."""
        demo: bool = self.app.demo  # type: ignore[attr-defined]
        self.query_one(Tabs).tell(self.journal.today, demo=demo, sign=self.app.sync_sign)  # type: ignore[attr-defined]

    def show_again(self) -> None:
        """Show what a key changed, and the keys that work now."""
        self.lay_out()
        self.show_keys()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The keys follow the focus, and what is shown where it depends on that."""
        if self.LAID_OUT_BY_FOCUS and self.focused is not self._laid_out_for:
            self.lay_out()
        self.show_keys()

    def keys(self) -> Sequence[Verb]:
        """Return the verbs that work where the focus is, for the footer."""
        return ()

    def works(self) -> Mapping[Verb, bool]:
        """Return which of the screen's own verbs do something now; one that is not named always does."""
        return {}

    def unavailable_verbs(self) -> Collection[Verb]:
        """Return the screen's own verbs that would do nothing now; the palette does not offer them."""
        return {verb for verb, does in self.works().items() if not does}

    def way_back(self, verb: Verb) -> Verb:
        """Return the verb that leaves a page, called after the screen that it comes back to."""
        return verb.called(dict(SCREENS)[self.back]) if self.back else verb

    def show_keys(self) -> None:
        """Show in the footer what works now."""
        keys: list[Key] = [(verb.shown_key, verb.label, verb.action) for verb in self.keys()]
        self.query_one(Footer).tell(keys, (HELP.shown_key, HELP.label, HELP.action))

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say something in one line at the bottom right."""
        from devjournal.tui.widgets.toast import FRAME, in_one_line  # a start says nothing

        self.app.clear_notifications()
        line = self.glyphs.marked(in_one_line(text, self.app.size.width - FRAME))
        self.notify(line, severity="error" if failed else "information", timeout=8 if failed else 4, markup=False)

    def _guarded(self, verb: Callable[[], None]) -> str:
        """Run a verb; where the file holds what devjournal did not write, again on the rest of it, and return that.

        What fails on a sound file is a fault of ours, and loud.
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
        """Run a verb; what the journal refuses is said in one line, and the screen shows what it holds now."""
        self.app.clear_notifications()  # what it changes makes the last toast untrue: `u` takes back this one
        try:
            if problem := self._guarded(verb):
                self.tell(problem, failed=True)
        except JournalError as error:
            self.refresh_data()
            self.tell(str(error), failed=True)

    # verbs that work on every screen

    def action_go(self, name: str) -> None:
        """Switch to another of the six screens; a page that stays open behind it is its own screen's from then on."""
        self.back = ""
        self.app.clear_notifications()  # a key that a toast names means something else there
        self.app.switch_mode(name)

    def action_help(self) -> None:
        """Show this screen's words and keys."""
        from devjournal.tui.help_texts import PLACES
        from devjournal.tui.kit.help import Help  # a start does not pay for it

        place = self.place_name
        title = place.removeprefix("a ").removeprefix("the ")
        self.app.push_screen(Help(f"{title[0].upper()}{title[1:]}", PLACES[place], self.VERBS, self.settings))

    @property
    def place_name(self) -> str:
        """What help calls it: its tab, or the page that it is."""
        return self.PAGE or dict(SCREENS)[self.NAME]

    def action_add_entry(self) -> None:
        """Open the form of an entry."""
        self.run_verb(lambda: self.app.add_entry(self))  # type: ignore[attr-defined]

    def action_add_topic(self) -> None:
        """Open the form of something for the next 1:1."""
        self.run_verb(lambda: self.app.add_topic(self))  # type: ignore[attr-defined]

    @property
    def reading(self) -> str:
        """What `R` reads through, as `week:2026-11-23`; an empty text where that is nothing."""
        return ""

    def action_read(self) -> None:
        """Read it through as one page."""
        if self.reading:
            self.read_page(self.reading)

    def read_page(self, key: str) -> None:
        """Open a page to read: what a key names."""
        self.run_verb(lambda: self.app.read_page(self, key))  # type: ignore[attr-defined]

    def action_drafts(self) -> None:
        """Open the drafts, to keep or to drop them."""
        self.app.open_drafts(self)  # type: ignore[attr-defined]

    def open_form(self, form: DraftedScreen, key: str) -> None:
        """Open a form whose draft is kept under `key`; once it is left, the screen shows what the journal says."""
        form.slot = self.app.state.slot(key)  # type: ignore[attr-defined]
        self.app.clear_notifications()  # what was said is answered, or about to change
        self.app.delay_update()  # header and footer stay drawn until the form is up
        self.app.push_screen(form)

    def open_page(self, page: JournalScreen) -> None:
        """Open a page over this screen; header and footer stay drawn until it is up."""
        self.app.delay_update()
        self.app.push_screen(page)

    def switch_form(self, form: DraftedScreen, key: str) -> None:
        """Open a form in the place of the one that is open: nothing of this screen is seen in between."""
        form.slot = self.app.state.slot(key)  # type: ignore[attr-defined]
        self.app.delay_update()
        self.app.switch_screen(form)

    def open_question(self, question: Screen[T], answered: Callable[[T | None], None]) -> None:
        """Open a small question over the screen; a key that is typed meanwhile is its."""
        self.app.push_screen(question, answered)

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._back_or_forth(self.journal.undo, "Undone", f"{REDO} does it again.")

    def action_redo(self) -> None:
        """Redo what was undone."""
        self._back_or_forth(self.journal.redo, "Redone", f"{UNDO} takes it back.")

    def _back_or_forth(self, step: Callable[[], str], verb: str, way: str) -> None:
        what: list[str] = []
        try:
            problem = self._guarded(lambda: what.append(step()))
        except JournalError as error:
            self.tell(str(error))
            return
        self.refresh_data()
        self.tell(problem or f"{verb}: {what[0]}. {way}", failed=bool(problem))

    def recapped(self, iso: IsoWeek) -> None:
        """A recap of a week was just given from here."""

    def on_tabs_chosen(self, message: Tabs.Chosen) -> None:
        """Follow a click on a tab."""
        self.action_go(message.name)

    async def on_footer_pressed(self, message: Footer.Pressed) -> None:
        """Follow a click in the footer."""
        await self.run_action(message.action)


class OverScreen(JournalScreen):
    """A page over one of the six screens, which is left for that or for the screen that it was opened from."""

    def action_board(self) -> None:
        """Go back."""
        back = self.back
        self.dismiss()
        if back:
            self.app.switch_mode(back)

    def action_go(self, name: str) -> None:
        """Switch to another screen; the page's own tab is what lies beneath it."""
        if name == self.NAME:
            self.dismiss()
        else:
            super().action_go(name)
