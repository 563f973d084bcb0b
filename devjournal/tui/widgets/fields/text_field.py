"""Prose: a text that is written in a form, of one line or of many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widgets import TextArea

from devjournal.domain.text.user_text import sanitized_same_length
from devjournal.tui.widgets.fields.exact_document import ExactDocument
from devjournal.tui.widgets.scrollbar import QuietBar


class TextField(QuietBar, TextArea):
    """A text of any length that wraps, takes a paste whole and undoes; harmful characters show as stand-ins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(replace(key, priority=True) for key in TextArea.BINDINGS if isinstance(key, Binding)),  # or ctrl+s overtakes
        Binding("enter", "go_on", show=False, priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "new_line", show=False, priority=True),
    ]

    @dataclass
    class Submitted(Message):
        """Enter in a field where it goes on."""

        prose: TextField

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        single: bool = False,
        lines: bool = False,
        id: str | None = None,
    ) -> None:
        """Begin with `text`. Enter goes on to the next field; where `lines` are the point it begins a new one.

        A `single` line looks like one.
        """
        super().__init__(
            text,
            id=id,
            placeholder=placeholder,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False  # nothing blinks
        self.single = single
        self._takes_enter = lines
        self.set_class(single, "-single")

    def on_mount(self) -> None:
        """Begin behind the last character: a text that is there is gone on with."""
        self.go_to_end()

    def _set_document(self, text: str, language: str | None) -> None:
        """Hold a text as it is: the widget's own document would end lines where the owner did not."""
        self.document = ExactDocument(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def on_resize(self) -> None:
        """Keep the caret in view, once the text is wrapped for the new size."""
        if self.has_focus:
            self.call_after_refresh(self.scroll_cursor_visible, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the text takes in `width`.

        The widget's own answer is the number of rows at the last width: a form whose scrollbar comes and goes with its
        length would then be laid out again for ever.
        """
        inner = max(0, width - self.styles.scrollbar_size_vertical - 1)  # room for the bar, shown or not, and the caret
        wrapped = self.wrapped_document
        if wrapped._width != inner:
            wrapped = WrappedDocument(self.document, inner, self.indent_width)
        return wrapped.height

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste whole; terminals send a carriage return for every line feed. The text area's own goes on."""
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def caret(self) -> Offset:
        """Where the cursor stands in the wrapped text, also while an undo of many lines has not yet moved it back."""
        return self.wrapped_document.location_to_offset(min(self.cursor_location, self.document.end))

    def _recompute_cursor_offset(self) -> None:
        """Know where the cursor is: an undo of many lines asks before it has moved back from one that is gone."""
        self._cursor_offset = self.caret

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: with stand-ins, one for one."""
        return Text(sanitized_same_length(self.document.get_line(line_index)), end="", no_wrap=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let enter make a line where lines are the point."""
        return action != "go_on" or not self._takes_enter

    def action_new_line(self) -> None:
        """Begin a new line, wherever enter goes."""
        self.insert("\n")

    def action_go_on(self) -> None:
        """Go on to the next field."""
        self.screen.focus_next()
        self.post_message(self.Submitted(self))

    def put(self, text: str) -> None:
        """Hold another text; it can be undone where its lines end as those of the text before."""
        if text == self.text:
            return
        if ExactDocument(text).newline != self.document.newline:
            self.load_text(text)
            self.go_to_end()
        else:
            self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)
            self.go_to_end()

    def go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.move_cursor(self.document.end)
