"""The app on a journal damaged by another program: one message, the rest is shown, and no screen fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from devjournal.errors import Unsound
from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage.foreign_content import BYTES, OBJECTS, ROWS, base
from tests.tui.app_session import run_app

SOME = (
    "this week's goal is not UTF-8",
    "a Monday that is no day",
    "undo history that is no JSON",
    "a table is gone",
    "an index lists rows that are gone",
    "an index holds other values",
)
"""Kinds of damage that represent the others if time is short."""

REFUSED = (
    "a recursive view",
    "a recursive view in the place of what is searched",
    "a recursive view in a table's place",
    "a table whose text is nonsense",
    "a table without its checks",
)
"""Kinds of damage with which the app prints one line instead of opening."""

KEYS = (
    *("2", "l", "enter", "escape", "3", "l", "enter", "escape", "4", "j", "enter", "escape"),
    *("5", "j", "enter", "escape", "6", "j", "1", "u", "U", "e", "escape", "a", "escape", "r", "escape"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound journal, filled once."""
    path = tmp_path_factory.mktemp("whole") / "journal.db"
    base(path)
    return path


async def walk(bent: str, whole: Path, tmp_path: Path, clock: FrozenClock) -> None:
    """Visit the six screens, their pages and some forms of a damaged journal."""
    path = tmp_path / "bent" / "journal.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(whole, path)
    {**ROWS, **OBJECTS, **BYTES}[bent](path)
    if bent in REFUSED:
        with pytest.raises(Unsound):
            Journal(path, clock, busy_timeout=0.2)
        return
    with Journal(path, clock, busy_timeout=0.2) as journal:
        async with run_app(journal) as at:
            for key in KEYS:
                await at.press(key)
            assert at.app._exception is None
            assert at.app.is_running


@pytest.mark.slow
@pytest.mark.parametrize("bent", SOME)
async def test_the_screens_of_a_bent_journal(bent: str, whole: Path, tmp_path: Path, clock: FrozenClock) -> None:
    await walk(bent, whole, tmp_path, clock)


@pytest.mark.slow
@pytest.mark.parametrize("bent", [bent for bent in (*ROWS, *OBJECTS) if bent not in SOME])
async def test_the_screens_of_every_bent_journal(bent: str, whole: Path, tmp_path: Path, clock: FrozenClock) -> None:
    await walk(bent, whole, tmp_path, clock)
