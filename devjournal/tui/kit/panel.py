"""A panel over a screen: a question, what answers it, and the keys that work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.widgets.lines import Line, wrap
from devjournal.tui.widgets.pane import Pane, RowPane

T = TypeVar("T")

WIDEST = 60
"""The widest that its texts get."""

_BESIDE = 8
"""Cells of a panel that stand beside its texts."""


def keys_line(*keys: tuple[str, str]) -> Line:
    """Return the line that says what keys do."""
    pieces = [piece for key, word in keys for piece in ((key, "bold here"), (f" {word}   ", "muted"))]
    return (*pieces[:-1], (f" {keys[-1][1]}", "muted"))


class Panel(ModalScreen[T]):
    """A question over a screen; what its size decides is written in `write`."""

    QUESTION: ClassVar[str] = ""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What its keys do."""

    def compose(self) -> ComposeResult:
        """The question and what answers it."""
        with Vertical(classes="panel"):
            yield Pane(id="question")
            yield from self.controls()

    def controls(self) -> Sequence[Widget]:
        """Return what answers the question, and mostly a pane `hint` for the keys."""
        return ()

    def on_mount(self) -> None:
        """Lie on a ground of its own; ask, and give the focus to what answers."""
        for pane in self.query(Pane):
            pane.ground = "surface"
        if self.QUESTION:
            self.query_one("#question", Pane).show([((self.QUESTION, "bold"),)])
        self.set_focus(self.first())

    def first(self) -> Widget | None:
        """Return what has the focus first."""
        return None

    def on_resize(self) -> None:
        """Write for the new size."""
        self.write()

    def write(self) -> None:
        """Write what the size decides."""
        self.hint()

    @property
    def room(self) -> int:
        """Cells of a line of text."""
        return max(20, min(WIDEST, self.size.width - _BESIDE))

    def say(self, lines: Sequence[Line], name: str = "question") -> None:
        """Show lines as the question or in another of its panes, which gets as high as they are."""
        pane = self.query_one(f"#{name}", Pane)
        pane.lines = list(lines)
        pane.refresh(layout=True)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return what the keys do."""
        return self.KEYS

    def hint(self, text: str = "", ink: str = "muted") -> None:
        """Show the keys, and a text above them."""
        lines: list[Line] = [((part, ink),) for part in wrap(text, self.room)] if text else []
        self.say([*lines, (), keys_line(*self.keys())], "hint")

    def refuse(self, reason: str) -> None:
        """Say above the keys why an answer is refused."""
        self.hint(f"{self.glyphs.refused} {self.glyphs.marked(reason)}", "missed")


class ListPanel(Panel[T]):
    """A question that a row of a list answers: it is left with the value of the row."""

    ROWS: ClassVar[type[RowPane]] = RowPane
    """What the rows stand in."""

    def controls(self) -> Sequence[Widget]:
        """The list, and the keys."""
        return (self.rows(), Pane(id="hint"))

    def rows(self) -> RowPane:
        """Return the list."""
        return self.ROWS(id="filters")

    @property
    def list(self) -> RowPane:
        """The list that is shown."""
        return self.query_one("#filters", RowPane)

    def first(self) -> Widget | None:
        """The list."""
        return self.list

    def on_row_pane_opened(self, message: RowPane.Opened) -> None:
        """Answer with the row under the cursor."""
        message.stop()
        self.pick(message.row.value)

    def pick(self, value: Any) -> None:
        """Leave with the value of a row."""
        self.dismiss(cast(T, value))
