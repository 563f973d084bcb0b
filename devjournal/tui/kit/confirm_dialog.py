"""A small question before something is done that reaches further than the eye: what will happen, and yes or no."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.tui.kit.panel import Panel, keys_line
from devjournal.tui.widgets.lines import wrap


class ConfirmDialog(Panel[bool]):
    """Yes or no, to a removal that one step of undo brings back."""

    KEYS = (("x", "remove"), ("esc", "keep it"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,y,enter", "dismiss(True)", show=False, priority=True),
        Binding("escape,n", "dismiss(False)", show=False, priority=True),
    ]

    def __init__(self, question: str, words: str, says: str) -> None:
        """Ask about `words`, and say what a yes does."""
        super().__init__()
        self._asked, self._words, self._says = question, words, says

    def write(self) -> None:
        """Write the question, what it is about, and what a yes does."""
        self.say(
            [
                ((self._asked, "bold"),),
                *(((part, "text"),) for part in wrap(self._words, self.room, 3, self.glyphs.cut)),
                (),
                *(((part, "muted"),) for part in wrap(self._says, self.room)),
                (),
                keys_line(*self.keys()),
            ]
        )
