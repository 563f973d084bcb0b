"""The lists of a form. If a letter is typed that is no answer, a hint is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from devjournal.tui.verb import Verb
from devjournal.tui.widgets.block import EDGE, Row
from devjournal.tui.widgets.rows import RowPane

_MARK_END = EDGE + 3
"""Cells of the edge and the mark, with the blanks behind them."""


@dataclass
class LetterTyped(Message):
    """A letter was typed that is no answer; `hint` says what to do instead. An empty hint clears the last one."""

    hint: str


class FilledRows(RowPane):
    """A list in a form that makes its rows itself, for the app's glyphs and for its width."""

    def fill(self) -> None:
        """Make the rows, and show them."""

    @property
    def hint(self) -> str:
        """The hint for a letter or digit that is no answer; "" for no hint."""
        return ""

    def on_key(self, event: events.Key) -> None:
        """Show the hint if a letter or digit is typed that is no answer."""
        if self.hint and event.character is not None and event.character.isalnum():
            event.stop()
            self.post_message(LetterTyped(self.hint))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def on_mount(self) -> None:
        """Redraw with the app's glyphs."""
        self.fill()

    def on_resize(self) -> None:
        """Redraw for the new width."""
        self.fill()


class AnswerRows(FilledRows):
    """A list of answers."""

    VERB = "pick"
    """What space does to the row, as a verb for hint and footer."""

    def on_click(self, event: events.Click) -> None:
        """Do what space does if the mark of a row is clicked; only once in a double click."""
        row = self.row_at(event.y)
        if row is None or event.x >= _MARK_END:
            return
        event.prevent_default()
        if event.chain == 1:
            self.move_to(row)
            self.action_open()

    @property
    def hint(self) -> str:
        """Which keys work, because letters are no answers."""
        return f"Letters do nothing here: arrows move, space {self.VERB}s."


class LetterRows(FilledRows):
    """A list whose rows are answered by letters."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace,delete", "clear", show=False, priority=True)]

    def __init__(self, *, id: str) -> None:
        """Begin without answers."""
        super().__init__(id=id)
        self.letters: dict[str, str] = {}
        """The answers: a letter by the value of its row."""

    def takes_answer(self, row: Row) -> bool:
        """Return whether a letter answers this row."""
        return True

    def action_give(self, letter: str) -> None:
        """Answer the row under the cursor with `letter`, and move to the next row."""
        if self.row is not None and self.takes_answer(self.row):
            self.letters[str(self.row.value)] = letter
            self.post_message(LetterTyped(""))
            self.fill()
        self.move_to(self.cursor + 1)
        self.post_message(self.Moved(self))

    def action_clear(self) -> None:
        """Clear the answer of the row under the cursor."""
        if self.row is not None:
            self.letters.pop(str(self.row.value), None)
            self.fill()
            self.post_message(self.Moved(self))


def answer_bindings(verbs: Iterable[Verb]) -> list[Binding]:
    """Return bindings of answers to the action `give`, each with its letter."""
    return [Binding(verb.key, f"give('{verb.key}')", show=False, priority=True, id=verb.id) for verb in verbs]
