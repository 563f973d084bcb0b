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
from devjournal.exports.page.summary import topic_key
from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.bindings import bindings
from devjournal.tui.one_to_one import actions, output, topic_actions
from devjournal.tui.one_to_one.data import CurrentView, View
from devjournal.tui.one_to_one.groups import PRIVATE, groups
from devjournal.tui.one_to_one.layout import OneToOneLayout
from devjournal.tui.one_to_one.links import WEEK_LINES, preview_keys, target_of
from devjournal.tui.one_to_one.page_selector import PageSelector
from devjournal.tui.one_to_one.person_choice import choose_person
from devjournal.tui.pages.list_and_page_layout import FOLD
from devjournal.tui.pages.list_and_page_screen import ListAndPageScreen
from devjournal.tui.pages.output import PageExport
from devjournal.tui.reading.previewing import Preview, PreviewingScreen
from devjournal.tui.verbs import Verb
from devjournal.tui.week import actions as week_actions
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.screen_sizes import MIDDLE, WIDE


class OneToOneScreen(PreviewingScreen, ListAndPageScreen):
    """The page for the next 1:1 or of another period, or an earlier page."""

    NAME = "one_to_one"
    LIST = "bring"
    VERBS = verbs.ONE_TO_ONE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(verbs.ONE_TO_ONE)]

    def __init__(self, journal: Journal) -> None:
        """Show the page for the next 1:1."""
        super().__init__(journal)
        self.view: View | None = None
        self._selector = PageSelector(journal)

    def blocks(self) -> Sequence[Widget]:
        """Both titles, both sides, and the preview."""
        return (*super().blocks(), Preview(id="preview"))

    # Reading and layout.

    def reload(self) -> None:
        """Read the page; both cursors stay on their lines. A damaged page fails here, and the last one stays."""
        view = self._selector.read()
        if isinstance(view, CurrentView):
            view.compose()
        self.view = view

    def place_blocks(self, size: Size) -> Mapping[str, Region]:
        """Lay out both sides, and hand every pane its content."""
        if self.view is None:
            return {}
        layout = OneToOneLayout(
            view=self.view,
            page_focused=self.page_focused,
            unfolded=self.unfolded,
            width=size.width,
            height=size.height,
            glyphs=self.glyphs,
        )
        return self.show_blocks(layout.blocks(), subject=self._selector.about)

    # Keys.

    @property
    def _current(self) -> CurrentView | None:
        """The current page; `None` if an earlier page is shown."""
        return self.view if isinstance(self.view, CurrentView) else None

    @property
    def _topic(self) -> Topic | None:
        """The topic of the focused line on either side, including kept promises."""
        view, key = self._current, self.key.removeprefix(PRIVATE)
        if view is None or kind_of_line(key) != "topic":
            return None
        return next((topic for topic in (*view.topics, *view.data.findings.kept) if topic_key(topic) == key), None)

    @property
    def _entry(self) -> int | None:
        """ID of the entry of the focused line."""
        kind, _, row_id = self.key.partition(":")
        return int(row_id) if self._current is not None and kind == "entry" else None

    def keys(self) -> Sequence[Verb]:
        """Return the footer's verbs by the rules of `docs/design.md`."""
        view = self._current
        if self.view is None:
            return ()
        if view is None:
            return (verbs.COPY, verbs.WRITE, verbs.PAGE_KEYS, verbs.NEXT_PAGE)
        if view.is_empty:
            return (verbs.TOPIC, verbs.ENTRY)
        included = self.key in view.line_texts and view.choices.includes(self.key)
        choose = (verbs.LEAVE_OUT if included else verbs.BRING_IN,) if self._can_choose else ()
        page_verbs = (verbs.MARK_HELD,) if view.request.is_next else (verbs.NEXT_PAGE,)
        turn = verbs.TO_TOPICS if self.page_focused else verbs.TO_PAGE
        ticks = (verbs.TICK_TOPIC,) if self._topic is not None else ()
        opens = (verbs.OPEN_LINE,) if self._opens and not ticks else ()
        if self.size.width < MIDDLE:
            return (*choose, turn, verbs.COPY, verbs.WRITE, *page_verbs)
        last = verbs.TOPIC if self.size.width >= WIDE else turn
        return (*choose, verbs.COPY, verbs.WRITE, *page_verbs, last, *ticks, *opens)

    @property
    def _opens(self) -> bool:
        """Whether `enter` does something on the focused line."""
        view = self._current
        if view is None or self._topic is not None or self._entry is not None:
            return view is not None
        return kind_of_line(self.key) in (FOLD, *WEEK_LINES) or target_of(view, self.key) is not None

    @property
    def _can_choose(self) -> bool:
        """Whether the focused line can be left out or brought in."""
        return self._current is not None and bool(self.key) and not self.key.startswith((PRIVATE, FOLD))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable verbs that do not apply to the shown page."""
        if action in ("held", "new", "edit", "open", "remove", "done", "choose"):
            return self._current is not None
        if action in ("copy", "write", "editor"):
            return output.can_output(self.view)
        if action == "live":
            return self._current is None or not self._current.request.is_next
        return True

    def works(self) -> Mapping[Verb, bool]:
        """Return which verbs do something with the focused line; `check_action` covers the page as a whole."""
        view, topic = self._current, self._topic is not None
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
        return preview_keys(self.journal, self.view, self.key) if self.view is not None else ()

    def on_pane_moved(self, message: Pane.Moved) -> None:
        """Show the same line on the other side. In the list of earlier pages, show the page under the cursor."""
        side, other_side = self.sides_from(message.pane)
        if self._current is not None:
            other_side.reveal(side.key)
            self.show_keys()
        elif side is self.list_pane:
            self._selector.at = side.cursor
            self.refresh_data()

    # The page.

    def action_choose(self) -> None:
        """Leave the line out, or bring it in."""
        view, key = self._current, self.key
        if view is None or not key:
            return
        if key == FOLD:
            self.unfold()
        elif key.startswith(PRIVATE):
            self.tell(f"It is private: no page shows it. {verbs.EDIT_LINE} edits it.")
        elif view.request.is_next:
            self.run_verb(lambda: actions.toggle_line(self, view, key, self._text_of_line(view, key)))
        else:
            self._selector.choose(view.choices.choosing(key, not view.choices.includes(key)))
            self.refresh_data()

    def _text_of_line(self, view: CurrentView, key: str) -> str:
        if self._topic is not None:
            return self._topic.text
        rows = (row for group in groups(view, self.glyphs) for row in group.rows)
        return view.line_texts.get(key) or next((row.text for row in rows if row.key == key), key)

    def action_held(self) -> None:
        """Close the 1:1; without a person on the page, ask for one first."""
        view = self._current
        if view is None or not view.request.is_next:
            self.tell(f"Only the page for the next 1:1 can be marked as held: {verbs.NEXT_PAGE} goes there.")
        elif view.person is not None:
            self._hold(view, view.person)
        else:
            choose_person(self, "Who was it with?", None, lambda person: self._hold(view, person))

    def _hold(self, view: CurrentView, person: Person) -> None:
        self.run_verb(lambda: actions.hold(self, view, person))

    # Topics.

    def action_add_topic(self) -> None:
        """Add a topic. It appears at once, so no message is shown on the current page."""
        self.run_verb(lambda: topic_actions.add_topic(self, announce=self._current is None))

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
        kind, _, name = self.key.partition(":")
        if kind == FOLD:
            self.unfold()
        elif self._current is not None and (target := target_of(self._current, self.key)) is not None:
            await self.app.show_hit(target, back=self.NAME)
        elif kind in WEEK_LINES:
            await self.app.show_week(parse_week(name, self.journal.today))
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
            self.list_pane.move_to(self._selector.at)

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

        current = self._current.person if self._current is not None else None
        choose_person(self, "Whose page?", current, show)
