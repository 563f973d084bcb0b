"""The content begins in the same row on every screen, so that nothing jumps between tabs."""

from __future__ import annotations

import pytest

from devjournal.storage import Journal
from tests.frozen_clock import FrozenClock
from tests.sample import fill_board, fill_people
from tests.tui.app_session import WIDE, Size, run_app


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, (120, 24), (104, 20)])
async def test_the_content_of_a_wide_window_begins_in_one_row(sample: Journal, clock: FrozenClock, size: Size) -> None:
    fill_people(sample, clock)
    fill_board(sample, clock)
    first_rows = {}
    async with run_app(sample, size) as at:
        for key in "123456":
            await at.press(key)
            first_rows[key] = next(y for y, line in enumerate(at.lines[2:], 2) if line.strip())
    assert set(first_rows.values()) == {3}, first_rows
