"""The app under test: the real app on a real file, driven by keys and read from the screen."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual import _wait, events
from textual._context import visible_screen_stack
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.pilot import Pilot
from textual.widget import Widget

from devjournal.settings import UNSET, LoadedSettings
from devjournal.storage import Journal
from devjournal.tui import app as app_module
from devjournal.tui.app import JournalApp
from devjournal.tui.widgets.glyphs import UNICODE, Glyphs
from tests.frozen_clock import FrozenClock
from tests.tui.screen_snapshot import Cell, ScreenSnapshot

_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 1 / 250, 1 / 5000
"""How often a pilot checks whether the app is idle, and its idle threshold; `settle` checks by itself."""

PATIENCE = 30.0
"""Seconds before a wait fails."""

Notification.time_left = property(lambda _: 3600.0)  # type: ignore[method-assign,assignment]
"""Seconds until a toast goes by itself: none does in a test. On a busy machine it would be gone before a test looks."""

app_module.CHECK_SECONDS = 3600.0
"""The app looks for changes of other programs when a test calls `look`. On a busy machine its timer would fire between
two lines of a test that expects the app not to know of a change yet."""

T = TypeVar("T")
Size = tuple[int, int]

WIDE: Size = (120, 40)
MIDDLE: Size = (80, 24)
NARROW: Size = (60, 20)
SMALLEST: Size = (40, 12)


@dataclass
class AppSession:
    """A running app with methods to drive it."""

    app: JournalApp
    pilot: Pilot[None]

    @property
    def journal(self) -> Journal:
        """The open journal."""
        return self.app.journal

    async def settle(self, *, workers: bool = True) -> None:
        """Wait until nothing is on its way any more: no message, no worker, no layout, no paint, no callback after one.

        Where a test holds a worker up, `workers` are not waited for.

        A pilot looks whether the process used its core for some milliseconds, so it takes long on a quiet machine and
        errs on a busy one; this looks at what is left to do.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    await self._drain(workers=workers)
                    if self.app._exception is not None or not self.app.is_running:
                        return
                    self.app._check_resize()
                    self.app.screen._on_timer_update()  # paint now instead of with the next frame
                    if not any(pending for kind, pending in self._pending().items() if workers or kind != "workers"):
                        return
                    await asyncio.sleep(0)
        except TimeoutError:
            raise AssertionError(f"the app comes to no rest: {self._pending()}") from None

    async def _drain(self, *, workers: bool) -> None:
        """Let every widget handle its current messages, and every worker end."""
        app = self.app
        handled = []
        for pump in (app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))):
            done = asyncio.Event()
            if MessagePump.call_later(pump, done.set):
                handled.append((done, pump))
        for done, pump in handled:
            if not done.is_set():
                await _first_of(done, app._exception_event, pump, f"{pump} handles its messages")
        for worker in list(app.workers) if workers else ():
            if worker._task is not None and not worker.is_finished:
                await asyncio.wait([worker._task], timeout=PATIENCE)
                assert worker.is_finished, f"{worker} does not end"

    def _busy(self) -> bool:
        return any(self._pending().values())

    def _pending(self) -> dict[str, object]:
        """Return the pending work."""
        app, screen = self.app, self.app.screen
        widgets: list[Widget] = [screen, *screen.query("*")]
        dirty = [
            widget
            for widget in widgets
            if widget._layout_required or widget._repaint_required or widget._scroll_required
        ]
        return {
            "a resize": app._resize_event,
            "messages": [pump for pump in (app, *widgets) if pump.message_queue_size],
            "what comes next": [pump for pump in (app, *widgets) if pump._next_callbacks],
            "what comes after a frame": screen._callbacks,
            "paint": screen._dirty_widgets,
            # Hidden widgets are drawn when they are shown.
            "layout": [widget for widget in dirty if widget is screen or widget.is_on_screen],
            "workers": [worker for worker in app.workers if not worker.is_finished],
        }

    async def press(self, *keys: str) -> None:
        """Press keys by name, in order, waiting after each."""
        for key in keys:
            await self.rush(key)

    async def rush(self, *keys: str, workers: bool = True) -> None:
        """Hand over several keys at once, as a terminal does in one read."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self._send(events.Key(name, _character_of(name)))
        await self.settle(workers=workers)

    async def write(self, text: str) -> None:
        """Type a text, character by character."""
        for char in text:
            self._send(events.Key("enter", "\r") if char == "\n" else events.Key(_character_to_key(char), char))
        await self.settle()

    async def go_to(self, name: str) -> None:
        """Move to a field with tab, by its ID."""
        for _ in range(12):
            if self.focus == name:
                return
            await self.press("tab")
        raise AssertionError(f"tab never came to {name}")

    async def fill(self, **texts: str) -> None:
        """Type a text into each field, by ID."""
        for name, text in texts.items():
            await self.go_to(name)
            await self.write(text)

    async def paste(self, text: str) -> None:
        """Paste a text in one event, as a terminal does."""
        self._send(events.Paste(text))
        await self.settle()

    def _send(self, event: events.Event) -> None:
        """Hand over an event as the terminal driver does."""
        event.set_sender(self.app)
        self.app.post_message(event)

    async def resize(self, size: Size) -> None:
        """Resize the terminal."""
        await self.pilot.resize_terminal(*size)
        await self.settle()

    async def click(self, text: str, *, times: int = 1) -> None:
        """Click on the first occurrence of `text`."""
        x, y = self.where(text)
        await self.pilot.click(offset=(x, y), times=times)
        await self.settle()

    def where(self, text: str) -> tuple[int, int]:
        """Return column and row of the first occurrence of `text`."""
        for y, line in enumerate(self.lines):
            if (start := line.find(text)) >= 0:
                return cell_len(line[:start]), y
        raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(self.lines))

    @property
    def picture(self) -> ScreenSnapshot:
        """The characters and styles of the screen."""
        visible_screen_stack.set(self.app._background_screens)
        strips = self.app.screen._compositor.render_strips()
        rows = []
        for strip in strips:
            cells: list[Cell] = []
            for segment in strip:
                if segment.control:
                    continue
                cells.extend(Cell(char, segment.style or Style.null()) for char in segment.text)
            rows.append(cells)
        return ScreenSnapshot(rows, self.app.palette)

    @property
    def lines(self) -> list[str]:
        """The screen's text by line."""
        return self.picture.lines

    @property
    def text(self) -> str:
        """The screen's text."""
        return "\n".join(self.lines)

    @property
    def footer(self) -> str:
        """The last row."""
        return self.lines[-1]

    @property
    def focused(self) -> Widget:
        """The focused widget."""
        assert self.app.focused is not None, "nothing has the focus"
        return self.app.focused

    @property
    def focus(self) -> str:
        """The ID of the focused widget; for a field's control, the field's."""
        widget = self.focused
        parent = widget.parent
        return widget.id or (parent.id if isinstance(parent, Widget) else None) or ""

    @property
    def toasts(self) -> list[str]:
        """The texts of the visible toasts."""
        return [notice.message for notice in self.app._notifications]


