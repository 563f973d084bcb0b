"""A sitting at the terminal: the real app on a real file, keys typed as its owner types them, and what is on screen."""

from __future__ import annotations

import asyncio
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
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widget import Widget

from devjournal.settings import UNSET, Reading
from devjournal.storage import Journal
from devjournal.tui.app import JournalApp
from devjournal.tui.widgets.glyphs import UNICODE, Glyphs
from tests.still import StillClock
from tests.tui.picture import Cell, Picture

_wait.SLEEP_GRANULARITY, _wait.SLEEP_IDLE = 1 / 250, 1 / 5000
"""How often a pilot looks whether the app is idle, and how little it then has done; `settle` looks for itself."""

T = TypeVar("T")
Size = tuple[int, int]

WIDE: Size = (120, 40)
MIDDLE: Size = (80, 24)
NARROW: Size = (60, 20)
SMALLEST: Size = (40, 12)


@dataclass
class Sitting:
    """One sitting: the app, and hands to drive it."""

    app: JournalApp
    pilot: Pilot[None]

    @property
    def journal(self) -> Journal:
        """The journal that is open."""
        return self.app.journal

    async def settle(self) -> None:
        """Wait until nothing is on its way any more: no message, no layout, no paint, no callback after one."""
        await self.pilot.pause()
        while self._busy():
            await self.pilot.pause()

    def _busy(self) -> bool:
        screen = self.app.screen
        widgets = (screen, *screen.query("*"))
        asked = (one for one in widgets if one._layout_required or one._repaint_required or one._scroll_required)
        return (
            bool(self.app.message_queue_size or screen._dirty_widgets or screen._callbacks)
            or any(widget.message_queue_size for widget in widgets)
            or any(one is screen or one.is_on_screen for one in asked)  # what is hidden is drawn once it is shown
        )

    async def press(self, *keys: str) -> None:
        """Press keys by their names, one after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text, character by character."""
        assert self.app._driver is not None
        for char in text:
            key = "enter" if char == "\n" else _character_to_key(char)
            event = events.Key(key, "\r" if char == "\n" else char)
            event.set_sender(self.app)
            self.app._driver.send_message(event)
        await self.settle()

    async def go_to(self, name: str) -> None:
        """Go by tab to a field, by its ID."""
        for _ in range(12):
            if self.focus == name:
                return
            await self.press("tab")
        raise AssertionError(f"tab never came to {name}")

    async def fill(self, **texts: str) -> None:
        """Type a text into each field, by its ID."""
        for name, text in texts.items():
            await self.go_to(name)
            await self.write(text)

    async def paste(self, text: str) -> None:
        """Paste a text whole, as a terminal hands it over."""
        assert self.app._driver is not None
        event = events.Paste(text)
        event.set_sender(self.app)
        self.app._driver.send_message(event)
        await self.settle()

    async def resize(self, size: Size) -> None:
        """Change the terminal's size."""
        await self.pilot.resize_terminal(*size)
        await self.settle()

    async def click(self, text: str, *, times: int = 1) -> None:
        """Click on the first place of the screen where a text stands."""
        x, y = self.where(text)
        await self.pilot.click(offset=(x, y), times=times)
        await self.settle()

    def where(self, text: str) -> tuple[int, int]:
        """Return the column and row of the first place where a text stands."""
        for y, line in enumerate(self.lines):
            if (found := line.find(text)) >= 0:
                return cell_len(line[:found]), y
        raise AssertionError(f"{text!r} is not on the screen:\n" + "\n".join(self.lines))

    @property
    def picture(self) -> Picture:
        """What is on the screen: every cell's character and style."""
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
        return Picture(rows, self.app.palette)

    @property
    def lines(self) -> list[str]:
        """The screen's text, line by line."""
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
        """What has the focus."""
        assert self.app.focused is not None, "nothing has the focus"
        return self.app.focused

    @property
    def focus(self) -> str:
        """The ID of what has the focus; for the control of a field, the field's."""
        widget = self.focused
        parent = widget.parent
        return widget.id or (parent.id if isinstance(parent, Widget) else None) or ""

    @property
    def toasts(self) -> list[str]:
        """What the toasts on the screen say."""
        return [notice.message for notice in self.app._notifications]


@asynccontextmanager
async def sit(
    journal: Journal,
    size: Size = WIDE,
    *,
    glyphs: Glyphs | None = UNICODE,
    theme: str = "",
    settings: Reading = UNSET,
) -> AsyncIterator[Sitting]:
    """Open the app on a journal for a while."""
    app = JournalApp(journal, journal.path.parent / "state", settings=settings, glyphs=glyphs)
    if theme:
        app.theme = theme
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True) as pilot:
        at = Sitting(app, pilot)
        await at.settle()
        yield at


def drive(
    path: Path,
    now: datetime,
    play: Callable[[Sitting], Awaitable[T]],
    *,
    size: Size = WIDE,
    glyphs: Glyphs = UNICODE,
    keys: Sequence[str] = (),
) -> T:
    """Open the journal at `path` at a moment, press `keys`, and return what `play` returns."""

    async def sitting() -> T:
        with Journal(path, StillClock(now.astimezone())) as journal:
            async with sit(journal, size, glyphs=glyphs) as at:
                await at.press(*keys)
                return await play(at)

    return asyncio.run(sitting())
