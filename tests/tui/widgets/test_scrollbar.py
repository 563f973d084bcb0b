"""The scrollbar alone, in a small app."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from devjournal.tui.widgets.fields.scrollbar import Scrolled
from devjournal.tui.widgets.glyphs import UNICODE


class Column(App[None]):
    """Twenty rows in a window."""

    glyphs = UNICODE

    def compose(self) -> ComposeResult:
        with Scrolled():
            yield Static("\n".join(map(str, range(20))))


async def resized(pilot: Pilot[None], column: Scrolled, rows: int) -> None:
    """Change the height of the window, and wait until the column has it."""
    await pilot.resize_terminal(20, rows)
    async with asyncio.timeout(10):
        while column.size.height != rows:
            await pilot.pause()


@pytest.mark.parametrize("scrolled", [4, 15])
async def test_the_thumb_is_at_the_windows_position_after_it_was_hidden(scrolled: int) -> None:
    app = Column()
    async with app.run_test(size=(20, 5)) as pilot:
        column = app.query_one(Scrolled)
        column.scroll_to(y=scrolled, animate=False, immediate=True)
        await pilot.pause()
        assert column.vertical_scrollbar.position == scrolled
        await resized(pilot, column, 30)
        assert not column.show_vertical_scrollbar
        await resized(pilot, column, 5)
        assert column.show_vertical_scrollbar
        assert column.vertical_scrollbar.position == column.scroll_y == 0
