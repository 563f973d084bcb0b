"""A question with a list of answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.tui.kit.panel import ListPanel
from devjournal.tui.widgets.fields import Picker
from devjournal.tui.widgets.lines import Line, cut


class ChoiceDialog(ListPanel[int | None]):
    """Asks for one of several answers. The result is the ID of the chosen answer, or `None`."""

    KEYS = (("enter", "choose"), ("esc", "back"))
    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "dismiss", show=False, priority=True)]

    def __init__(self, question: str, options: Sequence[tuple[object, Line]], current: object = None) -> None:
        """Ask `question`, with the cursor on the answer `current`."""
        super().__init__()
        self._question = question
        self._options, self._current = options, current

    def rows(self) -> Picker:
        """The answers."""
        return Picker(self._options, self._current, id="filters")

    def write(self) -> None:
        """Write the question and the keys."""
        self.say([((cut(self._question, 58, self.glyphs.cut), "bold"),)])
        self.hint()
