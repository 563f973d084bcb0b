"""Keys in order: the action of one ends before the next is handled, however fast they are typed."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual import events
from textual.message import Message

from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.leaving import LeavableApp, drain_messages

ROUNDS = 10
"""Screens that one key may open in a row."""

ANSWERED_WITHIN = 10.0
"""Seconds to wait for an answer from another thread."""

UP_WITHIN = 5.0
"""Seconds to wait for a new screen to be mounted."""


class OrderlyApp(LeavableApp):
    """An app that handles keys strictly in order, each on the screen that it was typed for."""

    def __init__(self) -> None:
        """Start with no keys in progress."""
        super().__init__()
        self._unsettled = True
        self._dropped_until = 0.0
        self._answer: asyncio.Future[None] | None = None

    def drop_typed(self) -> None:
        """Ignore keys and clicks from before this moment, unless a form or dialog is on top to take them."""
        self._dropped_until = Message().time

    def hold_keys(self, answer: asyncio.Future[None]) -> None:
        """Hold the next key until `answer` is done: work that an earlier key began in another thread."""
        self._answer = answer

    async def on_event(self, event: events.Event) -> None:
        """Handle a key, paste or click after all earlier ones have taken effect."""
        typed = isinstance(event, events.Key | events.Paste)
        if not (typed or isinstance(event, events.MouseDown | events.MouseUp)) or event.is_forwarded:
            await super().on_event(event)
            return
        writes = self._takes_text(event)
        if self._unsettled or not writes:
            await self._settle()
        if event.time <= self._dropped_until and self._takes_commands():
            return
        self._unsettled = not (writes and self._takes_text(event))
        if not isinstance(event, events.Key) or self._takes_text() or not await self._run_binding(event.key):
            await super().on_event(event)

    def _takes_text(self, event: events.Event | None = None) -> bool:
        """Return whether the focused widget takes text; for a key event, whether it takes this key as text."""
        key, letter = (event.key, event.character) if isinstance(event, events.Key) else ("a", "a")
        return self.focused is not None and self.focused.check_consume_key(key, letter)

    async def _run_binding(self, key: str) -> bool:
        """Run the action bound to `key`. Textual would run some actions only after the keys that follow."""
        self.app_focus = True
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _takes_commands(self) -> bool:
        """Return whether the top screen takes keys as commands: neither a form nor a dialog."""
        return not isinstance(self.screen, DraftedScreen | ModalScreen)

    async def _settle(self) -> None:
        """Wait until the current screen is mounted, has handled its messages, and opens no other screen."""
        for _ in range(ROUNDS):
            screen = self.screen
            with suppress(TimeoutError):
                async with asyncio.timeout(UP_WITHIN):
                    await screen._mounted_event.wait()
            await drain_messages(self.focused or screen)
            if self._answer is not None:
                await asyncio.wait([self._answer], timeout=ANSWERED_WITHIN)
                self._answer = None
            elif self._next_callbacks:
                await self._flush_next_callbacks()
            elif self.screen is screen:
                return
