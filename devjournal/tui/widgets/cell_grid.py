"""Cell grids: one widget for all cells, which repaints only changed cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.message import Message

from devjournal.tui.widgets.block import Block, GridCells
from devjournal.tui.widgets.lines import Line
from devjournal.tui.widgets.pane import Pane


class CellGrid(Pane, can_focus=True):
    """Lines of cells. The screen has the cursor, and moves it."""

    @dataclass
    class Clicked(Message):
        """A cell was clicked; `double` after a double click."""

        cell: Any
        double: bool

    @dataclass
    class Stepped(Message):
        """A move of the cursor by columns and rows, by the wheel or by a key bound to `step`."""

        across: int
        down: int

    def __init__(self, *, id: str | None = None) -> None:
        """Begin empty."""
        super().__init__(id=id)
        self.cells: GridCells | None = None

    def show_block(self, block: Block, subject: str) -> None:
        """Show the block's cells."""
        if block.cells is not None:
            self.show_cells(block.cells)

    def show_cells(self, cells: GridCells) -> None:
        """Show `cells`, and repaint the cells that differ."""
        self.cells = cells
        repaint_cells(self, cells.lines)

    def action_step(self, across: int, down: int) -> None:
        """Ask for a move of the cursor by columns and rows."""
        self.post_message(self.Stepped(across, down))

    def on_click(self, event: events.Click) -> None:
        """Post the value of the clicked cell, if it has one."""
        cell = self.cells.at(event.x, event.y) if self.cells is not None else None
        if cell is not None:
            self.post_message(self.Clicked(cell, event.chain > 1))

    def turn_wheel(self, step: int) -> bool:
        """Move by a row."""
        self.action_step(0, step)
        return True


def repaint_cells(pane: Pane, lines: Sequence[Line]) -> None:
    """Show other lines in a pane, and repaint the cells that differ."""
    old, pane.lines = pane.lines, list(lines)
    if len(old) != len(pane.lines):
        pane.refresh()
        return
    changed = [
        Region(start, y, end - start, 1)
        for y, (before, after) in enumerate(zip(old, pane.lines, strict=True))
        if before != after
        for start, end in changed_cells(before, after)
    ]
    if changed:
        pane.refresh(*changed)


def changed_cells(before: Line, after: Line) -> list[tuple[int, int]]:
    """Return the spans of cells that differ, each as start and end (exclusive)."""
    spans: list[tuple[int, int]] = []
    pairs = zip_longest(_cells(before), _cells(after))
    for x, (old_cell, new_cell) in enumerate(pairs):
        if old_cell == new_cell:
            continue
        if spans and x - spans[-1][1] < 2:
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return spans


def _cells(line: Line) -> list[tuple[str, str]]:
    """Return text and ink of each cell. A wide character fills its first cell, the second is empty."""
    cells: list[tuple[str, str]] = []
    for text, ink in line:
        if text.isascii():  # no character needs to be measured
            cells += [(char, ink) for char in text]
            continue
        for char in text:
            size = cell_len(char)
            if size:
                cells += [(char, ink), *([("", ink)] * (size - 1))]
            elif cells:
                cells[-1] = (cells[-1][0] + char, ink)
    return cells
