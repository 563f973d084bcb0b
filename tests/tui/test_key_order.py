"""Keys typed faster than they are handled have the same result as with waiting."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.storage import raw
from tests.tui.app_session import run_app

DUE = datetime(2026, 12, 8, 10)
"""A review is due, and the week's goal is not set yet."""

HANDS = {
    "a form that is opened, filled in and saved": "a d o n e ctrl+s",
    "a form in which one goes on": "g S h i p tab D e s tab tab ctrl+s",
    "a form that is left, and opened again": "a h a l f escape a ctrl+s",
    "two forms after each other": "a o n e ctrl+s | a t w o ctrl+s | t a s k ctrl+s",
    "what was saved is taken back": "a o n e ctrl+s | u U u",
    "a question, and the form that its answer opens": "5 n enter ctrl+s ctrl+s",
    "a question that is left, and another key": "5 n escape a x ctrl+s",
    "the steps of a review, on and back": "5 n enter n o ctrl+s tab ctrl+s f2 ctrl+s ctrl+s",
    "a review that is due, begun from the week": "v enter ctrl+s ctrl+s",
    "a review that is due, put off": "v p 5",
    "a page and the way back": "3 enter escape right enter escape a i n ctrl+s",
    "a person's page": "4 n A n a ctrl+s | enter t o k ctrl+s | escape",
    "cells of the matrix": "4 n A n a ctrl+s | right space right space space",
    "a gap that is made and moved": "3 n G a p ctrl+s | greater_than_sign enter e x ctrl+s",
    "the views of the calendar": "2 v v down i down down i enter a x ctrl+s",
    "the search, and what it finds": "slash c o s t enter e",
    "the palette": "ctrl+p g a p s enter right enter",
    "help over a form": "a f1 escape x ctrl+s | question_mark escape 6",
    "all screens": "2 3 4 5 6 1 3 a x ctrl+s",
    "what is brought to a 1:1": "6 t a s k ctrl+s | tab tab down p",
}
"""Keys that arrive in one read. A bar starts the next read: keys typed before a form is gone belong to it."""


@pytest.mark.slow
@pytest.mark.parametrize("keys", HANDS.values(), ids=list(HANDS))
async def test_keys_at_once_do_the_same_as_one_by_one(
    keys: str, sample_file: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    ends = []
    for name in ("one by one", "at once"):
        path = tmp_path / name / "journal.db"
        path.parent.mkdir(mode=0o700)
        shutil.copy(sample_file, path)
        clock.set(DUE)
        with Journal(path, clock) as journal:
            async with run_app(journal) as at:
                for read in keys.split("|"):
                    await (at.press if name == "one by one" else at.rush)(*read.split())
                at.app.clear_notifications()  # how long a toast stays depends on time
                await at.settle()
                ends.append(
                    (
                        at.text,
                        str(at.app.focused),
                        raw.query(path, "SELECT what, undone FROM undo_step ORDER BY id")[-9:],
                    )
                )
    slowly, fast = ends
    assert fast == slowly
