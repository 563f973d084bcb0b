"""Rows of a form's list. Letters are not answers there, and a hint says so."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from devjournal.tui.widgets.rows import RowPane


@dataclass
class LetterTyped(Message):
    """A letter was typed where it is no answer; `hint` says what to do instead, and "" clears the last hint."""

    hint: str


class AnswerRows(RowPane):
    """A list in a form."""

    DOES = "picks"
    """Verb for the hint: what space does to the row."""

    def on_key(self, event: events.Key) -> None:
        """Hint at the keys that work when a letter or digit is typed."""
        if event.character is not None and event.character.isalnum():
            event.stop()
            self.post_message(LetterTyped(f"Letters do nothing here: arrows move, space {self.DOES}."))
