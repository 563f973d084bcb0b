"""The end of the app: drafts are saved and the terminal is restored, in at most two seconds."""

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

from devjournal.platforms import END_SIGNALS, WINDOWS, handle_at_once
from devjournal.tui.kit.compositor import CoveringApp
from devjournal.tui.kit.drafted import DraftedScreen

if TYPE_CHECKING:
    from subprocess import Popen

    from rich.console import RenderableType
    from textual.screen import Screen

GRACE_SECONDS = 1.5
"""Seconds that the app has to end by itself before its process is ended."""

HUNG_UP = 128 + 1
"""Exit code if the terminal is gone: that of SIGHUP, which may arrive later or never."""


class GracefulApp(CoveringApp):
    """An app that ends cleanly on a key, on a signal, and when its terminal is gone."""

    def __init__(self) -> None:
        """Prepare the end."""
        super().__init__()
        self._signal_handlers = ExitStack()
        self._leave_requested, self._over = Event(), Event()
        self._leaving = False
        self._code = 0
        self._editor: Popen[bytes] | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return a driver that never waits for the terminal."""
        if WINDOWS:
            return super().get_driver_class()
        from devjournal.tui.driver import TerminalDriver

        return TerminalDriver

    # What ends the app.

    def action_help_quit(self) -> None:
        """Say how to quit: `ctrl+c` copies selected text, so that it does not quit."""
        self.clear_notifications()
        self.notify("ctrl+q quits; everything is kept.", timeout=4)

    def leave_on_signals(self) -> None:
        """End the app on SIGHUP, SIGTERM and the like."""
        self._signal_handlers.enter_context(handle_at_once(END_SIGNALS, lambda number: self.leave(128 + number)))
        Thread(target=self._end_in_time, name="end", daemon=True).start()

    def terminal_lost(self) -> None:
        """End the app: the terminal is gone."""
        self.leave(HUNG_UP)

    def leave(self, code: int = 0) -> None:
        """End the app with an exit code, called from any thread or signal handler. Drafts are saved."""
        if self._leaving:
            return
        self._leaving, self._code = True, code
        self._leave_requested.set()
        if (end := getattr(self._driver, "end", None)) is not None:
            end()
        if self._editor is not None:
            self._editor.terminate()
        self._call_in_loop(self._leave)

    def register_editor(self, editor: Popen[bytes] | None) -> None:
        """Register the running editor, to be terminated if the app ends; `None` after it has exited."""
        self._editor = editor
        if self._leaving and editor is not None:
            editor.terminate()

    def _call_in_loop(self, call: Callable[[], None]) -> None:
        """Run `call` in the app's event loop, from any thread. Nothing is run after the loop is closed."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop was closed meanwhile
                loop.call_soon_threadsafe(call)

    def _leave(self) -> None:
        self._save_drafts()
        self.exit(return_code=self._code)

    async def on_exit_app(self) -> None:
        """Save drafts, including keys typed just before the exit."""
        if self.focused is not None:
            await drain_messages(self.focused)
        self._save_drafts()

    async def action_quit(self) -> None:
        """End the app."""
        self.leave()

    def _save_drafts(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DraftedScreen):
                screen.keep()

    def ended(self) -> None:
        """Record that the app has ended and its terminal is restored."""
        self._signal_handlers.close()
        if not self._code:  # after a signal, `_end_in_time` ends the process
            self._over.set()

    def _end_in_time(self) -> None:
        """End the process if the app has not ended `GRACE_SECONDS` after `leave`."""
        self._leave_requested.wait()
        if self._over.wait(GRACE_SECONDS):
            return
        try:
            self._save_drafts()
            if self._driver is not None:
                self._driver.stop_application_mode()
                self._driver.close()
        finally:
            os._exit(self._code)

    # Frames for a slow terminal.

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Draw a frame. It is skipped if the terminal is behind."""
        if getattr(self._driver, "is_behind", False):
            return
        framing = getattr(self._driver, "framing", nullcontext)
        with framing():
            super()._display(screen, renderable)

    def terminal_ready(self) -> None:
        """Redraw the screen after frames were skipped."""
        self._call_in_loop(self._draw_again)

    def _draw_again(self) -> None:
        if self.screen_stack:
            self.screen.refresh()


async def drain_messages(widget: Widget) -> None:
    """Wait until `widget` and its ancestors have handled their messages.

    A form must not be saved or closed before it has the last letters typed.
    """
    node: DOMNode | None = widget
    while isinstance(node, Widget):
        for _ in range(3):  # a message may have posted another to the widget itself
            done = asyncio.Event()
            if not node.call_later(done.set) or not await _within(0.5, done) or not node.message_queue_size:
                break
        node = node.parent


async def _within(seconds: float, done: asyncio.Event) -> bool:
    """Wait for `done`, and return whether it was set in time. It is not set if the widget itself waits for the app."""
    try:
        async with asyncio.timeout(seconds):
            await done.wait()
    except TimeoutError:
        return False
    return True
