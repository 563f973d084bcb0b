"""A yes-or-no question before a removal, with its effect."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from devjournal.tui.kit.panel import Panel, keys_line
from devjournal.tui.widgets.paragraphs import wrap_inked


class ConfirmDialog(Panel[bool | None]):
    """Asks whether to remove something; one undo brings it back. The result is True or `None`."""

    KEYS = (("x", "remove"), ("esc", "keep it"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,y,enter", "dismiss(True)", show=False, priority=True),
        Binding("n", "dismiss", show=False, priority=True),
    ]

    def __init__(self, question: str, subject: str, effect: str) -> None:
        """Ask `question` about `subject`; `effect` says what a yes does."""
        super().__init__()
        self._question, self._subject, self._effect = question, subject, effect

    def write(self) -> None:
        """Write the question, the subject, the effect and the keys."""
        self.say(
            [
                ((self._question, "bold"),),
                *wrap_inked("text", self._subject, self.room, 3, self.glyphs.cut),
                (),
                *wrap_inked("muted", self._effect, self.room),
                (),
                keys_line(*self.keys()),
            ]
        )
