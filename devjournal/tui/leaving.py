"""How the app is left, whatever the terminal does: drafts kept, the terminal given back, and within two seconds."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack, nullcontext, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from textual.dom import DOMNode
from textual.driver import Driver
from textual.widget import Widget

from devjournal.platforms import ENDING, WINDOWS, hearing
from devjournal.tui.kit.drafted import DraftedScreen
from devjournal.tui.widgets.painted import CoveringApp

if TYPE_CHECKING:
    from subprocess import Popen

    from rich.console import RenderableType
    from textual.screen import Screen

GRACE = 1.5
"""Seconds for the app to end by itself; after them it is ended, with its drafts kept."""

HUNG_UP = 128 + 1
"""The exit code of an app whose terminal is gone: that of SIGHUP, which may come later, or never."""


class LeavableApp(CoveringApp):
    """An app that ends when it is told to: by its owner, a signal, or a terminal that is gone."""

    def __init__(self) -> None:
        """Begin with nothing to leave."""
        super().__init__()
        self._heard = ExitStack()
        self._asked_to_leave, self._over = Event(), Event()
        self._leaving = False
        self._code = 0
        self._editor: Popen[bytes] | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return a driver that never waits for the terminal."""
        if WINDOWS:
            return super().get_driver_class()
        from devjournal.tui.driver import TerminalDriver

        return TerminalDriver

    # what tells it to end

    def leave_when_told(self) -> None:
        """Leave where the terminal hangs up or the program is told to end."""
        self._heard.enter_context(hearing(ENDING, lambda number: self.leave(128 + number)))
        Thread(target=self._end_late, name="end", daemon=True).start()

    def terminal_lost(self) -> None:
        """Leave: nobody sees the app any more."""
        self.leave(HUNG_UP)

    def leave(self, code: int = 0) -> None:
        """Leave with an exit code, from whatever thread or signal; what is being typed is kept."""
        if self._leaving:
            return
        self._leaving, self._code = True, code
        self._asked_to_leave.set()
        if (end := getattr(self._driver, "end", None)) is not None:
            end()
        if self._editor is not None:
            self._editor.terminate()
        self._soon(self._leave)

    def edit_in(self, editor: Popen[bytes] | None) -> None:
        """An editor has the terminal, and is told, too, where the app is to end; None is its end."""
        self._editor = editor
        if self._leaving and editor is not None:
            editor.terminate()

    def _soon(self, call: Callable[[], None]) -> None:
        """Let the app call something, from whatever thread; nothing where it is over."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # it was closed meanwhile
                loop.call_soon_threadsafe(call)

    def _leave(self) -> None:
        self._keep_drafts()
        self.exit(return_code=self._code)

    async def on_exit_app(self) -> None:
        """Keep also what was typed last: the exit comes after it."""
        if self.focused is not None:
            await written_down(self.focused)
        self._keep_drafts()

    async def action_quit(self) -> None:
        """Leave."""
        self.leave()

    def _keep_drafts(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DraftedScreen):
                screen.keep()

    def ended(self) -> None:
        """The app is over, and its terminal is given back."""
        self._heard.close()
        if not self._code:  # else somebody waits for the process to end
            self._over.set()

    def _end_late(self) -> None:
        """End the process where the app did not end by itself: something that it waits for does not come."""
        self._asked_to_leave.wait()
        if self._over.wait(GRACE):
            return
        try:
            self._keep_drafts()
            if self._driver is not None:
                self._driver.stop_application_mode()
                self._driver.close()
        finally:
            os._exit(self._code)

    # frames that a terminal takes too slowly

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw, but leave a frame out where earlier ones still wait for the terminal."""
        if getattr(self._driver, "is_behind", False):
            return
        framing = getattr(self._driver, "framing", nullcontext)
        with framing():
            super()._display(screen, renderable)

    def terminal_ready(self) -> None:
        """Draw all that frames which were left out would have shown."""
        self._soon(self._draw_again)

    def _draw_again(self) -> None:
        if self.screen_stack:
            self.screen.refresh()


async def written_down(widget: Widget) -> None:
    """Wait until a widget has taken every letter, and those around it what it told them.

    What saves or leaves a form must not overtake the last ones.
    """
    node: DOMNode | None = widget
    while isinstance(node, Widget):
        for _ in range(3):  # what it took may have made it tell itself something
            done = asyncio.Event()
            if not node.call_later(done.set) or not await _within(0.5, done) or not node.message_queue_size:
                break
        node = node.parent


async def _within(seconds: float, done: asyncio.Event) -> bool:
    """Wait so long for something, and say whether it came; it does not for what waits for the app itself."""
    try:
        async with asyncio.timeout(seconds):
            await done.wait()
    except TimeoutError:
        return False
    return True
