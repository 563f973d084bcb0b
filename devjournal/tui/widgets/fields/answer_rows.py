"""Lists of a form. A letter that is no answer becomes a hint."""

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
"""Cells of the edge and the mark, with the blanks after it."""


@dataclass
class LetterTyped(Message):
    """A letter was typed that is no answer here; `hint` says what to do instead, and "" clears the last hint."""

    hint: str


class FilledRows(RowPane):
    """A list in a form that makes its own rows, for the app's glyphs and for its width."""

    def fill(self) -> None:
        """Make the rows, and show them."""

    @property
    def hint(self) -> str:
        """The hint for a letter or digit that is no answer; if empty, there is none."""
        return ""

    def on_key(self, event: events.Key) -> None:
        """Hint at the keys that work when another one is typed."""
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
    """What space does to the row, in hint and footer."""

    def on_click(self, event: events.Click) -> None:
        """Do what space does when the mark of a row is clicked, once even in a double click."""
        row = self.row_at(event.y)
        if row is None or event.x >= _MARK_END:
            return
        event.prevent_default()
        if event.chain == 1:
            self.move_to(row)
            self.action_open()

    @property
    def hint(self) -> str:
        """Letters are no answers here."""
        return f"Letters do nothing here: arrows move, space {self.VERB}s."


class LetterRows(FilledRows):
    """A list whose rows are answered by letters."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("backspace,delete", "clear", show=False, priority=True)]

    def __init__(self, *, id: str) -> None:
        """Begin without answers."""
        super().__init__(id=id)
        self.letters: dict[str, str] = {}
        """The letters by the value of their row."""

    def takes_answer(self, row: Row) -> bool:
        """Return whether a letter answers this row."""
        return True

    def action_give(self, letter: str) -> None:
        """Answer the row under the cursor, and move on."""
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


def gives(verbs: Iterable[Verb]) -> list[Binding]:
    """Return bindings of answers to `give`, each with its letter."""
    return [Binding(verb.key, f"give('{verb.key}')", show=False, priority=True, id=verb.id) for verb in verbs]
