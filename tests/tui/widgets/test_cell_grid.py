"""The grid of cells alone, in a small app."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region

from devjournal.tui.people.matrix import Matrix
from devjournal.tui.widgets.cell_grid import CellGrid
from devjournal.tui.widgets.lines import Line
from tests.tui.widgets.alone import Alone


class Table:
    """Three rows of letters; the digit of a blank is nothing to click."""

    def __init__(self, *rows: str) -> None:
        self.rows = rows

    @property
    def lines(self) -> Sequence[Line]:
        return [((row, "text"),) for row in self.rows]

    def at(self, x: int, y: int) -> str | None:
        letter = self.rows[y][x : x + 1] if y < len(self.rows) else ""
        return letter.strip() or None


class Steps(Alone):
    """The grid's messages, as tuples."""

    def on_cell_grid_clicked(self, message: CellGrid.Clicked) -> None:
        self.posted.append(message)

    def on_cell_grid_stepped(self, message: CellGrid.Stepped) -> None:
        self.posted.append(message)

    def steps(self) -> list[tuple[int, int]]:
        return [(step.across, step.down) for step in self.posted if isinstance(step, CellGrid.Stepped)]


async def test_only_the_cells_that_differ_are_painted() -> None:
    grid = CellGrid()
    async with Steps(grid).run_test(size=(20, 5)):
        grid.show_cells(Table("abc", "def"))
        repaints: list[Sequence[Region]] = []
        grid.refresh = lambda *regions: repaints.append(regions)  # type: ignore[method-assign, assignment]
        grid.show_cells(Table("aXc", "deY"))
        grid.show_cells(Table("aXc", "deY"))
        grid.show_cells(Table("aXc"))
        assert repaints == [(Region(1, 0, 1, 1), Region(2, 1, 1, 1)), ()]


async def test_a_click_names_the_cell_and_a_double_click_says_so() -> None:
    grid = CellGrid()
    app = Steps(grid)
    async with app.run_test(size=(20, 5)) as pilot:
        grid.show_cells(Table("a c"))
        grid.refresh(layout=True)
        await pilot.pause()
        await pilot.click(grid, offset=(1, 0))
        await pilot.click(grid, offset=(2, 0), times=2)
        await pilot.pause()
    chosen = [message for message in app.posted if isinstance(message, CellGrid.Clicked)]
    assert [(message.cell, message.double) for message in chosen] == [("c", False), ("c", True)]


async def test_keys_and_the_wheel_ask_for_the_same_moves() -> None:
    grid = Matrix()
    app = Steps(grid)
    async with app.run_test(size=(20, 5)) as pilot:
        grid.focus()
        await pilot.press("down", "l", "home", "pageup")
        assert grid.turn_wheel(-1)
        await pilot.pause()
    assert app.steps() == [(0, 1), (1, 0), (-100000, 0), (0, -10), (0, -1)]
