"""A form: a page whose values are drafted, checked and saved."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from devjournal.domain.text.user_text import clean
from devjournal.errors import EditorFailed, InvalidText, JournalError
from devjournal.tui.bindings import bindings
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form.body import Heading
from devjournal.tui.kit.form.draft import Draft
from devjournal.tui.kit.form.page import Page
from devjournal.tui.verbs import EDITOR, FORM, FORM_HELP, PALETTE, START_OVER, Verb
from devjournal.tui.widgets.fields import Choice, Field, FlatButton, TextField
from devjournal.tui.widgets.fields.answer_rows import AnswerRows
from devjournal.tui.widgets.footer import Footer
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.tabs import Tabs

T = TypeVar("T")
Control = TypeVar("Control", bound=Widget)
Value = TypeVar("Value")

DRAFT_SECONDS = 0.5
"""Seconds between two saves of the draft, which is therefore never older than a second."""


class FieldRefused(Exception):
    """Raised if a form rejects a value: the field, and the reason."""

    def __init__(self, field: str, reason: str) -> None:
        """Reject the value of the field with the ID `field`, for `reason`."""
        super().__init__(reason)
        self.field = field
        self.reason = reason


class Form(Page, Generic[T]):
    """Asks for a value, and passes it to `save`. The result is True once it is saved.

    If `save` raises a JournalError, the form shows it and keeps all texts.
    """

    VERBS: ClassVar[tuple[Verb, ...]] = FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(FORM),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]
    ABOUT: ClassVar[str] = "form"
    """Its help, by name in `help_texts.FORMS`."""

    def __init__(self, heading: Heading, save: Callable[[T, Answers], None], today: date) -> None:
        """Show `heading`; `today` is the date in the tabs.

        `save` receives the value and the form's values at opening, to detect texts changed elsewhere meanwhile.
        """
        super().__init__(heading)
        self._save = save
        self._today = today
        self._draft = Draft({})
        self._restored = False
        self._failed_answers: Answers = {}
        """The answers with which a verb failed, for the error above the buttons."""
        self._undraftable = ""
        """The message that no draft can be written; "" while drafts can be written."""

    @abstractmethod
    def collect(self) -> T:
        """Return the value.

        Raises:
            FieldRefused: an answer is missing or invalid.
        """

    def on_mount(self) -> None:
        """Restore the draft, and focus the first question."""
        self.query_one(Tabs).tell(self._today)
        self._draft = Draft(self.answers())
        self._restore()
        self.filled()
        self._draw_aside()
        self.set_interval(DRAFT_SECONDS, self.keep)
        self.set_focus(self.first_control(), scroll_visible=False)
        self._show_keys()
        self.call_after_refresh(self._show_focus)

    def on_descendant_focus(self) -> None:
        """Update the footer."""
        self._show_keys()

    def unavailable_verbs(self) -> Collection[Verb]:
        """Return the verbs that would do nothing at the current focus."""
        unavailable = {START_OVER: not self._restored, EDITOR: not isinstance(self.focused, TextField)}
        return [verb for verb, is_so in unavailable.items() if is_so]

    def _show_keys(self) -> None:
        hidden = (*self.unavailable_verbs(), FORM_HELP)  # help is shown at the right end
        keys = [(verb.shown_key, verb.label, verb.action) for verb in self.shown_verbs() if verb not in hidden]
        if isinstance(self.focused, AnswerRows):  # the cursor alone picks nothing
            keys.insert(0, ("space", self.focused.VERB, "pick"))
        self.query_one(Footer).tell(keys, (FORM_HELP.shown_key, FORM_HELP.label, FORM_HELP.action))

    def action_pick(self) -> None:
        """Pick or mark the row under the cursor of the focused list."""
        if isinstance(self.focused, AnswerRows):
            self.focused.action_open()

    def shown_verbs(self) -> Sequence[Verb]:
        """Return the verbs for the footer, before unavailable ones are removed."""
        return self.VERBS

    # Drafts.

    def answers(self) -> Answers:
        """Return the value of every field, as JSON types."""
        return {str(field.id): field.answer for field in self.all_fields}

    def touched(self, name: str) -> bool:
        """Return whether the field `name` differs from its value at opening."""
        return self.answers().get(name) != self._draft.base.get(name)

    def fill(self, answers: Mapping[str, object]) -> None:
        """Set the answers of fields, by ID; values of the wrong type are ignored."""
        for field in self.all_fields:
            if str(field.id) in answers:
                field.put(answers[str(field.id)])

    def filled(self) -> None:
        """Show or hide the questions that depend on answers, after `fill`."""

    def _restore(self) -> None:
        """Restore the draft, if there is one."""
        draft = self._draft.load(self.draft_slot) if self.draft_slot is not None else None
        if draft is None:
            return
        answers, base = draft
        self.fill(answers)
        if not self._draft.resume(self.answers(), base):
            return
        self._restored = True
        line: Line = (("Your draft is back. ", "text"), *START_OVER.hint(" starts over."))
        self._say_restored([line])

    def keep(self) -> None:
        """Save the draft if it has changed."""
        if self.draft_slot is None:
            return
        try:
            self._draft.store(self.draft_slot, self.answers())
        except OSError as error:
            if not self._undraftable:  # shown once
                self._undraftable = f"No draft can be written ({error.strerror}); save before you quit."
                self._say_failed(self._undraftable)
        else:
            if self._undraftable and self._failed == self._undraftable:
                self._say_failed("")
            self._undraftable = ""

    def action_fresh(self) -> None:
        """Discard the draft, and show the journal's values."""
        self.fill(self._draft.start_over())
        self._clear_errors()
        self._restored = False
        self._say_restored([])
        self._show_keys()
        self.filled()
        self.keep()

    def action_editor(self) -> None:
        """Open the focused text in the user's editor."""
        from devjournal.tui.editor import edit

        field = self.focused
        if not isinstance(field, TextField):
            self._fail("Go to a text field first; the editor opens the one with the focus.")
            return
        self.keep()
        self._say_failed("")
        try:
            edited = edit(self.app, field.text)
        except EditorFailed as error:
            self._fail(f"{error} The text is unchanged.")
            return
        if edited != field.text:
            field.put(edited)
            self.keep()

    def first_control(self) -> Widget:
        """Return the control that has the focus first."""
        return self.all_fields[0].control

    def field(self, name: str) -> Field:
        """Return a field by ID."""
        return next(field for field in self.all_fields if field.id == name)

    def control(self, name: str, kind: type[Control]) -> Control:
        """Return the control of a field; `kind` is its expected type."""
        control = self.field(name).control
        assert isinstance(control, kind)
        return control

    def chosen(self, name: str, kind: type[Value]) -> Value | None:
        """Return the chosen value of a field, or `None`; `kind` is its expected type."""
        value = self.control(name, Choice).value
        assert value is None or isinstance(value, kind)
        return value

    def text_of(self, name: str, subject: str) -> str:
        """Return the text of a field. `subject` begins the sentence that refuses it.

        Raises:
            FieldRefused: the journal cannot store the text.
        """
        try:
            return clean(self.control(name, TextField).text, subject)
        except InvalidText as error:
            raise FieldRefused(name, str(error)) from error

    def needed_text(self, name: str, subject: str, needed: str = "a few words") -> str:
        """Return the text of a field, which must not be empty; `needed` says what it should be.

        Raises:
            FieldRefused: the text is empty, or the journal cannot store it.
        """
        text = self.text_of(name, subject)
        if not text.strip():
            raise FieldRefused(name, f"Needed: {needed}.")
        return text

    def on_text_area_changed(self, _: TextArea.Changed) -> None:
        """Clear the error of an earlier text."""
        self._clear_old_error()

    def on_choice_chosen(self, message: Choice.Chosen) -> None:
        """Move on, and update the aside."""
        self._clear_old_error()
        self.after_answer(message.choice)
        self._draw_aside()

    def after_answer(self, choice: Choice[object]) -> None:
        """React to an answer; by default, focus the next question."""
        self.go_to_next_question()

    def go_to_next_question(self) -> None:
        """Focus the next field. After the last field the focus stays: a key typed on must not press a button."""
        chain = self.focus_chain
        following = chain[chain.index(self.focused) + 1 :] if self.focused in chain else []
        if following and not isinstance(following[0], FlatButton):
            self.set_focus(following[0])

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Move on to the next field after a pick."""
        message.stop()
        self._clear_old_error()
        self._draw_aside()
        self.go_to_next_question()

    def on_pane_exited(self, message: Pane.Exited) -> None:
        """Focus the next or previous field when the cursor leaves a list."""
        if message.step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_flat_button_pressed(self, message: FlatButton.Pressed) -> None:
        """Run the button's verb."""
        if message.button.id == "save":
            self.action_save()
        else:
            self.action_leave()

    # Verbs.

    def action_save(self) -> None:
        """Check the answers, and save them. A field that is refused shows the reason and gets the focus."""
        self._clear_errors()
        self.keep()
        try:
            self._save(self.collect(), self._draft.base)
        except FieldRefused as refusal:
            field = self.field(refusal.field)
            field.refuse(refusal.reason)
            self.set_focus(field.control)
        except JournalError as error:
            self._fail(str(error))
        else:
            if self.draft_slot is not None:
                self.draft_slot.drop()
            self.draft_slot = None
            self.go_on()

    def _fail(self, text: str) -> None:
        """Show why a verb failed, until an answer changes."""
        self._failed_answers = self.answers()
        self._say_failed(text)

    def _clear_old_error(self) -> None:
        """Clear the error above the buttons if an answer has changed since, but not that no draft can be written."""
        if self._failed and self._failed != self._undraftable and self.answers() != self._failed_answers:
            self._say_failed("")

    def _clear_errors(self) -> None:
        """Clear all errors."""
        for field in self.all_fields:
            field.refuse("")
        self._say_failed("")

    def go_on(self) -> None:
        """Close the form after a save."""
        self.dismiss(True)

    def action_leave(self) -> None:
        """Close the form; the draft is kept."""
        self.keep()
        self.draft_slot = None
        self.dismiss(False)

    def action_help(self) -> None:
        """Show help on this form."""
        from devjournal.tui.help_texts import FORMS
        from devjournal.tui.kit.help import Help

        about = FORMS[self.ABOUT]
        self.app.push_screen(Help(self._heading.title, about, (*self.VERBS, PALETTE), self.settings, everywhere=False))
