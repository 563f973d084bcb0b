"""A panel over a screen: a question, its controls, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.lines import Line, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.paragraphs import wrap_inked
from devjournal.tui.widgets.rows import RowPane

T = TypeVar("T")

MAX_WIDTH = 60
"""Maximum width of the text, in cells."""

_SIDE_CELLS = 8
"""Cells at the left and the right of a panel's texts, together."""


_NAMED_KEYS = {"esc": "escape", "enter": "enter", "tab": "tab"}
"""Textual's names of the keys whose label has more than one letter."""


def clicked_key(line: Line, x: int) -> str:
    """Return Textual's name of the key that is drawn, with its label, at cell `x` of a line; "" if there is none."""
    at, key = 0, ""
    for piece in line:
        text, ink = piece
        if ink == "bold here":
            key = text if len(text) == 1 else _NAMED_KEYS.get(text, "")
        at += width_of((piece,))
        if x < at:
            return key
    return ""


def keys_line(*keys: tuple[str, str], gap: int = 3) -> Line:
    """Return the line of keys and their labels, `gap` blanks apart."""
    pieces = [piece for key, label in keys for piece in ((key, "bold here"), (f" {label}{' ' * gap}", "muted"))]
    return (*pieces[:-1], (f" {keys[-1][1]}", "muted"))


class Panel(ModalScreen[T]):
    """A question over a screen. A subclass overrides `write` for lines that depend on the size."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False, priority=True)]
    QUESTION: ClassVar[str] = ""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys and labels."""
    _refused = False
    """Whether a refusal is shown above the keys."""

    def compose(self) -> ComposeResult:
        """The question and its controls."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield from self.controls()

    def controls(self) -> Sequence[Widget]:
        """Return the controls. The last is a pane `hint` for the keys, unless `write` shows them with the question."""
        return ()

    def on_mount(self) -> None:
        """Set the background, write the question, and focus the first control."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        if self.QUESTION:
            self.query_one("#question", Pane).show([((self.QUESTION, "bold"),)])
        self.set_focus(self.first())

    def first(self) -> Widget | None:
        """Return the widget that has the focus first."""
        return None

    def on_click(self, event: events.Click) -> None:
        """Press the clicked key."""
        pane, region = self.get_widget_at(*event.screen_offset)
        y = event.screen_offset.y - region.y
        if not isinstance(pane, Pane) or pane.id not in ("question", "hint") or y >= len(pane.lines):
            return
        if key := clicked_key(pane.lines[y], event.screen_offset.x - region.x):
            self.app.simulate_key(key)

    def on_resize(self) -> None:
        """Redraw for the new size."""
        self.write()

    def on_text_area_changed(self) -> None:
        """Clear the refusal of an earlier text."""
        if self._refused:
            self._refused = False
            self.write()

    def write(self) -> None:
        """Write the lines that depend on the size."""
        self.hint()

    @property
    def room(self) -> int:
        """Width of a text line in cells."""
        return max(20, min(MAX_WIDTH, self.size.width - _SIDE_CELLS))

    def say(self, lines: Sequence[Line], name: str = "question") -> None:
        """Show lines in the pane `name`, whose height is their number."""
        pane = self.query_one(f"#{name}", Pane)
        pane.lines = list(lines)
        pane.refresh(layout=True)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys and labels."""
        return self.KEYS

    def hint(self, text: str = "", ink: str = "muted") -> None:
        """Show the keys, with `text` above them."""
        lines: list[Line] = wrap_inked(ink, text, self.room) if text else []
        self.say([*lines, (), keys_line(*self.keys())], "hint")

    def refuse(self, reason: str) -> None:
        """Show above the keys why an answer is refused, until its text changes."""
        self._refused = True
        self.hint(f"{self.glyphs.refused} {self.glyphs.translate(reason)}", "missed")


class ListPanel(Panel[T]):
    """A question answered by a row of a list; the result is the row's value."""

    ROWS: ClassVar[type[RowPane]] = RowPane
    """The widget for the rows."""

    def controls(self) -> Sequence[Widget]:
        """The list and the keys."""
        return (self.rows(), Pane(id="hint"))

    def rows(self) -> RowPane:
        """Return the list."""
        return self.ROWS(id="filters")

    @property
    def list(self) -> RowPane:
        """The mounted list."""
        return self.query_one("#filters", RowPane)

    def first(self) -> Widget | None:
        """The list."""
        return self.list

    def on_pane_opened(self, message: Pane.Opened) -> None:
        """Choose the row under the cursor."""
        message.stop()
        self.pick(message.row.value)

    def pick(self, value: Any) -> None:
        """Close with the value of a row."""
        self.dismiss(cast(T, value))
