"""A one-line button that names its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from devjournal.tui.widgets.pane import Pane


class FlatButton(Pane, can_focus=True):
    """A one-line button."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False, priority=True)]

    @dataclass
    class Pressed(Message):
        """The button was pressed."""

        button: FlatButton

    def __init__(self, label: str, hint: str, *, main: bool = False, id: str | None = None) -> None:
        """Show `label`, and the key in `hint`; the `main` button is filled."""
        super().__init__(id=id)
        self._label, self._hint, self._main = label, hint, main

    def render_line(self, y: int) -> Strip:
        """Draw the button; the edge shows the focus."""
        edge = (self.glyphs.edge if self.has_focus else " ", "bar")
        ink = "bold on-primary" if self._main else "bold on-surface" if self.has_focus else "bold"
        return self.draw((edge, (f" {self._label} ", ink), (f"  {self._hint}", "muted")), self.ground)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return 1."""
        return 1

    def get_content_width(self, container: object, viewport: object) -> int:
        """Return the width of label and key."""
        return len(self._label) + len(self._hint) + 8

    def action_press(self) -> None:
        """Post `Pressed`."""
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        """Press the button."""
        self.action_press()
