"""Takes pictures of the real app on the demo's journal, at fixed times and in a fixed environment."""

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
from tests.tui.app_session import AppSession, run_app

SETTINGS = UNSET._replace(settings=UNSET.settings._replace(first_day="monday"))


@contextmanager
def fixed_environment() -> Iterator[None]:
    """Within the block, set the time zone to UTC, and hide the environment variables of this machine."""
    variables = dict(os.environ)
    try:
        for name in variables.keys() - {"PATH", "TMPDIR"}:
            del os.environ[name]
        os.environ.update(TZ="UTC", LC_ALL="C.UTF-8", TERM="xterm-256color")
        time.tzset()
        yield
    finally:
        os.environ.clear()
        os.environ.update(variables)
        time.tzset()


class Studio:
    """Takes pictures, with journals in one folder."""

    def __init__(self, folder: Path) -> None:
        """Make the journals in `folder`."""
        self.folder = folder

    def journal_until(self, until: str) -> Path:
        """Return the demo's journal up to a time. It is written once, and copied for each picture."""
        path = self.folder / f"{until.replace(':', '')}.story"
        if not path.exists():
            fill(path, _moment(until))
        return path

    def take(self, shot: Shot) -> str:
        """Return a picture as SVG."""

        async def run() -> str:
            async with self.open_app(shot) as at:
                await press(at, shot.keys)
                return still(at.picture.rows)

        return asyncio.run(run())

    @asynccontextmanager
    async def open_app(self, shot: Shot) -> AsyncIterator[AppSession]:
        """Open the app on a copy of the shot's journal."""
        now = _moment(shot.moment)
        folder = self.folder / shot.name
        folder.mkdir(mode=0o700)
        path = folder / "journal.db"
        if shot.until:
            shutil.copyfile(self.journal_until(shot.until), path)
        with Journal(path, lambda: now) as journal:
            glyphs = ASCII if shot.ascii else UNICODE
            async with run_app(journal, shot.size, glyphs=glyphs, theme=shot.theme, settings=SETTINGS) as at:
                yield at
        shutil.rmtree(folder)


async def press(at: AppSession, keys: tuple[str, ...]) -> None:
    """Press keys. Stop the cursor from blinking, and refuse a toast: both would change the picture by themselves."""
    for key in keys:
        await (at.write(key) if len(key) == 1 else at.press(key))
    for field in at.app.screen.query(Input):
        field.cursor_blink = False
    await at.settle()
    if at.toasts:
        raise RuntimeError(f"a toast would be on the picture, depending on the time: {at.toasts}")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()
