"""Rows of a form's list. Letters are not answers there, and a hint says so."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from devjournal.tui.widgets.block import EDGE
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

    VERB = "picks"
    """Verb for the hint: what space does to the row."""

    def on_click(self, event: events.Click) -> None:
        """Do what space does when the mark of a row is clicked, once even in a double click."""
        row = self.row_at(event.y)
        if row is None or event.x >= _MARK_END:
            return
        event.prevent_default()
        if event.chain == 1:
            self.move_to(row)
            self.action_open()

    def on_key(self, event: events.Key) -> None:
        """Hint at the keys that work when a letter or digit is typed."""
        if event.character is not None and event.character.isalnum():
            event.stop()
            self.post_message(LetterTyped(f"Letters do nothing here: arrows move, space {self.VERB}."))
