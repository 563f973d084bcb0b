"""The 1:1: what is brought to it on one side, and the page as it will be handed over on the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from devjournal.domain.career.person import Person
from devjournal.domain.dates.reading import parse_week
from devjournal.domain.one_to_one.page import PageRequest, kind_of_line
from devjournal.domain.one_to_one.topic import Topic
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.one_to_one import actions as holding
from devjournal.tui.one_to_one import choosing as one_to_one_choosing
from devjournal.tui.one_to_one import output, topic_actions
from devjournal.tui.one_to_one.current import PageSelector
from devjournal.tui.one_to_one.data import NextView, View
from devjournal.tui.one_to_one.groups import FOLD, PRIVATE, groups
from devjournal.tui.one_to_one.layout import OneToOneLayout
from devjournal.tui.one_to_one.links import OF_A_WEEK, leads_to, previewed
from devjournal.tui.pages.output import Sheet
from devjournal.tui.pages.sheet_screen import SheetScreen
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.tabs import MIDDLE, WIDE


class OneToOneScreen(PreviewingScreen, SheetScreen):
    """The next 1:1, or a page that was handed over before."""

    NAME = "one_to_one"
    VERBS = verbs.ONE_TO_ONE
    LAID_OUT_BY_FOCUS = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.ONE_TO_ONE)]

    def __init__(self, journal: Journal) -> None:
        """Show the page of `journal` for the next 1:1."""
        super().__init__(journal)
        self.view: View | None = None
        self._shown = PageSelector(journal)
        self._unfolded = False

    def blocks(self) -> Sequence[Widget]:
        """Both titles, what is brought, and the page."""
        return (Pane(id="next"), Pane(id="about"), ItemList(id="bring"), ItemList(id="page"), Preview(id="preview"))

    def on_mount(self) -> None:
        """Begin with what is brought."""
        for listing in self.query(ItemList):
            listing.moved = self._moved
        self.set_focus(self._side("bring"))

    def _side(self, name: str) -> ItemList:
        return self.query_one(f"#{name}", ItemList)

    # reading and laying out

    def reload(self) -> None:
        """Read the page again; both cursors stay on their lines."""
        self.view = self._shown.read()

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay both sides out for a size, and hand every pane what it shows."""
        if self.view is None:
            return {}
        layout = OneToOneLayout(
            view=self.view,
            turned=self.focused is not None and self.focused.id == "page",
            unfolded=self._unfolded,
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )
        return self.show_blocks(layout.blocks(), about=self._shown.about)

    # keys

    @property
    def _next(self) -> NextView | None:
        """The page that is asked for, where none of those that were handed over is shown."""
        return self.view if isinstance(self.view, NextView) else None

    @property
    def _key(self) -> str:
        """The key of the line that has the focus."""
        return self.focused.key if isinstance(self.focused, ItemList) else ""

    @property
    def _topic(self) -> Topic | None:
        """The topic that has the focus, on either side; a promise that was kept too."""
        view, key = self._next, self._key.removeprefix(PRIVATE)
        if view is None or kind_of_line(key) != "topic":
            return None
        return next((topic for topic in (*view.topics, *view.found.findings.kept) if f"topic:{topic.id}" == key), None)

    @property
    def _entry(self) -> int | None:
        """The ID of the entry that has the focus."""
        kind, _, row_id = self._key.partition(":")
        return int(row_id) if self._next is not None and kind == "entry" else None

    def keys(self) -> Sequence[Verb]:
        """Return what works where the focus is, as `docs/design.md` lists it."""
        view = self._next
        if self.view is None:
            return ()
        if view is None:
            return (verbs.COPY, verbs.WRITE, verbs.PAGE_KEYS, verbs.NEXT_PAGE)
        if view.is_empty:
            return (verbs.TOPIC, verbs.ENTRY)
        included = self._key in view.words and view.choices.includes(self._key)
        choose = (verbs.LEAVE_OUT if included else verbs.BRING_IN,) if self._can_choose else ()
        page_verbs = (verbs.HELD,) if view.asked.is_next else (verbs.NEXT_PAGE,)
        turned = self.focused is not None and self.focused.id == "page"
        turn = verbs.TO_TOPICS if turned else verbs.TO_PAGE
        ticks = (verbs.DONE,) if self._topic is not None else ()
        opens = (verbs.OPEN_LINE,) if self._opens and not ticks else ()
        if self.size.width < MIDDLE:
            return (*choose, turn, verbs.COPY, verbs.WRITE, *page_verbs)
        last = verbs.TOPIC if self.size.width >= WIDE else turn
        return (*choose, verbs.COPY, verbs.WRITE, *page_verbs, last, *ticks, *opens)

    @property
    def _opens(self) -> bool:
        """Whether `enter` leads anywhere from the line that has the focus."""
        view = self._next
        if view is None or self._topic is not None or self._entry is not None:
            return view is not None
        return kind_of_line(self._key) in (FOLD, *OF_A_WEEK) or leads_to(view, self._key) is not None

    @property
    def _can_choose(self) -> bool:
        return self._next is not None and bool(self._key) and not self._key.startswith((PRIVATE, FOLD))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what means nothing where the focus is."""
        if action in ("held", "new", "edit", "open", "remove", "done", "choose"):
            return self._next is not None
        if action in ("copy", "write", "editor"):
            return output.can_leave(self.view)
        if action == "live":
            return self._next is None or not self._next.asked.is_next
        return True

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the line under the cursor; `check_action` says where they can at all."""
        view, topic = self._next, self._topic is not None
        return {
            verbs.LEAVE_OUT: self._can_choose,
            verbs.HELD: view is not None and view.asked.is_next and not view.is_empty,
            verbs.DONE: topic,
            verbs.OPEN_LINE: self._opens,
            verbs.EDIT_LINE: topic or self._entry is not None,
            verbs.REMOVE_TOPIC: topic,
        }

    def previewed(self) -> Sequence[str]:
        """Return what the line under the cursor tells of, or else what was said last time."""
        return previewed(self.journal, self.view, self._key) if self.view is not None else ()

    def opens(self, pane: Widget) -> bool:
        """Either side is shown once it has the focus."""
        return pane.id in ("bring", "page")

    def _moved(self, listing: ItemList) -> None:
        """The other side shows the same line; among pages that were handed over the one under the cursor is shown."""
        if self._next is not None:
            self._side("page" if listing.id == "bring" else "bring").reveal(listing.key)
            self.show_keys()
        elif listing.id == "bring":
            self._shown.at = listing.cursor
            self.refresh_data()

    async def on_item_list_opened(self) -> None:
        """A second click does what enter does."""
        await self.run_action("open")

    # what is on the page

    def action_choose(self) -> None:
        """Leave the line out, or bring it in."""
        view, key = self._next, self._key
        if view is None or not key:
            return
        if key == FOLD:
            self._unfold()
        elif key.startswith(PRIVATE):
            self.tell(f"It is private: no page shows it. {verbs.EDIT_LINE} edits it.")
        elif view.asked.is_next:
            self.run_verb(lambda: holding.choose(self, view, key, self._words(view, key)))
        else:
            self._shown.choose(view.choices.choosing(key, not view.choices.includes(key)))
            self.refresh_data()

    def _words(self, view: NextView, key: str) -> str:
        """Return what a line is called."""
        if self._topic is not None:
            return self._topic.text
        rows = (row for group in groups(view, self.glyphs) for row in group.rows)
        return view.words.get(key) or next((row.text for row in rows if row.key == key), key)

    def _unfold(self) -> None:
        self._unfolded = True
        self.lay_out()

    def action_held(self) -> None:
        """Mark the 1:1 as held; where it is nobody's yet, with whom is asked."""
        view = self._next
        if view is None or not view.asked.is_next:
            self.tell(f"Only the page for the next 1:1 can be marked as held: {verbs.NEXT_PAGE} goes there.")
        elif view.person is not None:
            self._hold(view, view.person)
        else:
            one_to_one_choosing.choose_person(self, "Who was it with?", None, lambda person: self._hold(view, person))

    def _hold(self, view: NextView, person: Person) -> None:
        self.run_verb(lambda: holding.hold(self, view, person))

    # topics

    def action_add_topic(self) -> None:
        """Add something to bring; it is seen at once."""
        self.run_verb(lambda: topic_actions.add_topic(self, said=self._next is None))

    def action_new(self) -> None:
        """Do the same."""
        self.action_add_topic()

    def action_done(self) -> None:
        """Tick the topic done, or take its tick away."""
        topic = self._topic
        if topic is not None:
            self.run_verb(lambda: topic_actions.tick_topic(self, topic))

    async def action_open(self) -> None:
        """Unfold, edit the topic or the entry, or open the week, the gap or the talk that the line tells of."""
        kind, _, name = self._key.partition(":")
        if kind == FOLD:
            self._unfold()
        elif self._next is not None and (hit := leads_to(self._next, self._key)) is not None:
            await self.app.show_hit(hit, back=self.NAME)  # type: ignore[attr-defined]
        elif kind in OF_A_WEEK:
            week = parse_week(name, self.journal.today)
            await self.app.switch_mode(WeekScreen.NAME)
            screen = self.app.screen
            assert isinstance(screen, WeekScreen)
            screen.open_week(week)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """Edit the topic, or the entry of the page."""
        topic, entry = self._topic, self._entry
        if topic is not None:
            self.run_verb(lambda: topic_actions.edit_topic(self, topic.id))
        elif entry is not None:
            self.run_verb(lambda: week_actions.edit_entry(self, entry))

    def action_remove(self) -> None:
        """Remove the topic; what was written in a week is left out instead."""
        topic = self._topic
        if topic is not None:
            self.run_verb(lambda: topic_actions.remove_topic(self, topic.id))
        elif self._can_choose:
            self.tell(f"That is from your weeks: {verbs.LEAVE_OUT} leaves it out of the page.")

    @property
    def sheet(self) -> Sheet | None:
        """The page as it leaves."""
        return output.sheet_of(self.view) if self.view is not None else None

    # other pages

    def action_page(self, step: int) -> None:
        """Go to the page that was handed over before this one, or after it."""
        if not self._shown.step(step):
            self.tell(f"No page has been handed over yet: {verbs.HELD} marks a 1:1 as held, and keeps its page.")
            return
        self.refresh_data()
        if self._shown.at is not None:
            self._side("bring").move_to(self._shown.at)

    def action_live(self) -> None:
        """Go back to the page for the next 1:1."""
        self._show(PageRequest())

    def action_span(self) -> None:
        """Show the page of another time."""
        one_to_one_choosing.choose_time(self, self._shown.asked, self._show)

    def _show(self, request: PageRequest) -> None:
        self._shown.ask(request)
        self.refresh_data()

    def action_person(self) -> None:
        """Choose whose page it is."""

        def chosen(person: Person) -> None:
            self._shown.ask_for(person)
            self.refresh_data()

        here = self._next.person if self._next is not None else None
        one_to_one_choosing.choose_person(self, "Whose page?", here, chosen)
