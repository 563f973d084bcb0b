"""The form: a full page with a heading, one field under the other, and Save and Back in view."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region, Size
from textual.layout import Layout
from textual.message_pump import _MessagePumpMeta
from textual.widget import Widget

from devjournal.domain.text import clean
from devjournal.errors import InvalidText, JournalError
from devjournal.tui.dialogs.drafted import Answers, DraftedScreen
from devjournal.tui.verbs import FORM, FORM_HELP, FRESH, SCREENS, Verb, bindings
from devjournal.tui.widgets.fields import Choice, Field, Picker, Press, Prose
from devjournal.tui.widgets.footer import Footer
from devjournal.tui.widgets.lines import Line, cut, wrap
from devjournal.tui.widgets.pane import Flow, Pane, RowPane
from devjournal.tui.widgets.placed import PlacedLayout, too_small
from devjournal.tui.widgets.tabs import MIDDLE, TALL, WIDE, Tabs

T = TypeVar("T")

KEEP_EVERY = 0.5
"""Seconds between two looks at what was typed: a draft is never older than a second."""


class Sheet(Widget):
    """The fields, and right after them the buttons; where the fields scroll, the buttons stay above the footer."""

    def __init__(self) -> None:
        """Begin with the layout that puts them so."""
        super().__init__(id="column")
        self._placed = PlacedLayout()

    @property
    def layout(self) -> Layout:
        """The fields take what they need, the buttons what follows."""
        return self._placed

    def place(self, size: Size) -> Mapping[str, Region]:
        """Return where the fields and the buttons stand."""
        fields = self.query_one("#fields")
        wanted = fields.get_content_height(size, size, size.width - fields.gutter.width)
        height = max(1, min(wanted, size.height - 1))
        return {"fields": Region(0, 0, size.width, height), "buttons": Region(0, height, size.width, 1)}


class FieldRefused(Exception):
    """An answer that a form cannot take: which field, and why."""

    def __init__(self, field: str, reason: str) -> None:
        """Name the field's ID and the reason."""
        super().__init__(reason)
        self.field = field
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above the fields: the title, its span, and the words it is about."""

    title: str
    span: str = ""
    words: str = ""
    facts: str = ""


class _AbstractScreen(ABCMeta, _MessagePumpMeta):
    """Lets a screen have abstract methods: Textual's classes have a metaclass of their own."""


