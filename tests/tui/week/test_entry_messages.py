"""A saved entry that is not on screen is confirmed by a message; an entry on screen needs none."""

from __future__ import annotations

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import run_app


async def test_an_entry_of_another_week_says_where_it_went(journal: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(journal) as at:
        await at.press("a")
        await at.write("Drew the failure table")
        await at.press("tab", "tab")
        await at.write("2026-11-20")
        await at.press("ctrl+s")
        assert "Added on Fri 20 Nov: “Drew the failure table”. u takes it back." in at.text
        await at.press("u")
    assert journal.entries.all() == ()


@pytest.mark.parametrize("screen", ["4", "5", "3"])
async def test_other_screens_confirm_an_entry(screen: str, journal: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(journal) as at:
        await at.press(screen, "a")
        await at.write("Drew the failure table")
        await at.press("ctrl+s")
        assert "Added on Fri 27 Nov: “Drew the failure table”." in at.text


async def test_an_entry_of_the_week_on_screen_needs_no_message(journal: Journal, clock: FrozenClock) -> None:
    clock.set(FRIDAY)
    async with run_app(journal) as at:
        await at.press("a")
        await at.write("Drew the failure table")
        await at.press("ctrl+s")
        assert "Drew the failure table" in at.text
        assert "Added" not in at.text
