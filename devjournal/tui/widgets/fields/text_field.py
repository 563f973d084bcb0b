"""Text fields of forms, of one or many lines."""

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
from devjournal.tui.widgets.fields.scrollbar import QuietBar


class TextField(QuietBar, TextArea):
    """A text area with soft wrap and undo. Harmful characters are drawn as stand-ins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # with priority, or ctrl+s would overtake them
        *(replace(key, priority=True) for key in TextArea.BINDINGS if isinstance(key, Binding)),
        Binding("enter", "go_on", show=False, priority=True),
        Binding("ctrl+j,alt+enter,shift+enter", "new_line", show=False, priority=True),
    ]

    @dataclass
    class Submitted(Message):
        """Enter was pressed in a field where it begins no new line."""

        field: TextField

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        single: bool = False,
        lines: bool = False,
        id: str | None = None,
    ) -> None:
        """Begin with `text`. Enter moves to the next field; with `lines` it begins a new line.

        A `single` field is drawn as one line.
        """
        super().__init__(
            text,
            id=id,
            classes="-single" if single else None,
            placeholder=placeholder,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False  # a design rule: nothing blinks
        self.single = single
        self._takes_enter = lines

    def on_mount(self) -> None:
        """Put the caret at the end of the text."""
        self.go_to_end()

    def _set_document(self, text: str, language: str | None) -> None:
        """Install an `ExactDocument`: Textual's own splits lines at characters that are data here."""
        self.document = ExactDocument(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def on_resize(self) -> None:
        """Keep the caret in view after the text is wrapped for the new size."""
        if self.has_focus:
            self.call_after_refresh(self.scroll_cursor_visible, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows at `width`.

        Textual returns the number at the last width. A form whose scrollbar depends on its height would be laid out
        forever.
        """
        # room for the scrollbar, shown or not, and the caret
        inner = max(0, width - self.styles.scrollbar_size_vertical - 1)
        wrapped = self.wrapped_document
        if wrapped._width != inner:
            wrapped = WrappedDocument(self.document, inner, self.indent_width)
        return wrapped.height

    async def _on_paste(self, event: events.Paste) -> None:
        """Convert the line ends of a paste: terminals send CR for LF. Textual's own handler inserts it."""
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def caret(self) -> Offset:
        """The caret's position in the wrapped text; at most its end, because an undo moves the caret late."""
        return self.wrapped_document.location_to_offset(min(self.cursor_location, self.document.end))

    def _recompute_cursor_offset(self) -> None:
        """Update the cached caret offset.

        During an undo of many lines, Textual asks before the caret has moved to a line that exists.
        """
        self._cursor_offset = self.caret

    def get_line(self, line_index: int) -> Text:
        """Return a line as drawn, with stand-ins for harmful characters, one for one."""
        return Text(sanitized_same_length(self.document.get_line(line_index)), end="", no_wrap=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave enter to the text area if `lines` is set: it begins a new line."""
        return action != "go_on" or not self._takes_enter

    def action_new_line(self) -> None:
        """Insert a line break."""
        self.insert("\n")

    def action_go_on(self) -> None:
        """Move to the next field."""
        self.screen.focus_next()
        self.post_message(self.Submitted(self))

    @property
    def answer(self) -> str:
        """The text."""
        return self.text

    def put(self, answer: object) -> None:
        """Set the text. This can be undone if the line ends are the same as before."""
        if not isinstance(answer, str) or answer == self.text:
            return
        if ExactDocument(answer).newline != self.document.newline:
            self.load_text(answer)
        else:
            self.replace(answer, self.document.start, self.document.end, maintain_selection_offset=False)
        self.go_to_end()

    def go_to_end(self) -> None:
        """Put the caret at the end of the text."""
        self.move_cursor(self.document.end)
