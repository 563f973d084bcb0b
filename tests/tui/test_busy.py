"""A busy machine: the program is not scheduled for a while between any two readings of the clock."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import cycle
from typing import Any

import pytest
from textual import _time, events
from textual.geometry import Size as TextualSize
from textual.widgets._toast import Toast

from devjournal.storage import Journal
from devjournal.tui import verbs
from devjournal.tui.verbs import Verb
from devjournal.tui.widgets.tabs import Tabs
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, AppSession, Size, run_app

PATIENCE = 20.0
"""Seconds before a wait fails."""

JUMPS = (0.004, 0.0, 0.011, 0.002, 0.009, 0.0, 0.015, 0.001)
"""Seconds without the processor before each reading of the clock, repeated."""

OWN: dict[str, tuple[Verb, ...]] = {
    "week": verbs.WEEK,
    "calendar": verbs.CALENDAR,
    "gaps": verbs.GAPS,
    "people": verbs.PEOPLE,
    "reviews": verbs.REVIEWS,
    "one_to_one": verbs.ONE_TO_ONE,
}
ANYWHERE = (verbs.ENTRY, verbs.TOPIC, verbs.SEARCH, verbs.HELP, verbs.PALETTE)
PASSED_OVER = (verbs.PAGE_EDITOR, verbs.COPY)
"""Verbs that start another program."""


@pytest.fixture(autouse=True)
def _busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock of Textual's timers jump between readings, as on a busy machine."""
    jumps, before, late = cycle(JUMPS), _time.get_time, 0.0

    def now() -> float:
        nonlocal late
        late += next(jumps)
        return before() + late

    monkeypatch.setattr(_time, "get_time", now)


class Watched:
    """The app without a pilot: keys and sizes are handed over, and paints are counted."""

    def __init__(self, at: AppSession) -> None:
        """Start counting the paints of `at`."""
        self.app, self._at = at.app, at
        self.frames = 0
        self._display = self.app._display
        self.app._display = self._count  # type: ignore[method-assign]

    def _count(self, screen: Any, renderable: Any) -> None:
        self.frames += renderable is not None and not self.app._batch_count
        self._display(screen, renderable)

    async def until(self, true: Callable[[], object], problem: str) -> None:
        """Wait until `true` returns a true value."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not true():
                    await asyncio.sleep(0.002)
        except TimeoutError:
            open_batches = f"{self.app._batch_count} batches are open, {self.app.screen} is {self.app.screen.size}"
            raise AssertionError(f"{problem}: {open_batches}") from None

    async def press(self, key: str) -> None:
        """Press a key; its effects must be painted, with nothing held back."""
        before, text, screen = self.frames, self._at.text, self.app.screen
        self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.rest(f"after {key}")
        if self._at.text != text or self.app.screen is not screen:
            await self.until(lambda: self.frames > before, f"{key} painted nothing")

    async def rest(self, when: str) -> None:
        """Wait until all requested work is done and painted."""
        true = False
        while not true:  # `until` ends it
            await self._at.pilot._wait_for_screen(PATIENCE)
            await self.until(lambda: not self.app._batch_count, f"the picture is held back for good {when}")
            await self.until(lambda: not self._at._busy(), f"there is no end {when}")
            true = await self._at.pilot._wait_for_screen(PATIENCE) and not self._at._busy()

    async def resize(self, *sizes: Size) -> None:
        """Resize the terminal several times; the last size must be drawn."""
        driver = self.app._driver
        for size in sizes:
            driver._size = TextualSize(*size)  # type: ignore[union-attr]
            self.app.post_message(events.Resize(TextualSize(*size), TextualSize(*size)))
        if self.app._batch_count:  # nothing is laid out while frames are held back
            pumps = self.app, self.app.screen
            await self.until(lambda: all(pump.message_queue_size == 0 for pump in pumps), "the sizes go round")
            return
        await self.draws(sizes[-1])
        await self.rest(f"after {sizes[-1]}")

    async def draws(self, size: Size) -> None:
        """Wait until the app is drawn for a size."""
        await self.until(lambda: self.picture_size == size, f"{size} was not drawn")

    @property
    def picture_size(self) -> Size:
        """The size of the drawing."""
        rows = self._at.picture.rows
        return (len(rows[0]), len(rows))


@asynccontextmanager
async def watch(journal: Journal, size: Size) -> AsyncIterator[Watched]:
    """Open the app on a journal, and watch it."""
    async with run_app(journal, size) as at:
        yield Watched(at)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), list(zip(OWN, cycle((WIDE, SMALLEST)), strict=False)), ids=str)
async def test_every_verb_of_every_screen_paints(name: str, size: Size, sample: Journal) -> None:
    number = str(list(OWN).index(name) + 1)
    async with watch(sample, size) as window:
        await window.press(number)
        home, opened = window.app.screen, 0
        for verb in (*ANYWHERE, *OWN[name]):
            if verb in PASSED_OVER:
                continue
            await window.press(verb.key.split(",")[0])
            await window.press("x" if window.app.screen is not home else "down")
            while window.app.screen is not home:
                opened += 1
                await window.press("escape" if window.app.current_mode == name else number)
        assert opened > len(ANYWHERE)
        assert window.app.screen is home
        assert window.frames > opened


@pytest.mark.slow
@pytest.mark.timeout(20)
@pytest.mark.parametrize("key", ["4", "a", "slash"])
async def test_two_sizes_in_one_queue_do_not_go_round_for_ever(key: str, sample: Journal) -> None:
    async with watch(sample, MIDDLE) as window:
        await window.press(key)
        for sizes in (((40, 12), (100, 30)), ((60, 20), (120, 40)), ((60, 20), (40, 11))):
            with window.app.batch_update():  # as while another screen is opened
                for size in sizes:
                    window.app.screen.post_message(events.Resize(TextualSize(*size), TextualSize(*size)))
                    window.app.screen.call_later(lambda: None)  # otherwise one would replace the other
                await window.resize(*sizes)
            await window.draws(sizes[-1])
            await window.rest(f"after {sizes}")
            assert window.picture_size == sizes[-1]


@pytest.mark.slow
async def test_sizes_and_toasts_come_and_go(sample: Journal) -> None:
    async with watch(sample, MIDDLE) as window:
        for key in ("1", "2", "3", "4", "5", "6", "a"):
            await window.press(key)
            for sizes in (((40, 12), (100, 30)), ((60, 20), (120, 40)), ((60, 20), (40, 11)), (NARROW, WIDE, MIDDLE)):
                for size in sizes:
                    await window.resize(size)
                await window.resize(*sizes)
        await window.press("escape")
        window.app.notify("Soon gone.", timeout=0.01)
        window.app.notify("Soon gone, too.", timeout=0.03)
        await window.until(lambda: not window.app.screen.query(Toast), "a toast stays for good")


async def test_a_look_while_the_app_is_taken_down_does_nothing(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_app(journal) as at:
        app, look = at.app, at.app.look
        taken_down = app._close_all

        async def close_all() -> None:
            await app.screen.query(Tabs).remove()
            journal.entries.add("Written meanwhile", day=journal.today)
            app._last_version = None
            look()
            await taken_down()

        monkeypatch.setattr(app, "_close_all", close_all)
    assert app._exception is None
