"""Lists with a cursor alone, in a small app."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from textual.geometry import Region

from devjournal.tui.widgets.block import ItemRow, Row
from devjournal.tui.widgets.fields.answer_rows import FilledRows
from devjournal.tui.widgets.item_list import ItemList
from devjournal.tui.widgets.pane import ListPane, Pane
from devjournal.tui.widgets.rows import RowPane, WrappedRows
from tests.tui.widgets.alone import Alone

HEIGHT = 4
NAMES = [f"row {n}" for n in range(9)]


class Listed(Alone):
    """A list of four lines, and what it posts."""

    CSS = f"ListPane {{ height: {HEIGHT}; }}"

    def __init__(self, pane: ListPane) -> None:
        super().__init__(pane)
        self.messages: list[tuple[str, object]] = []

    def on_mount(self) -> None:
        self.widget.focus()

    def on_pane_moved(self, message: Pane.Moved) -> None:
        self.messages.append(("moved", self.pane.cursor))

    def on_pane_exited(self, message: Pane.Exited) -> None:
        self.messages.append(("exited", message.step))

    def on_pane_opened(self, message: Pane.Opened) -> None:
        self.messages.append(("opened", message.row.value if message.row is not None else self.pane.cursor))

    @property
    def pane(self) -> ListPane:
        assert isinstance(self.widget, ListPane)
        return self.widget


def filled(kind: type[RowPane] | type[ItemList]) -> ListPane:
    """Return a list of the kind with one line for each name."""
    pane = kind(id="pane")
    if isinstance(pane, ItemList):
        pane.show_items([ItemRow(((name, "text"),), name) for name in NAMES])
    else:
        pane.show_rows((), [Row((((name, "text"),),), n) for n, name in enumerate(NAMES)])
    return pane


KINDS = [RowPane, WrappedRows, ItemList]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_list_moves_by_the_same_keys_and_keeps_its_cursor_in_view(
    kind: type[RowPane] | type[ItemList],
) -> None:
    app = Listed(filled(kind))
    async with app.run_test(size=(30, 8)) as pilot:
        places = []
        for key in ("down", "j", "end", "up", "pageup", "home"):
            await pilot.press(key)
            places.append(app.pane.cursor)
            assert any(NAMES[app.pane.cursor] in app.text_of(y) for y in range(HEIGHT)), key
    assert places[:4] == [1, 2, 8, 7]
    assert places[4] < 7
    assert places[5] == 0
    assert [cursor for name, cursor in app.messages if name == "moved" and cursor] == places[:5]


@pytest.mark.parametrize("kind", KINDS)
async def test_a_click_moves_and_a_double_click_opens(kind: type[RowPane] | type[ItemList]) -> None:
    app = Listed(filled(kind))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        app.messages.clear()
        await pilot.click(app.pane, offset=(4, 2))
        await pilot.click(app.pane, offset=(4, 1), times=2)
        await pilot.pause()
    assert app.messages == [("moved", 2), ("moved", 1), ("opened", 1)]


@pytest.mark.parametrize("kind", [RowPane, WrappedRows])
async def test_a_single_step_beyond_an_end_leaves_the_rows(kind: type[RowPane]) -> None:
    app = Listed(filled(kind))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        app.messages.clear()
        await pilot.press("up", "end", "down", "end")
    assert app.messages == [("exited", -1), ("moved", 8), ("exited", 1)]


@pytest.mark.parametrize(("kind", "beyond"), [(RowPane, "5 more ↓"), (WrappedRows, "5 more ↓"), (ItemList, "6 more")])
async def test_the_last_line_counts_what_is_out_of_view(kind: type[RowPane] | type[ItemList], beyond: str) -> None:
    app = Listed(filled(kind))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert beyond in app.text_of(HEIGHT - 1)


@pytest.mark.parametrize("kind", [RowPane, ItemList])
async def test_a_step_within_the_window_repaints_two_rows(kind: type[RowPane] | type[ItemList]) -> None:
    app = Listed(filled(kind))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        repaints: list[Sequence[Region]] = []
        app.pane.refresh = lambda *regions: repaints.append(regions)  # type: ignore[method-assign, assignment]
        app.pane.move_to(1)
        assert repaints == [(Region(0, 0, 30, 1), Region(0, 1, 30, 1))]


class Wide(FilledRows):
    """One row that says how wide the list is."""

    def fill(self) -> None:
        self.show_rows((), [Row((((f"{self.size.width} cells", "text"),),))])


async def test_rows_that_a_list_makes_itself_follow_its_width() -> None:
    app = Listed(Wide(id="pane"))
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert "30 cells" in app.text_of(0)
        await pilot.resize_terminal(20, 8)
        async with asyncio.timeout(10):
            while "20 cells" not in app.text_of(0):
                await pilot.pause()
