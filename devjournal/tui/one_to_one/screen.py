"""The 1:1 screen: what to bring on the left, the page on the right."""

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
from devjournal.tui.one_to_one.links import WEEK_LINES, leads_to, previewed
from devjournal.tui.pages.export_screen import ExportScreen
from devjournal.tui.pages.output import PageExport
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.screen_sizes import MIDDLE, WIDE


class OneToOneScreen(PreviewingScreen, ExportScreen):
    """The next 1:1, or an earlier page."""

    NAME = "one_to_one"
    VERBS = verbs.ONE_TO_ONE
    LAID_OUT_BY_FOCUS = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.ONE_TO_ONE)]

    def __init__(self, journal: Journal) -> None:
        """Show the page for the next 1:1."""
        super().__init__(journal)
        self.view: View | None = None
        self._selector = PageSelector(journal)
        self._unfolded = False

    def blocks(self) -> Sequence[Widget]:
        """Both titles, the left side, the page, and the preview."""
        return (Pane(id="next"), Pane(id="about"), ItemList(id="bring"), ItemList(id="page"), Preview(id="preview"))

    def on_mount(self) -> None:
        """Focus the left side."""
        self.set_focus(self._side("bring"))

    def _side(self, name: str) -> ItemList:
        return self.query_one(f"#{name}", ItemList)

    # Reading and layout.

    def reload(self) -> None:
        """Read the page; both cursors stay on their lines. A damaged page fails here, and the last one stays."""
        view = self._selector.read()
        if isinstance(view, NextView):
            view.compose()
        self.view = view

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out both sides, and hand every pane its content."""
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
        return self.show_blocks(layout.blocks(), subject=self._selector.about)

    # Keys.

    @property
    def _next(self) -> NextView | None:
        """The current page, unless an earlier one is shown."""
        return self.view if isinstance(self.view, NextView) else None

    @property
    def _key(self) -> str:
        """Key of the focused line."""
        return self.focused.key if isinstance(self.focused, ItemList) else ""

    @property
    def _topic(self) -> Topic | None:
        """The topic of the focused line on either side, including kept promises."""
        view, key = self._next, self._key.removeprefix(PRIVATE)
        if view is None or kind_of_line(key) != "topic":
            return None
        return next((topic for topic in (*view.topics, *view.data.findings.kept) if f"topic:{topic.id}" == key), None)

    @property
    def _entry(self) -> int | None:
        """ID of the entry of the focused line."""
        kind, _, row_id = self._key.partition(":")
        return int(row_id) if self._next is not None and kind == "entry" else None

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        view = self._next
        if self.view is None:
            return ()
        if view is None:
            return (verbs.COPY, verbs.WRITE, verbs.PAGE_KEYS, verbs.NEXT_PAGE)
        if view.is_empty:
            return (verbs.TOPIC, verbs.ENTRY)
        included = self._key in view.words and view.choices.includes(self._key)
        choose = (verbs.LEAVE_OUT if included else verbs.BRING_IN,) if self._can_choose else ()
        page_verbs = (verbs.MARK_HELD,) if view.request.is_next else (verbs.NEXT_PAGE,)
        turned = self.focused is not None and self.focused.id == "page"
        turn = verbs.TO_TOPICS if turned else verbs.TO_PAGE
        ticks = (verbs.TICK_TOPIC,) if self._topic is not None else ()
        opens = (verbs.OPEN_LINE,) if self._opens and not ticks else ()
        if self.size.width < MIDDLE:
            return (*choose, turn, verbs.COPY, verbs.WRITE, *page_verbs)
        last = verbs.TOPIC if self.size.width >= WIDE else turn
        return (*choose, verbs.COPY, verbs.WRITE, *page_verbs, last, *ticks, *opens)

    @property
    def _opens(self) -> bool:
        """Whether `enter` does something on the focused line."""
        view = self._next
        if view is None or self._topic is not None or self._entry is not None:
            return view is not None
        return kind_of_line(self._key) in (FOLD, *WEEK_LINES) or leads_to(view, self._key) is not None

    @property
    def _can_choose(self) -> bool:
        return self._next is not None and bool(self._key) and not self._key.startswith((PRIVATE, FOLD))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable verbs that do not apply to the shown page."""
        if action in ("held", "new", "edit", "open", "remove", "done", "choose"):
            return self._next is not None
        if action in ("copy", "write", "editor"):
            return output.can_leave(self.view)
        if action == "live":
            return self._next is None or not self._next.request.is_next
        return True

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the focused line; `check_action` covers the page as a whole."""
        view, topic = self._next, self._topic is not None
        return {
            verbs.LEAVE_OUT: self._can_choose,
            verbs.MARK_HELD: view is not None and view.request.is_next and not view.is_empty,
            verbs.TICK_TOPIC: topic,
            verbs.OPEN_LINE: self._opens,
            verbs.EDIT_LINE: topic or self._entry is not None,
            verbs.REMOVE_TOPIC: topic,
        }

    def previewed(self) -> Sequence[str]:
        """Return the subject of the line under the cursor, or else the last talk."""
        return previewed(self.journal, self.view, self._key) if self.view is not None else ()

    def opens(self, pane: Widget) -> bool:
        """Both sides can take the focus, also while hidden."""
        return pane.id in ("bring", "page")

    def on_pane_moved(self, message: Pane.Moved) -> None:
        """Show the same line on the other side. In the list of earlier pages, show the page under the cursor."""
        listing = self._side(message.pane.id or "")
        if self._next is not None:
            self._side("page" if listing.id == "bring" else "bring").reveal(listing.key)
            self.show_keys()
        elif listing.id == "bring":
            self._selector.at = listing.cursor
            self.refresh_data()

    async def on_pane_opened(self) -> None:
        """Open the double-clicked line."""
        await self.run_action("open")

    # The page.

    def action_choose(self) -> None:
        """Leave the line out, or bring it in."""
        view, key = self._next, self._key
        if view is None or not key:
            return
        if key == FOLD:
            self._unfold()
        elif key.startswith(PRIVATE):
            self.tell(f"It is private: no page shows it. {verbs.EDIT_LINE} edits it.")
        elif view.request.is_next:
            self.run_verb(lambda: holding.choose(self, view, key, self._words(view, key)))
        else:
            self._selector.choose(view.choices.choosing(key, not view.choices.includes(key)))
            self.refresh_data()

    def _words(self, view: NextView, key: str) -> str:
        """Return the text of a line."""
        if self._topic is not None:
            return self._topic.text
        rows = (row for group in groups(view, self.glyphs) for row in group.rows)
        return view.words.get(key) or next((row.text for row in rows if row.key == key), key)

    def _unfold(self) -> None:
        self._unfolded = True
        self.lay_out()

    def action_held(self) -> None:
        """Close the 1:1; without a person on the page, ask for one first."""
        view = self._next
        if view is None or not view.request.is_next:
            self.tell(f"Only the page for the next 1:1 can be marked as held: {verbs.NEXT_PAGE} goes there.")
        elif view.person is not None:
            self._hold(view, view.person)
        else:
            one_to_one_choosing.choose_person(self, "Who was it with?", None, lambda person: self._hold(view, person))

    def _hold(self, view: NextView, person: Person) -> None:
        self.run_verb(lambda: holding.hold(self, view, person))

    # Topics.

    def action_add_topic(self) -> None:
        """Add a topic. It appears at once, so no message is shown on the current page."""
        self.run_verb(lambda: topic_actions.add_topic(self, announce=self._next is None))

    def action_new(self) -> None:
        """Add a topic."""
        self.action_add_topic()

    def action_done(self) -> None:
        """Tick or untick the topic."""
        topic = self._topic
        if topic is not None:
            self.run_verb(lambda: topic_actions.tick_topic(self, topic))

    async def action_open(self) -> None:
        """Open the focused line: unfold, edit a topic or entry, or go to the week, gap or talk."""
        kind, _, name = self._key.partition(":")
        if kind == FOLD:
            self._unfold()
        elif self._next is not None and (hit := leads_to(self._next, self._key)) is not None:
            await self.app.show_hit(hit, back=self.NAME)  # type: ignore[attr-defined]
        elif kind in WEEK_LINES:
            await self.app.show_week(parse_week(name, self.journal.today))  # type: ignore[attr-defined]
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """Edit the topic or the entry."""
        topic, entry = self._topic, self._entry
        if topic is not None:
            self.run_verb(lambda: topic_actions.edit_topic(self, topic.id))
        elif entry is not None:
            self.run_verb(lambda: week_actions.edit_entry(self, entry))

    def action_remove(self) -> None:
        """Remove the topic. Other lines can only be left out, and a message says so."""
        topic = self._topic
        if topic is not None:
            self.run_verb(lambda: topic_actions.remove_topic(self, topic.id))
        elif self._can_choose:
            self.tell(f"That is from your weeks: {verbs.LEAVE_OUT} leaves it out of the page.")

    @property
    def export(self) -> PageExport | None:
        """The page for copying and writing."""
        return output.export_of(self.view) if self.view is not None else None

    # Other pages.

    def action_page(self, step: int) -> None:
        """Go to the earlier page before or after this one."""
        if not self._selector.step(step):
            self.tell(f"No page has been handed over yet: {verbs.MARK_HELD} marks a 1:1 as held, and keeps its page.")
            return
        self.refresh_data()
        if self._selector.at is not None:
            self._side("bring").move_to(self._selector.at)

    def action_live(self) -> None:
        """Go back to the page for the next 1:1."""
        self._show(PageRequest())

    def action_span(self) -> None:
        """Choose the period of the page."""
        from devjournal.tui.one_to_one.period_dialog import PeriodDialog  # keeps the start fast

        self.open_question(PeriodDialog(self.journal.today, self._selector.request), self._show)

    def _show(self, request: PageRequest) -> None:
        self._selector.ask(request)
        self.refresh_data()

    def action_person(self) -> None:
        """Choose the person of the page."""

        def show(person: Person) -> None:
            self._selector.ask_for(person)
            self.refresh_data()

        here = self._next.person if self._next is not None else None
        one_to_one_choosing.choose_person(self, "Whose page?", here, show)
