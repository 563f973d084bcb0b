"""The fields of a form: a question with its control under it and, where it is refused, the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from devjournal.domain.text import stand_ins
from devjournal.tui.widgets.lines import Line, Piece, width_of, wrap
from devjournal.tui.widgets.pane import Flow, Pane, Row, RowPane
from devjournal.tui.widgets.whole import WholeText

T = TypeVar("T")


class Prose(TextArea):
    """A text of any length that wraps, takes a paste whole and undoes; harmful characters show as stand-ins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(replace(key, priority=True) for key in TextArea.BINDINGS if isinstance(key, Binding)),  # or ctrl+s overtakes
        Binding("enter", "go_on", show=False, priority=True),
    ]

    @dataclass
    class Submitted(Message):
        """Enter in a field of one line."""

        prose: Prose

    def __init__(self, text: str = "", *, placeholder: str = "", single: bool = False, id: str | None = None) -> None:
        """Begin with `text`; in a `single` line enter goes on to the next field."""
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
        self.set_class(single, "-single")

    def on_mount(self) -> None:
        """Begin behind the last character: a text that is there is gone on with."""
        self.go_to_end()

    def _set_document(self, text: str, language: str | None) -> None:
        """Hold a text as it is: the widget's own document would end lines where the owner did not."""
        self.document = WholeText(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste whole; terminals send a carriage return for every line feed. The text area's own goes on."""
        event.text = event.text.replace("\r\n", "\n").replace("\r", "\n")

    def _recompute_cursor_offset(self) -> None:
        """Know where the cursor is: an undo of many lines asks before it has moved back from one that is gone."""
        place = min(self.cursor_location, self.document.end)
        self._cursor_offset = self.wrapped_document.location_to_offset(place)

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: with stand-ins, one for one."""
        return Text(stand_ins(self.document.get_line(line_index)), end="", no_wrap=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let enter make a line in a text of several."""
        return action != "go_on" or self.single

    def action_go_on(self) -> None:
        """Go on to the next field."""
        self.screen.focus_next()
        self.post_message(self.Submitted(self))

    def put(self, text: str) -> None:
        """Hold another text; it can be undone where its lines end as those of the text before."""
        if text == self.text:
            return
        if WholeText(text).newline != self.document.newline:
            self.load_text(text)
            self.go_to_end()
        else:
            self.replace(text, self.document.start, self.document.end, maintain_selection_offset=False)
            self.go_to_end()

    def go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.move_cursor(self.document.end)


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One answer of a choice: its letter, its glyph and the glyph's ink, its word, and what it means."""

    letter: str
    glyph: str
    ink: str
    word: str
    value: T


class Choice(Pane, Generic[T], can_focus=True):
    """A row of answers. A letter counts only while the choice has the focus; arrows and enter do the same.

    The letters are bindings of priority and `chosen` is a call, not a message: the focus has moved on before the
    next key is read, however fast somebody types.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False, priority=True),
        Binding("right", "step(1)", show=False, priority=True),
        Binding("enter,space", "choose", show=False, priority=True),
        *(Binding(letter, f"pick('{letter}')", show=False, priority=True) for letter in ascii_lowercase),
    ]

    def __init__(self, options: Sequence[Option[T]], chosen: T | None = None, *, id: str | None = None) -> None:
        """Offer `options`, with one of them chosen already where `chosen` is its value."""
        super().__init__(id=id)
        self.options = list(options)
        self.chosen: Callable[[Choice[T]], None] = lambda _: None
        """Called when an answer is given."""
        self._at = next((n for n, option in enumerate(options) if option.value == chosen), None)
        self._cursor = self._at or 0
        self._spots: list[Region] = []
        self.draw_options()

    @property
    def value(self) -> T | None:
        """The answer, or None."""
        return None if self._at is None else self.options[self._at].value

    @property
    def letter(self) -> str | None:
        """The letter of the answer, or None."""
        return None if self._at is None else self.options[self._at].letter

    def put_letter(self, letter: object) -> None:
        """Set the answer by its letter, or take it away, without telling."""
        self._at = next((n for n, option in enumerate(self.options) if option.letter == letter), None)
        self._cursor = self._at or 0
        self.draw_options()

    def draw_options(self) -> None:
        """Draw the answers; the chosen one is raised, the one under the cursor has the edge."""
        lines: list[Line] = []
        self._spots = self._flow(self.size.width)
        for n, option in enumerate(self.options):
            chosen, here = n == self._at, n == self._cursor and self.has_focus
            ground = " on-surface" if chosen else ""
            edge = (self.glyphs.edge if here else " ", f"bar{ground}")
            word = f"bold{ground}" if chosen else f"muted{ground}"
            glyph = option.ink if chosen else "muted"
            mark = self.glyphs.spelled(option.glyph)
            parts: Line = (edge, (option.letter, f"bold here{ground}"), (f" {mark} ", glyph + ground))
            parts += ((option.word, word), ("  ", ground.strip()))
            if self._spots[n].y == len(lines):
                lines.append(parts)
            else:
                lines[-1] += (("  ", ""), *parts)
        self.show(lines)

    def _flow(self, width: int) -> list[Region]:
        """Return where each answer stands: in a row, and on the next line where there is no room."""
        spots: list[Region] = []
        x = y = 0
        for option in self.options:
            size = len(f" {option.letter} {self.glyphs.spelled(option.glyph)} {option.word}  ")
            if x and width and x + size > width:
                x, y = 0, y + 1
            spots.append(Region(x, y, size, 1))
            x += size + 2
        return spots

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many lines the answers take."""
        return self._flow(width)[-1].bottom

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.draw_options()

    def on_mount(self) -> None:
        """Draw with the app's glyphs."""
        self.draw_options()

    def on_focus(self) -> None:
        """Show the cursor, once the focus is there."""
        self.call_later(self.draw_options)

    def on_blur(self) -> None:
        """Hide the cursor, once the focus is gone."""
        self.call_later(self.draw_options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters alone that are no answer."""
        return action != "pick" or any(option.letter == parameters[0] for option in self.options)

    def action_pick(self, letter: str) -> None:
        """Choose by letter."""
        self._choose(next(n for n, option in enumerate(self.options) if option.letter == letter))

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        for n, spot in enumerate(self._spots):
            if spot.contains(event.x, event.y):
                self._choose(n)

    def action_step(self, step: int) -> None:
        """Move the cursor along the answers."""
        self._cursor = max(0, min(len(self.options) - 1, self._cursor + step))
        self.draw_options()

    def action_choose(self) -> None:
        """Choose the answer under the cursor."""
        self._choose(self._cursor)

    def _choose(self, n: int) -> None:
        self._at = self._cursor = n
        self.draw_options()
        self.chosen(self)


class Picker(RowPane):
    """A list of which one row is picked; the cursor can move without picking."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "open", show=False, priority=True)]

    def __init__(self, options: Sequence[tuple[object, Line]], picked: object, *, id: str | None = None) -> None:
        """Offer `options` (a value and its line), with `picked` picked."""
        super().__init__(id=id)
        self._options = list(options)
        self.value = picked
        self._fill()
        values = [value for value, _ in options]
        self.cursor = values.index(picked) if picked in values else 0

    def _fill(self) -> None:
        rows = []
        for value, line in self._options:
            on = value == self.value
            mark: Piece = (f"{self.glyphs.given if on else self.glyphs.ahead}  ", "here" if on else "faint")
            rows.append(Row(((mark, *line),), value, "option"))
        self.show_rows((), rows)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many rows there are."""
        return len(self._options)

    def on_mount(self) -> None:
        """Draw with the app's glyphs."""
        self._fill()

    @property
    def answer(self) -> object:
        """The value that is picked."""
        return self.value

    def put(self, answer: object) -> None:
        """Pick a row."""
        if answer in (known for known, _ in self._options):
            self.value = answer
            self._fill()

    def action_open(self) -> None:
        """Pick the row under the cursor."""
        if self.row is not None:
            self.put(self.row.value)
            self.post_message(self.Opened(self, self.row))


class Press(Pane, can_focus=True):
    """A button of one line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False, priority=True)]

    @dataclass
    class Pressed(Message):
        """It was pressed."""

        press: Press

    def __init__(self, word: str, hint: str, *, main: bool = False, id: str | None = None) -> None:
        """Show a word and its key; the `main` one is filled."""
        super().__init__(id=id)
        self._word, self._hint, self._main = word, hint, main

    def render_line(self, y: int) -> Strip:
        """Draw the button; the edge shows the focus."""
        edge = (self.glyphs.edge if self.has_focus else " ", "bar")
        ink = "bold on-primary" if self._main else "bold on-surface" if self.has_focus else "bold"
        return self.draw((edge, (f" {self._word} ", ink), (f"  {self._hint}", "muted")), self.ground)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return its one line."""
        return 1

    def get_content_width(self, container: object, viewport: object) -> int:
        """Return the room of its words."""
        return len(self._word) + len(self._hint) + 8

    def action_press(self) -> None:
        """Say that it was pressed."""
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        """A click presses."""
        self.action_press()

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the focus."""
        self.refresh()


@runtime_checkable
class Answering(Protocol):
    """A control that gives its answer in a value that JSON knows, and takes it back."""

    @property
    def answer(self) -> object:
        """What it holds."""

    def put(self, answer: object) -> None:
        """Hold another answer; one that it cannot take is passed over."""


class Field(Vertical):
    """A question, the control that answers it, and the reason where the answer is refused."""

    def __init__(self, question: str, control: Widget, *, help: str = "", id: str | None = None) -> None:
        """Ask `question`, with `help` in quiet ink beside it: what is needed, how much is enough."""
        super().__init__(id=id, classes="field")
        self.control = control
        self._question = question
        self._help = help
        self._head = Flow(self._question_lines, classes="question")
        self._reason = ""
        self._error = Flow(self._reason_lines, classes="refused")
        self._error.display = False

    def compose(self) -> ComposeResult:
        """Question, control, reason."""
        yield self._head
        yield self.control
        yield self._error

    def ask(self, question: str, help: str) -> None:
        """Ask another question of the same control."""
        if (question, help) != (self._question, self._help):
            self._question, self._help = question, help
            self._head.again()

    def _question_lines(self, width: int) -> list[Line]:
        question, help = self._question, self._help
        line: Line = ((question, "bold"), (f"  {help}", "muted")) if help else ((question, "bold"),)
        if width_of(line) <= width:
            return [line]
        lines: list[Line] = [((part, "bold"),) for part in wrap(question, width)]
        return lines + [((part, "muted"),) for part in wrap(help, width) if help]

    def _reason_lines(self, width: int) -> list[Line]:
        text = f"{self._error.glyphs.refused} {self._reason}"
        return [((part, "missed"),) for part in wrap(text, max(20, width))]

    @property
    def answer(self) -> object:
        """What the control holds, in a value that JSON knows."""
        control = self.control
        if isinstance(control, Prose):
            return control.text
        if isinstance(control, Choice):
            return control.letter
        return control.answer if isinstance(control, Answering) else None

    def put(self, answer: object) -> None:
        """Give the control an answer back; one that it cannot take is passed over."""
        control = self.control
        if isinstance(control, Prose) and isinstance(answer, str):
            control.put(answer)
        elif isinstance(control, Choice):
            if answer is None or answer in [option.letter for option in control.options]:
                control.put_letter(answer)
        elif isinstance(control, Answering):
            control.put(answer)

    def refuse(self, reason: str) -> None:
        """Say under the control why the answer is refused; an empty reason takes it back."""
        self._reason = reason
        self._error.display = bool(reason)
        self._error.again()
