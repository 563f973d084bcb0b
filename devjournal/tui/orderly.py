"""Keys one after the other: what one began is over before the next is looked at, however fast they are typed."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from textual import events
from textual.message import Message

from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.kit.window import ModalScreen
from devjournal.tui.leaving import LeavableApp, written_down

ROUNDS = 10
"""Screens that one key may open, one from the other."""

ANSWERED_WITHIN = 10.0
"""Seconds after which keys wait no more for an answer that another one asked for."""

UP_WITHIN = 5.0
"""Seconds after which a screen that is being made is not waited for any more."""


class OrderlyApp(LeavableApp):
    """An app that takes keys in their order: none overtakes another, none comes to a screen too early or too late."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        super().__init__()
        self._unsettled = True
        self._dropped_until = 0.0
        self._answer: asyncio.Future[None] | None = None

    def drop_typed(self) -> None:
        """Take nothing any more of what was typed or clicked before this moment, but where it is a form's again."""
        self._dropped_until = Message().time

    def hold_keys(self, answer: asyncio.Future[None]) -> None:
        """Let the next key wait for something that an earlier one asked another thread for."""
        self._answer = answer

    async def on_event(self, event: events.Event) -> None:
        """Hand an event on: what is typed or clicked once what was typed before it is done."""
        typed = isinstance(event, events.Key | events.Paste)
        if not (typed or isinstance(event, events.MouseDown | events.MouseUp)) or event.is_forwarded:
            await super().on_event(event)
            return
        writes = self._takes_text(event)
        if self._unsettled or not writes:
            await self._settle()
        if event.time <= self._dropped_until and self._beneath():
            return
        self._unsettled = not (writes and self._takes_text(event))
        if not isinstance(event, events.Key) or self._takes_text() or not await self._bound(event.key):
            await super().on_event(event)

    def _takes_text(self, event: events.Event | None = None) -> bool:
        """Say whether a text has the focus; of a key, whether it is written in it."""
        key, letter = (event.key, event.character) if isinstance(event, events.Key) else ("a", "a")
        return self.focused is not None and self.focused.check_consume_key(key, letter)

    async def _bound(self, key: str) -> bool:
        """Do what a key is bound to where no text has the focus; Textual would do some of it after the keys behind."""
        self.app_focus = True
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    def _beneath(self) -> bool:
        """Say whether what is shown now lay under what was left, and takes keys for commands."""
        return not isinstance(self.screen, DraftedScreen | ModalScreen)

    async def _settle(self) -> None:
        """Wait until the screen that is shown is up, has heard of all that was typed, and opens no other one."""
        for _ in range(ROUNDS):
            screen = self.screen
            with suppress(TimeoutError):
                async with asyncio.timeout(UP_WITHIN):
                    await screen._mounted_event.wait()
            await written_down(self.focused or screen)
            if self._answer is not None:
                await asyncio.wait([self._answer], timeout=ANSWERED_WITHIN)
                self._answer = None
            elif self._next_callbacks:
                await self._flush_next_callbacks()
            elif self.screen is screen:
                return
