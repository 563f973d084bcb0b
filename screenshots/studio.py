"""Where the pictures are taken: the real app on the demo's journal, at moments and a place that are always the same."""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from textual.widgets import Input

from devjournal.demo import fill
from devjournal.settings import UNSET
from devjournal.storage import Journal
from devjournal.tui.widgets.glyphs import ASCII, UNICODE
from screenshots.drawing import still
from screenshots.shots import Shot
from tests.tui.sitting import Sitting, sit

SETTINGS = UNSET._replace(settings=UNSET.settings._replace(first_day="monday"))


@contextmanager
def same_everywhere() -> Iterator[None]:
    """Let the time zone be UTC, and hide the environment, until what is within is done."""
    kept = dict(os.environ)
    try:
        for name in kept.keys() - {"PATH", "TMPDIR"}:
            del os.environ[name]
        os.environ.update(TZ="UTC", LC_ALL="C.UTF-8", TERM="xterm-256color")
        time.tzset()
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        time.tzset()


class Studio:
    """Takes pictures; what it needs for them lies in one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep the journals in `folder`."""
        self.folder = folder

    def tell(self, until: str) -> Path:
        """Return the demo's journal as it stands at a moment; it is written once, and nobody writes in it."""
        story = self.folder / f"{until.replace(':', '')}.story"
        if not story.exists():
            fill(story, _moment(until))
        return story

    def take(self, shot: Shot) -> str:
        """Return a picture as SVG."""

        async def taken() -> str:
            async with self.sitting(shot) as at:
                await press(at, shot.keys)
                return still(at.picture.rows)

        return asyncio.run(taken())

    @asynccontextmanager
    async def sitting(self, shot: Shot) -> AsyncIterator[Sitting]:
        """Open the app where a shot begins, on a journal of its own."""
        now = _moment(shot.moment)
        place = self.folder / shot.name
        place.mkdir(mode=0o700)
        path = place / "journal.db"
        if shot.told:
            shutil.copyfile(self.tell(shot.told), path)
        with Journal(path, lambda: now) as journal:
            glyphs = ASCII if shot.ascii else UNICODE
            async with sit(journal, shot.size, glyphs=glyphs, theme=shot.theme, settings=SETTINGS) as at:
                yield at
        shutil.rmtree(place)


async def press(at: Sitting, keys: tuple[str, ...]) -> None:
    """Press keys, and see that what is on the screen then does not go or blink by itself."""
    for key in keys:
        await (at.write(key) if len(key) == 1 else at.press(key))
    for field in at.app.screen.query(Input):
        field.cursor_blink = False
    await at.settle()
    if at.toasts:
        raise RuntimeError(f"a toast would be on the picture, or not, as time goes: {at.toasts}")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
