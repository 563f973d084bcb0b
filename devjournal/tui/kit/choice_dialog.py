"""Choosing one of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.tui.kit.panel import ListPanel
from devjournal.tui.widgets.fields import Picker
from devjournal.tui.widgets.lines import Line, cut


class ChoiceDialog(ListPanel[int | None]):
    """A question and its answers, each by an ID; left with one of them, or with None."""

    KEYS = (("enter", "choose"), ("esc", "none"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", show=False, priority=True)]

    def __init__(self, question: str, options: Sequence[tuple[object, Line]], chosen: object = None) -> None:
        """Ask `question`; the cursor begins on what is `chosen` now."""
        super().__init__()
        self._question = question
        self._options, self._chosen = options, chosen

    def rows(self) -> Picker:
        """The answers."""
        return Picker(self._options, self._chosen, id="filters")

    def write(self) -> None:
        """Write the question and the keys."""
        self.say([((cut(self._question, 58, self.glyphs.cut), "bold"),)])
        self.hint()
