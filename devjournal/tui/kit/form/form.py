"""The form: a page whose answers are kept as a draft, checked, and handed over."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from devjournal.domain.text.user_text import clean
from devjournal.errors import EditorFailed, InvalidText, JournalError
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form.body import Heading
from devjournal.tui.kit.form.draft import Draft
from devjournal.tui.kit.form.page import Page
from devjournal.tui.verbs import EDITOR, FORM, FORM_HELP, FRESH, PALETTE, Verb
from devjournal.tui.widgets.fields import Choice, Field, FlatButton, Picker, TextField
from devjournal.tui.widgets.footer import Footer
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import RowPane
from devjournal.tui.widgets.tabs import Tabs

T = TypeVar("T")
Control = TypeVar("Control", bound=Widget)

KEEP_EVERY = 0.5
"""Seconds between two looks at what was typed: a draft is never older than a second."""


class FieldRefused(Exception):
    """An answer that a form cannot take: which field, and why."""

    def __init__(self, field: str, reason: str) -> None:
        """Name the field's ID and the reason."""
        super().__init__(reason)
        self.field = field
        self.reason = reason


class Form(Page, Generic[T]):
    """Asks for a value and hands it to `save`; it is left with True once that went through.

    `save` may raise a JournalError: the form then says so, and keeps every text.
    """

    VERBS: ClassVar[tuple[Verb, ...]] = FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FORM),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    ABOUT: ClassVar[str] = "form"
    """What help says of it, by its name in `help_texts.FORMS`."""

    def __init__(self, heading: Heading, save: Callable[[T, Answers], None], today: date) -> None:
        """Show `heading`; `today` is the day in the tabs.

        `save` is handed the value and the answers that the form began with, so that a text that was changed
        elsewhere meanwhile can be told from one that was not.
        """
        super().__init__(heading)
        self._save = save
        self._today = today
        self._draft = Draft({})
        self._restored = False
        self._undraftable = False

    @abstractmethod
    def collect(self) -> T:
        """Return the value.

        Raises:
            FieldRefused: an answer is missing or cannot be taken.
        """

    def on_mount(self) -> None:
        """Put the focus on the first question."""
        self.query_one(Tabs).tell(self._today)
        for choice in self.query(Choice):
            choice.chosen = self._answered
        for pane in self.query(RowPane):
            pane.leave = self._step
        self._draft = Draft(self.answers())
        self._restore()
        self.filled()
        self._draw_aside()
        self.set_interval(KEEP_EVERY, self.keep)
        self.set_focus(self.first_control(), scroll_visible=False)
        self._show_keys()
        self.call_after_refresh(self._show_focus)

    def on_descendant_focus(self) -> None:
        """Show the keys that work where the focus is."""
        self._show_keys()

    def unavailable_verbs(self) -> Collection[Verb]:
        """Return the verbs that would do nothing where the focus is."""
        useless = {FRESH: not self._restored, EDITOR: not isinstance(self.focused, TextField)}
        return [verb for verb, is_so in useless.items() if is_so]

    def _show_keys(self) -> None:
        hidden = (*self.unavailable_verbs(), FORM_HELP)  # help has its own place
        keys = [(verb.shown_key, verb.label, verb.action) for verb in self.shown_verbs() if verb not in hidden]
        self.query_one(Footer).tell(keys, (FORM_HELP.shown_key, FORM_HELP.label, FORM_HELP.action))

    def shown_verbs(self) -> Sequence[Verb]:
        """Return the verbs for the footer, of which those are left out that do nothing where the focus is."""
        return self.VERBS

    # drafts

    def answers(self) -> Answers:
        """Return what every field holds now, in values that JSON knows."""
        return {str(field.id): field.answer for field in self.query(Field)}

    def touched(self, name: str) -> bool:
        """Say whether a field was answered otherwise than it was when the form was opened."""
        return self.answers().get(name) != self._draft.base.get(name)

    def fill(self, answers: Mapping[str, object]) -> None:
        """Put answers into their fields; what a field cannot take is passed over."""
        for field in self.query(Field):
            if str(field.id) in answers:
                field.put(answers[str(field.id)])

    def filled(self) -> None:
        """Ask what the answers that are filled in ask for."""

    def _restore(self) -> None:
        """Bring back what was typed and not saved."""
        draft = self._draft.left_in(self.slot) if self.slot is not None else None
        if draft is None:
            return
        answers, base = draft
        self.fill(answers)
        if not self._draft.take_up(self.answers(), base):
            return
        self._restored = True
        line: Line = (("Your draft is back. ", "text"), (FRESH.shown_key, "bold here"), (" starts over.", "muted"))
        self._say_restored([line])

    def keep(self) -> None:
        """Keep what is typed as a draft, where it changed since it was kept."""
        if self.slot is None:
            return
        try:
            self._draft.keep_in(self.slot, self.answers())
        except OSError as error:
            if self._undraftable:  # it was said once
                return
            self._undraftable = True
            self._say_failed(f"No draft can be kept ({error.strerror}); save before you leave.")

    def action_fresh(self) -> None:
        """Start over with what the journal holds."""
        self.fill(self._draft.start_over())
        self._forgive()
        self._restored = False
        self._say_restored([])
        self._show_keys()
        self.filled()
        self.keep()

    def action_editor(self) -> None:
        """Open the text that has the focus in the owner's editor."""
        from devjournal.tui.editor import edit

        prose = self.focused
        if not isinstance(prose, TextField):
            self._say_failed("Go to a text field first; the editor opens the one with the focus.")
            return
        self.keep()
        self._say_failed("")
        try:
            written = edit(self.app, prose.text)
        except EditorFailed as error:
            self._say_failed(f"{error} The text is unchanged.")
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

    def control(self, name: str, kind: type[Control]) -> Control:
        """Return the control of a field, which is of that kind."""
        control = self.field(name).control
        assert isinstance(control, kind)
        return control

    def at_end(self, name: str) -> TextField:
        """Return the control of a text, with the cursor at its end."""
        control = self.control(name, TextField)
        control.go_to_end()
        return control

    def text_of(self, name: str, what: str) -> str:
        """Return the text of a field.

        Raises:
            FieldRefused: it cannot be kept.
        """
        try:
            return clean(self.control(name, TextField).text, what)
        except InvalidText as error:
            raise FieldRefused(name, str(error)) from error

    def _answered(self, choice: Choice[object]) -> None:
        """An answer was given: the next question gets the focus, and the aside says what it means."""
        field = choice.parent
        if isinstance(field, Field):
            field.refuse("")
        self.chosen(choice)
        self._draw_aside()

    def chosen(self, choice: Choice[object]) -> None:
        """Go on after an answer."""
        self.go_to_next_question()

    def go_to_next_question(self) -> None:
        """Give the focus to the next field; behind the last one it stays, so that no key reaches a button."""
        chain = self.focus_chain
        following = chain[chain.index(self.focused) + 1 :] if self.focused in chain else []
        if following and not isinstance(following[0], FlatButton):
            self.set_focus(following[0])

    def on_row_pane_opened(self, message: Picker.Opened) -> None:
        """A pick goes on to the next field."""
        message.stop()
        self._draw_aside()
        self.go_to_next_question()

    def _step(self, step: int) -> None:
        """The cursor of a list goes on to the next field, or back."""
        if step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_flat_button_pressed(self, message: FlatButton.Pressed) -> None:
        """A button does what its key does."""
        if message.press.id == "save":
            self.action_save()
        else:
            self.action_leave()

    # verbs

    def action_save(self) -> None:
        """Check the answers and hand them over; what is refused says so and keeps the focus."""
        self._forgive()
        self.keep()
        try:
            self._save(self.collect(), self._draft.base)
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
            self.go_on()

    def _forgive(self) -> None:
        """Take back what was said of answers that could not be taken."""
        for field in self.query(Field):
            field.refuse("")
        self._say_failed("")

    def go_on(self) -> None:
        """Leave the form: its value went through."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        self.keep()
        self.slot = None
        self.dismiss(False)

    def action_help(self) -> None:
        """Show the form's words and keys."""
        from devjournal.tui.help_texts import FORMS
        from devjournal.tui.kit.help import Help

        about = FORMS[self.ABOUT]
        self.app.push_screen(Help(self._heading.title, about, (*self.VERBS, PALETTE), self.settings, everywhere=False))
