"""A small app with one widget."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from devjournal.tui.widgets.glyphs import UNICODE
from devjournal.tui.widgets.ink import Palette


class Alone(App[None]):
    """One widget, and the messages that it posts."""

    glyphs = UNICODE

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.palette = Palette(self.theme_variables, dark=True)
        self.posted: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def text_of(self, y: int) -> str:
        """Return the text of a line of the widget."""
        return self.widget.render_line(y).text.rstrip()
