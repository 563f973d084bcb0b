"""The rows of a field: letters answer nothing there, and that is said."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message

from devjournal.tui.widgets.pane import RowPane


class AnswerRows(RowPane):
    """A list in a form."""

    DOES = "picks"
    """What space does to the row under the cursor."""

    @dataclass
    class LetterTyped(Message):
        """A letter that no row takes, and what to do instead."""

        hint: str

    def on_key(self, event: events.Key) -> None:
        """Say what a letter would have to be."""
        if event.character is not None and event.character.isalnum():
            event.stop()
            self.post_message(self.LetterTyped(f"No letter answers here: the arrows move, space {self.DOES}."))