def _character_of(key: str) -> str | None:
    """Return the character that a key types, or `None`."""
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return key if len(key) == 1 else None


async def _first_of(done: asyncio.Event, failed: asyncio.Event, pump: MessagePump, description: str) -> None:
    """Wait for an event, unless its widget is removed or the app fails."""
    waits = [asyncio.ensure_future(done.wait()), asyncio.ensure_future(failed.wait())]
    tasks = [] if pump._task is None else [pump._task]
    over, _ = await asyncio.wait([*waits, *tasks], timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    assert over, f"{PATIENCE:.0f} seconds went by before {description}"


@asynccontextmanager
async def run_app(
    journal: Journal,
    size: Size = WIDE,
    *,
    glyphs: Glyphs | None = UNICODE,
    theme: str = "",
    settings: LoadedSettings = UNSET,
    machine_name: Callable[[], str] = str,
) -> AsyncIterator[AppSession]:
    """Open the app on a journal."""
    state = journal.path.parent / "state"
    app = JournalApp(journal, state, settings=settings, glyphs=glyphs, machine_name=machine_name)
    if theme:
        app.theme = theme
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        at = AppSession(app, pilot)
        await at.settle()
        yield at


def drive(
    path: Path,
    now: datetime,
    play: Callable[[AppSession], Awaitable[T]],
    *,
    size: Size = WIDE,
    glyphs: Glyphs = UNICODE,
    keys: Sequence[str] = (),
) -> T:
    """Open the journal at `path` at a moment, press `keys`, and return the result of `play`."""

    async def session() -> T:
        with Journal(path, FrozenClock(now.astimezone())) as journal:
            async with run_app(journal, size, glyphs=glyphs) as at:
                await at.press(*keys)
                return await play(at)

    return asyncio.run(session())
