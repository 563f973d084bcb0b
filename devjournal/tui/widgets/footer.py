"""The footer: up to seven verbs for the current focus, and help at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from devjournal.tui.widgets.lines import Piece, width_of
from devjournal.tui.widgets.pane import Pane
from devjournal.tui.widgets.screen_sizes import WIDE, content_of, margin_of

MAX_VERBS = 7
"""Verbs in the footer; the others are in help and in the palette."""

Key = tuple[str, str, str]
"""Key, label, and the action of a click."""


class Footer(Pane):
    """One row of keys. If the window is narrow, whole verbs are dropped from the right."""

    @dataclass
    class Pressed(Message):
        """A verb was clicked."""

        action: str

    def __init__(self) -> None:
        """Begin without keys."""
        super().__init__(id="footer")
        self._keys: Sequence[Key] = ()
        self._last: Key = ("?", "help", "help")
        self._spots: list[tuple[range, str]] = []

    def tell(self, keys: Sequence[Key], last: Key) -> None:
        """Show `keys`, and `last` at the right end."""
        self._keys, self._last = keys[:MAX_VERBS], last
        self.redraw()

    def redraw(self) -> None:
        """Draw the keys for the current width."""
        width = self.size.width
        margin = margin_of(width)
        right = margin + content_of(width)
        gap = 4 if width >= WIDE else 3 if width >= 72 else 2
        help_key, help_label, help_action = self._last
        room = right - len(help_key) - 1 - len(help_label)
        pieces: list[Piece] = [(" " * margin, "")]
        self._spots = [(range(room, right), help_action)]
        at = margin
        for key, label, action in self._keys:
            size = len(key) + 1 + len(label)
            if at + size + gap > room:
                break
            pieces += [(key, "bold here"), (f" {label}", "muted"), (" " * gap, "")]
            self._spots.append((range(at, at + size), action))
            at += size + gap
        pieces.append((" " * max(0, room - width_of(tuple(pieces))), ""))
        pieces += [(help_key, "bold here"), (f" {help_label}", "muted")]
        self.show([tuple(pieces)])

    def on_click(self, event: events.Click) -> None:
        """Post the action of the clicked verb."""
        for spot, action in self._spots:
            if event.x in spot and action:
                self.post_message(self.Pressed(action))