class Form(DraftedScreen, Generic[T], metaclass=_AbstractScreen):
    """Asks for a value and hands it to `save`; it is left with True once that went through.

    `save` may raise a JournalError: the form then says so, and keeps every text.
    """

    VERBS: ClassVar[tuple[Verb, ...]] = FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FORM),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MIDDLE, "-middle"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]
    TAB: ClassVar[str] = "week"
    WORDS: ClassVar[str] = "A letter chooses while a choice has the focus; in a text every key is text."

    def __init__(self, heading: Heading, save: Callable[[T, Answers], None], today: date) -> None:
        """Show `heading`; `today` is the day in the tabs.

        `save` is handed the value and the answers that the form began with, so that a text that was changed
        elsewhere meanwhile can be told from one that was not.
        """
        super().__init__()
        self._heading = heading
        self._save = save
        self._today = today
        self._base: Answers = {}
        self._held: Answers = {}
        """What the journal held when the form was opened."""
        self._kept: Answers = {}
        self._restored = False
        self._undraftable = False

    # what a form is made of

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """Return the fields in the order they are asked."""

    def aside(self) -> list[Line]:
        """Return what stands at the right where there is room: what the answer will do."""
        return []

    @abstractmethod
    def collect(self) -> T:
        """Return the value.

        Raises:
            FieldRefused: an answer is missing or cannot be taken.
        """

    def compose(self) -> ComposeResult:
        """Tabs, heading, fields, buttons, footer."""
        width, height = self.app.size
        self.add_class(_last(width, self.HORIZONTAL_BREAKPOINTS), update=False)  # or all is laid out twice
        self.add_class(_last(height, self.VERTICAL_BREAKPOINTS), update=False)
        yield Tabs(SCREENS, self.TAB)
        with Horizontal(id="sheet"):
            with Sheet():
                with VerticalScroll(id="fields", can_focus=False):
                    yield Flow(self._heading_lines, id="heading")
                    yield Pane(id="restored")
                    yield from self.fields()
                    yield Pane(id="failed")
                with Horizontal(id="buttons"):
                    yield Press("Save", "ctrl+s", main=True, id="save")
                    yield Press("Back", "esc", id="back")
            yield Pane(id="aside")
        yield Footer()
        yield Pane(id="small")

    def on_mount(self) -> None:
        """Put the focus on the first question."""
        self.query_one(Tabs).tell(self._today)
        self._show_keys()
        for choice in self.query(Choice):
            choice.chosen = self._answered
        for pane in self.query(RowPane):
            pane.leave = self._step
        self._base = self._kept = self._held = self.answers()
        self._restore()
        self.filled()
        self._draw_aside()
        self.set_interval(KEEP_EVERY, self.keep)
        self.set_focus(self.first_control(), scroll_visible=False)
        self.call_after_refresh(self._show_focus)

    def on_descendant_focus(self) -> None:
        """Keep what has the focus in view, once the fields stand where they will."""
        self.call_after_refresh(self._show_focus)

    def _show_focus(self) -> None:
        """Scroll to the field that has the focus when this is called: an earlier one may have lost it meanwhile."""
        if self.focused is not None:
            if isinstance(self.focused.parent, Field):
                self.focused.parent.scroll_visible(animate=False)
            self.focused.scroll_visible(animate=False)

    def _show_keys(self) -> None:
        hidden = (FORM_HELP,) if self._restored else (FORM_HELP, FRESH)
        keys = [(verb.shown_key, verb.label, verb.action) for verb in self.VERBS if verb not in hidden]
        self.query_one(Footer).tell(keys, (FORM_HELP.shown_key, FORM_HELP.label, FORM_HELP.action))

    # drafts

    def answers(self) -> Answers:
        """Return what every field holds now, in values that JSON knows."""
        return {str(field.id): field.answer for field in self.query(Field)}

    def touched(self, name: str) -> bool:
        """Say whether a field was answered otherwise than it was when the form was opened."""
        return self.answers().get(name) != self._base.get(name)

    def fill(self, answers: Mapping[str, object]) -> None:
        """Put answers into their fields; what a field cannot take is passed over."""
        for field in self.query(Field):
            if str(field.id) in answers:
                field.put(answers[str(field.id)])

    def filled(self) -> None:
        """Ask what the answers that are filled in ask for."""

    def _restore(self) -> None:
        """Bring back what was typed and not saved."""
        draft = self.slot.load() if self.slot is not None else None
        base = draft.pop("base", None) if draft else None
        if not draft or not isinstance(base, dict):
            return
        self.fill(draft)
        self._kept = self.answers()
        if self._kept == self._base:
            return
        self._base = {name: base.get(name, held) for name, held in self._held.items()}
        self._restored = True
        line: Line = (("Your draft is back. ", "text"), ("ctrl+r", "bold here"), (" starts over.", "muted"))
        self._say_restored([line])

    def _say_restored(self, lines: list[Line]) -> None:
        pane = self.query_one("#restored", Pane)
        pane.lines = lines
        pane.set_class(bool(lines), "-said")
        pane.refresh(layout=True)
        self._show_keys()

    def keep(self) -> None:
        """Keep what is typed as a draft, where it changed since it was kept."""
        if self.slot is None:
            return
        answers = self.answers()
        if answers == self._kept:
            return
        self._kept = answers
        if answers == self._base:
            self.slot.drop()
            return
        try:
            self.slot.save({**answers, "base": self._base})
        except OSError as error:
            if self._undraftable:  # it was said once
                return
            self._undraftable = True
            self._say_failed(f"No draft can be kept ({error.strerror}); save before you leave.")

    def action_fresh(self) -> None:
        """Start over with what the journal holds."""
        self._base = self._held
        self.fill(self._base)
        self._restored = False
        self._say_restored([])
        self.filled()
        self.keep()

    def action_editor(self) -> None:
        """Open the text that has the focus in the owner's editor."""
        from devjournal.tui.editor import EditorFailed, edit

        prose = self.focused
        if not isinstance(prose, Prose):
            self._say_failed("Go to a text first; the editor opens the text that has the focus.")
            return
        self.keep()
        self._say_failed("")
        try:
            written = edit(self.app, prose.text)
        except EditorFailed as error:
            self._say_failed(str(error))
            return
        if written != prose.text:
            prose.put(written)
            self.keep()

    def first_control(self) -> Widget:
        """Return the control that has the focus first."""
        return self.query(Field).first().control

    def field(self, name: str) -> Field:
        """Return a field by its ID."""
        return self.query_one(f"#{name}", Field)

    def text_of(self, name: str, what: str) -> str:
        """Return the text of a field.

        Raises:
            FieldRefused: it cannot be kept.
        """
        control = self.field(name).control
        assert isinstance(control, Prose)
        try:
            return clean(control.text, what)
        except InvalidText as error:
            raise FieldRefused(name, str(error)) from error

    def on_resize(self, _: events.Resize) -> None:
        """Where the terminal is too small show only the line that says so; keep in view what has the focus."""
        text = too_small(self.size)
        small = self.query_one("#small", Pane)
        small.lines = [((line, ""),) for line in wrap(text, self.size.width)] if text else []
        if small.display is not bool(text):
            small.display = bool(text)  # over the form: what has the focus keeps it, and what is typed
            self.call_after_refresh(
                self.refresh, layout=True
            )  # what it covered is drawn again, however fast sizes change
        if self.focused is not None:
            self.call_after_refresh(self._show_focus)

    def _heading_lines(self, width: int) -> list[Line]:
        width = min(80, width)
        heading = self._heading
        span = f"  {heading.span}" if heading.span else ""
        title: Line = ((cut(heading.title, width), "bold"), (span, "muted"))
        if len(heading.title) + len(span) > width:
            title = ((cut(heading.title, width), "bold"),)
        lines: list[Line] = [title]
        if heading.words:
            lines += [(), *(((part, "text"),) for part in wrap(heading.words, width, 3))]
        if heading.facts:
            lines.append(((cut(heading.facts, width), "muted"),))
        return lines

    def _draw_aside(self) -> None:
        pane = self.query_one("#aside", Pane)
        pane.lines = self.aside()
        pane.refresh(layout=True)

    def _answered(self, choice: Choice[object]) -> None:
        """An answer was given: the next question gets the focus, and the aside says what it means."""
        field = choice.parent
        if isinstance(field, Field):
            field.refuse("")
        self.chosen(choice)
        self._draw_aside()

    def chosen(self, choice: Choice[object]) -> None:
        """Go on after an answer."""
        self.focus_next()

    def on_row_pane_opened(self, message: Picker.Opened) -> None:
        """A pick goes on to the next field."""
        message.stop()
        self._draw_aside()
        self.focus_next()

    def _step(self, step: int) -> None:
        """The cursor of a list goes on to the next field, or back."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_press_pressed(self, message: Press.Pressed) -> None:
        """A button does what its key does."""
        if message.press.id == "save":
            self.action_save()
        else:
            self.action_leave()

    async def on_footer_pressed(self, message: Footer.Pressed) -> None:
        """Follow a click in the footer."""
        await self.run_action(message.action)

    # verbs

    def action_save(self) -> None:
        """Check the answers and hand them over; what is refused says so and keeps the focus."""
        for field in self.query(Field):
            field.refuse("")
        self._say_failed("")
        self.keep()
        try:
            self._save(self.collect(), self._base)
        except FieldRefused as refusal:
            field = self.field(refusal.field)
            field.refuse(refusal.reason)
            self.set_focus(field.control)
        except JournalError as error:
            self._say_failed(str(error))
        else:
            if self.slot is not None:
                self.slot.drop()
            self.slot = None
            self.dismiss(True)

    def _say_failed(self, text: str) -> None:
        """Say above the buttons what went wrong; an empty text takes it back."""
        failed = self.query_one("#failed", Pane)
        said = wrap(f"{failed.glyphs.refused} {text}", max(20, min(80, self.size.width - 8))) if text else []
        failed.lines = [((part, "missed"),) for part in said]
        failed.set_class(bool(text), "-said")
        failed.refresh(layout=True)
        if text:
            self.call_after_refresh(failed.scroll_visible, animate=False)

    def action_leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        self.keep()
        self.slot = None
        self.dismiss(False)

    def action_help(self) -> None:
        """Show the form's keys."""
        from devjournal.tui.dialogs.help import Help

        self.app.push_screen(Help(self._heading.title, self.WORDS, self.VERBS))


def _last(size: int, breakpoints: Sequence[tuple[int, str]]) -> str:
    """Return the class of the last breakpoint that a size reaches."""
    return [name for least, name in breakpoints if size >= least][-1]
