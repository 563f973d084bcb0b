"""Keys in order: the action of a key ends before the next key is handled, however fast the keys are typed."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual import events
from textual.message import Message

from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.shutdown import GracefulApp, drain_messages

MAX_SCREENS = 10
"""Maximum number of screens that one key opens, one from the other."""

ANSWER_SECONDS = 10.0
"""Seconds to wait for work in another thread."""

MOUNT_SECONDS = 5.0
"""Seconds to wait for a new screen to be mounted."""


class SerialKeysApp(GracefulApp):
    """An app that handles keys strictly in order, each on the screen for which it was typed."""

    def __init__(self) -> None:
        """Start with no keys in progress."""
        super().__init__()
        self._unsettled = True
        self._dropped_until = 0.0
        self._work: asyncio.Future[None] | None = None

    def drop_typed(self) -> None:
        """Ignore keys and clicks typed before this call, unless a form or dialog is on top."""
        self._dropped_until = Message().time

    def hold_keys(self, work: asyncio.Future[None]) -> None:
        """Hold the next key until `work` is done, which an earlier key began in another thread."""
        self._work = work

    async def on_event(self, event: events.Event) -> None:
        """Handle a key, paste or click after all earlier ones have taken effect."""
        typed = isinstance(event, events.Key | events.Paste)
        if not (typed or isinstance(event, events.MouseDown | events.MouseUp)) or event.is_forwarded:
            await super().on_event(event)
            return
        is_text = self._takes_text(event)
        if self._unsettled or not is_text:
            await self._settle()
        if event.time <= self._dropped_until and self._takes_commands():
            return
        self._unsettled = not (is_text and self._takes_text(event))
        if not isinstance(event, events.Key) or self._takes_text() or not await self._run_binding(event.key):
            await super().on_event(event)

    def _takes_text(self, event: events.Event | None = None) -> bool:
        """Return whether the focused widget takes text; for a key event, whether it takes this key as text."""
        key, letter = (event.key, event.character) if isinstance(event, events.Key) else ("a", "a")
        return self.focused is not None and self.focused.check_consume_key(key, letter)

    async def _run_binding(self, key: str) -> bool:
        """Run the action bound to `key`, if any; return whether it ran. Textual runs some actions after later keys."""
        self.app_focus = True
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _takes_commands(self) -> bool:
        """Return whether the top screen takes keys as commands: neither a form nor a dialog."""
        return not isinstance(self.screen, DraftedScreen | ModalScreen)

    async def _settle(self) -> None:
        """Wait until the top screen is mounted, has handled its messages, and opens no other screen."""
        for _ in range(MAX_SCREENS):
            screen = self.screen
            with suppress(TimeoutError):
                async with asyncio.timeout(MOUNT_SECONDS):
                    await screen._mounted_event.wait()
            await drain_messages(self.focused or screen)
            if self._work is not None:
                await asyncio.wait([self._work], timeout=ANSWER_SECONDS)
                self._work = None
            elif self._next_callbacks:
                await self._flush_next_callbacks()
            elif self.screen is screen:
                return
