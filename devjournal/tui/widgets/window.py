"""Screens that are as large as the window is: every page, form and dialog is one of them."""

from __future__ import annotations

from typing import Any

from textual import events, screen
from textual.screen import ScreenResultType


class _WindowSized:
    """Takes the window's size as it is now, whatever size an event names.

    Textual's screens tell themselves each size that they took. Where the window changed again meanwhile both sizes go
    round in the queue of the screen: it is laid out at the one and at the other for ever, nothing else is done, or it
    stays at the older one.

    It is no widget itself: a stylesheet follows the first base that is one.
    """

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, a new size as the one that the window has."""
        if isinstance(event, events.Resize):
            size = self.app.size  # type: ignore[attr-defined]
            if event.size != size:
                event = events.Resize(size, size)
        parent: Any = super()
        await parent.on_event(event)


class Screen(_WindowSized, screen.Screen[ScreenResultType]):
    """A page that fills the window."""


class ModalScreen(_WindowSized, screen.ModalScreen[ScreenResultType]):
    """A dialog that lies over a page."""
